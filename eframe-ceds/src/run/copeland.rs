//! Copeland's rule: each unit against each other.

use super::aggregate::values;
use super::fault::{RunError, RunFault};
use super::prepare::Prepared;
use super::{Lane, Work};
use crate::cell::{LEFT_OUT, MISSING, is_left_out};
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
    let methods = &plan.nodes[node].methods;
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
    let zero = methods.missing == (Missing::Zero {});
    let weights = work.weights[node].clone();
    let mut state = vec![0.0; units];
    for (unit, state) in state.iter_mut().enumerate() {
        let cells = || columns.iter().map(|column| column[unit]);
        let due = cells().filter(|cell| !is_left_out(*cell)).count();
        let there = cells().filter(|cell| !cell.is_nan()).count();
        let enough = match methods.missing {
            Missing::Skip { present, .. } => there as f64 >= present.get() * due as f64 - 1e-9,
            Missing::Drop {} => there == due,
            Missing::Zero {} => true,
        };
        *state = match (due, there) {
            (0, _) => LEFT_OUT,
            (_, 0) if !zero => MISSING,
            _ if !enough => MISSING,
            _ => 0.0,
        };
    }
    if zero {
        for cell in columns.iter_mut().flatten() {
            *cell = if cell.is_nan() && !is_left_out(*cell) { 0.0 } else { *cell };
        }
    }
    let takes_part: Vec<usize> = (0..units).filter(|unit| !state[*unit].is_nan()).collect();
    for (place, one) in takes_part.iter().enumerate() {
        for other in &takes_part[..place] {
            let (mut better, mut worse) = (0.0, 0.0);
            for (column, weight) in columns.iter().zip(&weights) {
                better += if column[*one] > column[*other] { *weight } else { 0.0 };
                worse += if column[*one] < column[*other] { *weight } else { 0.0 };
            }
            let point = f64::from(i8::from(better > worse) - i8::from(better < worse));
            state[*one] += point;
            state[*other] -= point;
        }
    }
    work.nodes[node] = state;
    Ok(())
}
