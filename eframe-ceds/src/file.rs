//! Answers and measurements as files: bytes in, [`Data`] out, all of it or nothing.
//!
//! A file is a table, CSV or JSON: a unit a line, a column for each thing that is known of it, by its id. What is wrong is said
//! cell by cell, all at once. The reference page is `docs/reference/ceds-command-line.md`.

mod csv;
mod fault;
mod json;
mod rows;
mod text;

pub use fault::{FileError, FileFault, Wrong};

use rows::Rows;

use crate::data::Data;
use crate::instrument::Instrument;

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The column that has the units' codes, in CSV; the first one where none is named.
    pub unit: Option<String>,
    /// Whether columns that the instrument does not have are passed over. Else they are faults, since a misspelt column would be
    /// one that nobody answered.
    pub pass_over: bool,
    /// The most bytes that are read.
    pub most_bytes: usize,
}

impl Default for Reading {
    fn default() -> Self {
        Self { unit: None, pass_over: false, most_bytes: 1 << 30 }
    }
}

impl Reading {
    /// How many faults are named at most.
    pub const MOST_FAULTS: usize = 200;

    /// Reads CSV, whose file name stands in errors.
    ///
    /// UTF-8 with or without a byte order mark, or UTF-16 with one; commas, semicolons or tabs, whichever the first line has most of; any
    /// line ends. An empty cell is missing, or unanswered. A unit in several lines has several observations.
    ///
    /// # Errors
    /// [`FileError`] with each cell that cannot be, by line and cell; nothing is taken then.
    pub fn csv(
        &self,
        instrument: &Instrument,
        file: &str,
        bytes: &[u8],
    ) -> Result<Data, FileError> {
        self.rows(instrument, file, bytes, |rows, text| csv::read(self, rows, text))
    }

    /// Reads JSON: `{"instrument": .., "edition": .., "units": [{"unit": .., "values": {..}}]}`, where instrument and edition may be left
    /// out, a value is a number, a text, `null`, or a list of observations.
    ///
    /// # Errors
    /// As [`Reading::csv`], by line and column of the text.
    pub fn json(
        &self,
        instrument: &Instrument,
        file: &str,
        bytes: &[u8],
    ) -> Result<Data, FileError> {
        self.rows(instrument, file, bytes, |rows, text| json::read(self, rows, text))
    }

    fn rows(
        &self,
        instrument: &Instrument,
        file: &str,
        bytes: &[u8],
        read: impl FnOnce(&mut Rows<'_>, &str),
    ) -> Result<Data, FileError> {
        let mut rows = Rows::new(instrument);
        if bytes.len() > self.most_bytes {
            rows.refuse(Wrong::TooLarge { size: bytes.len(), most: self.most_bytes });
        } else {
            match text::decoded(bytes) {
                Ok(text) => read(&mut rows, &text),
                Err(fault) => rows.fault(fault),
            }
        }
        rows.done(file)
    }
}
