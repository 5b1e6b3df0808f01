use std::fmt;

use thiserror::Error;

use crate::data::DataFault;

/// Why a file was not taken: every fault with its place, up to [`Reading::MOST_FAULTS`](super::Reading::MOST_FAULTS).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FileError {
    /// The name of the file, as the caller gave it.
    pub file: String,
    /// The faults, in the file's order; at least one.
    pub faults: Vec<FileFault>,
    /// Whether there are more than are named.
    pub more: bool,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&self.file)?;
            for place in [fault.line, fault.column].into_iter().flatten() {
                write!(f, ":{place}")?;
            }
            f.write_str(": ")?;
            if let Some(unit) = &fault.unit {
                write!(f, "unit {unit:?}, ")?;
            }
            if let Some(name) = &fault.name {
                write!(f, "column {name:?}: ")?;
            }
            write!(f, "{}", fault.what)?;
        }
        if self.more {
            write!(
                f,
                "\n{}: there are more; the first {} are named",
                self.file,
                self.faults.len()
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for FileError {}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FileFault {
    /// The line of the text, from 1.
    pub line: Option<usize>,
    /// In CSV the number of the cell in its line, in JSON that of the character, from 1.
    pub column: Option<usize>,
    /// The unit's code.
    pub unit: Option<String>,
    /// The column's name.
    pub name: Option<String>,
    /// What is wrong.
    pub what: Wrong,
}

impl FileFault {
    pub(super) fn at(line: usize, column: Option<usize>, what: Wrong) -> Self {
        Self { line: Some(line), column, unit: None, name: None, what }
    }
}

/// What is wrong with a place of a file, and what to do about it.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum Wrong {
    /// It is larger than what is read.
    #[error("it has {size} bytes; at most {most} are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The most.
        most: usize,
    },
    /// It is in another encoding.
    #[error("this is not UTF-8; save the file as \"CSV UTF-8\"")]
    Encoding,
    /// There is nothing in it.
    #[error("it is empty; its first line has to name the columns")]
    Empty,
    /// A column that the instrument does not have.
    #[error("the instrument has no such column{}", near(.0.as_deref()))]
    NoColumn(Option<String>),
    /// The column with the units' codes is not there.
    #[error("there is no column {0:?}, which is to have the units' codes")]
    NoUnit(String),
    /// A column that was there before.
    #[error("the column is there twice; leave one out")]
    ColumnTwice,
    /// A line with more or fewer cells than there are columns.
    #[error(
        "the line has {found} cells, and there are {wanted} columns; a cell with a comma or a semicolon in it stands in quotation marks"
    )]
    Cells {
        /// How many it has.
        found: usize,
        /// How many there are.
        wanted: usize,
    },
    /// A quotation mark that is never closed.
    #[error("a quotation mark is opened here and never closed")]
    Quote,
    /// It is no JSON, or not of the form.
    #[error("{0}")]
    Form(String),
    /// It is for another instrument or edition.
    #[error("the answers are for {found:?}, and the instrument is {wanted:?}")]
    Other {
        /// What the file says.
        found: String,
        /// What it would have to say.
        wanted: String,
    },
    /// Something that cannot stand in its place.
    #[error("{what}{}", remedy(what, answers))]
    Cell {
        /// What is wrong.
        what: DataFault,
        /// The words that the column takes; none where it takes numbers, or any word.
        answers: Vec<String>,
    },
}

fn near(column: Option<&str>) -> String {
    match column {
        Some(column) => format!("; did you mean {column:?}?"),
        None => "; take it out, or have it passed over".to_owned(),
    }
}

/// What to do about a cell.
fn remedy(what: &DataFault, answers: &[String]) -> String {
    match what {
        DataFault::NoSuchAnswer(_) => {
            format!(": write {}, or a state, or nothing", answers.join(", "))
        }
        DataFault::NoSuchWord(_) => format!(": write {}, or nothing", answers.join(", ")),
        DataFault::NotANumber(text) => {
            let point = text.replacen(',', ".", 1);
            if text.contains(',') && point.parse::<f64>().is_ok_and(f64::is_finite) {
                format!("; write {point}, with a point")
            } else {
                "; write a number, or nothing where none is known".to_owned()
            }
        }
        DataFault::NotFinite(_) => "; write nothing where none is known".to_owned(),
        _ => String::new(),
    }
}
