use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A name that a charter gives to a thing: `city`, `vice-president`. At most 40 characters of `a-z`, `0-9` and
/// single hyphens within.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// A kind of member, by the code that the charter gives it: `city`, `friendship`, `corporate`.
pub type Kind = Code;

/// A body that decides, by its code in the charter: `executive-committee`, `general-assembly`.
pub type BodyCode = Code;

/// An office in a body, by its code in the charter: `president`, `vice-president`, `seat`.
pub type Office = Code;

/// A text that is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no code: write lower-case letters, digits and single hyphens, such as vice-president"
)]
pub struct WrongCode(pub String);

/// The longest code.
const LONGEST: usize = 40;

impl Code {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = WrongCode;

    fn from_str(text: &str) -> Result<Self, WrongCode> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for Code {
    type Error = WrongCode;

    fn try_from(text: String) -> Result<Self, WrongCode> {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.len() <= LONGEST && text.split('-').all(part) {
            Ok(Self(text))
        } else {
            Err(WrongCode(text))
        }
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
