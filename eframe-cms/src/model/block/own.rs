use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A block of a kind that the host brought itself: texts by their fields' names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// Its kind.
    #[serde(rename = "type")]
    pub name: OwnName,
    /// What it says, by field.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

/// The name of a host's own kind of block: `x-` and lower-case words, `x-opening-hours`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnName(String);

/// A text that names no kind of block of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a host's own kind of block is named x- and lower-case letters, digits and single hyphens")]
pub struct WrongOwnName;

impl OwnName {
    /// What sets it apart from the kinds that every host has.
    pub const PREFIX: &str = "x-";
    /// Longest name, in characters.
    pub const LONGEST: usize = 60;

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OwnName {
    type Err = WrongOwnName;

    fn from_str(text: &str) -> Result<Self, WrongOwnName> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let word = |word: &str| !word.is_empty() && word.bytes().all(plain);
        let words = text.strip_prefix(Self::PREFIX).ok_or(WrongOwnName)?;
        let right = text.len() <= Self::LONGEST && words.split('-').all(word);
        if right { Ok(Self(text.to_owned())) } else { Err(WrongOwnName) }
    }
}

impl TryFrom<String> for OwnName {
    type Error = WrongOwnName;

    fn try_from(text: String) -> Result<Self, WrongOwnName> {
        text.parse()
    }
}

impl From<OwnName> for String {
    fn from(name: OwnName) -> Self {
        name.0
    }
}

impl fmt::Display for OwnName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
