//! What both readers fill: data under way, and faults.

use super::Reading;
use super::fault::{FileError, FileFault, Wrong};
use crate::data::{Data, DataBuilder, DataFault};
use crate::instrument::Instrument;
use crate::layout::Column;

/// Data under way with the faults that were found.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    pub(super) instrument: &'a Instrument,
    data: DataBuilder,
    faults: Vec<FileFault>,
    more: bool,
}

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A value as a file has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Number(f64),
}

impl<'a> Rows<'a> {
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        let data = Data::builder(instrument);
        Self { instrument, data, faults: Vec::new(), more: false }
    }

    /// Notes a fault, unless there are many.
    pub(super) fn fault(&mut self, fault: FileFault) {
        if self.faults.len() < Reading::MOST_FAULTS {
            self.faults.push(fault);
        } else {
            self.more = true;
        }
    }

    /// Notes a fault of the file as a whole.
    pub(super) fn refuse(&mut self, what: Wrong) {
        self.fault(FileFault { line: None, column: None, unit: None, name: None, what });
    }

    /// Whether there are so many faults that nobody reads on.
    pub(super) fn is_full(&self) -> bool {
        self.more
    }

    /// The place of a column; a fault where the instrument has none and it is not passed over.
    pub(super) fn column(&mut self, name: &str, place: Place, reading: &Reading) -> Option<Column> {
        let found = self.data.place(name);
        if found.is_none() && !reading.pass_over {
            let near = self.near(name);
            let mut fault = FileFault::at(place.line, Some(place.column), Wrong::NoColumn(near));
            fault.name = Some(short(name));
            self.fault(fault);
        }
        found
    }

    /// The column that somebody may have meant.
    fn near(&self, name: &str) -> Option<String> {
        let plain = |name: &str| -> String {
            let letters = name.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let wanted = plain(name);
        let columns = self.instrument.columns();
        columns.into_iter().find(|column| plain(column) == wanted).map(str::to_owned)
    }

    /// The row of a unit.
    pub(super) fn unit(&mut self, code: &str, place: Place) -> Option<usize> {
        match self.data.unit(code) {
            Ok(row) => Some(row),
            Err(error) => {
                let what = Wrong::Cell { what: error.what, answers: Vec::new() };
                self.fault(FileFault::at(place.line, Some(place.column), what));
                None
            }
        }
    }

    /// Sets a value; a fault where it cannot be.
    pub(super) fn set(
        &mut self,
        (row, unit): (usize, &str),
        (column, name): (Column, &str),
        place: Place,
        value: Value<'_>,
    ) {
        let set = match value {
            Value::Text(text) => self.data.text_at(row, column, text),
            Value::Number(number) => self.data.number_at(row, column, number),
        };
        let Err(what) = set else { return };
        let layout = self.instrument.layout();
        let answers = layout.words_of(column).into_iter().map(ToString::to_string).collect();
        let what = match what {
            DataFault::NoSuchAnswer(text) => DataFault::NoSuchAnswer(short(&text)),
            DataFault::NoSuchWord(text) => DataFault::NoSuchWord(short(&text)),
            DataFault::NotANumber(text) => DataFault::NotANumber(short(&text)),
            other => other,
        };
        let what = Wrong::Cell { what, answers };
        let (unit, name) = (Some(short(unit)), Some(name.to_owned()));
        let (line, column) = (Some(place.line), Some(place.column));
        self.fault(FileFault { line, column, unit, name, what });
    }

    /// The data, where nothing is wrong.
    pub(super) fn done(mut self, file: &str) -> Result<Data, FileError> {
        if self.faults.is_empty() {
            match std::mem::replace(&mut self.data, Data::builder(self.instrument)).build() {
                Ok(data) => return Ok(data),
                Err(error) => {
                    let what = Wrong::Cell { what: error.what, answers: Vec::new() };
                    let (unit, name) = (Some(error.unit), Some(error.column));
                    self.fault(FileFault { line: None, column: None, unit, name, what });
                }
            }
        }
        Err(FileError { file: file.to_owned(), faults: self.faults, more: self.more })
    }
}

/// As much of a text as stands in an error.
fn short(text: &str) -> String {
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(60).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
