//! From a plan that is there to the best one.

use std::ops::ControlFlow;

use super::problem::{Problem, Schedule};
use super::program::solve;

/// The best plan that was found, and what is known of better ones.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) schedule: Schedule,
    pub(super) bound: Option<f64>,
    pub(super) optimal: bool,
    pub(super) stopped: bool,
}

/// How many nodes are looked at.
const NODES: u64 = 2_000;

/// Goes on from a schedule that keeps to needs and budgets.
pub(super) fn improve(
    problem: &Problem,
    from: Schedule,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Found {
    let solved = solve(problem, &from, &|_| true, NODES, watch);
    let better = solved.schedule.filter(|schedule| problem.gain(schedule) > problem.gain(&from));
    Found {
        schedule: better.unwrap_or(from),
        bound: solved.bound,
        optimal: solved.optimal,
        stopped: solved.stopped,
    }
}
