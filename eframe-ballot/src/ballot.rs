use serde::{Deserialize, Serialize};

use crate::BodyId;

/// What a body says to a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Choice {
    /// For it.
    Yes,
    /// Against it.
    No,
    /// Neither; said aloud, and so different from not voting at all.
    Abstain,
}

/// One body's vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ballot {
    /// Whose.
    pub body: BodyId,
    /// What it says; nothing when it was cast but cannot be read (a spoilt paper). In data it is `null` and
    /// never left out: a forgotten field is a fault, not an invalid vote.
    #[serde(deserialize_with = "Option::deserialize")]
    pub choice: Option<Choice>,
}

impl Ballot {
    /// A body's choice.
    pub const fn new(body: BodyId, choice: Choice) -> Self {
        Self { body, choice: Some(choice) }
    }

    /// A ballot that was cast and cannot be read.
    pub const fn invalid(body: BodyId) -> Self {
        Self { body, choice: None }
    }
}
