use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::BodyId;

mod entry;

pub use entry::{Entry, Reason, Right};

/// Who is entitled to vote, and for each who is not, why: frozen at a moment, one entry for each body.
///
/// Make it when the vote opens, from the standing of that moment, and keep it beside the vote. It never changes
/// afterwards: whoever gains or loses the right while the vote is open has it from the next roll on. The roll
/// holds names as they were and does not know its moment; the host keeps that time in its own type.
///
/// Two rolls with the same entries are equal, whatever the order they were given in.
///
/// ```
/// use eframe_ballot::{BodyId, Entry, Reason, Roll};
/// use uuid::Uuid;
///
/// let [aville, beeton] = [1, 2].map(|number| BodyId::new(Uuid::from_u128(number)));
/// let roll = Roll::new([
///     Entry::entitled(aville, "Aville"),
///     Entry::excluded(beeton, "Beeton", [Reason::new("membership.suspended")]),
/// ])?;
/// assert_eq!(roll.entitled_count(), 1);
/// assert!(!roll.is_entitled(beeton));
/// # Ok::<(), eframe_ballot::RollError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Entry>", into = "Vec<Entry>")]
pub struct Roll {
    entries: BTreeMap<BodyId, Entry>,
}

/// Why these entries are no roll.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RollError {
    /// A body has two entries; it would be counted twice.
    #[error("{0} is on the roll twice")]
    Twice(BodyId),
    /// A body is excluded and nobody says why.
    #[error("{0} is excluded without a reason")]
    NoReason(BodyId),
}

impl Roll {
    /// The roll of these entries.
    ///
    /// # Errors
    ///
    /// [`RollError`] when a body comes twice or is excluded without a reason.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Result<Self, RollError> {
        let mut roll = Self::default();
        for entry in entries {
            let body = entry.body;
            if matches!(&entry.right, Right::Excluded { reasons } if reasons.is_empty()) {
                return Err(RollError::NoReason(body));
            }
            if roll.entries.insert(body, entry).is_some() {
                return Err(RollError::Twice(body));
            }
        }
        Ok(roll)
    }

    /// Every entry, by the body's id.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// A body's entry; none when the roll does not know the body.
    pub fn entry(&self, body: BodyId) -> Option<&Entry> {
        self.entries.get(&body)
    }

    /// Those who may vote.
    pub fn entitled(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| entry.right.is_entitled())
    }

    /// How many may vote: what quorums are taken of.
    pub fn entitled_count(&self) -> u64 {
        self.entitled().count() as u64
    }

    /// Those who may not, each with its reasons.
    pub fn excluded(&self) -> impl Iterator<Item = (&Entry, &[Reason])> {
        self.entries().filter_map(|entry| match &entry.right {
            Right::Excluded { reasons } => Some((entry, reasons.as_slice())),
            Right::Entitled => None,
        })
    }

    /// Whether this body may vote.
    pub fn is_entitled(&self, body: BodyId) -> bool {
        self.entry(body).is_some_and(|entry| entry.right.is_entitled())
    }
}

impl TryFrom<Vec<Entry>> for Roll {
    type Error = RollError;

    fn try_from(entries: Vec<Entry>) -> Result<Self, RollError> {
        Self::new(entries)
    }
}

impl From<Roll> for Vec<Entry> {
    fn from(roll: Roll) -> Self {
        roll.entries.into_values().collect()
    }
}
