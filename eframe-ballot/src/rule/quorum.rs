use serde::{Deserialize, Serialize};

use crate::{Fraction, Threshold};

/// How many of the entitled have to be present for a vote to count.
///
/// Taken of all who are entitled by the roll, whether they came or not. At least one is always needed: a meeting
/// of nobody decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum QuorumRule {
    /// This part of the entitled: `{"entitled": "more than 1/2"}`.
    Entitled(Threshold),
    /// This many of them: `{"number": 11}`. More than are entitled makes every vote inquorate.
    Number(u64),
}

impl QuorumRule {
    /// More than half of the entitled.
    ///
    /// Robert's Rules (12th edition, section 40) takes it where the bylaws name no other.
    pub const fn majority() -> Self {
        Self::Entitled(Threshold::MoreThan(Fraction::HALF))
    }

    /// How many have to be present of this many entitled.
    pub fn needed(self, entitled: u64) -> u64 {
        match self {
            Self::Entitled(threshold) => threshold.needed(entitled),
            Self::Number(number) => number.max(1),
        }
    }
}
