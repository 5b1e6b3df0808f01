use serde::{Deserialize, Serialize};

use super::{Id, Localized, Number};

/// A way to group units with their peers, by one fact.
///
/// A unit belongs to the first group that takes it, and to none where no group does or the fact is unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Peers {
    /// What programs call it.
    pub id: Id,
    /// What people call it: size, region, income.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// The fact that groups.
    pub fact: Id,
    /// The groups; none: each word of the fact is a group.
    #[serde(default, rename = "group", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

/// A group of peers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Group {
    /// What programs call it.
    pub id: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// The words of the fact that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// The least number that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Number>,
    /// The number below which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Number>,
    /// The ladder that holds within it, in place of the node's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Id>,
}
