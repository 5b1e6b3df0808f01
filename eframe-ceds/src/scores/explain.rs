use super::Scores;
use super::share::Among;
use crate::cell::{is_left_out, number};
use crate::method::{Missing, Normalise};
use crate::plan::{LeafKind, Node, Slot};
use crate::run::{Answered, answers};

/// A score as the sum of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The id of the node.
    pub of: String,
    /// Its score.
    pub score: f64,
    /// The parts, in the document's order; their points add up to the score.
    pub parts: Vec<Part>,
}

/// A part of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it comes from.
    pub of: PartOf,
    /// The way from the node down to it, by ids, both ends included.
    pub path: Vec<String>,
    /// The value there, on its own scale.
    pub value: f64,
    /// What it brings to the score.
    pub points: f64,
}

/// What a part of a score comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartOf {
    /// An answer, by its column: `ID`, or `ID/PART`.
    Answer(String),
    /// An indicator.
    Indicator(String),
    /// What rounding this part of the instrument added or took.
    Rounding(String),
    /// A node that is not a sum of what is below it: ranks, Copeland's rule.
    Whole(String),
}

/// One step of an explanation: what is explained, and what each point there is worth at the top.
struct Step {
    slot: Slot,
    worth: f64,
    path: Vec<String>,
}

impl Scores<'_> {
    /// Takes the score of a node apart, down to each answer: the points of the parts add up to it, to the last digits.
    ///
    /// A weighted mean gives each child `w_i x_i`; the geometric, harmonic and power means are taken apart by Euler's theorem for
    /// functions of degree one. A least, greatest or middle value comes from the children that have it. None where there is no such
    /// node, row or score.
    pub fn explain(&self, id: &str, row: usize) -> Option<Explanation> {
        let slot @ Slot::Node(node) = *self.plan.slots.get(id)? else { return None };
        let score = number(*self.work.nodes[node].get(row)?)?;
        let mut parts = Vec::new();
        let mut open = vec![Step { slot, worth: 1.0, path: vec![id.to_owned()] }];
        while let Some(step) = open.pop() {
            match step.slot {
                Slot::Leaf(leaf) => self.leaf(leaf, row, step, &mut parts),
                Slot::Node(node) => {
                    let below = self.node(node, row, &step, &mut parts);
                    open.extend(below.into_iter().rev());
                }
            }
        }
        Some(Explanation { of: id.to_owned(), score, parts })
    }

    /// What a point of each indicator and question below a node is worth in it, for those that have a value; nothing below a node
    /// that is not a sum. Exact where all means between are weighted means, else at today's values.
    pub(crate) fn worths(&self, id: &str, row: usize) -> Vec<(usize, f64)> {
        let mut found = Vec::new();
        let mut open: Vec<(Slot, f64)> =
            self.plan.slots.get(id).map(|slot| (*slot, 1.0)).into_iter().collect();
        while let Some((slot, worth)) = open.pop() {
            let place = match slot {
                Slot::Leaf(leaf) => {
                    found.push((leaf, worth));
                    continue;
                }
                Slot::Node(place) => place,
            };
            let node = &self.plan.nodes[place];
            if node.methods.normalise != (Normalise::None {}) {
                continue;
            }
            let shares = self.shares(node, place, row).unwrap_or_default();
            open.extend(shares.into_iter().map(|(below, _, share)| (below, worth * share)));
        }
        found
    }

    /// Adds what a node itself brings, and returns the steps below it.
    fn node(&self, place: usize, row: usize, step: &Step, parts: &mut Vec<Part>) -> Vec<Step> {
        let node = &self.plan.nodes[place];
        let Some(value) = number(self.work.nodes[place][row]) else { return Vec::new() };
        let id = node.id.as_str();
        let mut add = |of, points| {
            if points != 0.0 {
                parts.push(Part {
                    of,
                    path: step.path.clone(),
                    value,
                    points: points * step.worth,
                });
            }
        };
        let whole = node.methods.normalise != (Normalise::None {});
        let shares = if whole { None } else { self.shares(node, place, row) };
        let Some(shares) = shares else {
            add(PartOf::Whole(id.to_owned()), value);
            return Vec::new();
        };
        let sum: f64 = shares.iter().map(|(_, value, worth)| value * worth).sum();
        if node.methods.round.is_some() {
            add(PartOf::Rounding(id.to_owned()), value - sum);
        }
        let below = shares.into_iter().map(|(slot, _, worth)| Step {
            slot,
            worth: step.worth * worth,
            path: step.path.iter().cloned().chain([self.plan.id(slot).to_owned()]).collect(),
        });
        below.collect()
    }

    /// The children of a node that have a value, with what each point of theirs is worth in it; none where the node is not
    /// a sum of them.
    fn shares(&self, node: &Node, place: usize, row: usize) -> Option<Vec<(Slot, f64, f64)>> {
        let zero = node.methods.missing == (Missing::Zero {});
        let weights = &self.work.weights[place];
        let mut slots = Vec::new();
        let mut among = Among::default();
        for (child, weight) in node.children.iter().zip(weights).filter(|(_, w)| **w > 0.0) {
            match self.work.value(&self.prepared, *child, row) {
                Some(value) => {
                    slots.push(*child);
                    among.there.push((value, *weight));
                }
                None if zero && !self.is_left_out(*child, row) => among.zeros.push(*weight),
                None => {}
            }
        }
        let worths = among.worths(&node.methods.aggregate)?;
        let each = slots.into_iter().zip(&among.there).zip(worths);
        Some(each.map(|((slot, (value, _)), worth)| (slot, *value, worth)).collect())
    }

    fn is_left_out(&self, slot: Slot, row: usize) -> bool {
        match slot {
            Slot::Leaf(leaf) => is_left_out(self.prepared.bases[leaf].cells[row]),
            Slot::Node(node) => is_left_out(self.work.nodes[node][row]),
        }
    }

    /// Adds what an indicator brings, or each answer of a question.
    fn leaf(&self, leaf: usize, row: usize, step: Step, parts: &mut Vec<Part>) {
        let Some(value) = self.work.value(&self.prepared, Slot::Leaf(leaf), row) else { return };
        let Step { worth, path, .. } = step;
        let id = self.plan.leaves[leaf].id.to_string();
        let LeafKind::Question { place } = self.plan.leaves[leaf].kind else {
            parts.push(Part { of: PartOf::Indicator(id), path, value, points: worth * value });
            return;
        };
        let answers = answers(self.plan, self.prepared.data, place, row);
        let answers: Vec<Answered> = answers.filter(|answer| !answer.value.is_nan()).collect();
        let all: f64 = answers.iter().map(|answer| answer.weight).sum();
        let mut sum = 0.0;
        for Answered { column, value, weight } in answers {
            let points = if all > 0.0 { weight * value / all } else { 0.0 };
            sum += points;
            let of = PartOf::Answer(self.plan.layout.answers[column].name.clone());
            parts.push(Part { of, path: path.clone(), value, points: points * worth });
        }
        if value != sum {
            let points = (value - sum) * worth;
            parts.push(Part { of: PartOf::Rounding(id), path, value, points });
        }
    }
}
