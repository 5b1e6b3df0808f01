//! The value of a node from its children's, for a block of units.

use super::Lane;
use super::lane::{Line, Weighed, add_all};
use crate::cell::{Gaps, LEFT_OUT, MISSING, is_left_out};
use crate::instrument::NodeMethods;
use crate::method::{Aggregate, Missing, Share};
use crate::numeric::{add, quotient};

/// How many units are done at once: what a block reads and writes stays close to the processor.
pub(super) const BLOCK: usize = 2048;

/// What a mean is called in faults, for those that have none of values below 0.
pub(super) const fn name(aggregate: &Aggregate) -> Option<&'static str> {
    match aggregate {
        Aggregate::Geometric {} => Some("geometric"),
        Aggregate::Harmonic {} => Some("harmonic"),
        Aggregate::Power { .. } => Some("power"),
        _ => None,
    }
}

/// How a block came out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    /// False where a unit has a value below 0 that this mean does not take, or a result that is no number.
    pub(super) right: bool,
    pub(super) gaps: Gaps,
}

/// Room for the sums over the children of one block.
#[derive(Debug, Default)]
pub(super) struct Children {
    values: Vec<f64>,
    /// What rounding took from the sums.
    carry: Vec<f64>,
    weight: Vec<f64>,
    count: Vec<f64>,
    /// Of those that are below no line.
    out_weight: Vec<f64>,
    out_count: Vec<f64>,
    medians: Vec<Vec<f64>>,
}

impl Children {
    /// Fills `into`.
    pub(super) fn aggregate<'a>(
        &mut self,
        methods: &NodeMethods,
        weights: &[f64],
        children: impl Iterator<Item = (Lane, &'a [f64])> + Clone,
        into: &mut [f64],
    ) -> Done {
        let gaps = children.clone().any(|(lane, _)| lane.gaps.any);
        let by = &methods.aggregate;
        if !gaps && matches!(by, Aggregate::Arithmetic {} | Aggregate::Sum {}) {
            into.fill(0.0);
            self.carry.clear();
            self.carry.resize(into.len(), 0.0);
            self.add(weights, children, into);
            let mean = *by == (Aggregate::Arithmetic {});
            let all = if mean { weights.iter().sum::<f64>() } else { 1.0 };
            for (sum, carry) in into.iter_mut().zip(&self.carry) {
                *sum = quotient(*sum, *carry, all);
            }
            let right = into.iter().fold(true, |right, value| right & value.is_finite());
            return Done { right, gaps: Gaps::default() };
        }
        self.clear(into.len(), by);
        into.fill(start(by));
        let mut right = true;
        for ((lane, cells), weight) in children.zip(weights) {
            self.values.resize(cells.len(), 0.0);
            lane.line.write(cells, lane.gaps, &mut self.values);
            right &= self.take(methods, *weight, into);
        }
        right &= self.finish(methods, weights, into);
        Done { right, gaps: Gaps::of(into) }
    }

    /// Adds children without gaps, in their order; four at a time while they are on plain lines.
    fn add<'a>(
        &mut self,
        weights: &[f64],
        children: impl Iterator<Item = (Lane, &'a [f64])>,
        into: &mut [f64],
    ) {
        const NONE: Weighed<'static> = Weighed { cells: &[], origin: 0.0, span: 1.0, weight: 0.0 };
        let (mut four, mut waiting) = ([NONE; 4], 0);
        for ((lane, cells), weight) in children.zip(weights) {
            if let Some((origin, span)) = lane.line.part() {
                four[waiting] = Weighed { cells, origin, span, weight: *weight };
                waiting += 1;
                if waiting == 4 {
                    add_all(four, into, &mut self.carry);
                    waiting = 0;
                }
                continue;
            }
            self.add_waiting(&four[..waiting], into);
            waiting = 0;
            lane.line.add(cells, *weight, into, &mut self.carry);
        }
        self.add_waiting(&four[..waiting], into);
    }

    fn add_waiting(&mut self, waiting: &[Weighed<'_>], into: &mut [f64]) {
        match *waiting {
            [a, b, c] => add_all([a, b, c], into, &mut self.carry),
            [a, b] => add_all([a, b], into, &mut self.carry),
            [a] => add_all([a], into, &mut self.carry),
            _ => {}
        }
    }

    fn clear(&mut self, units: usize, by: &Aggregate) {
        let tallies =
            [&mut self.weight, &mut self.count, &mut self.out_weight, &mut self.out_count];
        for tally in tallies.into_iter().chain([&mut self.carry]) {
            tally.clear();
            tally.resize(units, 0.0);
        }
        if *by == (Aggregate::Median {}) {
            self.medians.resize_with(units, Vec::new);
            self.medians.iter_mut().for_each(Vec::clear);
        }
    }

    /// Takes one child's values into the sums; false where one is below 0 and may not be.
    fn take(&mut self, methods: &NodeMethods, weight: f64, into: &mut [f64]) -> bool {
        let by = &methods.aggregate;
        let zero = methods.missing == (Missing::Zero {});
        let mut right = true;
        for (unit, sum) in into.iter_mut().enumerate() {
            let mut value = self.values[unit];
            if value.is_nan() {
                if is_left_out(value) {
                    self.out_weight[unit] += weight;
                    self.out_count[unit] += 1.0;
                    continue;
                }
                if !zero {
                    continue;
                }
                value = 0.0;
            }
            self.count[unit] += 1.0;
            self.weight[unit] += weight;
            // A child without weight counts as being there, and is in no sum: 0 times infinity is no number.
            if weight == 0.0 {
                continue;
            }
            right &= value.is_finite() && (value >= 0.0 || name(by).is_none());
            match by {
                Aggregate::Arithmetic {} | Aggregate::Sum {} => {
                    add(sum, &mut self.carry[unit], weight * value);
                }
                Aggregate::Geometric {} => *sum += weight * libm::log(value),
                Aggregate::Harmonic {} => *sum += weight / value,
                Aggregate::Power { exponent } if exponent.get() == 0.0 => {
                    *sum += weight * libm::log(value);
                }
                Aggregate::Power { exponent } => *sum += weight * libm::pow(value, exponent.get()),
                Aggregate::Minimum {} => *sum = if value < *sum { value } else { *sum },
                Aggregate::Maximum {} => *sum = if value > *sum { value } else { *sum },
                Aggregate::Median {} => self.medians[unit].push(value),
                Aggregate::Copeland {} => {}
            }
        }
        right
    }

    /// Makes values of the sums; false where one is no number.
    fn finish(&mut self, methods: &NodeMethods, weights: &[f64], into: &mut [f64]) -> bool {
        let children = weights.len() as f64;
        let all = weights.iter().sum::<f64>();
        let mut right = true;
        for (unit, value) in into.iter_mut().enumerate() {
            let due = children - self.out_count[unit];
            let (count, weight) = (self.count[unit], self.weight[unit]);
            let enough = match methods.missing {
                Missing::Skip { present, of: Share::Count } => count >= present.get() * due - 1e-9,
                Missing::Skip { present, of: Share::Weight } => {
                    weight >= present.get() * (all - self.out_weight[unit]) - 1e-9 * all
                }
                Missing::Drop {} => count == due,
                Missing::Zero {} => true,
            };
            if due == 0.0 {
                *value = LEFT_OUT;
                continue;
            }
            if count == 0.0 || !enough || weight <= 0.0 {
                *value = MISSING;
                continue;
            }
            *value = match &methods.aggregate {
                Aggregate::Arithmetic {} => quotient(*value, self.carry[unit], weight),
                Aggregate::Sum {} => *value + self.carry[unit],
                Aggregate::Geometric {} => libm::exp(*value / weight),
                Aggregate::Harmonic {} => weight / *value,
                Aggregate::Power { exponent } if exponent.get() == 0.0 => {
                    libm::exp(*value / weight)
                }
                Aggregate::Power { exponent } => libm::pow(*value / weight, 1.0 / exponent.get()),
                Aggregate::Median {} => {
                    let numbers = &mut self.medians[unit];
                    numbers.sort_by(f64::total_cmp);
                    crate::numeric::median(numbers).unwrap_or(MISSING)
                }
                Aggregate::Minimum {} | Aggregate::Maximum {} | Aggregate::Copeland {} => *value,
            };
            right &= value.is_finite();
        }
        right
    }
}

/// What a sum begins with.
const fn start(by: &Aggregate) -> f64 {
    match by {
        Aggregate::Minimum {} => f64::INFINITY,
        Aggregate::Maximum {} => f64::NEG_INFINITY,
        _ => 0.0,
    }
}

/// The values of a child for all units, as its parent takes them.
pub(super) fn values(lane: Lane, cells: &[f64]) -> Vec<f64> {
    let mut values = vec![0.0; cells.len()];
    let line: Line = lane.line;
    line.write(cells, lane.gaps, &mut values);
    values
}
