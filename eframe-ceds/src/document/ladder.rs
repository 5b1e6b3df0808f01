use serde::{Deserialize, Serialize};

use super::{Id, Localized, Number};

/// A ladder of named stages with their cut-offs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ladder {
    /// What programs call it.
    pub id: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What the cut-offs are compared with.
    #[serde(default)]
    pub by: LadderBy,
    /// The rungs, the lowest first.
    #[serde(default, rename = "rung")]
    pub rungs: Vec<Rung>,
}

/// What a ladder's cut-offs are compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LadderBy {
    /// The node's score.
    #[default]
    Score,
    /// The share of the other units that lie below, 0 to 1: quartiles begin at 0, 0.25, 0.5 and 0.75.
    Percentile,
}

/// A rung of a ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rung {
    /// What programs call it.
    pub id: Id,
    /// Where it begins; the lowest rung may leave it out, and then begins nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Number>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What it means.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
}
