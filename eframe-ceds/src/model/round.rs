use eframe_core::{Digest, Timestamp, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Author, RoundId};

/// A time in which cities answer one edition of an instrument, all of them the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Names it.
    pub id: RoundId,
    /// What people call it.
    pub name: String,
    /// The instrument's id.
    pub instrument: String,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of the document's bytes, which are kept for ever.
    pub sha256: Digest,
    /// The first day on which answers are taken.
    pub opens: Date,
    /// The last.
    pub closes: Date,
    /// Whether it is over.
    pub state: RoundState,
    /// The version that guards it.
    pub version: Version,
}

/// Whether a round is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum RoundState {
    /// Its days decide what may be done.
    Open,
    /// It is over: nothing changes any more, and its cities can be compared.
    Closed {
        /// Who closed it.
        by: Author,
        /// When.
        at: Timestamp,
    },
}

/// Where a round stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundPhase {
    /// Its first day is to come.
    Planned,
    /// Answers are taken.
    Open,
    /// Its last day is over: what was handed in is reviewed, what was given back is answered.
    Review,
    /// It was closed.
    Closed,
}

impl Round {
    /// Where it stands on this day.
    pub fn phase(&self, today: Date) -> RoundPhase {
        match self.state {
            RoundState::Closed { .. } => RoundPhase::Closed,
            RoundState::Open if today < self.opens => RoundPhase::Planned,
            RoundState::Open if today <= self.closes => RoundPhase::Open,
            RoundState::Open => RoundPhase::Review,
        }
    }
}

impl RoundPhase {
    /// Its name in addresses, columns and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Review => "review",
            Self::Closed => "closed",
        }
    }
}
