use std::collections::HashMap;

use serde::Serialize;

use super::said;
use super::words::Words;
use crate::Scores;
use crate::cell::{is_left_out, number};
use crate::chart::Label;
use crate::data::{Code, NOT_APPLICABLE, NOT_RELEVANT, UNANSWERED};
use crate::document::{Answer, AnswerText, Document, Question};
use crate::layout::QuestionColumns;
use crate::plan::{LeafKind, Slot};

/// What a unit answered to a question, or what was measured, and what it brings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerLine {
    /// The question or indicator.
    pub id: String,
    /// The node it stands right below.
    pub node: String,
    /// Its name.
    pub label: Label,
    /// The question in full.
    pub ask: Option<Label>,
    /// Whether there is an answer.
    pub state: State,
    /// The answer, or that of each part.
    pub said: Vec<Said>,
    /// What was measured, of an indicator.
    pub measured: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
    /// The best score that it could have; none of an indicator.
    pub best: Option<f64>,
    /// What it brings to the score of the report's node.
    pub points: Option<f64>,
    /// What the report's node would gain if this were at its best, all else as it is. Exact where all means between are weighted means,
    /// else reckoned at today's answers.
    pub room: Option<f64>,
    /// What to do next; none at the best answer.
    pub next: Option<Label>,
    /// What evidence to look for.
    pub evidence: Option<Label>,
}

/// The answer to a question or to a part of one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The part, where the question has parts.
    pub part: Option<Label>,
    /// Whether there is an answer.
    pub state: State,
    /// The answer's id; none without one.
    pub answer: Option<String>,
    /// What people call the answer.
    pub label: Option<Label>,
    /// What it means.
    pub text: Option<Label>,
}

/// Whether there is an answer, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// There is one.
    Answered,
    /// It cannot apply: said so, or by a condition.
    NotApplicable,
    /// It could apply, and is not wanted.
    NotRelevant,
    /// Nobody answered.
    Unanswered,
    /// An earlier part settles it: what does not exist is not used.
    Settled,
}

impl AnswerLine {
    /// Whether it is due and has no answer, or not to all of its parts.
    pub fn is_missing(&self) -> bool {
        self.state == State::Unanswered
            || self.state == State::Answered
                && self.said.iter().any(|said| said.state == State::Unanswered)
    }
}

/// The lines of all questions and indicators below a node, and what of its score comes from none of them.
pub(super) fn lines(
    scores: &Scores<'_>,
    of: &str,
    row: usize,
    words: &Words<'_>,
) -> (Vec<AnswerLine>, f64) {
    let plan = scores.plan;
    let worths: HashMap<usize, f64> = scores.worths(of, row).into_iter().collect();
    let mut lines = Vec::new();
    let mut open: Vec<(Slot, &str)> =
        plan.slots.get(of).map(|slot| (*slot, "")).into_iter().collect();
    while let Some((slot, node)) = open.pop() {
        match slot {
            Slot::Node(place) => {
                let node = &plan.nodes[place];
                let below = node.children.iter().rev();
                open.extend(below.map(|child| (*child, node.id.as_str())));
            }
            Slot::Leaf(leaf) => {
                let mut line = line(scores, leaf, row, words);
                node.clone_into(&mut line.node);
                let worth = worths.get(&leaf).copied();
                line.points = worth.zip(line.score).map(|(worth, score)| worth * score);
                let left = line.score.zip(line.best).map(|(score, best)| best - score);
                line.room = worth.zip(left).map(|(worth, left)| (worth * left).max(0.0));
                lines.push(line);
            }
        }
    }
    let points: f64 = lines.iter().filter_map(|line| line.points).sum();
    let rest = scores.value(of, row).map_or(0.0, |score| score - points);
    // What is left by the order of sums alone is nothing.
    (lines, if rest.abs() < 1e-9 { 0.0 } else { rest })
}

fn line(scores: &Scores<'_>, leaf: usize, row: usize, words: &Words<'_>) -> AnswerLine {
    let plan = scores.plan;
    let id = plan.leaves[leaf].id.as_str();
    let cell = scores.prepared.bases[leaf].cells[row];
    let mut line = AnswerLine {
        id: id.to_owned(),
        node: String::new(),
        label: Label::default(),
        ask: None,
        state: match number(cell) {
            Some(_) => State::Answered,
            None if is_left_out(cell) => State::NotApplicable,
            None => State::Unanswered,
        },
        said: Vec::new(),
        measured: None,
        score: scores.value(id, row),
        best: None,
        points: None,
        room: None,
        next: None,
        evidence: None,
    };
    match plan.leaves[leaf].kind {
        LeafKind::Indicator { place, .. } => {
            let indicator = &plan.document.indicators[place];
            line.label = words.name(&indicator.name, id);
            line.ask = said(words.pick(&indicator.ask));
            line.evidence = said(words.pick(&indicator.evidence));
            line.measured = number(scores.prepared.data.numbers[place][row]);
        }
        LeafKind::Question { place } => question(scores, place, row, words, &mut line),
    }
    line
}

fn question(
    scores: &Scores<'_>,
    place: usize,
    row: usize,
    words: &Words<'_>,
    line: &mut AnswerLine,
) {
    let document = &scores.plan.document;
    let question = &document.questions[place];
    let columns = &scores.plan.layout.questions[place];
    line.label = words.name(&question.name, question.id.as_str());
    line.ask = said(words.pick(&question.ask));
    line.evidence = said(words.pick(&question.evidence));
    line.best = best(scores, columns);
    if line.state != State::NotApplicable {
        line.said = said_of(scores, place, row, words);
    }
    let lone = line.said.first().filter(|_| line.said.len() == 1).map(|said| said.state);
    if line.state == State::Answered && lone == Some(State::NotRelevant) {
        line.state = State::NotRelevant;
    }
    let at_best = line.score.zip(line.best).is_some_and(|(score, best)| score >= best);
    if line.state == State::Answered && !at_best {
        let answer = line.said.first().and_then(|said| said.answer.as_deref());
        let own = question.answers.iter().find(|own| Some(own.id.as_str()) == answer);
        line.next = own
            .and_then(|own| said(words.pick(&own.next)))
            .or_else(|| next_of_part(scores, place, row, words))
            .or_else(|| said(words.pick(&question.next)));
    }
}

/// What the question says to do about the first part that is not at its best, where it says anything.
fn next_of_part(scores: &Scores<'_>, place: usize, row: usize, words: &Words<'_>) -> Option<Label> {
    let document = &scores.plan.document;
    let layout = &scores.plan.layout;
    let question = &document.questions[place];
    let columns = &layout.questions[place];
    let parts = &document.scale_of(question)?.parts;
    let lower = |column: usize| {
        let answers = &layout.answers[column].answers;
        let code = usize::from(scores.prepared.data.answers[column][row]);
        answers.get(code).is_some_and(|own| answers.iter().any(|other| other.1 > own.1))
    };
    let part = parts.iter().zip(columns.from..columns.to).find(|(_, column)| lower(*column))?.0;
    said(words.pick(&question.part(&part.id)?.next))
}

/// The best score of a question: the mean of the best answers of its parts.
fn best(scores: &Scores<'_>, columns: &QuestionColumns) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (part, column) in (columns.from..columns.to).enumerate() {
        let answers = &scores.plan.layout.answers[column].answers;
        let best = answers.iter().map(|(_, score)| *score).reduce(f64::max)?;
        sum += columns.weights[part] * best;
        weights += columns.weights[part];
    }
    (weights > 0.0).then(|| sum / weights)
}

/// What was answered, part by part.
fn said_of(scores: &Scores<'_>, place: usize, row: usize, words: &Words<'_>) -> Vec<Said> {
    let document = &scores.plan.document;
    let layout = &scores.plan.layout;
    let question = &document.questions[place];
    let columns = &layout.questions[place];
    let parts = document.scale_of(question).map(|scale| &scale.parts[..]).unwrap_or_default();
    let mut settled = false;
    let mut all = Vec::new();
    for (part, column) in (columns.from..columns.to).enumerate() {
        let code = scores.prepared.data.answers[column][row];
        let state = if settled { State::Settled } else { state(code) };
        let answers = &layout.answers[column].answers;
        let answer = answers.get(usize::from(code)).filter(|_| state == State::Answered);
        let nought = match state {
            State::Answered => answer.is_some_and(|(_, score)| *score == 0.0),
            State::NotRelevant => true,
            _ => false,
        };
        settled |= columns.gates[part] && nought;
        let id = answer.map(|(id, _)| id.as_str());
        let (label, text) = texts(document, question, part, id, words);
        all.push(Said {
            part: parts.get(part).map(|part| words.name(&part.name, part.id.as_str())),
            state,
            answer: id.map(str::to_owned),
            label,
            text,
        });
    }
    all
}

fn state(code: Code) -> State {
    match code {
        NOT_APPLICABLE => State::NotApplicable,
        NOT_RELEVANT => State::NotRelevant,
        UNANSWERED => State::Unanswered,
        _ => State::Answered,
    }
}

/// What an answer is called and what it means: as the question says, else as its scale says.
fn texts(
    document: &Document,
    question: &Question,
    part: usize,
    answer: Option<&str>,
    words: &Words<'_>,
) -> (Option<Label>, Option<Label>) {
    let Some(answer) = answer else { return (None, None) };
    let scale = document.scale_of(question).and_then(|scale| match scale.parts.get(part) {
        Some(part) => document.scale(&part.scale),
        None => Some(scale),
    });
    let has_parts = document.scale_of(question).is_some_and(|scale| !scale.parts.is_empty());
    let own: Option<&AnswerText> =
        question.answers.iter().find(|own| own.id.as_str() == answer && !has_parts);
    let general: Option<&Answer> =
        scale.and_then(|scale| scale.answers.iter().find(|other| other.id.as_str() == answer));
    let label = own
        .and_then(|own| said(words.pick(&own.name)))
        .or_else(|| general.map(|general| words.name(&general.name, answer)));
    let text = own
        .and_then(|own| said(words.pick(&own.text)))
        .or_else(|| said(words.pick(&general?.text)));
    (label, text)
}
