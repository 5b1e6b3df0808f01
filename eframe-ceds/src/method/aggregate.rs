use serde::{Deserialize, Serialize};

use crate::document::Number;

/// How the values of a node's children become its own. Weights `w` of the children that are there add up to 1.
///
/// Every mean skips a child without a value by the same rule ([`Missing`](crate::method::Missing)).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Aggregate {
    /// Weighted sum: a loss here is made good by a gain there.
    Arithmetic {},
    /// Weighted geometric mean: the lower a child, the more it counts.
    Geometric {},
    /// Weighted harmonic mean: more so.
    Harmonic {},
    /// Weighted power mean, of which the three above are cases.
    Power {
        /// The exponent; 0 is the geometric mean.
        exponent: Number,
    },
    /// Copeland's pairwise comparison of all units: better on more weight wins.
    Copeland {},
    /// The middle value, without weights.
    Median {},
    /// The least value: the weakest link.
    Minimum {},
    /// The greatest value.
    Maximum {},
    /// The sum of the values, each times its weight as written.
    Sum {},
}

impl Default for Aggregate {
    fn default() -> Self {
        Self::Arithmetic {}
    }
}
