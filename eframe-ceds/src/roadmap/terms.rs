//! From answers to gains: what each better answer is worth in points of the node, and when that is the whole truth.
//!
//! Where every node above is a weighted mean, a score is a sum: a point of a question is worth the product of the shares
//! `w / Σ w` on its way up. An answer that several modules raise is the best of them, so each step from one level to the
//! next is gained once, by whoever reaches it first; a part behind a gate is gained when the gate is open too.
//!
//! A question that was not applicable and is opened comes into the mean with its weight `v`. From then on everything beside it is
//! divided by `W + v`, and no more by `W`: a point beside it is worth `1 / (W + v)`, and `1 / W - 1 / (W + v)` more as long as it
//! is closed; and the same holds for all points that are there today, which is what opening costs.
//!
//! The same holds of a question that nobody answered and that a module answers, below a node that skips what is missing; and where
//! different modules open different questions beside each other, for each set of those that are closed.
//!
//! Elsewhere a question's steps share what the engine says it gains when it alone is raised as far as it can be.

use super::joins::{Joins, joins};
use super::openers::{Opener, openers};
use super::problem::Term;
use super::steps::{Steps, steps};
use super::today::{Changes, Judge, Look, is_by_itself};
use crate::cell::is_left_out;
use crate::data::Code;
use crate::document::Counts;
use crate::method::{Aggregate, Missing, Normalise, Weigh};
use crate::plan::{LeafKind, Met, Slot};
use crate::run::RunError;

/// What there is to gain.
#[derive(Clone, Debug, Default)]
pub(super) struct Gains {
    /// Terms whose items are modules.
    pub(super) terms: Vec<Term>,
    /// What is gained in each year besides; below 0 where terms hold today.
    pub(super) constant: f64,
    /// Whether their sum is the gain, and no more than near it.
    pub(super) exact: bool,
    /// Whether no module can lower a score, so that all of them together gain the most.
    pub(super) rising: bool,
}

/// The most sets of modules that open questions beside each other: all sets of them are looked at.
const MOST_CLAUSES: usize = 4;

/// What is known when gains are looked for.
pub(super) struct Known<'a, 'b> {
    pub(super) judge: &'a mut Judge<'b>,
    pub(super) today: &'a Look,
    /// For each answer column, the modules that better it, and to which score.
    pub(super) raised: Vec<Vec<(usize, f64)>>,
    /// For each module, the answers that it betters.
    pub(super) raises: Vec<Vec<(usize, Code)>>,
    /// For each leaf, whether some module betters it.
    pub(super) changed: Vec<bool>,
    openers: Vec<Opener>,
}

/// Modules each of which opens something, and what that weighs.
type Clause<'p> = (&'p [usize], f64);

/// A question that modules change, or open.
#[derive(Debug)]
struct Place {
    leaf: usize,
    parent: usize,
    weight: f64,
    opener: Opener,
    steps: Steps,
    /// Where modules answer what nobody did.
    joins: Option<Joins>,
}

impl<'a, 'b> Known<'a, 'b> {
    pub(super) fn new(judge: &'a mut Judge<'b>, today: &'a Look, changes: &Changes) -> Self {
        let leaf_of = judge.leaf_of();
        let mut raised = vec![Vec::new(); leaf_of.len()];
        let mut changed = vec![false; judge.plan.leaves.len()];
        for (module, raises) in changes.raises.iter().enumerate() {
            for (column, code) in raises {
                changed[leaf_of[*column]] = true;
                raised[*column].extend(judge.score_of(*column, *code).map(|score| (module, score)));
            }
        }
        let openers = openers(judge, today, &raised, &changed);
        let raises = changes.raises.clone();
        Self { judge, today, raised, raises, changed, openers }
    }

    /// All gains by a node.
    pub(super) fn gains(mut self, node: usize) -> Result<Gains, RunError> {
        let (worths, linear) = self.worths(node);
        let places = self.places(&worths);
        let screen = self.judge.plan.document.screen;
        let mut exact = screen.present.get() == 0.0 && screen.nonzero.get() == 0.0;
        exact &= places.iter().all(|place| linear[place.parent] && self.is_exact(place));
        let mut gains = Gains { exact, ..Gains::default() };
        let mut rest = &places[..];
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|place| place.parent == first.parent).count();
            let (these, others) = rest.split_at(count);
            gains.exact &= self.below(first.parent, these, worths[first.parent], &mut gains);
            rest = others;
        }
        if !gains.exact {
            gains = self.near(&places)?;
        }
        gains.rising = self.is_rising();
        gains.terms.retain(|term| term.gain > 0.0);
        Ok(gains)
    }

    /// For each node, what a point of it is worth in the one that is looked at, and whether that is so for every point.
    fn worths(&self, top: usize) -> (Vec<f64>, Vec<bool>) {
        let plan = self.judge.plan;
        let (mut worths, mut linear) = (vec![0.0; plan.nodes.len()], vec![false; plan.nodes.len()]);
        let mut below = vec![false; plan.nodes.len()];
        (worths[top], below[top]) = (1.0, true);
        for (place, node) in plan.nodes.iter().enumerate().rev().filter(|(place, _)| *place <= top)
        {
            if let Some(parent) = node.parent.filter(|parent| place != top && below[*parent]) {
                let divisor = self.divisor(parent);
                let there = !self.today.nodes[place].is_nan() && divisor > 0.0;
                let share = self.weight(parent, Slot::Node(place)) / divisor;
                worths[place] = if there { worths[parent] * share } else { 0.0 };
                below[place] = true;
            }
            let above = place == top || node.parent.is_some_and(|parent| linear[parent]);
            let methods = &node.methods;
            linear[place] = below[place]
                && above
                && matches!(methods.aggregate, Aggregate::Arithmetic {} | Aggregate::Sum {})
                && matches!(methods.weigh, Weigh::Given {} | Weigh::Equal {})
                && methods.normalise == (Normalise::None {})
                && methods.round.is_none();
        }
        // What is not below the node is worth nothing in it.
        worths
            .iter_mut()
            .zip(&below)
            .filter(|(_, below)| !**below)
            .for_each(|(worth, _)| *worth = f64::NAN);
        (worths, linear)
    }

    /// The weight of a child.
    fn weight(&self, node: usize, child: Slot) -> f64 {
        let children = &self.judge.plan.nodes[node].children;
        let place = children.iter().position(|other| *other == child);
        place.and_then(|place| self.today.weights[node].get(place)).copied().unwrap_or_default()
    }

    /// What the sum over a node's children is divided by today.
    fn divisor(&self, node: usize) -> f64 {
        let methods = &self.judge.plan.nodes[node].methods;
        if methods.aggregate == (Aggregate::Sum {}) {
            return 1.0;
        }
        let zero = methods.missing == (Missing::Zero {});
        let children = self.judge.plan.nodes[node].children.iter().zip(&self.today.weights[node]);
        let due = children.filter(|(child, _)| {
            let value = self.value(**child);
            !value.is_nan() || (zero && !is_left_out(value))
        });
        due.map(|(_, weight)| weight).sum()
    }

    fn value(&self, child: Slot) -> f64 {
        match child {
            Slot::Leaf(leaf) => self.today.leaves[leaf],
            Slot::Node(node) => self.today.nodes[node],
        }
    }

    /// The questions below the node that something changes, node by node.
    fn places(&mut self, worths: &[f64]) -> Vec<Place> {
        let (plan, today) = (self.judge.plan, self.today);
        let mut places = Vec::new();
        for (parent, node) in plan.nodes.iter().enumerate() {
            if worths[parent].is_nan() {
                continue;
            }
            for (child, weight) in node.children.iter().zip(&today.weights[parent]) {
                let Slot::Leaf(leaf) = *child else { continue };
                let opener = self.openers[leaf].clone();
                if !self.changed[leaf] && matches!(opener, Opener::Always | Opener::Never) {
                    continue;
                }
                let LeafKind::Question { place } = plan.leaves[leaf].kind else {
                    // What opens an indicator changes a mean in a way that is not told here.
                    let (opener, steps) = (Opener::Strange, Steps::default());
                    let weight = *weight;
                    places.push(Place { leaf, parent, weight, opener, steps, joins: None });
                    continue;
                };
                let joins = joins(self, leaf, place, &node.methods.missing);
                let steps = steps(self, place);
                places.push(Place { leaf, parent, weight: *weight, opener, steps, joins });
            }
        }
        places
    }

    /// Whether what a question gains is a sum of its steps.
    fn is_exact(&self, place: &Place) -> bool {
        let there = !self.today.leaves[place.leaf].is_nan();
        let round = self.judge.plan.leaves[place.leaf].round.is_some();
        match &place.opener {
            Opener::Never => true,
            Opener::Strange => false,
            Opener::Always if place.joins.is_some() => !self.today.nodes[place.parent].is_nan(),
            Opener::Always => place.steps.exact && there && !round,
            Opener::By(_) => {
                let open = !self.open(place).is_nan();
                let counts = self.not_applicable(place.leaf);
                let right = matches!(counts, Some(Counts::LeaveOut | Counts::Zero));
                let node = !self.today.nodes[place.parent].is_nan();
                place.steps.exact && open && right && node && !round
            }
        }
    }

    /// How a question counts that does not apply.
    fn not_applicable(&self, leaf: usize) -> Option<Counts> {
        let plan = self.judge.plan;
        let LeafKind::Question { place } = plan.leaves[leaf].kind else { return None };
        Some(plan.layout.questions[place].states.not_applicable)
    }

    /// The score of a question once it is opened.
    fn open(&self, place: &Place) -> f64 {
        let (plan, judge) = (self.judge.plan, &*self.judge);
        match plan.leaves[place.leaf].kind {
            LeafKind::Question { place } => crate::run::score(plan, &judge.data, place, judge.row),
            LeafKind::Indicator { .. } => f64::NAN,
        }
    }

    /// Adds the gains below one node; false where they are no sum.
    fn below(&self, parent: usize, places: &[Place], worth: f64, gains: &mut Gains) -> bool {
        let divisor = self.divisor(parent);
        let today = self.today.nodes[parent];
        if divisor <= 0.0 || today.is_nan() {
            return true;
        }
        let by_sum = self.judge.plan.nodes[parent].methods.aggregate == (Aggregate::Sum {});
        let Some((clauses, base)) = self.clauses(places, today * divisor) else { return false };
        let shares = shares(&clauses, divisor, by_sum);
        for place in places {
            let worth = worth * place.weight;
            self.sources(place, |points, any, none| {
                for (share, closed) in &shares {
                    let none = closed.iter().chain(none).copied().collect();
                    gains.add(worth * points * share, any.clone(), none);
                }
            });
        }
        // What is there today counts by the same shares.
        gains.constant -= worth * today;
        for (share, closed) in &shares {
            match closed.is_empty() {
                true => gains.constant += worth * base * share,
                false => gains.add(worth * base * share, Vec::new(), closed.clone()),
            }
        }
        true
    }

    /// The modules that open something which was in no part of a node's mean, with what it weighs, and what is left of the sum
    /// that is there today; none where they are more than can be looked through.
    fn clauses<'p>(&self, places: &'p [Place], sum: f64) -> Option<(Vec<Clause<'p>>, f64)> {
        let mut clauses: Vec<Clause<'p>> = Vec::new();
        let mut base = sum;
        for place in places {
            if let Some(by) = self.brings(place) {
                let known = clauses.iter_mut().find(|(clause, _)| *clause == by);
                match known {
                    Some((_, weight)) => *weight += place.weight,
                    None => clauses.push((by, place.weight)),
                }
            }
            if let Some(Joins { today: Some(today), least, .. }) = &place.joins {
                base -= place.weight * (today - least);
            }
        }
        (clauses.len() <= MOST_CLAUSES && base >= 0.0).then_some((clauses, base))
    }

    /// Tells where points of a question come from: so many, once a module of each of these sets is built and as long as none
    /// of those is.
    fn sources(&self, place: &Place, mut tell: impl FnMut(f64, Vec<Vec<usize>>, &[usize])) {
        if let Some(joins) = &place.joins {
            for (points, built, none) in &joins.sets {
                tell(*points, built.iter().map(|module| vec![*module]).collect(), none);
            }
            if let Some(by) = &joins.by {
                tell(joins.least, vec![by.clone()], &[]);
            }
            return;
        }
        match &place.opener {
            Opener::Never | Opener::Strange => {}
            Opener::Always => {
                for (points, any) in &place.steps.steps {
                    tell(*points, any.clone(), &[]);
                }
            }
            Opener::By(by) => {
                tell(self.open(place), vec![by.clone()], &[]);
                for (points, any) in &place.steps.steps {
                    tell(*points, any.iter().chain([by]).cloned().collect(), &[]);
                }
            }
        }
    }

    /// The modules that bring a question into a mean that it was no part of.
    fn brings<'p>(&self, place: &'p Place) -> Option<&'p [usize]> {
        if let Some(joins) = &place.joins {
            return joins.by.as_deref();
        }
        match &place.opener {
            Opener::By(by) if self.not_applicable(place.leaf) == Some(Counts::LeaveOut) => Some(by),
            _ => None,
        }
    }

    /// Whether no module can lower a score: each betters an answer that is there, and opens nothing.
    fn is_rising(&self) -> bool {
        let plan = self.judge.plan;
        let screen = plan.document.screen;
        let answered = self.raised.iter().enumerate().filter(|(_, raised)| !raised.is_empty());
        let mut answered = answered.map(|(column, _)| self.judge.value(column));
        let fixed = |opener: &Opener| matches!(opener, Opener::Always | Opener::Never);
        let mut columns = plan.layout.answers.iter().flat_map(|column| &column.answers);
        screen.present.get() == 0.0
            && screen.nonzero.get() == 0.0
            && is_by_itself(plan)
            && self.openers.iter().all(fixed)
            && answered.all(|value| value.is_some())
            && columns.all(|(_, score)| *score >= 0.0)
    }

    /// Gains that are near: each question's steps share what the engine says it gains by itself.
    fn near(&mut self, places: &[Place]) -> Result<Gains, RunError> {
        let mut gains = Gains::default();
        let leaf_of = self.judge.leaf_of();
        let mut all = Vec::new();
        for (column, raised) in self.raised.iter().enumerate() {
            let codes = self.judge.plan.layout.answers[column].answers.iter().zip(0..);
            let best = raised.iter().map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
            let code = codes.filter(|((_, score), _)| *score == best).map(|(_, code)| code).next();
            all.extend(code.filter(|_| !raised.is_empty()).map(|code| (column, code)));
        }
        let base = self.judge.score(&[])?.unwrap_or_default();
        let whole = self.judge.score(&all)?;
        for place in places {
            let points: f64 = place.steps.steps.iter().map(|(points, _)| points).sum();
            let own = |(column, _): &&(usize, u16)| leaf_of[*column] == place.leaf;
            let alone: Vec<_> = all.iter().filter(own).copied().collect();
            let alone = match self.today.met[place.leaf] {
                Met::Yes => self.judge.score(&alone)?.map(|score| score - base),
                _ => None,
            };
            // What has to be opened first, and what gains only beside others, is looked at from the other end: what is lost where
            // it alone is not raised.
            let gain = match alone.filter(|gain| *gain > 0.0) {
                Some(gain) => Some(gain),
                None => {
                    let others: Vec<_> =
                        all.iter().filter(|change| !own(change)).copied().collect();
                    let without = self.judge.score(&others)?;
                    whole.zip(without).map(|(whole, without)| whole - without)
                }
            };
            let each = gain.unwrap_or_default().max(0.0) / points;
            if !each.is_finite() {
                continue;
            }
            for (points, any) in &place.steps.steps {
                let opener = match &place.opener {
                    Opener::By(by) => Some(by.clone()),
                    _ => None,
                };
                let any = any.iter().cloned().chain(opener).collect();
                gains.add(points * each, any, Vec::new());
            }
        }
        Ok(gains)
    }
}

impl Gains {
    fn add(&mut self, gain: f64, any: Vec<Vec<usize>>, none: Vec<usize>) {
        // What needs a module that may not be there never holds.
        let never =
            any.iter().any(|any| !any.is_empty() && any.iter().all(|module| none.contains(module)));
        if gain > 0.0 && !never {
            self.terms.push(Term { gain, any, none });
        }
    }
}

/// What a point below a node is worth in it: a share that always holds, and one more for each set of clauses as long as none of their
/// modules is there. The share of `1 / W` is less the more is opened, and each of these differences of differences is above 0, as the
/// derivatives of `1 / (A - x)` are.
fn shares(clauses: &[(&[usize], f64)], divisor: f64, by_sum: bool) -> Vec<(f64, Vec<usize>)> {
    if by_sum {
        return vec![(1.0 / divisor, Vec::new())];
    }
    let all = divisor + clauses.iter().map(|(_, weight)| weight).sum::<f64>();
    let chosen = |set: usize| {
        clauses
            .iter()
            .enumerate()
            .filter(move |(bit, _)| set >> bit & 1 == 1)
            .map(|(_, clause)| clause)
    };
    let closed = |set: usize| 1.0 / (all - chosen(set).map(|(_, weight)| weight).sum::<f64>());
    let share = |set: usize| {
        let inner = (0..=set).filter(|inner| inner & set == *inner);
        let signed = inner.map(|inner| match (set ^ inner).count_ones() % 2 {
            0 => closed(inner),
            _ => -closed(inner),
        });
        signed.sum::<f64>()
    };
    let modules = |set: usize| {
        let mut modules: Vec<usize> = chosen(set).flat_map(|(by, _)| *by).copied().collect();
        modules.sort_unstable();
        modules.dedup();
        modules
    };
    (0..1_usize << clauses.len()).map(|set| (share(set), modules(set))).collect()
}
