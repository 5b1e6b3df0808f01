use std::collections::HashMap;
use std::sync::Arc;

use super::collect::{Extra, collect};
use super::fault::{DataError, DataFault};
use super::{Code, Data, NOT_APPLICABLE, NOT_RELEVANT, UNANSWERED};
use crate::cell::{Gaps, MISSING};
use crate::document::{Document, FactKind};
use crate::layout::{Column, Layout};
use crate::method::Collect;

/// The most units.
const MOST_UNITS: usize = 4_000_000;

/// Takes data in, place by place or column by column, and refuses what cannot be.
///
/// What is not set is missing, or unanswered. A unit that comes again is the same unit: that is how several observations
/// come in.
#[derive(Clone, Debug)]
pub struct DataBuilder {
    data: Data,
    extra: Extra,
}

impl DataBuilder {
    pub(crate) fn new(layout: Arc<Layout>) -> Self {
        let words = layout.facts.len();
        let data = Data {
            units: Vec::new(),
            rows: HashMap::new(),
            numbers: vec![Vec::new(); layout.indicators.len()],
            gaps: Vec::new(),
            answers: vec![Vec::new(); layout.answers.len()],
            fact_numbers: vec![Vec::new(); layout.facts.len()],
            fact_words: vec![Vec::new(); words],
            layout,
        };
        Self { data, extra: Extra::default() }
    }

    /// The row of a unit; a new one, with nothing in it, where it was not there.
    ///
    /// # Errors
    /// [`DataError`] where the code is empty, too long or has control characters, or there are too many.
    pub fn unit(&mut self, code: &str) -> Result<usize, DataError> {
        if let Some(row) = self.data.rows.get(code) {
            return Ok(*row as usize);
        }
        let refuse = |what| Err(DataError { unit: code.to_owned(), column: String::new(), what });
        if code.is_empty() || code.len() > 200 {
            return refuse(DataFault::NoCode);
        }
        if code.chars().any(is_control) {
            return refuse(DataFault::Control(code.to_owned()));
        }
        let row = self.data.units.len();
        if row >= MOST_UNITS {
            return refuse(DataFault::TooManyUnits(MOST_UNITS));
        }
        let place = u32::try_from(row).unwrap_or(u32::MAX);
        self.data.units.push(code.to_owned());
        self.data.rows.insert(code.to_owned(), place);
        self.data.numbers.iter_mut().for_each(|column| column.push(MISSING));
        self.data.answers.iter_mut().for_each(|column| column.push(UNANSWERED));
        for (fact, (_, kind)) in self.data.layout.facts.iter().enumerate() {
            match kind {
                FactKind::Number => self.data.fact_numbers[fact].push(MISSING),
                FactKind::Word => self.data.fact_words[fact].push(None),
            }
        }
        Ok(row)
    }

    /// Sets a number: an indicator's value, or a fact.
    ///
    /// # Errors
    /// [`DataError`] with unit and column: no such column, NaN or infinite, out of bounds, a second one.
    pub fn number(&mut self, row: usize, column: &str, value: f64) -> Result<(), DataError> {
        let set = match self.place(column) {
            _ if row >= self.data.units.len() => Err(DataFault::NoRow(row)),
            None => Err(DataFault::NoColumn),
            Some(place) => self.number_at(row, place, value),
        };
        set.map_err(|what| self.error(row, column, what))
    }

    /// Sets what a text says, as it stands in a file: nothing (missing), a number, an answer, a state, a word.
    ///
    /// # Errors
    /// As [`DataBuilder::number`], and for an answer that is not among the column's.
    pub fn text(&mut self, row: usize, column: &str, text: &str) -> Result<(), DataError> {
        let set = match self.place(column) {
            _ if row >= self.data.units.len() => Err(DataFault::NoRow(row)),
            None => Err(DataFault::NoColumn),
            Some(place) => self.text_at(row, place, text),
        };
        set.map_err(|what| self.error(row, column, what))
    }

    /// The place of a column.
    pub(crate) fn place(&self, column: &str) -> Option<Column> {
        self.data.layout.columns.get(column).copied()
    }

    /// [`DataBuilder::text`] of a row and a column that are there.
    pub(crate) fn text_at(
        &mut self,
        row: usize,
        column: Column,
        text: &str,
    ) -> Result<(), DataFault> {
        let text = text.trim();
        match column {
            _ if text.is_empty() => Ok(()),
            Column::Answer(place) => self.answer(place, row, text),
            Column::Fact(place) if self.data.layout.facts[place].1 == FactKind::Word => {
                let words = &self.data.layout.words[place];
                if !words.is_empty() && !words.iter().any(|word| word.as_str() == text) {
                    return Err(DataFault::NoSuchWord(text.to_owned()));
                }
                if text.chars().any(is_control) {
                    return Err(DataFault::Control(text.to_owned()));
                }
                let word = &mut self.data.fact_words[place][row];
                // As with numbers: the same word again is no second one.
                if word.as_deref().is_some_and(|word| word != text) {
                    return Err(DataFault::Twice);
                }
                *word = Some(text.into());
                Ok(())
            }
            Column::Indicator(place) => {
                parse(text).and_then(|value| self.indicator(place, row, value))
            }
            Column::Fact(place) => parse(text).and_then(|value| self.fact(place, row, value)),
        }
    }

    /// [`DataBuilder::number`] of a row and a column that are there.
    pub(crate) fn number_at(
        &mut self,
        row: usize,
        column: Column,
        value: f64,
    ) -> Result<(), DataFault> {
        match column {
            Column::Answer(_) => Err(DataFault::Kind("word, one of its answers")),
            Column::Indicator(place) => self.indicator(place, row, value),
            Column::Fact(place) => self.fact(place, row, value),
        }
    }

    /// Sets a whole column of numbers, in the order of the units.
    ///
    /// # Errors
    /// As [`DataBuilder::number`], and where it is not as long as there are units.
    pub fn column(&mut self, column: &str, values: &[Option<f64>]) -> Result<(), DataError> {
        let units = self.data.units.len();
        if values.len() != units {
            return Err(self.error(units, column, DataFault::Length(values.len(), units)));
        }
        let place = self.data.layout.columns.get(column).copied();
        for (row, value) in values.iter().enumerate() {
            let Some(value) = *value else { continue };
            let set = match place {
                None => Err(DataFault::NoColumn),
                Some(Column::Answer(_)) => Err(DataFault::Kind("word, one of its answers")),
                Some(Column::Indicator(place)) => self.indicator(place, row, value),
                Some(Column::Fact(place)) => self.fact(place, row, value),
            };
            set.map_err(|what| self.error(row, column, what))?;
        }
        Ok(())
    }

    fn indicator(&mut self, place: usize, row: usize, value: f64) -> Result<(), DataFault> {
        let value = finite(value)?;
        let column = &self.data.layout.indicators[place];
        if let Some(within) = column.within {
            let (low, high) = (within.low.get(), within.high.get());
            if value < low || value > high {
                return Err(DataFault::OutOfBounds { value, low, high });
            }
        }
        let cell = &mut self.data.numbers[place][row];
        if cell.is_nan() {
            *cell = value;
        } else if column.collect == (Collect::One {}) {
            return Err(DataFault::Twice);
        } else {
            self.extra.entry((place, row)).or_insert_with(|| vec![*cell]).push(value);
        }
        Ok(())
    }

    fn fact(&mut self, place: usize, row: usize, value: f64) -> Result<(), DataFault> {
        let Some(cell) = self.data.fact_numbers[place].get_mut(row) else {
            return Err(DataFault::Kind("word"));
        };
        let value = finite(value)?;
        // The same fact again, beside each observation of a unit, is no second one.
        if !cell.is_nan() && *cell != value {
            return Err(DataFault::Twice);
        }
        *cell = value;
        Ok(())
    }

    fn answer(&mut self, place: usize, row: usize, text: &str) -> Result<(), DataFault> {
        let answers = &self.data.layout.answers[place].answers;
        let code = match text {
            Document::NOT_APPLICABLE => NOT_APPLICABLE,
            Document::NOT_RELEVANT => NOT_RELEVANT,
            Document::UNANSWERED => UNANSWERED,
            _ => {
                let found = answers.iter().position(|(id, _)| id.as_str() == text);
                let code = found.and_then(|place| Code::try_from(place).ok());
                code.ok_or_else(|| DataFault::NoSuchAnswer(text.to_owned()))?
            }
        };
        let cell = &mut self.data.answers[place][row];
        if *cell != UNANSWERED && *cell != code {
            return Err(DataFault::Twice);
        }
        *cell = code;
        Ok(())
    }

    fn error(&self, row: usize, column: &str, what: DataFault) -> DataError {
        let unit = self.data.units.get(row).cloned().unwrap_or_default();
        DataError { unit, column: column.to_owned(), what }
    }

    /// The data.
    ///
    /// # Errors
    /// [`DataError`] where several observations come to something that is not finite.
    pub fn build(mut self) -> Result<Data, DataError> {
        let layout = Arc::clone(&self.data.layout);
        for ((place, row), values) in std::mem::take(&mut self.extra) {
            let column = &layout.indicators[place];
            let value = collect(&column.collect, values);
            self.data.numbers[place][row] =
                finite(value).map_err(|what| self.error(row, column.name.as_str(), what))?;
        }
        self.data.gaps = self.data.numbers.iter().map(|column| Gaps::of(column)).collect();
        Ok(self.data)
    }
}

/// Whether a character would do something to the page, cell or terminal it is shown on: controls, line ends, and what turns the
/// direction of all that follows.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

fn finite(value: f64) -> Result<f64, DataFault> {
    // Adding 0 makes -0 the same as 0.
    if value.is_finite() { Ok(value + 0.0) } else { Err(DataFault::NotFinite(value)) }
}

fn parse(text: &str) -> Result<f64, DataFault> {
    text.parse().map_err(|_| DataFault::NotANumber(text.to_owned()))
}
