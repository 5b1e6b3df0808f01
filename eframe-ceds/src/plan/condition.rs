use std::collections::HashMap;

use crate::data::{Code, Data, UNANSWERED};
use crate::document::Condition;
use crate::instrument::Instrument;
use crate::layout::{Column, Layout};

/// A condition with places for names.
#[derive(Clone, Debug)]
pub(crate) enum Applies {
    All(Vec<Applies>),
    Any(Vec<Applies>),
    Not(Box<Applies>),
    /// The answer's code is one of these.
    Answer {
        column: usize,
        leaf: usize,
        codes: Vec<Code>,
    },
    /// The indicator's value, the question's score, or the fact lies between these.
    Between {
        what: Number,
        low: f64,
        high: f64,
    },
    /// The fact's word is one of these.
    Word {
        fact: usize,
        words: Vec<String>,
    },
}

/// What number is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Indicator { place: usize },
    Answer { column: usize, leaf: usize },
    Question { leaf: usize },
    Fact { place: usize },
}

/// The conditions of an instrument, each after those of the leaves that it looks at.
pub(super) fn in_order(instrument: &Instrument) -> Vec<(usize, Applies)> {
    let (document, layout) = (instrument.document(), instrument.layout());
    let indicators = document.indicators.iter().map(|indicator| indicator.when.as_ref());
    let questions = document.questions.iter().map(|question| question.when.as_ref());
    let first = document.indicators.len();
    let named = document.questions.iter().zip(first..);
    let names = Names {
        layout: &layout,
        questions: named.map(|(question, leaf)| (question.id.as_str(), leaf)).collect(),
    };
    let mut conditions: Vec<Option<Applies>> =
        indicators.chain(questions).map(|when| when.map(|when| names.compile(when))).collect();
    let mut ordered = Vec::new();
    for start in 0..conditions.len() {
        let mut open = vec![start];
        while let Some(leaf) = open.last().copied() {
            let waits = conditions[leaf].as_ref().and_then(|applies| {
                let mut looks = Vec::new();
                applies.looks_at(&mut looks);
                looks.into_iter().find(|other| conditions[*other].is_some())
            });
            match waits {
                Some(other) => open.push(other),
                None => {
                    ordered.extend(conditions[leaf].take().map(|applies| (leaf, applies)));
                    open.pop();
                }
            }
        }
    }
    ordered
}

/// What names stand for while conditions are compiled.
struct Names<'a> {
    layout: &'a Layout,
    /// Questions by their ids, as leaves.
    questions: HashMap<&'a str, usize>,
}

impl Names<'_> {
    fn all(&self, conditions: &[Condition]) -> Vec<Applies> {
        conditions.iter().map(|when| self.compile(when)).collect()
    }

    fn column(&self, name: &str) -> Option<Column> {
        self.layout.columns.get(name).copied()
    }

    /// A checked condition, which either joins others or looks at one thing.
    fn compile(&self, when: &Condition) -> Applies {
        if let Some(not) = &when.not {
            return Applies::Not(Box::new(self.compile(not)));
        }
        if !when.any.is_empty() {
            return Applies::Any(self.all(&when.any));
        }
        let mut tests = self.all(&when.all);
        let low = when.at_least.map_or(f64::NEG_INFINITY, |number| number.get());
        let high = when.at_most.map_or(f64::INFINITY, |number| number.get());
        let bounded = when.at_least.is_some() || when.at_most.is_some();
        if let Some(what) = self.number(when).filter(|_| bounded) {
            tests.push(Applies::Between { what, low, high });
        }
        if !when.is.is_empty() {
            tests.extend(self.words(when));
        }
        Applies::All(tests)
    }

    /// The number that a condition looks at.
    fn number(&self, when: &Condition) -> Option<Number> {
        if let Some(named) = &when.question {
            let leaf = self.leaf(named)?;
            return Some(match self.column(named) {
                Some(Column::Answer(column)) => Number::Answer { column, leaf },
                // A question of parts has no column of its own name; its score is looked at.
                _ => Number::Question { leaf },
            });
        }
        let id = when.indicator.as_ref().or(when.fact.as_ref())?;
        match self.column(id.as_str())? {
            Column::Indicator(place) => Some(Number::Indicator { place }),
            Column::Fact(place) => Some(Number::Fact { place }),
            Column::Answer(_) => None,
        }
    }

    /// The words that a condition asks for.
    fn words(&self, when: &Condition) -> Option<Applies> {
        if let Some(named) = &when.question {
            let Column::Answer(column) = self.column(named)? else { return None };
            let answers = self.layout.answers[column].answers.iter().zip(0..);
            let codes = answers
                .filter(|((id, _), _)| when.is.iter().any(|is| is == id.as_str()))
                .map(|(_, code)| code)
                .collect();
            return Some(Applies::Answer { column, leaf: self.leaf(named)?, codes });
        }
        match self.column(when.fact.as_ref()?.as_str())? {
            Column::Fact(fact) => Some(Applies::Word { fact, words: when.is.clone() }),
            _ => None,
        }
    }

    fn leaf(&self, named: &str) -> Option<usize> {
        let id = named.split_once('/').map_or(named, |(id, _)| id);
        self.questions.get(id).copied()
    }
}

/// What is known of the leaves while conditions are looked at.
pub(crate) struct Known<'a> {
    pub(crate) data: &'a Data,
    /// For each leaf and unit, whether it applies; none where it always does.
    pub(crate) applies: &'a [Option<Vec<Met>>],
    /// The score of a question by leaf and unit.
    pub(crate) score: &'a dyn Fn(usize, usize) -> Option<f64>,
}

/// Whether a condition holds; unknown where it hangs on something unanswered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    Yes,
    No,
    Unknown,
}

impl Applies {
    /// The leaves whose answers or values it looks at.
    pub(crate) fn looks_at(&self, into: &mut Vec<usize>) {
        match self {
            Self::All(all) | Self::Any(all) => all.iter().for_each(|one| one.looks_at(into)),
            Self::Not(one) => one.looks_at(into),
            Self::Answer { leaf, .. } => into.push(*leaf),
            Self::Between { what, .. } => match what {
                Number::Indicator { place } => into.push(*place),
                Number::Answer { leaf, .. } | Number::Question { leaf } => into.push(*leaf),
                Number::Fact { .. } => {}
            },
            Self::Word { .. } => {}
        }
    }

    /// Whether it holds for a unit, in the logic of yes, no and unknown (Kleene, 1938).
    pub(crate) fn met(&self, known: &Known<'_>, row: usize) -> Met {
        let by_leaf = |leaf: usize| known.applies[leaf].as_ref().map_or(Met::Yes, |met| met[row]);
        match self {
            Self::All(all) => join(all.iter().map(|one| one.met(known, row)), Met::No, Met::Yes),
            Self::Any(any) => join(any.iter().map(|one| one.met(known, row)), Met::Yes, Met::No),
            Self::Not(one) => match one.met(known, row) {
                Met::Yes => Met::No,
                Met::No => Met::Yes,
                Met::Unknown => Met::Unknown,
            },
            Self::Answer { column, leaf, codes } => match by_leaf(*leaf) {
                Met::Yes => match known.data.answers[*column][row] {
                    UNANSWERED => Met::Unknown,
                    code => yes(codes.contains(&code)),
                },
                other => other,
            },
            Self::Word { fact, words } => match &known.data.fact_words[*fact][row] {
                None => Met::Unknown,
                Some(word) => yes(words.iter().any(|other| **other == **word)),
            },
            Self::Between { what, low, high } => {
                let (applies, value) = match *what {
                    Number::Indicator { place } => {
                        (by_leaf(place), crate::cell::number(known.data.numbers[place][row]))
                    }
                    Number::Fact { place } => {
                        (Met::Yes, crate::cell::number(known.data.fact_numbers[place][row]))
                    }
                    Number::Question { leaf } => (by_leaf(leaf), (known.score)(leaf, row)),
                    Number::Answer { column, leaf } => {
                        let code = known.data.answers[column][row];
                        let answers = &known.data.layout.answers[column].answers;
                        match answers.get(usize::from(code)) {
                            Some((_, score)) => (by_leaf(leaf), Some(*score)),
                            None if code == UNANSWERED => (by_leaf(leaf), None),
                            None => (Met::No, None),
                        }
                    }
                };
                match (applies, value) {
                    (Met::Yes, Some(value)) => yes((*low..=*high).contains(&value)),
                    (Met::Yes, None) => Met::Unknown,
                    (other, _) => other,
                }
            }
        }
    }
}

const fn yes(holds: bool) -> Met {
    if holds { Met::Yes } else { Met::No }
}

/// One that decides decides; else one that is unknown leaves it unknown.
fn join(all: impl Iterator<Item = Met>, decides: Met, otherwise: Met) -> Met {
    let mut result = otherwise;
    for one in all {
        if one == decides {
            return decides;
        }
        if one == Met::Unknown {
            result = Met::Unknown;
        }
    }
    result
}
