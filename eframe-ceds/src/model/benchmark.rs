use std::collections::BTreeMap;

use eframe_core::{OrganisationId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{AssessmentId, Figure};

/// The cities that had agreed to be compared when a round was closed. It is made once and never again: figures that
/// changed from day to day would tell what the city has that came or went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When it was made.
    pub at: Timestamp,
    /// The cities.
    pub cities: Vec<Compared>,
}

/// A city that is compared. This never leaves the block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    /// Its assessment.
    pub assessment: AssessmentId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it is called.
    pub city: String,
    /// Its group in each of the instrument's groupings; absent where it is in none.
    pub groups: BTreeMap<String, String>,
    /// The scores of its nodes.
    pub scores: BTreeMap<String, Figure>,
}

/// How a city's scores lie among its peers'.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// When the cities were taken down that are compared.
    pub at: Timestamp,
    /// All cities first, then the groups of each grouping in the instrument's order.
    pub sets: Vec<PeerSet>,
}

/// Cities that are compared together.
#[derive(Clone, Debug, PartialEq)]
pub struct PeerSet {
    /// The grouping; none: all cities.
    pub peers: Option<String>,
    /// The group.
    pub group: Option<String>,
    /// Whether whoever asks belongs to it.
    pub own: bool,
    /// Why its figures are not shown; none where they are.
    pub hidden: Option<Hidden>,
    /// How many cities there are, where they are shown.
    pub cities: Option<u32>,
    /// Those that agreed to be named, by name, where the set is shown.
    pub named: Vec<String>,
    /// Quartiles by node, where enough cities have a score there.
    pub nodes: BTreeMap<String, Quartiles>,
}

/// Why a set is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hidden {
    /// Fewer than five cities beside any one of them.
    TooFew,
    /// Beside other sets that are shown, it would tell of fewer than five cities.
    WouldTell,
    /// A city of it took its consent back, and what remains would tell what it had.
    TakenBack,
}

impl Hidden {
    /// Its name in messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::WouldTell => "would-tell",
            Self::TakenBack => "taken-back",
        }
    }
}

/// The middle of some cities' scores. No figure is one city's own: each is the mean of the three or four scores nearest to
/// R's quantile of type 7, rounded (scores up to 100 to whole points).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// A quarter of the cities lies at or below.
    pub low: f64,
    /// A half.
    pub median: f64,
    /// Three quarters.
    pub high: f64,
}
