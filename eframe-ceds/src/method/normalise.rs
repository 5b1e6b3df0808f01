use serde::{Deserialize, Serialize};

use crate::document::Number;

/// How the values of an indicator, or of a node, are brought to one scale, on which more is better.
///
/// Whatever the method, an indicator whose direction is `down` comes out turned round. Values that are all equal, or a
/// single one, get the middle of the scale (`z-score`: its mean): nothing tells them apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Normalise {
    /// As they are; downward indicators change their sign.
    None {},
    /// From the least to the greatest value of the data.
    MinMax {
        /// What the worst value becomes.
        #[serde(default)]
        low: Number,
        /// What the best value becomes.
        #[serde(default = "one")]
        high: Number,
    },
    /// Standardised: in sample standard deviations from the mean.
    ZScore {
        /// The mean of the result.
        #[serde(default)]
        mean: Number,
        /// The standard deviation of the result.
        #[serde(default = "one")]
        sd: Number,
    },
    /// The place from below: the worst has 1.
    Rank {
        /// What equal values share.
        #[serde(default)]
        ties: Ties,
    },
    /// The share of the others that lie below.
    PercentileRank {
        /// What equal values share.
        #[serde(default)]
        ties: Ties,
    },
    /// Borda's points: how many lie below.
    Borda {
        /// What equal values share.
        #[serde(default)]
        ties: Ties,
    },
    /// One less the distance to the best, in ranges of the data.
    DistanceToMax {},
    /// As a part of the greatest value.
    FractionOfMax {},
    /// From the worst value of the data to the value of one unit.
    DistanceToReference {
        /// The unit's code.
        unit: String,
        /// Whether whoever is better than the reference gets no more than it.
        #[serde(default)]
        cap: bool,
    },
    /// From the worst value of the data to the indicator's `target`.
    Target {
        /// Whether whoever is beyond the target gets no more than 1.
        #[serde(default = "yes")]
        cap: bool,
    },
    /// Between the indicator's `goalposts`, which do not depend on the data.
    Goalposts {
        /// What the worse goalpost becomes.
        #[serde(default)]
        low: Number,
        /// What the better goalpost becomes.
        #[serde(default = "one")]
        high: Number,
        /// Whether values outside are moved to the nearer goalpost.
        #[serde(default = "yes")]
        clamp: bool,
    },
    /// A straight line that is given, not found.
    Scaled {
        /// The value that becomes `low`.
        from: Number,
        /// The value that becomes `high`.
        to: Number,
        /// What `from` becomes.
        #[serde(default)]
        low: Number,
        /// What `to` becomes.
        #[serde(default = "one")]
        high: Number,
    },
    /// A score for each band of values.
    Bands {
        /// Where each band after the first begins, rising.
        from: Vec<Number>,
        /// The score of each band, one more than `from`.
        scores: Vec<Number>,
    },
}

impl Default for Normalise {
    fn default() -> Self {
        Self::None {}
    }
}

/// What units with equal values get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// The least of the places they take together: 1, 2, 2, 4.
    #[default]
    Lowest,
    /// The greatest: 1, 3, 3, 4.
    Highest,
    /// The mean: 1, 2.5, 2.5, 4.
    Mean,
    /// The least, and no place is left out after them: 1, 2, 2, 3.
    Dense,
}

pub(crate) const fn one() -> Number {
    Number::ONE
}

pub(crate) const fn yes() -> bool {
    true
}
