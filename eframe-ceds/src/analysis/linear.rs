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
    halves: Vec<u64>,
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
        self.sort();
        self.ranks.clear();
        self.ranks.resize(prepared.units, 0.0);
        let ranks = &mut self.ranks;
        rank(&self.sorted, plan.document.ranking.ties, |unit, rank| ranks[unit as usize] = rank);
        &self.ranks
    }
}

impl Linear {
    /// Sorts the scores, the highest first.
    ///
    /// The upper half of a key with the unit below it is one number, which sorts faster than two; what these halves do not tell apart is
    /// put right afterwards.
    fn sort(&mut self) {
        let Self { scores, halves, sorted, .. } = self;
        let key = |unit: u32| !sort_key(scores[unit as usize]);
        let range = scores.iter().map(|score| !sort_key(*score));
        let (least, most) =
            range.fold((u64::MAX, 0), |(least, most), key| (least.min(key), most.max(key)));
        // As many leading bits are the same for all, and tell nothing.
        let same = (least ^ most).leading_zeros();
        halves.clear();
        let units = 0..u32::try_from(scores.len()).unwrap_or(u32::MAX);
        halves.extend(units.map(|unit| {
            let telling = key(unit).checked_shl(same).unwrap_or(0);
            telling >> 32 << 32 | u64::from(unit)
        }));
        halves.sort_unstable();
        sorted.clear();
        sorted.extend(halves.iter().map(|half| {
            let unit = *half as u32;
            (key(unit), unit)
        }));
        let mut start = 0;
        for run in halves.chunk_by(|one, other| one >> 32 == other >> 32) {
            if run.len() > 1 {
                sorted[start..start + run.len()].sort_unstable();
            }
            start += run.len();
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_sort_as_whole_keys_do() {
        let near = (0..40).map(|n| 0.3 + f64::from(n % 7) * f64::EPSILON);
        let far = (0..40).map(|n| f64::from(n * 37 % 41) - 20.0);
        for scores in [
            near.clone().collect::<Vec<_>>(),
            far.clone().collect(),
            near.chain(far).collect(),
            vec![1.0; 5],
            vec![2.0],
            vec![],
        ] {
            let keys = scores.iter().zip(0..).map(|(score, unit)| (!sort_key(*score), unit));
            let mut expected: Vec<(u64, u32)> = keys.collect();
            expected.sort_unstable();
            let mut linear = Linear { scores, ..Linear::default() };
            linear.sort();
            assert_eq!(linear.sorted, expected);
        }
    }
}
