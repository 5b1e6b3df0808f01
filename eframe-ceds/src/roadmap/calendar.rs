//! From modules to a problem: who can be begun when, what is there already, and what could bring anything at all.

use std::collections::BTreeMap;

use super::problem::{Item, Lag, Problem, Term, lags};
use super::terms::Gains;
use super::today::Changes;
use super::wish::Wish;
use crate::modules::Modules;

/// The problem of a wish, with what stood in nobody's way.
pub(super) fn problem(modules: &Modules, changes: &Changes, gains: &Gains, wish: &Wish) -> Problem {
    let all = all_items(modules, changes);
    let years = wish.years.len();
    // What cannot be finished in time brings nothing.
    let in_time =
        |module: usize| all[module].lags.iter().all(|lag| lag.finish < years && lag.start < years);
    let in_time: Vec<bool> =
        (0..all.len()).map(|module| in_time(module) && !changes.there[module]).collect();
    let terms = terms(gains, &before(&all), &in_time);
    let mut useful = vec![false; all.len()];
    for module in terms.iter().flat_map(|term| term.any.iter().flatten()) {
        all[*module].lags.iter().for_each(|lag| useful[lag.item] = true);
    }
    let mut places = vec![usize::MAX; all.len()];
    let kept: Vec<usize> = (0..all.len()).filter(|module| useful[*module]).collect();
    kept.iter().zip(0..).for_each(|(module, place)| places[*module] = place);
    let items = kept.iter().map(|module| {
        let item = &all[*module];
        let lag = |lag: &Lag| Lag { item: places[lag.item], ..*lag };
        Item {
            needs: item.needs.iter().map(|need| places[*need]).collect(),
            lags: item.lags.iter().map(lag).collect(),
            ..item.clone()
        }
    });
    let place = |modules: &Vec<usize>| -> Vec<usize> {
        let kept = modules.iter().filter(|module| useful[**module]);
        kept.map(|module| places[*module]).collect()
    };
    let terms = terms.into_iter().map(|term| Term {
        any: term.any.iter().map(place).collect(),
        none: place(&term.none),
        ..term
    });
    let efforts: Option<Vec<f64>> = wish.years.iter().map(|year| year.effort).collect();
    let some = wish.years.iter().any(|year| year.effort.is_some());
    // A year without a limit among others with one has room for everything.
    let unlimited: f64 = all.iter().map(|item| item.effort).sum::<f64>() + 1.0;
    let effort = efforts.or_else(|| {
        let each = wish.years.iter().map(|year| year.effort.unwrap_or(unlimited));
        some.then(|| each.collect())
    });
    Problem {
        years,
        items: items.collect(),
        constant: gains.constant,
        terms: terms.collect(),
        money: wish.years.iter().map(|year| year.cost).collect(),
        carry: wish.carry_over,
        effort,
    }
}

/// Every module as an item; what is there already keeps nobody waiting.
fn all_items(modules: &Modules, changes: &Changes) -> Vec<Item> {
    let open = |needs: &Vec<usize>| -> Vec<usize> {
        needs.iter().filter(|need| !changes.there[**need]).copied().collect()
    };
    let needs: Vec<Vec<usize>> = modules.built().iter().map(|module| open(&module.needs)).collect();
    let months: Vec<u32> = modules.all().iter().map(|module| module.months).collect();
    let lags = lags(&months, &needs, modules.order());
    let each = modules.all().iter().zip(needs).zip(lags).enumerate();
    each.map(|(place, ((module, needs), lags))| Item {
        module: place,
        cost: module.cost.get(),
        effort: module.effort.get(),
        months: module.months,
        needs,
        lags,
    })
    .collect()
}

/// The terms that can come to hold, each clause as short as it can be, those that hold together as one.
fn terms(gains: &Gains, before: &[Vec<bool>], in_time: &[bool]) -> Vec<Term> {
    let mut merged: BTreeMap<(Vec<Vec<usize>>, Vec<usize>), f64> = BTreeMap::new();
    for term in &gains.terms {
        let mut any: Vec<Vec<usize>> = Vec::new();
        for clause in &term.any {
            let possible: Vec<usize> =
                clause.iter().filter(|module| in_time[**module]).copied().collect();
            any.push(first_of_each_chain(before, possible));
        }
        if any.iter().any(Vec::is_empty) {
            continue;
        }
        any.sort();
        any.dedup();
        let implied: Vec<bool> = (0..any.len())
            .map(|place| {
                (0..any.len())
                    .any(|other| other != place && implies(before, &any[other], &any[place]))
            })
            .collect();
        // Of clauses that imply each other one would be left, but sorted and distinct ones do not.
        let mut any: Vec<Vec<usize>> = any
            .into_iter()
            .zip(implied)
            .filter(|(_, implied)| !implied)
            .map(|(any, _)| any)
            .collect();
        any.dedup();
        let none: Vec<usize> =
            term.none.iter().filter(|module| in_time[**module]).copied().collect();
        let none = first_of_each_chain(before, none);
        *merged.entry((any, none)).or_default() += term.gain;
    }
    merged.into_iter().map(|((any, none), gain)| Term { gain, any, none }).collect()
}

/// For each module, which others are finished before it in any case, and itself.
fn before(all: &[Item]) -> Vec<Vec<bool>> {
    let mut before = vec![vec![false; all.len()]; all.len()];
    for (item, before) in all.iter().zip(&mut before) {
        item.lags.iter().for_each(|lag| before[lag.item] = true);
    }
    before
}

/// Some modules without those that wait for another of them: whoever waits is never the first.
fn first_of_each_chain(before: &[Vec<bool>], mut modules: Vec<usize>) -> Vec<usize> {
    modules.sort_unstable();
    modules.dedup();
    let waits =
        |module: usize| modules.iter().any(|other| *other != module && before[module][*other]);
    modules.iter().copied().filter(|module| !waits(*module)).collect()
}

/// Whether something of `other` is finished whenever something of `one` is.
fn implies(before: &[Vec<bool>], one: &[usize], other: &[usize]) -> bool {
    one.iter().all(|one| other.iter().any(|other| before[*one][*other]))
}
