use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::lines::Lines;
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
        let (line, message) = match self {
            Self::Toml => match toml::from_str(text) {
                Ok(document) => return Ok(document),
                Err(error) => {
                    let line = error.span().map(|span| line_of(text, span.start));
                    (line, error.message().to_owned())
                }
            },
            Self::Json => match serde_json::from_str(text) {
                Ok(document) => return Ok(document),
                Err(error) => (Some(error.line().max(1)), error.to_string()),
            },
        };
        let place = line.map_or_else(String::new, |line| Lines::of(text, self).place(line));
        Err(Fault { line, place, what: What::Form(message) })
    }
}

/// The line, from 1, of a byte.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|byte| **byte == b'\n').count() + 1
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
