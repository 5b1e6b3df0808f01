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
//! Elsewhere a question's steps share what the engine says it gains when it alone is raised as far as it can be.

use super::openers::{Opener, openers};
use super::problem::Term;
use super::steps::{Steps, steps};
use super::today::{Changes, Judge, Look};
use crate::cell::is_left_out;
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
}

/// What is known when gains are looked for.
pub(super) struct Known<'a, 'b> {
    pub(super) judge: &'a mut Judge<'b>,
    pub(super) today: &'a Look,
    /// For each answer column, the modules that better it, and to which score.
    pub(super) raised: Vec<Vec<(usize, f64)>>,
    /// For each leaf, whether some module betters it.
    pub(super) changed: Vec<bool>,
    openers: Vec<Opener>,
}

/// A question that modules change, or open.
#[derive(Debug)]
struct Place {
    leaf: usize,
    parent: usize,
    weight: f64,
    opener: Opener,
    steps: Steps,
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
        Self { judge, today, raised, changed, openers }
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
    fn places(&self, worths: &[f64]) -> Vec<Place> {
        let plan = self.judge.plan;
        let mut places = Vec::new();
        for (parent, node) in plan.nodes.iter().enumerate() {
            if worths[parent].is_nan() {
                continue;
            }
            for (child, weight) in node.children.iter().zip(&self.today.weights[parent]) {
                let Slot::Leaf(leaf) = *child else { continue };
                let opener = self.openers[leaf].clone();
                if !self.changed[leaf] && matches!(opener, Opener::Always | Opener::Never) {
                    continue;
                }
                let LeafKind::Question { place } = plan.leaves[leaf].kind else {
                    // What opens an indicator changes a mean in a way that is not told here.
                    let (opener, steps) = (Opener::Strange, Steps::default());
                    places.push(Place { leaf, parent, weight: *weight, opener, steps });
                    continue;
                };
                let steps = steps(self, place);
                places.push(Place { leaf, parent, weight: *weight, opener, steps });
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

    /// Adds the gains below one node; false where its openers are not told apart.
    fn below(&self, parent: usize, places: &[Place], worth: f64, gains: &mut Gains) -> bool {
        let divisor = self.divisor(parent);
        if divisor <= 0.0 || self.today.nodes[parent].is_nan() {
            return true;
        }
        let sum = self.judge.plan.nodes[parent].methods.aggregate == (Aggregate::Sum {});
        let mut opened = 0.0;
        let mut clause: Option<&Vec<usize>> = None;
        for place in places {
            let Opener::By(by) = &place.opener else { continue };
            if self.not_applicable(place.leaf) != Some(Counts::LeaveOut) {
                continue;
            }
            if clause.is_some_and(|clause| clause != by) {
                return false;
            }
            clause = Some(by);
            opened += place.weight;
        }
        let later = if sum { divisor } else { divisor + opened };
        let more = 1.0 / divisor - 1.0 / later;
        for place in places {
            let weight = worth * place.weight;
            match &place.opener {
                Opener::Never | Opener::Strange => {}
                Opener::Always => {
                    for (points, any) in &place.steps.steps {
                        gains.add(weight * points / later, any.clone(), &[]);
                        if let Some(clause) = clause.filter(|_| more > 0.0) {
                            gains.add(weight * points * more, any.clone(), clause);
                        }
                    }
                }
                Opener::By(by) => {
                    gains.add(weight * self.open(place) / later, vec![by.clone()], &[]);
                    for (points, any) in &place.steps.steps {
                        let any = any.iter().chain([by]).cloned().collect();
                        gains.add(weight * points / later, any, &[]);
                    }
                }
            }
        }
        if let Some(clause) = clause.filter(|_| more > 0.0) {
            let whole = worth * self.today.nodes[parent] * divisor * more;
            gains.constant -= whole;
            gains.add(whole, Vec::new(), clause);
        }
        true
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
            let gain = if self.today.met[place.leaf] == Met::Yes {
                let alone: Vec<_> = all.iter().filter(own).copied().collect();
                self.judge.score(&alone)?.map(|score| score - base)
            } else {
                // What has to be opened first is looked at from the other end: what is lost where it alone is not raised.
                let others: Vec<_> = all.iter().filter(|change| !own(change)).copied().collect();
                let without = self.judge.score(&others)?;
                whole.zip(without).map(|(whole, without)| whole - without)
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
                gains.add(points * each, any, &[]);
            }
        }
        Ok(gains)
    }
}

impl Gains {
    fn add(&mut self, gain: f64, any: Vec<Vec<usize>>, none: &[usize]) {
        self.terms.push(Term { gain, any, none: none.to_vec() });
    }
}
