use serde::{Deserialize, Serialize};

use super::{Id, Localized};

/// How far a document's texts go in a language that is not its own. What is said here is checked against the texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Translation {
    /// Whether all texts are there.
    pub coverage: Coverage,
    /// Of a partial one, whether all names are there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub names: bool,
    /// Of a partial one, the nodes whose texts are all there, with those of everything below them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<Id>,
    /// What readers of that language are told about it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub note: Localized,
}

/// Whether a translation has all texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// Every text that there is.
    Complete,
    /// Some; the others stand in the document's language.
    Partial,
}
