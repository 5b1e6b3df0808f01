//! Questions with something that nobody answered: as soon as a module answers it, it comes into a mean that it was in no part of before.
//!
//! There is no step up from nothing. So the score of such a question is told for each set of the modules that change it, by the engine;
//! there are few of them.

use super::terms::Known;
use crate::cell::is_left_out;
use crate::data::{Code, UNANSWERED};
use crate::document::Counts;
use crate::method::Missing;
use crate::plan::Met;

/// The most modules that may change one question: sets of them are looked at one by one.
const MOST_MODULES: usize = 5;

/// What a question scores by the modules that are there.
#[derive(Clone, Debug)]
pub(super) struct Joins {
    /// What it scores today; none where it has no score.
    pub(super) today: Option<f64>,
    /// The least that it scores with any of the sets.
    pub(super) least: f64,
    /// What it scores more with a set: all of the first are there, none of the second.
    pub(super) sets: Vec<(f64, Vec<usize>, Vec<usize>)>,
    /// The modules of which each gives it a score, where it has none today.
    pub(super) by: Option<Vec<usize>>,
}

/// What a question scores that modules answer in part or as a whole; none where they answer nothing that is open, or where it cannot
/// be told this way.
pub(super) fn joins(
    known: &mut Known<'_, '_>,
    leaf: usize,
    place: usize,
    missing: &Missing,
) -> Option<Joins> {
    let plan = known.judge.plan;
    let columns = &plan.layout.questions[place];
    let range = columns.from..columns.to;
    let states = columns.states;
    let is_open =
        |column: usize| known.judge.code(column) == UNANSWERED && !known.raised[column].is_empty();
    let plain = known.today.met[leaf] == Met::Yes
        && plan.leaves[leaf].round.is_none()
        && states.unanswered == Counts::Missing
        && matches!(missing, Missing::Skip { .. });
    if !plain || !range.clone().any(is_open) {
        return None;
    }
    let mut modules: Vec<usize> =
        range.clone().flat_map(|column| &known.raised[column]).map(|(module, _)| *module).collect();
    modules.sort_unstable();
    modules.dedup();
    if modules.len() > MOST_MODULES {
        return None;
    }
    let mut scores = Vec::with_capacity(1 << modules.len());
    for set in 0..1_usize << modules.len() {
        let built = modules.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
        let raises = built.flat_map(|(_, module)| &known.raises[*module]);
        let raises: Vec<(usize, Code)> =
            raises.filter(|(column, _)| range.contains(column)).copied().collect();
        let answers = known.judge.best(&raises);
        scores.push(known.judge.question(place, &answers));
    }
    told(&modules, &scores)
}

/// The same from the scores with each set of the modules, a bit each.
fn told(modules: &[usize], scores: &[f64]) -> Option<Joins> {
    if scores.iter().any(|score| is_left_out(*score)) {
        return None;
    }
    let today = (!scores[0].is_nan()).then_some(scores[0]);
    let alone: usize =
        (0..modules.len()).filter(|bit| !scores[1 << bit].is_nan()).map(|bit| 1 << bit).sum();
    let due = |set: usize| today.is_some() || set & alone != 0;
    if (0..scores.len()).any(|set| due(set) == scores[set].is_nan()) {
        return None;
    }
    let of = |set: usize| {
        let chosen = modules.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
        chosen.map(|(_, module)| *module).collect::<Vec<usize>>()
    };
    let least = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let whole = scores.len() - 1;
    let sets = (0..scores.len()).filter(|set| scores[*set] > least);
    let sets = sets.map(|set| (scores[set] - least, of(set), of(whole & !set))).collect();
    let by = today.is_none().then(|| of(alone)).filter(|by| !by.is_empty());
    (today.is_some() || by.is_some()).then_some(Joins { today, least, sets, by })
}
