//! The score of a top that is a plain weighted sum of its indicators, for many draws of weights.

use crate::method::{Aggregate, Normalise, Weigh};
use crate::numeric::{rank, sort_key};
use crate::plan::{Plan, Slot};
use crate::run::Prepared;

/// Whether ranks by a node hang on weighted means alone: no gaps, no rounding, no scale on the way.
pub(super) fn is_linear(plan: &Plan, prepared: &Prepared<'_>, top: usize) -> bool {
    let mut open = vec![Slot::Node(top)];
    while let Some(slot) = open.pop() {
        let plain = match slot {
            Slot::Leaf(leaf) => !prepared.bases[leaf].gaps.any,
            Slot::Node(node) => {
                let node = &plan.nodes[node];
                open.extend(&node.children);
                node.methods.aggregate == (Aggregate::Arithmetic {})
                    && node.methods.normalise == (Normalise::None {})
                    && node.methods.weigh == (Weigh::Given {})
                    && node.methods.round.is_none()
            }
        };
        if !plain {
            return false;
        }
    }
    plan.breaks.is_empty()
}

/// Room for one draw after the other.
#[derive(Debug, Default)]
pub(super) struct Linear {
    weights: Vec<(usize, f64)>,
    open: Vec<(Slot, f64)>,
    scores: Vec<f64>,
    sorted: Vec<(u64, u32)>,
    ranks: Vec<f64>,
}

impl Linear {
    /// The ranks by a node with the weights of a plan.
    pub(super) fn ranks(&mut self, plan: &Plan, prepared: &Prepared<'_>, top: usize) -> &[f64] {
        self.weights.clear();
        self.open.clear();
        self.open.push((Slot::Node(top), 1.0));
        while let Some((slot, weight)) = self.open.pop() {
            match slot {
                Slot::Leaf(leaf) => self.weights.push((leaf, weight)),
                Slot::Node(node) => {
                    let node = &plan.nodes[node];
                    let share = weight / node.weights.iter().sum::<f64>();
                    let children = node.children.iter().zip(&node.weights);
                    self.open.extend(children.map(|(child, own)| (*child, share * own)));
                }
            }
        }
        self.scores.clear();
        self.scores.resize(prepared.units, 0.0);
        let mut fours = self.weights.chunks_exact(4);
        for four in &mut fours {
            let column = |place: usize| &prepared.bases[four[place].0].cells[..];
            let weights = [four[0].1, four[1].1, four[2].1, four[3].1];
            add_four([column(0), column(1), column(2), column(3)], weights, &mut self.scores);
        }
        for (leaf, weight) in fours.remainder() {
            let cells = self.scores.iter_mut().zip(&*prepared.bases[*leaf].cells);
            cells.for_each(|(score, cell)| *score += weight * cell);
        }
        self.sorted.clear();
        let keys = self.scores.iter().zip(0..).map(|(score, unit)| (!sort_key(*score), unit));
        self.sorted.extend(keys);
        self.sorted.sort_unstable_by_key(|(key, _)| *key);
        self.ranks.clear();
        self.ranks.resize(prepared.units, 0.0);
        let ranks = &mut self.ranks;
        rank(&self.sorted, plan.document.ranking.ties, |unit, rank| ranks[unit as usize] = rank);
        &self.ranks
    }
}

/// Adds four columns, each times its weight; the sums stay in the processor meanwhile.
fn add_four(columns: [&[f64]; 4], weights: [f64; 4], scores: &mut [f64]) {
    let [a, b, c, d] = columns;
    let [wa, wb, wc, wd] = weights;
    let cells = a.iter().zip(b).zip(c.iter().zip(d));
    for (score, ((a, b), (c, d))) in scores.iter_mut().zip(cells) {
        *score += (wa * a + wb * b) + (wc * c + wd * d);
    }
}
