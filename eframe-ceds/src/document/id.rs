use std::borrow::Borrow;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// What a part of a document is called by programs: letters, digits, `-`, `_` and `.` of ASCII, 1 to 64 of them, a letter or
/// digit first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// The longest there is.
    pub const LONGEST: usize = 64;

    /// The id of this spelling, if it is one.
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let right = text.len() <= Self::LONGEST
            && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        right.then_some(Self(text))
    }

    /// Its spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(text.as_str()).ok_or_else(|| {
            D::Error::custom(format!(
                "{text:?} is not an id: 1 to 64 letters, digits, hyphens, points and underscores, a letter or digit first"
            ))
        })
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling() {
        assert!(Id::new("gov.mandate-1_a").is_some());
        assert!(Id::new("2fa").is_some());
        for wrong in ["", "-a", "a b", "a/b", "é", &"a".repeat(65)] {
            assert_eq!(Id::new(wrong), None, "{wrong}");
        }
    }
}
