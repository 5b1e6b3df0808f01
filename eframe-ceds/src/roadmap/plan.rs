use std::ops::ControlFlow;

use serde::Serialize;

use super::calendar::problem;
use super::explain::{Left, Proof, Step, Why, Year, finished, months};
use super::greedy::greedy;
use super::improve::{Found, improve};
use super::problem::{Problem, Schedule};
use super::terms::Known;
use super::today::{Changes, Judge};
use super::wish::{RoadmapError, Wish};
use crate::data::{Code, Data};
use crate::modules::Modules;
use crate::plan::{Plan, Slot};
use crate::run::RunError;

/// Which modules to begin in which year, and what comes of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Roadmap {
    /// The node whose score rises.
    pub node: String,
    /// Its score today.
    pub today: f64,
    /// The gain: over all years, the sum of the score at the end of each less the score today.
    pub gain: f64,
    /// What is known of better plans.
    pub proof: Proof,
    /// The gain of the plan that takes the best bargain first.
    pub greedy_gain: f64,
    /// Whether the search was stopped before its end.
    pub stopped: bool,
    /// What to build, in the order in which it begins.
    pub steps: Vec<Step>,
    /// The years.
    pub years: Vec<Year>,
    /// What is not in it, in the order of the modules, and why.
    pub left: Vec<Left>,
}

impl Roadmap {
    /// The roadmap of the unit in a row.
    ///
    /// `watch` is asked from time to time whether to go on; when it says no, the best plan so far is the result. Where it never says
    /// so, the same wish has the same roadmap.
    ///
    /// # Errors
    /// [`RoadmapError`]: a budget or number of years that is none, names that are not there, a unit without a score.
    pub fn new(
        plan: &Plan,
        data: &Data,
        row: usize,
        modules: &Modules,
        wish: &Wish,
        watch: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Result<Self, RoadmapError> {
        let mut asked = Asked::new(plan, data, row, modules, wish)?;
        let first = greedy(&asked.problem, watch);
        let found = improve(&asked.problem, first.clone(), watch);
        asked.tell(first, found)
    }

    /// The plan that takes the best bargain first, and no better one: quick, and something to hold others against.
    ///
    /// # Errors
    /// As [`Roadmap::new`].
    pub fn greedy(
        plan: &Plan,
        data: &Data,
        row: usize,
        modules: &Modules,
        wish: &Wish,
    ) -> Result<Self, RoadmapError> {
        let mut asked = Asked::new(plan, data, row, modules, wish)?;
        let schedule = greedy(&asked.problem, &mut || ControlFlow::Continue(()));
        let found =
            Found { schedule: schedule.clone(), bound: None, optimal: false, stopped: true };
        asked.tell(schedule, found)
    }

    /// The step of a module, where it is in the plan.
    pub fn step(&self, module: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.module == module)
    }

    /// By which part of this plan's gain another can gain more, at most: `bound / gain - 1`. None where that is not known, and where the
    /// plan gains nothing, of which everything else is infinitely much more.
    pub fn most_better(&self) -> Option<f64> {
        match self.proof {
            Proof::Optimal => Some(0.0),
            Proof::Within { bound, .. } if self.gain > 0.0 => Some(bound / self.gain - 1.0),
            Proof::Within { .. } | Proof::BestFound => None,
        }
    }

    /// The score at the end of the last year.
    pub fn score(&self) -> f64 {
        self.years.last().map_or(self.today, |year| year.score)
    }
}

/// A wish with all that is known of it.
struct Asked<'a> {
    judge: Judge<'a>,
    modules: &'a Modules,
    wish: &'a Wish,
    changes: Changes,
    problem: Problem,
    exact: bool,
    /// Whether all modules together gain the most, also where the program's gains are near only.
    rising: bool,
    today: f64,
}

impl<'a> Asked<'a> {
    fn new(
        plan: &'a Plan,
        data: &Data,
        row: usize,
        modules: &'a Modules,
        wish: &'a Wish,
    ) -> Result<Self, RoadmapError> {
        wish.check()?;
        if !modules.is_for(plan) {
            return Err(RoadmapError::OtherInstrument);
        }
        let Some(Slot::Node(node)) = plan.slots.get(&wish.node).copied() else {
            return Err(RoadmapError::NoNode(wish.node.clone()));
        };
        if row >= data.len() {
            return Err(RoadmapError::NoRow(row));
        }
        let mut built = vec![false; modules.all().len()];
        for id in &wish.built {
            let place = modules.place(id).ok_or_else(|| RoadmapError::NoModule(id.clone()))?;
            built[place] = true;
        }
        let mut judge = Judge::new(plan, data, row, node);
        let first = judge.look(&[])?;
        judge.open(&first.met);
        let look = judge.look(&[])?;
        let today = look.score.ok_or_else(|| RoadmapError::NoScore(wish.node.clone()))?;
        let changes = judge.changes(modules, &built)?;
        let gains = Known::new(&mut judge, &look, &changes).gains(node)?;
        let problem = problem(modules, &changes, &gains, wish);
        let (exact, rising) = (gains.exact, gains.rising);
        Ok(Self { judge, modules, wish, changes, problem, exact, rising, today })
    }

    /// The answers when some modules are finished.
    fn answers(&self, modules: impl Iterator<Item = usize>) -> Vec<(usize, Code)> {
        let raises: Vec<_> =
            modules.flat_map(|module| &self.changes.raises[module]).copied().collect();
        self.judge.best(&raises)
    }

    /// The score when some modules are finished.
    fn score(&mut self, modules: &[usize]) -> Result<f64, RunError> {
        let answers = self.answers(modules.iter().copied());
        // A score that is lost on the way is none that was gained.
        Ok(self.judge.score(&answers)?.unwrap_or(self.today))
    }

    /// The scores at the end of each year.
    fn scores(&mut self, starts: &[usize]) -> Result<Vec<f64>, RunError> {
        (1..=self.problem.years)
            .map(|year| {
                let done = finished(&self.problem, starts, year);
                let modules: Vec<usize> =
                    done.into_iter().map(|item| self.problem.items[item].module).collect();
                self.score(&modules)
            })
            .collect()
    }

    fn gain(&self, scores: &[f64]) -> f64 {
        scores.iter().map(|score| score - self.today).sum()
    }

    /// The roadmap of what was found; of the first plan, should that be better by the engine.
    fn tell(&mut self, first: Schedule, found: Found) -> Result<Roadmap, RoadmapError> {
        let greedy_scores = self.scores(&first)?;
        let greedy_gain = self.gain(&greedy_scores);
        let (mut scores, mut schedule) = (self.scores(&found.schedule)?, found.schedule);
        if self.gain(&scores) < greedy_gain {
            (scores, schedule) = (greedy_scores, first);
        }
        let gain = self.gain(&scores);
        let told = self.problem.gain(&schedule);
        debug_assert!(
            !self.exact || (gain - told).abs() <= 1e-6 * (1.0 + gain.abs()),
            "the engine says {gain}, the program {told}"
        );
        let proof = match found.bound {
            _ if self.exact && found.optimal => Proof::Optimal,
            _ if !self.exact && !self.rising => Proof::BestFound,
            bound => {
                let own = bound.unwrap_or(f64::INFINITY).min(self.problem.most());
                // Where the program's gains are near only, so is its bound.
                let own = if self.exact { own } else { f64::INFINITY };
                let all = if self.rising { self.ceiling()? } else { f64::INFINITY };
                let bound = own.min(all).max(gain);
                if bound <= gain * (1.0 + 1e-9) {
                    Proof::Optimal
                } else {
                    Proof::Within { bound, gap: 1.0 - gain / bound }
                }
            }
        };
        Ok(Roadmap {
            node: self.wish.node.clone(),
            today: self.today,
            gain,
            proof,
            greedy_gain,
            stopped: found.stopped,
            steps: self.steps(&schedule)?,
            years: self.years(&schedule, &scores),
            left: self.left(&schedule),
        })
    }

    /// What would be gained if everything that can be finished in time were there at once; also what the program left out, since
    /// its gains are near only.
    fn ceiling(&mut self) -> Result<f64, RunError> {
        let modules = 0..self.modules.all().len();
        let all: Vec<usize> = modules.filter(|module| !self.is_late(*module)).collect();
        let score = self.score(&all)?;
        Ok((score - self.today) * self.problem.years as f64)
    }

    fn steps(&mut self, starts: &[usize]) -> Result<Vec<Step>, RunError> {
        let months = months(&self.problem, starts);
        let mut items: Vec<usize> = (0..starts.len()).filter(|item| starts[*item] > 0).collect();
        // As they are finished: what one needs comes before it, for that has fewer lags.
        items.sort_by_key(|item| (months[*item].1, self.problem.items[*item].lags.len(), *item));
        let mut gains = vec![0.0; starts.len()];
        let (mut done, mut before) = (Vec::new(), self.today);
        for item in &items {
            done.push(self.problem.items[*item].module);
            let score = self.score(&done)?;
            gains[*item] = score - before;
            before = score;
        }
        items.sort_by_key(|item| (months[*item].0, self.problem.items[*item].lags.len(), *item));
        let mut steps = Vec::with_capacity(items.len());
        for item in &items {
            let alone = self.score(&[self.problem.items[*item].module])? - self.today;
            let waits = items.iter().filter(|other| {
                *other != item
                    && self.problem.items[**other].lags.iter().any(|lag| lag.item == *item)
            });
            let of = &self.problem.items[*item];
            steps.push(Step {
                module: self.id(of.module),
                year: starts[*item],
                begins: months[*item].0,
                ends: months[*item].1,
                cost: of.cost,
                effort: of.effort,
                alone,
                gain: gains[*item],
                gain_per_cost: (of.cost > 0.0).then(|| gains[*item] / of.cost),
                opens: waits.map(|other| self.id(self.problem.items[*other].module)).collect(),
            });
        }
        Ok(steps)
    }

    fn id(&self, module: usize) -> String {
        self.modules.all()[module].id.to_string()
    }

    fn years(&self, starts: &[usize], scores: &[f64]) -> Vec<Year> {
        let mut years = Vec::new();
        let mut over = 0.0;
        for (place, (given, score)) in self.wish.years.iter().zip(scores).enumerate() {
            let begun = self.problem.items.iter().zip(starts);
            let begun = begun.filter(|(_, start)| **start == place + 1).map(|(item, _)| item);
            let (spent, effort) = begun
                .fold((0.0, 0.0), |(cost, effort), item| (cost + item.cost, effort + item.effort));
            let budget = given.cost + over;
            let left = (budget - spent).max(0.0);
            over = if self.wish.carry_over { left } else { 0.0 };
            years.push(Year {
                year: place + 1,
                budget,
                spent,
                left,
                effort_budget: given.effort,
                effort,
                score: *score,
            });
        }
        years
    }

    /// What is not in the plan, and why.
    fn left(&self, starts: &[usize]) -> Vec<Left> {
        let mut item_of = vec![None; self.modules.all().len()];
        let items = self.problem.items.iter().enumerate();
        items.for_each(|(place, item)| item_of[item.module] = Some(place));
        let chosen = |module: usize| item_of[module].is_some_and(|item| starts[item] > 0);
        let modules = (0..item_of.len()).filter(|module| !chosen(*module));
        modules
            .map(|module| Left {
                module: self.id(module),
                why: self.why(module, item_of[module], starts),
            })
            .collect()
    }

    fn why(&self, module: usize, item: Option<usize>, starts: &[usize]) -> Why {
        if self.changes.there[module] {
            return Why::There;
        }
        let Some(item) = item else {
            let late = !self.changes.raises[module].is_empty() && self.is_late(module);
            return if late { Why::TooLong } else { Why::NoGain };
        };
        let items = &self.problem.items;
        let open = items[item].lags.iter().map(|lag| lag.item).filter(|other| starts[*other] == 0);
        let open: Vec<usize> = open.collect();
        let cost: f64 = open.iter().map(|other| items[*other].cost).sum();
        let all: f64 = self.problem.money.iter().sum();
        let most = self.problem.money.iter().copied().fold(0.0, f64::max);
        let purse = if self.problem.carry { all } else { most };
        if cost > all || items[item].cost > purse {
            return Why::TooDear { cost };
        }
        if open.len() > 1 {
            let others = open.iter().filter(|other| **other != item);
            return Why::Needs {
                modules: others.map(|other| self.id(items[*other].module)).collect(),
            };
        }
        Why::OthersBringMore
    }

    /// Whether a module cannot be finished within the years, with all it needs.
    fn is_late(&self, module: usize) -> bool {
        let mut longest = vec![0_u32; self.modules.all().len()];
        for place in self.modules.order() {
            if self.changes.there[*place] {
                continue;
            }
            let needs = self.modules.built()[*place].needs.iter().map(|need| longest[*need]);
            longest[*place] =
                needs.max().unwrap_or(0).saturating_add(self.modules.all()[*place].months);
        }
        longest[module] as usize > self.problem.years * 12
    }
}
