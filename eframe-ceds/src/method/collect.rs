use serde::{Deserialize, Serialize};

/// How several observations of one unit become its value: services of a country, sensors of a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Collect {
    /// There is one; a second is refused.
    One {},
    /// Their mean.
    Mean {},
    /// Their median.
    Median {},
    /// Their sum.
    Sum {},
    /// The least.
    Minimum {},
    /// The greatest.
    Maximum {},
}

impl Default for Collect {
    fn default() -> Self {
        Self::One {}
    }
}
