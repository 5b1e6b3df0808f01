mod builder;
mod collect;
mod fault;

use std::collections::HashMap;
use std::sync::Arc;

pub use builder::DataBuilder;
pub use fault::{DataError, DataFault};

use crate::cell::{self, Gaps};
use crate::document::Document;
use crate::instrument::Instrument;
use crate::layout::{Column, Layout};

/// What units have answered and measured: units by columns, as an [`Instrument`] calls for them.
///
/// Whatever is in it is finite, is among the answers there are, and lies within the bounds that the instrument sets. Columns are
/// runs of numbers, one after the other.
#[derive(Clone, Debug)]
pub struct Data {
    pub(crate) layout: Arc<Layout>,
    pub(crate) units: Vec<String>,
    pub(crate) rows: HashMap<String, u32>,
    pub(crate) numbers: Vec<Vec<f64>>,
    pub(crate) gaps: Vec<Gaps>,
    pub(crate) answers: Vec<Vec<Code>>,
    pub(crate) fact_numbers: Vec<Vec<f64>>,
    pub(crate) fact_words: Vec<Vec<Option<Arc<str>>>>,
}

/// An answer by its place in its column's list, or a state.
pub(crate) type Code = u16;

/// The states that are no answers, above every answer.
pub(crate) const NOT_APPLICABLE: Code = Code::MAX;
pub(crate) const NOT_RELEVANT: Code = Code::MAX - 1;
pub(crate) const UNANSWERED: Code = Code::MAX - 2;

impl Data {
    /// Begins the data of an instrument.
    pub fn builder(instrument: &Instrument) -> DataBuilder {
        DataBuilder::new(instrument.layout())
    }

    /// The codes of the units, in their order.
    pub fn units(&self) -> impl ExactSizeIterator<Item = &str> {
        self.units.iter().map(String::as_str)
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The row of a unit.
    pub fn row(&self, unit: &str) -> Option<usize> {
        self.rows.get(unit).map(|row| *row as usize)
    }

    /// The data of one unit alone.
    pub(crate) fn alone(&self, row: usize) -> Self {
        fn one<T: Clone>(columns: &[Vec<T>], row: usize) -> Vec<Vec<T>> {
            let cells = columns.iter().map(|column| column.get(row).cloned());
            cells.map(|cell| cell.into_iter().collect()).collect()
        }
        let numbers = one(&self.numbers, row);
        Self {
            layout: Arc::clone(&self.layout),
            units: vec![self.units[row].clone()],
            rows: HashMap::from([(self.units[row].clone(), 0)]),
            gaps: numbers.iter().map(|column| Gaps::of(column)).collect(),
            numbers,
            answers: one(&self.answers, row),
            fact_numbers: one(&self.fact_numbers, row),
            fact_words: one(&self.fact_words, row),
        }
    }

    /// What stands in a place, as it came in (several observations as they were collected).
    pub fn get(&self, row: usize, column: &str) -> Option<Entry<'_>> {
        match *self.layout.columns.get(column)? {
            Column::Indicator(place) => {
                cell::number(*self.numbers[place].get(row)?).map(Entry::Number)
            }
            Column::Fact(place) => match self.fact_words[place].get(row) {
                Some(word) => word.as_deref().map(Entry::Word),
                None => cell::number(*self.fact_numbers[place].get(row)?).map(Entry::Number),
            },
            Column::Answer(place) => {
                let code = *self.answers[place].get(row)?;
                let answers = &self.layout.answers[place].answers;
                Some(Entry::Word(match code {
                    NOT_APPLICABLE => Document::NOT_APPLICABLE,
                    NOT_RELEVANT => Document::NOT_RELEVANT,
                    UNANSWERED => return None,
                    code => answers.get(usize::from(code))?.0.as_str(),
                }))
            }
        }
    }
}

/// What stands in a place of data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry<'a> {
    /// A number.
    Number(f64),
    /// An answer, a state, or the word of a fact.
    Word(&'a str),
}
