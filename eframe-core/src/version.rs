use serde::{Deserialize, Serialize};

/// How often an aggregate was written. A change names the version it was made from, so a stale one is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(i64);

impl Version {
    /// What a new row has.
    pub const FIRST: Self = Self(1);

    /// The version of this number.
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// Its number, as the database keeps it.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}
