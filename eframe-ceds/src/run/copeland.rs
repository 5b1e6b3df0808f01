//! Copeland's rule: each unit against each other.

use super::aggregate::values;
use super::fault::{RunError, RunFault};
use super::prepare::Prepared;
use super::present::Present;
use super::{Lane, Work};
use crate::cell::MISSING;
use crate::method::Missing;
use crate::plan::{Plan, Slot};

/// The most units: every pair is looked at.
const MOST_UNITS: usize = 20_000;

/// Fills a node's column.
///
/// Two units are compared on the children that both have; a unit without enough children, by the node's missing rule, takes
/// no part.
pub(super) fn node(
    work: &mut Work,
    plan: &Plan,
    prepared: &Prepared<'_>,
    node: usize,
) -> Result<(), RunError> {
    let units = prepared.units;
    let id = &plan.nodes[node].id;
    if units > MOST_UNITS {
        return Err(RunError::part(id, RunFault::TooManyUnits(MOST_UNITS)));
    }
    let mut columns: Vec<Vec<f64>> = plan.nodes[node]
        .children
        .iter()
        .map(|child| match *child {
            Slot::Leaf(leaf) => values(work.lanes[leaf], work.column(prepared, leaf)),
            Slot::Node(node) => {
                values(Lane { gaps: work.node_gaps[node], ..Lane::default() }, &work.nodes[node])
            }
        })
        .collect();
    let weights = &work.weights[node];
    let mut points = begin(&mut columns, weights, &plan.nodes[node].methods.missing, units);
    let takes_part: Vec<usize> = (0..units).filter(|unit| !points[*unit].is_nan()).collect();
    for (place, one) in takes_part.iter().enumerate() {
        for other in &takes_part[..place] {
            let point = point(&columns, weights, *one, *other);
            points[*one] += point;
            points[*other] -= point;
        }
    }
    work.nodes[node] = points;
    Ok(())
}

/// Nought for each unit that takes part, and which nothing it is for each other. What counts in place of a missing value is put there.
fn begin(columns: &mut [Vec<f64>], weights: &[f64], missing: &Missing, units: usize) -> Vec<f64> {
    let mut present = vec![Present::default(); units];
    for (column, weight) in columns.iter_mut().zip(weights) {
        for (cell, present) in column.iter_mut().zip(&mut present) {
            *cell = present.take(*cell, *weight, missing).unwrap_or(MISSING);
        }
    }
    present.iter().map(|present| present.nothing(missing).unwrap_or(0.0)).collect()
}

/// 1 where one unit is better than another by more weight than it is worse, -1 the other way round.
fn point(columns: &[Vec<f64>], weights: &[f64], one: usize, other: usize) -> f64 {
    let (mut better, mut worse) = (0.0, 0.0);
    for (column, weight) in columns.iter().zip(weights) {
        better += if column[one] > column[other] { *weight } else { 0.0 };
        worse += if column[one] < column[other] { *weight } else { 0.0 };
    }
    // What adding up weights can come to by rounding decides nothing.
    let rounding = (better + worse) * f64::EPSILON * columns.len() as f64;
    if (better - worse).abs() <= rounding { 0.0 } else { f64::signum(better - worse) }
}
