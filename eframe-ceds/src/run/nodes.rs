//! Nodes, upward. Those that look at one unit at a time are done together, block by block of units; one that looks at all
//! units waits until what is below it is whole.

use super::aggregate::{self, BLOCK, Children, Done};
use super::copeland;
use super::fault::{RunError, RunFault};
use super::leaf::joined;
use super::prepare::Prepared;
use super::{Lane, Work, normalise, weights};
use crate::cell::Gaps;
use crate::method::{Aggregate, Normalise};
use crate::plan::{Node, Plan, Slot};

impl Work {
    /// Every node's column.
    pub(super) fn all_nodes(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'_>,
        threads: usize,
    ) -> Result<(), RunError> {
        let mut start = 0;
        while start < plan.nodes.len() {
            // A node that looks at all units of its children begins a run; one that they look at of its own ends it.
            let mut end = start;
            loop {
                weights::settle(self, plan, prepared, end);
                end += 1;
                let begins = plan.nodes.get(end).is_none_or(looks_at_all);
                if begins || is_looked_at_whole(&plan.nodes[end - 1]) {
                    break;
                }
            }
            let last = &plan.nodes[end - 1];
            if last.methods.aggregate == (Aggregate::Copeland {}) {
                copeland::node(self, plan, prepared, end - 1)?;
            } else {
                self.run_of(plan, prepared, start, end, threads)?;
            }
            if last.methods.normalise != (Normalise::None {}) {
                let column = &mut self.nodes[end - 1];
                let sound = normalise::node(&last.methods.normalise, column, &mut self.scratch);
                if !sound {
                    return Err(RunError::part(&last.id, RunFault::TooLarge));
                }
            }
            if is_looked_at_whole(last) {
                self.round(last, end - 1);
            }
            start = end;
        }
        Ok(())
    }

    /// The nodes from `start` to `end`, each of which looks at one unit at a time.
    fn run_of(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'_>,
        start: usize,
        end: usize,
        threads: usize,
    ) -> Result<(), RunError> {
        let units = prepared.units;
        let mut nodes = std::mem::take(&mut self.nodes);
        let (below, own) = nodes.split_at_mut(start);
        let own = &mut own[..end - start];
        let frame = Frame { work: self, plan, prepared, below, start };
        let mut done = vec![START; own.len()];
        if threads <= 1 || units < 2 * BLOCK {
            let mut columns: Vec<&mut [f64]> =
                own.iter_mut().map(|column| &mut column[..]).collect();
            frame.blocks(0, &mut columns, &mut done);
        } else {
            // Whole blocks, so that it does not matter where one thread ends.
            let each = units.div_ceil(threads).div_ceil(BLOCK) * BLOCK;
            let mut shares: Vec<Vec<&mut [f64]>> = Vec::new();
            for column in own.iter_mut() {
                for (share, part) in column.chunks_mut(each).enumerate() {
                    if shares.len() <= share {
                        shares.push(Vec::with_capacity(end - start));
                    }
                    shares[share].push(part);
                }
            }
            let found: Vec<Vec<Done>> = std::thread::scope(|scope| {
                let frame = &frame;
                let running: Vec<_> = shares
                    .into_iter()
                    .enumerate()
                    .map(|(share, mut columns)| {
                        scope.spawn(move || {
                            let mut done = vec![START; columns.len()];
                            frame.blocks(share * each, &mut columns, &mut done);
                            done
                        })
                    })
                    .collect();
                running.into_iter().map(joined).collect()
            });
            for of_thread in found {
                done.iter_mut().zip(of_thread).for_each(|(done, more)| done.join(more));
            }
        }
        self.nodes = nodes;
        self.node_gaps[start..end].iter_mut().zip(&done).for_each(|(gaps, done)| *gaps = done.gaps);
        match done.iter().position(|done| !done.right) {
            Some(node) => Err(self.blame(plan, prepared, start + node)),
            None => Ok(()),
        }
    }

    /// Rounds a node that was not rounded on the way.
    fn round(&mut self, node: &Node, place: usize) {
        if let Some(round) = node.methods.round {
            let factor = round.factor();
            let column = self.nodes[place].iter_mut().filter(|cell| !cell.is_nan());
            column.for_each(|cell| *cell = round.apply_at(factor, *cell));
        }
        self.node_gaps[place] = Gaps::of(&self.nodes[place]);
    }

    /// The first unit for which a node has no value that is a number.
    fn blame(&self, plan: &Plan, prepared: &Prepared<'_>, node: usize) -> RunError {
        let Node { id, children, methods, .. } = &plan.nodes[node];
        let name = aggregate::name(&methods.aggregate);
        for row in 0..prepared.units {
            let unit = &prepared.data.units[row];
            let values = children.iter().filter_map(|child| self.value(prepared, *child, row));
            if name.is_some() && values.into_iter().any(|value| value < 0.0) {
                let what = RunFault::Negative(name.unwrap_or_default());
                return RunError::unit(id, unit, what);
            }
            let large = children.iter().filter_map(|child| self.value(prepared, *child, row));
            if self.nodes[node][row].is_infinite() || large.into_iter().any(f64::is_infinite) {
                return RunError::unit(id, unit, RunFault::TooLarge);
            }
        }
        RunError::part(id, RunFault::TooLarge)
    }
}

/// Whether a node needs what is below it for all units at once.
fn looks_at_all(node: &Node) -> bool {
    node.methods.aggregate == (Aggregate::Copeland {}) || node.methods.weigh.is_by_data()
}

/// Whether a node needs its own values of all units before they are done.
fn is_looked_at_whole(node: &Node) -> bool {
    node.methods.aggregate == (Aggregate::Copeland {})
        || node.methods.normalise != (Normalise::None {})
}

/// Before the first block.
const START: Done = Done { right: true, gaps: Gaps { any: false, left_out: false } };

impl Done {
    fn join(&mut self, more: Self) {
        self.right &= more.right;
        self.gaps.any |= more.gaps.any;
        self.gaps.left_out |= more.gaps.left_out;
    }
}

/// What a thread needs to see of everything.
struct Frame<'a> {
    work: &'a Work,
    plan: &'a Plan,
    prepared: &'a Prepared<'a>,
    /// The nodes below those of this run.
    below: &'a [Vec<f64>],
    start: usize,
}

impl Frame<'_> {
    /// Fills the parts of these nodes' columns that begin at unit `from`.
    fn blocks(&self, from: usize, columns: &mut [&mut [f64]], so_far: &mut [Done]) {
        let units = columns.first().map_or(0, |column| column.len());
        let mut children = Children::default();
        let mut gaps = vec![Gaps::default(); columns.len()];
        for block in (0..units).step_by(BLOCK) {
            let end = (block + BLOCK).min(units);
            for (place, so_far) in so_far.iter_mut().enumerate() {
                let (done, rest) = columns.split_at_mut(place);
                let node = &self.plan.nodes[self.start + place];
                let weights = &self.work.weights[self.start + place];
                let lanes = node.children.iter().map(|child| match *child {
                    Slot::Leaf(leaf) => {
                        let cells = self.work.column(self.prepared, leaf);
                        (self.work.lanes[leaf], &cells[from + block..from + end])
                    }
                    Slot::Node(node) => {
                        let (cells, gaps) = match node.checked_sub(self.start) {
                            None => (
                                &self.below[node][from + block..from + end],
                                self.work.node_gaps[node],
                            ),
                            Some(own) => (&done[own][block..end], gaps[own]),
                        };
                        (Lane { gaps, ..Lane::default() }, cells)
                    }
                });
                let into = &mut rest[0][block..end];
                let block = children.aggregate(&node.methods, weights, lanes, into);
                so_far.join(block);
                gaps[place] = block.gaps;
                let later = is_looked_at_whole(node);
                if let Some(round) = node.methods.round.filter(|_| !later) {
                    let factor = round.factor();
                    let numbers = into.iter_mut().filter(|cell| !cell.is_nan());
                    numbers.for_each(|cell| *cell = round.apply_at(factor, *cell));
                }
            }
        }
    }
}
