use serde::{Deserialize, Serialize};

use super::{Id, Number};
use crate::method::Ties;

/// How units are ranked: by their score, the highest first. A unit without a score has no rank.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ranking {
    /// The nodes by which units are ranked; the tops where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Id>,
    /// What units with equal scores get.
    #[serde(default)]
    pub ties: Ties,
    /// The nodes whose scores decide between equal ones, in this order, before `ties` does.
    #[serde(default, rename = "break", skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Id>,
}

/// Which units are left out for want of data, before anything is reckoned: they have no score, and no part in a mean, a
/// minimum or a rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Screen {
    /// The share of indicators and questions that has to be there.
    #[serde(default)]
    pub present: Number,
    /// The share of those that are there and not 0.
    #[serde(default)]
    pub nonzero: Number,
}
