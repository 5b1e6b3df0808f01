use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::lines::{Lines, Spots};
use crate::fault::{Fault, What};

/// The notation a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// TOML 1.0.
    Toml,
    /// JSON.
    Json,
}

impl Format {
    /// The notation that a file's name ends with, `.toml` or `.json`.
    pub fn of(file: &str) -> Option<Self> {
        let (_, extension) = file.rsplit_once('.')?;
        if extension.eq_ignore_ascii_case("toml") {
            Some(Self::Toml)
        } else {
            extension.eq_ignore_ascii_case("json").then_some(Self::Json)
        }
    }

    /// Reads the written form; where it fails, the part that holds the line is named.
    pub(crate) fn parse<T: DeserializeOwned>(self, text: &str) -> Result<T, Fault> {
        let (at, message) = match self {
            Self::Toml => match toml::from_str(text) {
                Ok(document) => return Ok(document),
                Err(error) => {
                    let at = error.span().map(|span| Spots::of(text).at(span.start));
                    (at, error.message().to_owned())
                }
            },
            Self::Json => match serde_json::from_str(text) {
                Ok(document) => return Ok(document),
                Err(error) => {
                    let at = Spots::of(text).of_byte(error.line(), error.column());
                    (Some(at), error.to_string())
                }
            },
        };
        let place = at.map_or_else(String::new, |at| Lines::of(text, self).place(at.line));
        Err(Fault::new(at, place, What::Form(message)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_the_end_of_a_name() {
        assert_eq!(Format::of("a.b/hdi.TOML"), Some(Format::Toml));
        assert_eq!(Format::of("hdi.json"), Some(Format::Json));
        assert_eq!(Format::of("hdi"), None);
    }
}
