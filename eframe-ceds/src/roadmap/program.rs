//! The choice as an integer program, solved by branch and bound.
//!
//! `x[m, y]` is 1 where module `m` is begun by the end of year `y`. Begun stays begun: `x[m, y] ≤ x[m, y + 1]`. Who waits is
//! begun `x[m, y] ≤ x[n, y - start]` and finished `x[n, y - finish]` for every `n` that it waits for, itself among them (see
//! [`Lag`]). Money is `Σ cost (x[m, y] - x[m, y - 1]) ≤ budget[y]`, or the sums up to `y` where it goes on. A term holds
//! `u[t, y] ≤ Σ finished` over each of its clauses, and `u[t, y] ≤ Σ (1 - x)` where something may not be finished. What is
//! sought is the most of `Σ gain u`; as gains are above 0, every `u` is as large as it can be.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::time::Duration;

use microlp::{ResumeOptions, Solution, SolveOptions, Variable};

use super::model::{Bit, Model};
use super::problem::{Item, Lag, Problem, ROUNDING, Schedule};

/// How many nodes are looked at before somebody is asked whether to go on.
const AT_ONCE: u64 = 20;
/// From how many variables on one node alone can take long, so that the solver comes back in between.
const LARGE: usize = 5_000;
/// For how long it is left to itself then. Where it is interrupted does not matter to what it finds.
const SLICE: Duration = Duration::from_millis(250);

/// Into how many parts a budget is divided to say again, in whole numbers, what can be paid together.
///
/// Of things that each cost more than a `k + 1`th of a budget at most `k` can be paid. More generally, when `Σ c ≤ 1` then `Σ (⌈(k + 1) c⌉ - 1) ≤ k`
/// (a dual feasible function: Lueker, Bin packing with items uniformly distributed, 1983), which halves of things do not keep.
const PARTS: usize = 6;

/// What came of a program.
#[derive(Clone, Debug, Default)]
pub(super) struct Solved {
    /// The best schedule that was found, if any.
    pub(super) schedule: Option<Schedule>,
    /// What no schedule gains more than, among those that were looked at.
    pub(super) bound: Option<f64>,
    /// Whether the schedule is proven to be the best of them.
    pub(super) optimal: bool,
    /// Whether somebody said to stop.
    pub(super) stopped: bool,
}

/// Solves the problem, where only free items may differ from a schedule that keeps to needs and budgets.
pub(super) fn solve(
    problem: &Problem,
    from: &[usize],
    free: &dyn Fn(usize) -> bool,
    most_nodes: u64,
    watch: &mut dyn FnMut() -> ControlFlow<()>,
) -> Solved {
    let mut program = Program::new(problem, from, free);
    program.waits();
    program.budgets();
    program.terms();
    let Program { model, begun, .. } = program;
    let (linear, variables) = model.program();
    let mut options = SolveOptions::default();
    options.node_limit = Some(AT_ONCE.min(most_nodes));
    options.warm_start = Some(hints(&begun, &variables, from));
    let slice = (variables.len() > LARGE).then_some(SLICE);
    options.time_limit = slice;
    let mut stopped = false;
    let mut outcome = linear.solve_with(options);
    while let Ok(open) = &outcome {
        let nodes = open.stats().nodes_solved;
        if open.is_optimal() || nodes >= most_nodes {
            break;
        }
        if watch().is_break() {
            stopped = true;
            break;
        }
        let mut options = ResumeOptions::default();
        options.node_limit = Some(AT_ONCE.min(most_nodes - nodes));
        options.time_limit = slice;
        outcome = outcome.and_then(|outcome| outcome.resume_with(options));
    }
    let Ok(outcome) = outcome else { return Solved { stopped, ..Solved::default() } };
    let whole = model.constant + problem.constant * problem.years as f64;
    let schedule = outcome.solution().map(|found| schedule(&begun, &variables, found));
    Solved {
        schedule: schedule.filter(|schedule| problem.keeps(schedule)),
        bound: outcome.stats().best_bound.map(|bound| bound + whole),
        optimal: outcome.is_optimal(),
        stopped,
    }
}

/// A problem on its way into a program.
struct Program<'a> {
    problem: &'a Problem,
    model: Model,
    /// For each item and year from 0 on, whether it is begun by the end of that year; in year 0 nothing is.
    begun: Vec<Vec<Bit>>,
    /// For each item, the lags that say when it is finished: those that the others do not imply.
    ends: Vec<Vec<Lag>>,
    /// What is finished by the end of a year, by the bits that say so.
    finished: HashMap<Vec<Bit>, Bit>,
}

impl<'a> Program<'a> {
    fn new(problem: &'a Problem, from: &[usize], free: &dyn Fn(usize) -> bool) -> Self {
        let mut model = Model::default();
        let mut begun = Vec::with_capacity(problem.items.len());
        for (place, item) in problem.items.iter().enumerate() {
            let first = problem.first(place).unwrap_or(usize::MAX);
            let mut bits = vec![Bit::No];
            for year in 1..=problem.years {
                bits.push(match () {
                    () if year < first => Bit::No,
                    () if !free(place) && from[place] > 0 && from[place] <= year => Bit::Yes,
                    () if !free(place) => Bit::No,
                    // What cannot be begun in a year has been begun before, or not at all.
                    () if !problem.can_begin(item, year) => bits[year - 1],
                    () => model.decision(),
                });
            }
            begun.push(bits);
        }
        let ends = problem.items.iter().map(|item| {
            let own = item.lags.last().copied();
            let later = |lag: &Lag| own.is_some_and(|own| lag.finish > lag.start + own.finish);
            let ends = item.lags.iter().filter(|lag| Some(**lag) == own || later(lag));
            ends.copied().collect()
        });
        let ends = ends.collect();
        Self { problem, model, begun, ends, finished: HashMap::new() }
    }

    /// Begun stays begun, and begins after what it waits for.
    fn waits(&mut self) {
        let problem = self.problem;
        for (place, item) in problem.items.iter().enumerate() {
            for year in 1..problem.years {
                self.model.at_most(self.begun[place][year], self.begun[place][year + 1]);
            }
            for lag in item
                .lags
                .iter()
                .filter(|lag| lag.item != place && !is_implied(problem, lag, &item.needs))
            {
                for year in 1..=problem.years {
                    let before = year
                        .checked_sub(lag.start)
                        .map_or(Bit::No, |year| self.begun[lag.item][year]);
                    self.model.at_most(self.begun[place][year], before);
                }
            }
        }
    }

    fn budgets(&mut self) {
        let problem = self.problem;
        self.budget(&problem.money, problem.carry, |item| item.cost);
        if let Some(effort) = &problem.effort {
            self.budget(effort, false, |item| item.effort);
        }
    }

    /// What is begun in each year, or up to it, can be paid.
    fn budget(&mut self, budgets: &[f64], carry: bool, of: impl Fn(&Item) -> f64) {
        let mut limit = 0.0;
        for (year, budget) in (1..).zip(budgets) {
            limit = if carry { limit + budget } else { *budget };
            if limit <= 0.0 {
                // Only what costs nothing: the years of begun are bound to each other already.
                continue;
            }
            for parts in 0..=PARTS {
                let (mut row, mut most) = (Vec::new(), 1.0);
                for (item, begun) in self.problem.items.iter().zip(&self.begun) {
                    let mut share = of(item) / limit;
                    if parts > 0 {
                        share = (share * (parts + 1) as f64 - ROUNDING).ceil() - 1.0;
                        most = parts as f64;
                    }
                    if share > 0.0 {
                        row.push((begun[year], share));
                        row.extend((!carry).then_some((begun[year - 1], -share)));
                    }
                }
                self.model.row(&row, most);
            }
        }
    }

    /// Whether an item is finished by the end of a year.
    fn is_finished(&mut self, item: usize, year: usize) -> Bit {
        let bits = self.ends[item].iter().map(|lag| {
            year.checked_sub(lag.finish).map_or(Bit::No, |year| self.begun[lag.item][year])
        });
        let mut bits: Vec<Bit> = bits.filter(|bit| *bit != Bit::Yes).collect();
        if bits.contains(&Bit::No) {
            return Bit::No;
        }
        bits.sort_unstable();
        bits.dedup();
        match bits[..] {
            [] => Bit::Yes,
            [bit] => bit,
            _ => self.all(bits),
        }
    }

    /// What is at most each of these.
    fn all(&mut self, bits: Vec<Bit>) -> Bit {
        if let Some(known) = self.finished.get(&bits) {
            return *known;
        }
        let all = Bit::Open(self.model.bounded());
        bits.iter().for_each(|bit| self.model.at_most(all, *bit));
        self.finished.insert(bits, all);
        all
    }

    fn terms(&mut self) {
        let problem = self.problem;
        for term in &problem.terms {
            for year in 1..=problem.years {
                self.term(term.gain, &term.any, &term.none, year);
            }
        }
    }

    fn term(&mut self, gain: f64, any: &[Vec<usize>], none: &[usize], year: usize) {
        let mut sums: Vec<(Vec<Bit>, f64)> = Vec::new();
        for clause in any {
            let bits: Vec<Bit> = clause.iter().map(|item| self.is_finished(*item, year)).collect();
            if bits.contains(&Bit::Yes) {
                continue;
            }
            let open: Vec<Bit> = bits.into_iter().filter(|bit| *bit != Bit::No).collect();
            if open.is_empty() {
                return;
            }
            sums.push((open, 1.0));
        }
        for item in none {
            let late = self.problem.items[*item].lags.iter().map(|lag| {
                year.checked_sub(lag.finish).map_or(Bit::No, |year| self.begun[lag.item][year])
            });
            let late: Vec<Bit> = late.collect();
            if late.contains(&Bit::No) {
                continue;
            }
            let open: Vec<Bit> = late.into_iter().filter(|bit| *bit != Bit::Yes).collect();
            if open.is_empty() {
                return;
            }
            sums.push((open, -1.0));
        }
        match &sums[..] {
            [] => self.model.gains(Bit::Yes, gain),
            [(bits, 1.0)] if bits.len() == 1 => self.model.gains(bits[0], gain),
            _ => {
                let holds = Bit::Open(self.model.bounded());
                self.model.gains(holds, gain);
                for (bits, sign) in sums {
                    // u ≤ Σ x, or u ≤ Σ (1 - x).
                    let limit = if sign > 0.0 { 0.0 } else { bits.len() as f64 };
                    let sum = bits.into_iter().map(|bit| (bit, -sign)).chain([(holds, 1.0)]);
                    self.model.row(&sum.collect::<Vec<_>>(), limit);
                }
            }
        }
    }
}

/// Whether a wait follows from that for something needed directly.
fn is_implied(problem: &Problem, lag: &Lag, needs: &[usize]) -> bool {
    needs.iter().any(|need| {
        *need != lag.item
            && problem.items[*need].lags.iter().any(|other| {
                let direct = problem.items[*need].months / 12;
                other.item == lag.item && other.start + direct as usize >= lag.start
            })
    })
}

/// The values of decisions in a schedule.
fn hints(begun: &[Vec<Bit>], variables: &[Variable], from: &[usize]) -> Vec<(Variable, f64)> {
    let mut hints = Vec::new();
    for (bits, start) in begun.iter().zip(from) {
        for (year, bit) in bits.iter().enumerate() {
            if let Bit::Open(place) = bit {
                let is_begun = *start > 0 && *start <= year;
                hints.push((variables[*place], if is_begun { 1.0 } else { 0.0 }));
            }
        }
    }
    hints
}

/// The schedule of a solution.
fn schedule(begun: &[Vec<Bit>], variables: &[Variable], found: &Solution) -> Schedule {
    let is_begun = |bit: &Bit| match bit {
        Bit::No => false,
        Bit::Yes => true,
        Bit::Open(place) => found.var_value(variables[*place]) > 0.5,
    };
    begun.iter().map(|bits| bits.iter().position(is_begun).unwrap_or(0)).collect()
}
