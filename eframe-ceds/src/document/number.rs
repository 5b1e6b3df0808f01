use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A number of a document: finite always, and never `-0`.
///
/// A `nan` or `inf` of TOML is refused where it stands, so that neither ever gets into a reckoning.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Number(f64);

impl Number {
    /// Nought.
    pub const ZERO: Self = Self(0.0);
    /// One.
    pub const ONE: Self = Self(1.0);

    /// The number, where it is one that a document may hold.
    pub fn new(value: f64) -> Option<Self> {
        // Adding nought turns -0 into 0 and leaves everything else alone.
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// The number of a whole one.
    pub const fn whole(value: i32) -> Self {
        Self(value as f64)
    }

    /// Its value.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// A fixed number of the crate's own text.
    pub(crate) const fn fixed(value: f64) -> Self {
        Self(value)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| D::Error::custom(format!("{value} is not a finite number")))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_finite_numbers_are_numbers() {
        assert_eq!(Number::new(f64::NAN), None);
        assert_eq!(Number::new(f64::INFINITY), None);
        assert_eq!(Number::new(1.5).map(Number::get), Some(1.5));
        assert!(Number::new(-0.0).is_some_and(|zero| zero.get().is_sign_positive()));
    }
}
