use serde::{Deserialize, Serialize};

use crate::document::Number;

/// What a node does about children without a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Missing {
    /// Leaves them out; the weights of the others are divided by their sum.
    Skip {
        /// The share that has to be there, else the node has no value.
        #[serde(default)]
        present: Number,
        /// What it is a share of.
        #[serde(default)]
        of: Share,
    },
    /// Has no value either, as soon as one is missing.
    Drop {},
    /// Counts them as 0, with their full weight.
    Zero {},
}

impl Default for Missing {
    fn default() -> Self {
        Self::Skip { present: Number::ZERO, of: Share::Count }
    }
}

/// What a share of children is a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    /// Their number.
    #[default]
    Count,
    /// Their weight.
    Weight,
}
