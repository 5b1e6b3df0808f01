//! One run of a plan over data: the way from cells to ranks.

mod aggregate;
mod copeland;
mod em;
mod fault;
mod impute;
mod lane;
mod leaf;
mod nodes;
mod normalise;
mod prepare;
mod present;
mod ranks;
mod treat;
mod weights;

pub use fault::{RunError, RunFault};
pub(crate) use lane::Lane;
pub(crate) use leaf::joined;
pub(crate) use prepare::{Answered, Base, Prepared, answers, applies, score};

use crate::cell::{Gaps, number};
use crate::plan::{Plan, Slot};

/// What one run fills, kept between runs so that the next allocates nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Work {
    /// For each leaf, its own column where the data's is not enough.
    pub(crate) own: Vec<Vec<f64>>,
    /// For each leaf, how its values come of its column.
    pub(crate) lanes: Vec<Lane>,
    /// For each node, its column.
    pub(crate) nodes: Vec<Vec<f64>>,
    pub(crate) node_gaps: Vec<Gaps>,
    /// For each node, the weights of its children that were used.
    pub(crate) weights: Vec<Vec<f64>>,
    /// For each ranked node, the ranks; 0 is none.
    pub(crate) ranks: Vec<Vec<f64>>,
    scratch: Scratch,
}

/// Room to work in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) sorted: Vec<(u64, u32)>,
    pub(crate) other: Vec<(u64, u32)>,
    pub(crate) numbers: Vec<f64>,
}

impl Work {
    /// Fills everything from prepared data.
    pub(crate) fn run(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'_>,
        threads: usize,
    ) -> Result<(), RunError> {
        let units = prepared.units;
        self.nodes.resize_with(plan.nodes.len(), Vec::new);
        self.node_gaps.resize(plan.nodes.len(), Gaps::default());
        self.weights.resize_with(plan.nodes.len(), Vec::new);
        self.ranks.resize_with(plan.ranked.len(), Vec::new);
        for column in &mut self.nodes {
            // Every place is written before it is read; only the length matters.
            if column.len() != units {
                *column = vec![0.0; units];
            }
        }
        let cells = units.saturating_mul(plan.leaves.len());
        // A thread costs more than it brings before that.
        let threads = if cells < 200_000 { 1 } else { threads.max(1) };
        self.scale_on(threads, plan, prepared)?;
        self.all_nodes(plan, prepared, threads)?;
        self.rank(plan);
        Ok(())
    }

    /// Brings the leaves to one scale, and nothing more.
    pub(crate) fn scale(&mut self, plan: &Plan, prepared: &Prepared<'_>) -> Result<(), RunError> {
        self.scale_on(1, plan, prepared)
    }

    fn scale_on(
        &mut self,
        threads: usize,
        plan: &Plan,
        prepared: &Prepared<'_>,
    ) -> Result<(), RunError> {
        self.own.resize_with(plan.leaves.len(), Vec::new);
        self.lanes.resize(plan.leaves.len(), Lane::default());
        self.leaves(plan, prepared, threads)
    }

    /// The value of a leaf or node for a unit.
    pub(crate) fn value(&self, prepared: &Prepared<'_>, slot: Slot, row: usize) -> Option<f64> {
        let cell = match slot {
            Slot::Node(node) => self.nodes[node][row],
            Slot::Leaf(leaf) => self.lanes[leaf].line.apply(self.column(prepared, leaf)[row]),
        };
        // Turned round, the least value may come to -0, which nobody is shown.
        number(cell).map(|value| value + 0.0)
    }

    /// The column that a leaf's line runs over.
    pub(crate) fn column<'a>(&'a self, prepared: &'a Prepared<'_>, leaf: usize) -> &'a [f64] {
        if self.lanes[leaf].own { &self.own[leaf] } else { &prepared.bases[leaf].cells }
    }
}
