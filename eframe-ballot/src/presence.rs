use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{BodyId, Roll};

/// Who is there when the vote is counted.
///
/// Bodies that are excluded may attend and stand here; only those the roll entitles are
/// [counted](Presence::counted). Take it anew for each vote: bodies come and go during a meeting, and a quorum
/// has to be there when the vote is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Presence {
    bodies: BTreeSet<BodyId>,
}

impl Presence {
    /// Nobody yet.
    pub const fn new() -> Self {
        Self { bodies: BTreeSet::new() }
    }

    /// A body comes in; false when it was there already.
    pub fn arrive(&mut self, body: BodyId) -> bool {
        self.bodies.insert(body)
    }

    /// A body goes; false when it was not there.
    pub fn leave(&mut self, body: BodyId) -> bool {
        self.bodies.remove(&body)
    }

    /// Whether a body is there.
    pub fn contains(&self, body: BodyId) -> bool {
        self.bodies.contains(&body)
    }

    /// Everyone there, by id, entitled or not.
    pub fn bodies(&self) -> impl Iterator<Item = BodyId> {
        self.bodies.iter().copied()
    }

    /// How many of those there may vote by this roll.
    pub fn counted(&self, roll: &Roll) -> u64 {
        self.bodies().filter(|body| roll.is_entitled(*body)).count() as u64
    }
}

impl FromIterator<BodyId> for Presence {
    fn from_iter<I: IntoIterator<Item = BodyId>>(bodies: I) -> Self {
        Self { bodies: bodies.into_iter().collect() }
    }
}
