use serde::{Deserialize, Serialize};

mod majority;
mod quorum;

pub use majority::{Base, MajorityRule, Tie};
pub use quorum::QuorumRule;

/// What a vote is held by: who has to be there, and what carries.
///
/// Rules are data. A charter keeps them with its dates; a vote keeps a copy of those it was opened under, so
/// that a later charter changes no result.
///
/// ```
/// use eframe_ballot::{MajorityRule, QuorumRule, Rules};
///
/// let rules = Rules::new(QuorumRule::majority(), MajorityRule::simple());
/// let data = serde_json::json!({
///     "quorum": { "entitled": "more than 1/2" },
///     "majority": {
///         "yes": "more than 1/2",
///         "of": { "cast": { "abstentions": false, "invalid": false } },
///         "tie": "fails",
///     },
/// });
/// assert_eq!(serde_json::from_value::<Rules>(data)?, rules);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Rules {
    /// Who has to be there.
    pub quorum: QuorumRule,
    /// What carries.
    pub majority: MajorityRule,
}

impl Rules {
    /// Both together.
    pub const fn new(quorum: QuorumRule, majority: MajorityRule) -> Self {
        Self { quorum, majority }
    }
}
