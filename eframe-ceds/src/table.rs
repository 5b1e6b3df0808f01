//! Tables of results, and how they are written: CSV, JSON, XLSX.

mod csv;
mod json;
mod report;
mod scores;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(crate) use csv::harmed;
#[cfg(feature = "xlsx")]
pub use xlsx::XlsxError;

/// A table of results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What programs call it: the name of its sheet, its member in JSON.
    pub name: String,
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a place of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing: no score, no rank.
    Nothing,
    /// A number; one that is not finite is written as nothing.
    Number(f64),
    /// A text.
    Text(String),
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Self {
        // Adding 0 makes -0 the same as 0.
        let value = value.filter(|value| value.is_finite()).map(|value| value + 0.0);
        value.map_or(Self::Nothing, Self::Number)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Some(value).into()
    }
}

impl From<usize> for Cell {
    fn from(value: usize) -> Self {
        Self::Number(value as f64)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl Table {
    /// A table without rows.
    pub fn new(name: &str, head: &[&str]) -> Self {
        let head = head.iter().map(|name| (*name).to_owned()).collect();
        Self { name: name.to_owned(), head, rows: Vec::new() }
    }
}

/// A number as it is written: the shortest that reads back as the same.
pub(crate) fn number(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-7..1e17).contains(&size) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}
