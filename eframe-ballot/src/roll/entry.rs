use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::BodyId;

/// One body on a roll, with its name of that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Entry {
    /// Who.
    pub body: BodyId,
    /// What it was called when the roll was made; copied, so that a later name changes nothing.
    pub name: String,
    /// Whether it may vote.
    pub right: Right,
}

impl Entry {
    /// A body that may vote.
    pub fn entitled(body: BodyId, name: impl Into<String>) -> Self {
        Self { body, name: name.into(), right: Right::Entitled }
    }

    /// A body that may not vote, for these reasons; at least one, or the roll refuses it.
    pub fn excluded(
        body: BodyId,
        name: impl Into<String>,
        reasons: impl IntoIterator<Item = Reason>,
    ) -> Self {
        let reasons = reasons.into_iter().collect();
        Self { body, name: name.into(), right: Right::Excluded { reasons } }
    }
}

/// Whether a body may vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub enum Right {
    /// It may, and counts towards quorum and majority.
    Entitled,
    /// It may not, and counts nowhere, even when it attends.
    Excluded {
        /// Why not: all that apply, so that mending one does not reveal the next.
        reasons: Vec<Reason>,
    },
}

impl Right {
    /// Whether it may vote.
    pub const fn is_entitled(&self) -> bool {
        matches!(self, Self::Entitled)
    }
}

/// Why a body is excluded: a code and its facts, no sentence.
///
/// The host turns it into words: the code is the key of a message, the facts are the message's arguments.
///
/// ```
/// use eframe_ballot::Reason;
///
/// let reason = Reason::new("membership.fee-unpaid").with("year", "2026");
/// assert_eq!(reason.facts["year"], "2026");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Reason {
    /// Which reason, dotted and stable.
    pub code: String,
    /// What the sentence needs to be filled in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

impl Reason {
    /// The reason of this code, without facts yet.
    pub fn new(code: impl Into<String>) -> Self {
        Self { code: code.into(), facts: BTreeMap::new() }
    }

    /// The same with one fact more.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facts.insert(name.into(), value.into());
        self
    }
}
