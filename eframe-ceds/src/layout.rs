//! The columns of an instrument's data, compiled once.

use std::collections::HashMap;

use crate::document::{
    AnswerText, Document, FactKind, Goalposts, Id, Number, Question, Scale, States,
};
use crate::instrument::IndicatorMethods;
use crate::method::Collect;

/// Which columns there are, and what may stand in them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    /// Columns by their names.
    pub(crate) columns: HashMap<String, Column>,
    pub(crate) indicators: Vec<NumberColumn>,
    pub(crate) facts: Vec<(Id, FactKind)>,
    /// For each fact, the words it can be; any, where there are none.
    pub(crate) words: Vec<Vec<Id>>,
    pub(crate) answers: Vec<AnswerColumn>,
    /// For each question, its answer columns with their weights.
    pub(crate) questions: Vec<QuestionColumns>,
}

/// A column by its place in its kind's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Indicator(usize),
    Answer(usize),
    Fact(usize),
}

/// A column of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumberColumn {
    pub(crate) name: Id,
    pub(crate) collect: Collect,
    pub(crate) within: Option<Goalposts>,
}

/// A column of answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AnswerColumn {
    /// `ID`, or `ID/PART`.
    pub(crate) name: String,
    /// The answers with their scores; an answer is its place here.
    pub(crate) answers: Vec<(Id, f64)>,
}

/// The columns of one question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuestionColumns {
    /// The first of its columns, and one past the last.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) weights: Vec<f64>,
    pub(crate) gates: Vec<bool>,
    pub(crate) states: States,
}

impl Layout {
    /// The columns of a checked document.
    pub(crate) fn of(document: &Document) -> Self {
        let mut layout = Self {
            columns: HashMap::new(),
            indicators: Vec::new(),
            facts: document.facts.iter().map(|fact| (fact.id.clone(), fact.kind)).collect(),
            words: document
                .facts
                .iter()
                .map(|fact| fact.values.iter().map(|value| value.id.clone()).collect())
                .collect(),
            answers: Vec::new(),
            questions: Vec::new(),
        };
        for (place, indicator) in document.indicators.iter().enumerate() {
            let collect = IndicatorMethods::of(document, indicator).collect;
            let (name, within) = (indicator.id.clone(), indicator.within);
            layout.columns.insert(name.to_string(), Column::Indicator(place));
            layout.indicators.push(NumberColumn { name, collect, within });
        }
        for (place, fact) in document.facts.iter().enumerate() {
            layout.columns.insert(fact.id.to_string(), Column::Fact(place));
        }
        for question in &document.questions {
            layout.question(document, question);
        }
        layout
    }

    /// The words that a column takes: answers, or what a fact can be; none where it takes numbers, or any word.
    pub(crate) fn words_of(&self, column: Column) -> Vec<&Id> {
        match column {
            Column::Answer(place) => self.answers[place].answers.iter().map(|(id, _)| id).collect(),
            Column::Fact(place) => self.words[place].iter().collect(),
            Column::Indicator(_) => Vec::new(),
        }
    }

    fn question(&mut self, document: &Document, question: &Question) {
        let from = self.answers.len();
        let scale = document.scale_of(question);
        let states = scale.and_then(|scale| scale.states).unwrap_or(document.question_rules.states);
        let mut weights = vec![1.0];
        let mut gates = vec![false];
        match scale {
            None => {
                let own = question.answers.iter();
                let own = own.map(|own| (own.id.clone(), own.score.unwrap_or_default().get()));
                self.answer(question.id.to_string(), own.collect());
            }
            Some(scale) if scale.parts.is_empty() => {
                self.answer(question.id.to_string(), answers(scale, &question.answers));
            }
            Some(scale) => {
                weights.clear();
                gates.clear();
                for part in &scale.parts {
                    weights.push(part.weight.unwrap_or(Number::ONE).get());
                    gates.push(part.gate);
                    let inner = document.scale(&part.scale);
                    let inner = inner.map(|inner| answers(inner, &[])).unwrap_or_default();
                    self.answer(format!("{}/{}", question.id, part.id), inner);
                }
            }
        }
        let to = self.answers.len();
        self.questions.push(QuestionColumns { from, to, weights, gates, states });
    }

    fn answer(&mut self, name: String, answers: Vec<(Id, f64)>) {
        self.columns.insert(name.clone(), Column::Answer(self.answers.len()));
        self.answers.push(AnswerColumn { name, answers });
    }
}

/// The answers of a scale, with the scores that the question gives them.
fn answers(scale: &Scale, own: &[AnswerText]) -> Vec<(Id, f64)> {
    let score = |id: &Id| own.iter().find(|own| own.id == *id).and_then(|own| own.score);
    let answers = scale.answers.iter();
    let answers =
        answers.map(|answer| (answer.id.clone(), score(&answer.id).unwrap_or(answer.score)));
    answers.map(|(id, score)| (id, score.get())).collect()
}
