//! The value of a node from its children's, for a block of units.

use super::Lane;
use super::lane::{Full, Half, Line, One, Product, Weighed, add_all};
use super::present::Present;
use crate::cell::Gaps;
use crate::instrument::NodeMethods;
use crate::method::Aggregate;
use crate::numeric::{Sum, Weight, Width, quotient};

/// How many units are done at once: what a block reads and writes stays close to the processor.
pub(super) const BLOCK: usize = 2048;

/// Below this, products lose digits that no carry has.
const SMALL: f64 = 1e-280;

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
    /// One child's values.
    values: Vec<f64>,
    /// What rounding took from the sums of children without gaps.
    carry: Vec<f64>,
    /// Of children with gaps, or of a mean that is no plain sum, each unit's.
    among: Vec<Among>,
}

/// The children of one unit.
#[derive(Clone, Debug, Default)]
struct Among {
    present: Present,
    sum: Sum,
    /// The least and the greatest of those that weigh anything.
    ends: Option<(f64, f64)>,
    /// All of them, for a median.
    values: Vec<f64>,
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
            self.sum(weights, children.clone(), into);
            let mean = *by == (Aggregate::Arithmetic {});
            let all = if mean { weights.iter().copied().collect() } else { Sum::from(1.0) };
            let mut small = false;
            for (sum, carry) in into.iter_mut().zip(&self.carry) {
                *sum = quotient(*sum, *carry, all);
                small |= sum.abs() < SMALL;
            }
            if small && mean {
                keep_between(weights, children, into);
            }
            let right = into.iter().fold(true, |right, value| right & value.is_finite());
            return Done { right, gaps: Gaps::default() };
        }
        self.among.resize_with(into.len(), Among::default);
        self.among.iter_mut().for_each(Among::clear);
        let mut right = true;
        for ((lane, cells), weight) in children.zip(weights) {
            self.values.resize(cells.len(), 0.0);
            lane.line.write(cells, lane.gaps, &mut self.values);
            for (among, cell) in self.among.iter_mut().zip(&self.values) {
                if let Some(value) = among.present.take(*cell, *weight, &methods.missing) {
                    right &= among.take(by, *weight, value);
                }
            }
        }
        for (among, value) in self.among.iter_mut().zip(&mut *into) {
            *value = among.present.nothing(&methods.missing).unwrap_or_else(|| {
                let found = among.value(by);
                right &= found.is_finite();
                found
            });
        }
        Done { right, gaps: Gaps::of(into) }
    }

    /// Sums up children without gaps.
    fn sum<'a>(
        &mut self,
        weights: &[f64],
        children: impl Iterator<Item = (Lane, &'a [f64])>,
        into: &mut [f64],
    ) {
        into.fill(0.0);
        self.carry.clear();
        self.carry.resize(into.len(), 0.0);
        match weights.iter().map(|weight| Weight::of(*weight).width()).max() {
            Some(Width::Full) => self.add::<Full>(weights, children, into),
            Some(Width::Half) => self.add::<Half>(weights, children, into),
            Some(Width::One) | None => self.add::<One>(weights, children, into),
        }
    }

    /// Adds children without gaps, in their order; four at a time while they are on plain lines.
    fn add<'a, P: Product>(
        &mut self,
        weights: &[f64],
        children: impl Iterator<Item = (Lane, &'a [f64])>,
        into: &mut [f64],
    ) {
        let (mut four, mut waiting) = ([Weighed::default(); 4], 0);
        for ((lane, cells), weight) in children.zip(weights) {
            let weight = Weight::of(*weight);
            if let Some((origin, span)) = lane.line.part() {
                four[waiting] = Weighed { cells, origin, span, weight };
                waiting += 1;
                if waiting == 4 {
                    add_all::<P, 4>(four, into, &mut self.carry);
                    waiting = 0;
                }
                continue;
            }
            self.add_waiting::<P>(&four[..waiting], into);
            waiting = 0;
            lane.line.add::<P>(cells, weight, into, &mut self.carry);
        }
        self.add_waiting::<P>(&four[..waiting], into);
    }

    fn add_waiting<P: Product>(&mut self, waiting: &[Weighed<'_>], into: &mut [f64]) {
        match *waiting {
            [a, b, c] => add_all::<P, 3>([a, b, c], into, &mut self.carry),
            [a, b] => add_all::<P, 2>([a, b], into, &mut self.carry),
            [a] => add_all::<P, 1>([a], into, &mut self.carry),
            _ => {}
        }
    }
}

/// Moves means that are next to nothing to between the children they are of.
fn keep_between<'a>(
    weights: &[f64],
    children: impl Iterator<Item = (Lane, &'a [f64])> + Clone,
    into: &mut [f64],
) {
    for (unit, mean) in into.iter_mut().enumerate().filter(|(_, mean)| mean.abs() < SMALL) {
        let weighing = children.clone().zip(weights).filter(|(_, weight)| **weight > 0.0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for ((lane, cells), _) in weighing {
            let value = lane.line.apply(cells[unit]);
            (least, most) = (least.min(value), most.max(value));
        }
        *mean = mean.min(most).max(least);
    }
}

impl Among {
    fn clear(&mut self) {
        (self.present, self.sum, self.ends) = (Present::default(), Sum::default(), None);
        self.values.clear();
    }

    /// Takes a value into the sum; false where it is below 0 and may not be.
    fn take(&mut self, by: &Aggregate, weight: f64, value: f64) -> bool {
        // A child without weight counts as being there, and is in no sum: 0 times infinity is no number.
        if weight == 0.0 {
            return true;
        }
        let (least, most) = self.ends.unwrap_or((value, value));
        let lower = |one: f64, other: f64| if other < one { other } else { one };
        self.ends = Some((lower(least, value), -lower(-most, -value)));
        match by {
            Aggregate::Arithmetic {} | Aggregate::Sum {} => self.sum.add_weighed(weight, value),
            // As soon as one is 0 the mean is, which the ends tell; its logarithm and inverse are no numbers.
            Aggregate::Geometric {} | Aggregate::Harmonic {} if value == 0.0 => {}
            Aggregate::Power { exponent } if value == 0.0 && exponent.get() <= 0.0 => {}
            Aggregate::Geometric {} => self.sum.add_weighed(weight, libm::log(value)),
            Aggregate::Harmonic {} => self.sum.add(weight / value),
            Aggregate::Power { exponent } if exponent.get() == 0.0 => {
                self.sum.add_weighed(weight, libm::log(value));
            }
            Aggregate::Power { exponent } => {
                self.sum.add_weighed(weight, libm::pow(value, exponent.get()));
            }
            Aggregate::Median {} => self.values.push(value),
            Aggregate::Minimum {} | Aggregate::Maximum {} | Aggregate::Copeland {} => {}
        }
        value.is_finite() && (value >= 0.0 || name(by).is_none())
    }

    /// Makes a value of the sum, between the ends where it is a mean; infinite where it is no number.
    fn value(&mut self, by: &Aggregate) -> f64 {
        let (least, most) = self.ends.unwrap_or_default();
        let sum = self.sum.over(Sum::from(1.0));
        if !sum.is_finite() {
            return f64::INFINITY;
        }
        let mean = || self.sum.over(self.present.weight);
        let found = match by {
            Aggregate::Sum {} => return sum,
            Aggregate::Arithmetic {} => mean(),
            Aggregate::Geometric {} | Aggregate::Harmonic {} if least == 0.0 => 0.0,
            Aggregate::Power { exponent } if least == 0.0 && exponent.get() <= 0.0 => 0.0,
            Aggregate::Geometric {} => libm::exp(mean()),
            Aggregate::Harmonic {} => self.present.weight.over(self.sum),
            Aggregate::Power { exponent } if exponent.get() == 0.0 => libm::exp(mean()),
            Aggregate::Power { exponent } => libm::pow(mean(), 1.0 / exponent.get()),
            Aggregate::Median {} => {
                self.values.sort_by(f64::total_cmp);
                crate::numeric::median(&self.values).unwrap_or_default()
            }
            Aggregate::Minimum {} => least,
            Aggregate::Maximum {} => most,
            Aggregate::Copeland {} => 0.0,
        };
        // Logarithms and powers come to the last digit but one.
        if found.is_finite() { found.min(most).max(least) } else { f64::INFINITY }
    }
}

/// The values of a child for all units, as its parent takes them.
pub(super) fn values(lane: Lane, cells: &[f64]) -> Vec<f64> {
    let mut values = vec![0.0; cells.len()];
    let line: Line = lane.line;
    line.write(cells, lane.gaps, &mut values);
    values
}
