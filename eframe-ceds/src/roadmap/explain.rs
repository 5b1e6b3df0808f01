//! A roadmap told: each step with what it brings and what waits for it, each year with its score, and why others are not in it.

use serde::Serialize;

use super::problem::{NEVER, Problem};

/// A module of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Step {
    /// The module's id.
    pub module: String,
    /// The year in which it is begun and paid, from 1.
    pub year: usize,
    /// The month in which it begins, from 1, counted from today through all years.
    pub begins: u32,
    /// The month at whose end it is finished.
    pub ends: u32,
    /// What it costs.
    pub cost: f64,
    /// The work of the unit's own people.
    pub effort: f64,
    /// What the score would rise by if it alone were there today, in points.
    pub alone: f64,
    /// What the score rises by when it is finished, after all that is finished before it; in points.
    pub gain: f64,
    /// `gain` for each unit of cost; none where it costs nothing.
    pub gain_per_cost: Option<f64>,
    /// The modules of the plan that wait for it, directly or not.
    pub opens: Vec<String>,
}

/// A year of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Year {
    /// Its number, from 1.
    pub year: usize,
    /// What there is to spend in it, with what was left before where that goes on.
    pub budget: f64,
    /// What is spent in it.
    pub spent: f64,
    /// What is left at its end.
    pub left: f64,
    /// The effort there is; none where it has no limit.
    pub effort_budget: Option<f64>,
    /// The effort that goes into it.
    pub effort: f64,
    /// The score at its end, as the engine reckons it.
    pub score: f64,
}

/// What is known of how good a plan is. Gains are sums over the years, as [`Roadmap::gain`](super::Roadmap::gain).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Proof {
    /// No plan gains more.
    Optimal,
    /// No plan gains more than `bound`.
    Within {
        /// The most that any plan can gain.
        bound: f64,
        /// By which part of the bound this plan falls short of it: `1 - gain / bound`. How much better another plan can be, as a part of
        /// this one's gain, is more: [`Roadmap::most_better`](super::Roadmap::most_better).
        gap: f64,
    },
    /// The best that was found. The score is no sum of its answers, so that the program went by gains that are near, and something that
    /// modules open or answer could lower it, so that nothing is a bound.
    BestFound,
}

/// A module that is not in the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Left {
    /// The module's id.
    pub module: String,
    /// Why not.
    #[serde(flatten)]
    pub why: Why,
}

/// Why a module is not in a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
#[non_exhaustive]
pub enum Why {
    /// All it leads to is there already.
    There,
    /// It raises nothing that counts for this unit, and nothing that does waits for it.
    NoGain,
    /// It cannot be finished within the years, with all it needs.
    TooLong,
    /// With all it still needs it costs more than there is.
    TooDear {
        /// The cost of it and of all it still needs.
        cost: f64,
    },
    /// It could be paid by itself, but these that it needs are not in the plan.
    Needs {
        /// Their ids.
        modules: Vec<String>,
    },
    /// Others bring more for the budget.
    OthersBringMore,
}

/// The first and the last month of each item, from 1; begun in month 13 is the first of year 2. What takes no month ends in the one it
/// begins in, and what waits for it begins in the same.
pub(super) fn months(problem: &Problem, starts: &[usize]) -> Vec<(u32, u32)> {
    let mut months = vec![(0_u32, 0_u32); problem.items.len()];
    // How many months have passed when each is finished.
    let mut passed = vec![0_u32; problem.items.len()];
    let mut order: Vec<usize> = (0..problem.items.len()).collect();
    order.sort_by_key(|item| problem.items[*item].lags.len());
    for item in order.into_iter().filter(|item| starts[*item] > 0) {
        let year = u32::try_from((starts[item] - 1) * 12).unwrap_or(u32::MAX);
        let needs = problem.items[item].needs.iter().map(|need| passed[*need]);
        let before = needs.chain([year]).max().unwrap_or(year);
        passed[item] = before + problem.items[item].months;
        months[item] = (before + 1, passed[item].max(before + 1));
    }
    months
}

/// The items that are finished by the end of a year.
pub(super) fn finished(problem: &Problem, starts: &[usize], year: usize) -> Vec<usize> {
    let finishes = problem.finishes(starts);
    let by_then = |item: &usize| finishes[*item] != NEVER && finishes[*item] <= year;
    (0..problem.items.len()).filter(by_then).collect()
}
