//! From a plan that is there to the best one: a short search of everything, then of parts, then a long one of everything.

use std::ops::ControlFlow;

use super::problem::{Problem, Schedule};
use super::program::{Solved, solve};

/// The best plan that was found, and what is known of better ones.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) schedule: Schedule,
    /// What no plan gains more than.
    pub(super) bound: Option<f64>,
    pub(super) optimal: bool,
    pub(super) stopped: bool,
}

/// How many nodes are looked at in the first search, which is enough for one year.
const FIRST: u64 = 60;
/// How many in each search of a part.
const PART: u64 = 200;
/// How many parts are searched.
const PARTS: u64 = 36;
/// How many in the last search.
const LAST: u64 = 4_000;

/// Goes on from a schedule that keeps to needs and budgets.
///
/// A search of everything tells how much there is to gain, and is slow to find it where there are many years; a search that leaves
/// most of a plan as it is finds better plans fast, and tells nothing of others.
pub(super) fn improve(
    problem: &Problem,
    from: Schedule,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Found {
    let mut found = Found { schedule: from, bound: None, optimal: false, stopped: false };
    let all = |_: usize| true;
    found.takes(problem, solve(problem, &found.schedule, &all, FIRST, watch), true);
    for round in 0..PARTS {
        if found.is_done() {
            return found;
        }
        if watch().is_break() {
            found.stopped = true;
            return found;
        }
        let from = found.schedule.clone();
        let free = |item: usize| is_free(problem, &from, round, item);
        found.takes(problem, solve(problem, &from, &free, PART, watch), false);
    }
    if !found.is_done() {
        found.takes(problem, solve(problem, &found.schedule, &all, LAST, watch), true);
    }
    found
}

/// Which items one search of a part may move: in turn, those of two years and those of none, and any half.
fn is_free(problem: &Problem, starts: &[usize], round: u64, item: usize) -> bool {
    if round.is_multiple_of(2) {
        let year = (round / 2) as usize % problem.years + 1;
        return [0, year, year + 1].contains(&starts[item]);
    }
    // A half that is always the same, and has nothing to do with the order of items.
    let mixed = (item as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(round as u32);
    mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 63 == 0
}

impl Found {
    const fn is_done(&self) -> bool {
        self.optimal || self.stopped
    }

    /// Takes over what a search came to; its bound and its proof only where everything was free.
    fn takes(&mut self, problem: &Problem, solved: Solved, whole: bool) {
        let better = |schedule: &Schedule| problem.gain(schedule) > problem.gain(&self.schedule);
        if let Some(schedule) = solved.schedule.filter(better) {
            self.schedule = schedule;
        }
        self.stopped |= solved.stopped;
        if whole {
            let bounds = self.bound.into_iter().chain(solved.bound);
            self.bound = bounds.reduce(f64::min);
            self.optimal = solved.optimal;
        }
    }
}
