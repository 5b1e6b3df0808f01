//! Scores that are plain weighted sums of indicators, for many draws of weights at once.
//!
//! It is a product of matrices, done in tiles of a few units by a few draws whose sums stay in the processor. Every sum has the
//! document's order, whatever the tiles are. These sums are plain ones, whose last digits are not those of the engine; where two units come
//! so near each other that last digits decide, the engine has to.

use std::collections::HashMap;

use crate::method::{Aggregate, Normalise, Ties, Weigh};
use crate::numeric::{Descending, rank};
use crate::plan::{Plan, Slot};
use crate::run::Prepared;

/// How many units a tile has.
const UNITS: usize = 4;

/// How many draws are done together.
const DRAWS: usize = 4;

/// The indicators and questions below a node, tile by tile.
#[derive(Debug)]
pub(super) struct Tiles {
    units: usize,
    /// The node and those below it, each before what is below it.
    nodes: Vec<usize>,
    /// In the document's order.
    leaves: Vec<usize>,
    /// For each tile, the cells of each leaf; nought where there is no unit any more.
    cells: Vec<[f64; UNITS]>,
    /// For each unit, the first that has the same cells: they are tied, whatever they are weighed with.
    alike: Vec<u32>,
    /// How near scores can come to each other by rounding, here or in the engine.
    rounding: f64,
}

impl Tiles {
    /// What is below a node; none where something is missing there.
    pub(super) fn new(plan: &Plan, prepared: &Prepared<'_>, top: usize) -> Option<Self> {
        let (mut nodes, mut leaves, mut seen) = (vec![top], Vec::new(), 0);
        while let Some(node) = nodes.get(seen) {
            for child in &plan.nodes[*node].children {
                match child {
                    Slot::Leaf(leaf) => leaves.push(*leaf),
                    Slot::Node(node) => nodes.push(*node),
                }
            }
            seen += 1;
        }
        leaves.sort_unstable();
        if leaves.iter().any(|leaf| prepared.bases[*leaf].gaps.any) {
            return None;
        }
        let units = prepared.units;
        let mut cells = Vec::with_capacity(units.div_ceil(UNITS) * leaves.len());
        for first in (0..units).step_by(UNITS) {
            let places = first..(first + UNITS).min(units);
            cells.extend(leaves.iter().map(|leaf| {
                let mut tile = [0.0; UNITS];
                tile[..places.len()].copy_from_slice(&prepared.bases[*leaf].cells[places.clone()]);
                tile
            }));
        }
        let most = leaves.iter().flat_map(|leaf| &*prepared.bases[*leaf].cells);
        let most = most.fold(0.0, |most, cell| f64::max(most, cell.abs()));
        // Each product, sum and level rounds by half a last digit of what is never more than the greatest cell.
        let steps = 2 * leaves.len() + 8 * nodes.len() + 16;
        let rounding = steps as f64 * f64::EPSILON * most;
        let alike = alike(units, &leaves, prepared);
        Some(Self { units, nodes, leaves, cells, alike, rounding })
    }

    /// Whether the order of these scores, the highest first, is beyond doubt.
    fn is_clear(&self, sorted: &[(f64, u32)]) -> bool {
        let alike = |unit: u32| self.alike[unit as usize];
        sorted.windows(2).all(|pair| {
            let [(high, one), (low, other)] = [pair[0], pair[1]];
            high - low > self.rounding || alike(one) == alike(other)
        })
    }

    /// Whether scores hang on weighted means alone: no rounding, no scale on the way, and something to weigh with everywhere.
    pub(super) fn are_plain(&self, plan: &Plan) -> bool {
        let plain = |node: &usize| {
            let node = &plan.nodes[*node];
            node.methods.aggregate == (Aggregate::Arithmetic {})
                && node.methods.normalise == (Normalise::None {})
                && node.methods.weigh == (Weigh::Given {})
                && node.methods.round.is_none()
                && node.weights.iter().sum::<f64>() > 0.0
        };
        plan.breaks.is_empty() && self.nodes.iter().all(plain)
    }
}

/// For each unit, the first that has the same cells.
fn alike(units: usize, leaves: &[usize], prepared: &Prepared<'_>) -> Vec<u32> {
    let mut first: HashMap<Vec<u64>, u32> = HashMap::with_capacity(units);
    let of = |unit: usize| {
        let cells = leaves.iter().map(|leaf| prepared.bases[*leaf].cells[unit] + 0.0);
        cells.map(f64::to_bits).collect::<Vec<u64>>()
    };
    (0..units).zip(0..).map(|(unit, place)| *first.entry(of(unit)).or_insert(place)).collect()
}

/// Draws that wait to be done together, and room for them.
#[derive(Debug, Default)]
pub(super) struct Linear {
    numbers: Vec<usize>,
    /// For each few draws, the shares of each leaf.
    weights: Vec<[f64; DRAWS]>,
    /// The shares of nodes and of leaves in one draw.
    shares: Vec<f64>,
    own: Vec<f64>,
    /// For each draw, the scores of all units.
    scores: Vec<f64>,
    order: Descending,
    ranks: Vec<f64>,
}

impl Linear {
    /// Puts the weights of a plan to those that wait.
    pub(super) fn push(&mut self, number: usize, plan: &Plan, tiles: &Tiles) {
        self.shares.resize(plan.nodes.len(), 1.0);
        self.own.resize(plan.leaves.len(), 0.0);
        self.shares[tiles.nodes[0]] = 1.0;
        for place in &tiles.nodes {
            let node = &plan.nodes[*place];
            let share = self.shares[*place] / node.weights.iter().sum::<f64>();
            for (child, weight) in node.children.iter().zip(&node.weights) {
                match child {
                    Slot::Leaf(leaf) => self.own[*leaf] = share * weight,
                    Slot::Node(node) => self.shares[*node] = share * weight,
                }
            }
        }
        let column = self.numbers.len() % DRAWS;
        if column == 0 {
            self.weights.resize(self.weights.len() + tiles.leaves.len(), [0.0; DRAWS]);
        }
        let few = self.weights.len() - tiles.leaves.len();
        for (weights, leaf) in self.weights[few..].iter_mut().zip(&tiles.leaves) {
            weights[column] = self.own[*leaf];
        }
        self.numbers.push(number);
    }

    /// Gives the ranks of each draw that waits, in the order they came; none where last digits decide. None waits any more.
    pub(super) fn ranks<E>(
        &mut self,
        tiles: &Tiles,
        ties: Ties,
        mut take: impl FnMut(usize, Option<&[f64]>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.score(tiles);
        self.ranks.clear();
        self.ranks.resize(tiles.units, 0.0);
        let rows = self.scores.chunks_exact(tiles.units.next_multiple_of(UNITS).max(1));
        for (number, scores) in self.numbers.drain(..).zip(rows) {
            let sorted = self.order.sort(&scores[..tiles.units]);
            if !tiles.is_clear(sorted) {
                take(number, None)?;
                continue;
            }
            let ranks = &mut self.ranks;
            rank(sorted, ties, |unit, rank| ranks[unit as usize] = rank);
            take(number, Some(ranks))?;
        }
        self.weights.clear();
        Ok(())
    }

    /// The scores of all draws that wait.
    fn score(&mut self, tiles: &Tiles) {
        let wide = tiles.units.next_multiple_of(UNITS);
        let leaves = tiles.leaves.len();
        self.scores.resize(self.numbers.len().next_multiple_of(DRAWS) * wide, 0.0);
        if leaves == 0 {
            self.scores.fill(0.0);
            return;
        }
        for (tile, cells) in tiles.cells.chunks_exact(leaves).enumerate() {
            for (few, weights) in self.weights.chunks_exact(leaves).enumerate() {
                for (draw, sums) in product(cells, weights).into_iter().enumerate() {
                    let from = (few * DRAWS + draw) * wide + tile * UNITS;
                    self.scores[from..from + UNITS].copy_from_slice(&sums);
                }
            }
        }
    }
}

/// For each draw and unit, the sum of the cells, each times its weight.
fn product(cells: &[[f64; UNITS]], weights: &[[f64; DRAWS]]) -> [[f64; UNITS]; DRAWS] {
    let mut sums = [[0.0; UNITS]; DRAWS];
    for (cells, weights) in cells.iter().zip(weights) {
        for (sums, weight) in sums.iter_mut().zip(weights) {
            for (sum, cell) in sums.iter_mut().zip(cells) {
                *sum += weight * cell;
            }
        }
    }
    sums
}
