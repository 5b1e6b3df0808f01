use std::fmt;

use serde::{Deserialize, Serialize};

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub enum Outcome {
    /// The motion has its majority.
    Carried {
        /// By what.
        by: Ground,
    },
    /// The motion has none.
    Rejected {
        /// By what.
        by: Ground,
    },
    /// Too few were present, so the votes decide nothing.
    Inquorate {
        /// How many more it would have taken.
        missing: u64,
    },
    /// The vote is equal, the chair's vote would decide, and the chair did not vote yes or no.
    Tied,
    /// The majority is taken of votes, and there is none of that kind: all abstained, or nobody voted. Nothing
    /// was decided, neither way.
    NoResult,
}

/// What made a vote end so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Ground {
    /// The votes: the majority is there or it is not.
    Votes,
    /// The rule that an equal vote is lost.
    TieRule,
    /// The chair's vote in an equal vote.
    Chair,
}

impl Outcome {
    /// Whether the motion is carried.
    pub const fn is_carried(self) -> bool {
        matches!(self, Self::Carried { .. })
    }

    /// Whether the motion is rejected; false also where nothing was decided.
    pub const fn is_rejected(self) -> bool {
        matches!(self, Self::Rejected { .. })
    }

    /// Its stable name, for a message's selector: `carried`, `rejected`, `inquorate`, `tied`, `noResult`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Carried { .. } => "carried",
            Self::Rejected { .. } => "rejected",
            Self::Inquorate { .. } => "inquorate",
            Self::Tied => "tied",
            Self::NoResult => "noResult",
        }
    }
}

impl Ground {
    /// Its stable name, for a message's selector: `votes`, `tieRule`, `chair`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::TieRule => "tieRule",
            Self::Chair => "chair",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Carried { by } => write!(out, "carried by {by}"),
            Self::Rejected { by } => write!(out, "rejected by {by}"),
            Self::Inquorate { missing } => write!(out, "inquorate, {missing} missing"),
            Self::Tied => out.write_str("tied"),
            Self::NoResult => out.write_str("no result"),
        }
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Votes => "the votes",
            Self::TieRule => "the tie rule",
            Self::Chair => "the chair",
        })
    }
}
