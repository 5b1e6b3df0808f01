//! What `--vary` says.

use std::str::FromStr;

use eframe_ceds::analysis::Factor;
use eframe_ceds::document::Id;
use serde::de::DeserializeOwned;

/// Something to be varied, and how it was typed.
#[derive(Clone, Debug)]
pub(crate) struct Vary {
    pub(crate) typed: String,
    pub(crate) factor: Factor,
    /// The choices as they were typed; none where it is a number.
    pub(super) choices: Vec<String>,
}

impl FromStr for Vary {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (what, choices) = text.split_once('=').ok_or("write WHAT=CHOICES")?;
        let (what, depth) = match what.split_once('@') {
            Some((what, depth)) => {
                let depth = depth.parse().map_err(|_| format!("{depth:?} is no depth"))?;
                (what, Some(depth))
            }
            None => (what, None),
        };
        let listed = split(choices);
        let factor = match what {
            "weights" => {
                let spread = choices.parse().map_err(|_| format!("{choices:?} is no number"))?;
                Factor::Weights { depth, spread }
            }
            "normalise" => Factor::Normalise(methods(&listed)?),
            "treat" => Factor::Treat(methods(&listed)?),
            "impute" => Factor::Impute(methods(&listed)?),
            "aggregate" => Factor::Aggregate { depth, of: methods(&listed)? },
            "without" => {
                let id = |id: &String| Id::new(id.as_str()).ok_or(format!("{id:?} is no id"));
                Factor::Without(listed.iter().map(id).collect::<Result<_, _>>()?)
            }
            other => {
                return Err(format!(
                    "{other:?} cannot be varied: weights, normalise, treat, impute, aggregate, without"
                ));
            }
        };
        if depth.is_some() && !matches!(what, "weights" | "aggregate") {
            return Err(format!("{what} has no depth"));
        }
        let choices = match &factor {
            Factor::Weights { .. } => Vec::new(),
            Factor::Without(_) => std::iter::once("nothing".to_owned()).chain(listed).collect(),
            _ => listed,
        };
        Ok(Self { typed: text.to_owned(), factor, choices })
    }
}

/// The choices, which stand apart by commas; a table in braces is one.
fn split(text: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0_usize);
    for letter in text.chars() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// Methods as a document has them: a name, or a table in braces.
fn methods<T: DeserializeOwned>(choices: &[String]) -> Result<Vec<T>, String> {
    #[derive(serde::Deserialize)]
    struct Chosen<T> {
        of: T,
    }
    let method = |choice: &String| {
        let table = if choice.starts_with('{') {
            format!("of = {choice}")
        } else {
            format!("of = {{ method = {choice:?} }}")
        };
        let chosen = toml::from_str::<Chosen<T>>(&table);
        chosen.map(|chosen| chosen.of).map_err(|error| format!("{choice}: {}", error.message()))
    };
    choices.iter().map(method).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_factor() {
        let factor = |text: &str| text.parse::<Vary>().map(|vary| vary.factor);
        assert_eq!(factor("weights@1=0.25"), Ok(Factor::Weights { depth: Some(1), spread: 0.25 }));
        let two = "normalise=z-score,{ method = \"min-max\", low = 1, high = 7 }";
        let vary: Vary = two.parse().expect("a factor");
        assert_eq!(vary.choices.len(), 2);
        assert!(matches!(vary.factor, Factor::Normalise(of) if of.len() == 2));
        let without: Vary = "without=a,b".parse().expect("a factor");
        assert_eq!(without.choices, ["nothing", "a", "b"]);
        for wrong in
            ["weights", "weights=x", "normalise=mean", "treat@1=none", "colour=red", "without=a b"]
        {
            assert!(factor(wrong).is_err(), "{wrong}");
        }
    }
}
