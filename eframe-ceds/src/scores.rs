mod explain;
mod share;
mod stage;

pub use explain::{Explanation, Part, PartOf};
pub use stage::Stage;

use crate::cell::{is_left_out, number};
use crate::data::Data;
use crate::plan::{Plan, Slot};
use crate::run::{Prepared, RunError, Work};

impl Plan {
    /// The scores of data, on as many threads as there are processors.
    ///
    /// # Errors
    /// [`RunError`], which names the part of the instrument and the unit.
    pub fn score<'a>(&'a self, data: &'a Data) -> Result<Scores<'a>, RunError> {
        self.score_on(threads(), data)
    }

    /// The same on this many threads. Their number changes nothing of the result.
    ///
    /// # Errors
    /// As [`Plan::score`].
    pub fn score_on<'a>(&'a self, threads: usize, data: &'a Data) -> Result<Scores<'a>, RunError> {
        self.score_in(Room::default(), threads, data)
    }

    /// The same in room that was used before: scoring of the same size again and again asks the system for no memory.
    ///
    /// # Errors
    /// As [`Plan::score`].
    pub fn score_in<'a>(
        &'a self,
        room: Room,
        threads: usize,
        data: &'a Data,
    ) -> Result<Scores<'a>, RunError> {
        let Room(mut work) = room;
        let prepared = Prepared::new(self, data)?;
        work.run(self, &prepared, threads)?;
        Ok(Scores { plan: self, prepared, work })
    }
}

/// As many threads as there are processors.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Room that scores were in, for the next ones; see [`Plan::score_in`] and [`Scores::into_room`].
#[derive(Clone, Debug, Default)]
pub struct Room(Work);

/// The scores of some data: of every indicator, question and node, with ranks, stages and explanations.
#[derive(Clone, Debug)]
pub struct Scores<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) prepared: Prepared<'a>,
    pub(crate) work: Work,
}

impl Scores<'_> {
    /// Gives back the room, when nobody needs the scores any more.
    pub fn into_room(self) -> Room {
        Room(self.work)
    }

    /// The score of an indicator (as normalised), question or node for the unit in a row; none where there is no such part
    /// or row, or no value.
    pub fn value(&self, id: &str, row: usize) -> Option<f64> {
        let slot = *self.plan.slots.get(id)?;
        (row < self.prepared.units).then(|| self.work.value(&self.prepared, slot, row)).flatten()
    }

    /// The scores of a part for all units; none where there is no such part.
    pub fn column(&self, id: &str) -> Option<Vec<Option<f64>>> {
        let slot = *self.plan.slots.get(id)?;
        let rows = 0..self.prepared.units;
        Some(rows.map(|row| self.work.value(&self.prepared, slot, row)).collect())
    }

    /// The ranks by a node that the instrument ranks by; none where it does not. A unit without a score has none. With
    /// `ties = "mean"` a rank can be a half.
    pub fn ranks(&self, id: &str) -> Option<Vec<Option<f64>>> {
        let Some(Slot::Node(node)) = self.plan.slots.get(id) else { return None };
        let place = self.plan.ranked.iter().position(|ranked| ranked == node)?;
        let ranks = self.work.ranks[place].iter();
        Some(ranks.map(|rank| (*rank > 0.0).then_some(*rank)).collect())
    }

    /// The children of a node with the shares that they weigh when all are there.
    pub fn weights(&self, id: &str) -> Option<Vec<(&str, f64)>> {
        let Some(Slot::Node(node)) = self.plan.slots.get(id) else { return None };
        let all: f64 = self.work.weights[*node].iter().sum();
        let children = self.plan.nodes[*node].children.iter().zip(&self.work.weights[*node]);
        Some(children.map(|(child, weight)| (self.plan.id(*child), weight / all)).collect())
    }

    /// The share of the indicators and questions below a node that are there, of those that are due; none where none is due.
    ///
    /// What was imputed is not there; what is not applicable is not due.
    pub fn coverage(&self, id: &str, row: usize) -> Option<f64> {
        let slot = *self.plan.slots.get(id)?;
        if row >= self.prepared.units {
            return None;
        }
        let (mut due, mut there) = (0_u32, 0_u32);
        let mut open = vec![slot];
        while let Some(slot) = open.pop() {
            match slot {
                Slot::Node(node) => open.extend(&self.plan.nodes[node].children),
                Slot::Leaf(leaf) => {
                    let cell = self.prepared.bases[leaf].cells[row];
                    due += u32::from(!is_left_out(cell));
                    there += u32::from(number(cell).is_some());
                }
            }
        }
        (due > 0).then(|| f64::from(there) / f64::from(due))
    }

    /// Whether a node has a ladder of its own.
    pub(crate) fn has_ladder(&self, id: &str) -> bool {
        match self.plan.slots.get(id) {
            Some(Slot::Node(node)) => self.plan.nodes[*node].methods.ladder.is_some(),
            _ => false,
        }
    }

    /// Whether a unit takes no part for want of data.
    pub fn is_screened_out(&self, row: usize) -> bool {
        self.prepared.screened.as_ref().is_some_and(|screened| screened.get(row) == Some(&true))
    }
}

impl Plan {
    pub(crate) fn id(&self, slot: Slot) -> &str {
        match slot {
            Slot::Leaf(leaf) => self.leaves[leaf].id.as_str(),
            Slot::Node(node) => self.nodes[node].id.as_str(),
        }
    }
}
