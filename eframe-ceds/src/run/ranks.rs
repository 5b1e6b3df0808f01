//! Ranks by the scores of nodes, the highest first.

use super::Work;
use crate::method::Ties;
use crate::numeric::{rank, sort, sort_key};
use crate::plan::Plan;

impl Work {
    /// The ranks by every node that ranks.
    pub(super) fn rank(&mut self, plan: &Plan) {
        let ties = plan.document.ranking.ties;
        for (place, node) in plan.ranked.iter().enumerate() {
            let mut ranks = std::mem::take(&mut self.ranks[place]);
            self.rank_by(*node, &plan.breaks, ties, &mut ranks);
            self.ranks[place] = ranks;
        }
    }

    /// Ranks by one node; 0 is none.
    pub(crate) fn rank_by(
        &mut self,
        node: usize,
        breaks: &[usize],
        ties: Ties,
        ranks: &mut Vec<f64>,
    ) {
        let column = &self.nodes[node];
        if ranks.len() == column.len() {
            ranks.fill(0.0);
        } else {
            *ranks = vec![0.0; column.len()];
        }
        let sorted = &mut self.scratch.sorted;
        sorted.clear();
        let numbers = column.iter().zip(0_u32..).filter(|(cell, _)| !cell.is_nan());
        // The highest first: the complement of a key sorts the other way round.
        sorted.extend(numbers.map(|(cell, unit)| (!sort_key(*cell), unit)));
        if breaks.is_empty() {
            sort(sorted, &mut self.scratch.other);
            rank(sorted, ties, |unit, rank| ranks[unit as usize] = rank);
            return;
        }
        let nodes = &self.nodes;
        let mut keyed: Vec<(Vec<u64>, u32)> = sorted
            .iter()
            .map(|(key, unit)| {
                let decide = breaks.iter().map(|other| match nodes[*other][*unit as usize] {
                    cell if cell.is_nan() => u64::MAX,
                    cell => !sort_key(cell),
                });
                ([*key].into_iter().chain(decide).collect(), *unit)
            })
            .collect();
        keyed.sort_unstable();
        rank(&keyed, ties, |unit, rank| ranks[unit as usize] = rank);
    }
}
