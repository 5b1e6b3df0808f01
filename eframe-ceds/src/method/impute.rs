use serde::{Deserialize, Serialize};

use crate::document::Number;

/// What stands in for a missing value of an indicator.
///
/// All but the `row` ones come before treatment, and look at the values as they then are; the `row` ones need one scale and so
/// come after normalisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Impute {
    /// Nothing: it stays missing, and the node decides.
    None {},
    /// The mean of the indicator.
    Mean {},
    /// The median of the indicator.
    Median {},
    /// The mean of the indicator within the unit's peer group.
    GroupMean {
        /// The peers by which units are grouped.
        by: String,
    },
    /// The median within the unit's peer group.
    GroupMedian {
        /// The peers by which units are grouped.
        by: String,
    },
    /// The mean of the unit's other normalised values under the same node.
    RowMean {},
    /// The median of the unit's other normalised values under the same node.
    RowMedian {},
    /// What a normal distribution over the indicators under the same node expects, fitted by expectation and
    /// maximisation.
    Em {
        /// At most so many rounds.
        #[serde(default = "rounds")]
        rounds: u32,
        /// Done when no mean or covariance changes by more than this part of itself.
        #[serde(default = "tolerance")]
        tolerance: Number,
    },
    /// A number.
    Constant {
        /// The number, in the indicator's unit.
        value: Number,
    },
}

impl Default for Impute {
    fn default() -> Self {
        Self::None {}
    }
}

const fn rounds() -> u32 {
    200
}

const fn tolerance() -> Number {
    Number::fixed(1e-8)
}
