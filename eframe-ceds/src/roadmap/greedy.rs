//! A plan that is always there: again and again what brings the most for its cost, with all it still needs.

use std::ops::ControlFlow;

use super::problem::{NEVER, Problem, Purse, Schedule};

/// What a chain of items would bring.
struct Offer {
    starts: Vec<(usize, usize)>,
    gain: f64,
    cost: f64,
}

/// A schedule being filled.
struct Filling<'a> {
    problem: &'a Problem,
    /// For each item, the terms that it is in.
    terms: Vec<Vec<usize>>,
    starts: Schedule,
    finishes: Vec<usize>,
    held: Vec<f64>,
    purse: Purse<'a>,
}

/// The plan of whoever takes the best bargain first; as far as it came, where somebody says to stop.
pub(super) fn greedy(problem: &Problem, watch: &mut dyn FnMut() -> ControlFlow<()>) -> Schedule {
    let mut filling = Filling::new(problem);
    filling.fill(watch);
    filling.starts
}

impl<'a> Filling<'a> {
    fn new(problem: &'a Problem) -> Self {
        let starts = vec![0; problem.items.len()];
        let mut terms = vec![Vec::new(); problem.items.len()];
        for (place, term) in problem.terms.iter().enumerate() {
            for item in term.any.iter().flatten().chain(&term.none) {
                let of: &mut Vec<usize> = &mut terms[*item];
                if of.last() != Some(&place) {
                    of.push(place);
                }
            }
        }
        let finishes = problem.finishes(&starts);
        let held = problem.terms.iter().map(|term| problem.held(term, &finishes)).collect();
        let purse = Purse::new(problem);
        Self { problem, terms, starts, finishes, held, purse }
    }

    /// Takes the best bargain until none is left.
    fn fill(&mut self, watch: &mut dyn FnMut() -> ControlFlow<()>) {
        while let Some(offer) = self.best(watch) {
            for (item, start) in offer.starts {
                self.starts[item] = start;
                self.purse.pays(start, &self.problem.items[item]);
            }
            self.finishes = self.problem.finishes(&self.starts);
            let terms = self.problem.terms.iter();
            self.held = terms.map(|term| self.problem.held(term, &self.finishes)).collect();
        }
    }

    /// The offer that brings the most for its cost; the first of equals.
    fn best(&mut self, watch: &mut dyn FnMut() -> ControlFlow<()>) -> Option<Offer> {
        let mut best: Option<Offer> = None;
        for item in 0..self.problem.items.len() {
            if self.starts[item] > 0 {
                continue;
            }
            // Modules by the hundred are done in a moment; a thousand that all wait for each other are not.
            if item % 256 == 255 && watch().is_break() {
                return None;
            }
            let Some(offer) = self.offer(item) else { continue };
            // gain / cost > best.gain / best.cost, without a division by a cost of 0.
            let better = best.as_ref().is_none_or(|best| {
                let (here, there) = (offer.gain * best.cost, best.gain * offer.cost);
                here > there || (here == there && offer.gain > best.gain)
            });
            if better {
                best = Some(offer);
            }
        }
        best
    }

    /// An item with all it still needs, each in the first year that can pay for it; none where the years or the money do not
    /// suffice, or nothing is gained.
    fn offer(&mut self, item: usize) -> Option<Offer> {
        let problem = self.problem;
        let mut starts = Vec::new();
        let chain = problem.items[item].lags.iter().map(|lag| lag.item);
        let chain: Vec<usize> = chain.filter(|item| self.starts[*item] == 0).collect();
        let before = (self.purse.money.clone(), self.purse.effort.clone());
        let mut cost = 0.0;
        let mut possible = true;
        for item in in_order(problem, chain) {
            let Some(earliest) = problem.earliest(&self.starts, item) else {
                possible = false;
                break;
            };
            let has = |year: &usize| self.purse.has(*year, &problem.items[item]);
            let Some(year) = (earliest..=problem.years).find(has) else {
                possible = false;
                break;
            };
            self.purse.pays(year, &problem.items[item]);
            self.starts[item] = year;
            cost += problem.items[item].cost;
            starts.push((item, year));
        }
        let gain = if possible { self.gain(&starts) } else { 0.0 };
        for (item, _) in &starts {
            self.starts[*item] = 0;
        }
        (self.purse.money, self.purse.effort) = before;
        (gain > 1e-12).then_some(Offer { starts, gain, cost })
    }

    /// What is gained by items that have just been begun.
    fn gain(&mut self, starts: &[(usize, usize)]) -> f64 {
        for (item, _) in starts {
            self.finishes[*item] = self.problem.finish(&self.starts, *item);
        }
        let mut touched: Vec<usize> =
            starts.iter().flat_map(|(item, _)| &self.terms[*item]).copied().collect();
        touched.sort_unstable();
        touched.dedup();
        let gains = touched.into_iter().map(|place| {
            let term = &self.problem.terms[place];
            term.gain * (self.problem.held(term, &self.finishes) - self.held[place])
        });
        let gain = gains.sum();
        for (item, _) in starts {
            self.finishes[*item] = NEVER;
        }
        gain
    }
}

/// Items, each after what it waits for: whoever waits for fewer stands first.
fn in_order(problem: &Problem, mut chain: Vec<usize>) -> Vec<usize> {
    chain.sort_by_key(|item| problem.items[*item].lags.len());
    chain
}
