//! CSV as spreadsheets write it.

use super::Reading;
use super::fault::{FileFault, Wrong};
use super::rows::{Place, Rows, Value};
use crate::layout::Column;
use crate::table::harmed;

/// What the columns of a file are; none is passed over.
struct Head {
    unit: usize,
    columns: Vec<Option<(Column, String)>>,
}

pub(super) fn read(reading: &Reading, rows: &mut Rows<'_>, text: &str) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut record, mut lines) = (csv::StringRecord::new(), Lines::of(text));
    let mut head: Option<Head> = None;
    while let Ok(true) = reader.read_record(&mut record) {
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(head) = &head else {
            head = columns(reading, rows, &record, line);
            if head.is_none() {
                return;
            }
            continue;
        };
        if record.len() == head.columns.len() {
            take(rows, head, &record, line);
        } else {
            let (found, wanted) = (record.len(), head.columns.len());
            rows.fault(FileFault::at(line, None, Wrong::Cells { found, wanted }));
        }
        if rows.is_full() {
            return;
        }
    }
    if head.is_none() {
        rows.refuse(Wrong::Empty);
    }
    // A mark that is never closed takes the rest of the file into its cell, which no reader of CSV finds wrong.
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        rows.fault(FileFault::at(lines.line, None, Wrong::Quote));
    }
}

/// The columns that the first line names; none where no unit can be read by them.
fn columns(
    reading: &Reading,
    rows: &mut Rows<'_>,
    names: &csv::StringRecord,
    line: usize,
) -> Option<Head> {
    let unit = match &reading.unit {
        None => 0,
        Some(unit) => match names.iter().position(|name| name.trim() == unit) {
            Some(place) => place,
            None => {
                rows.fault(FileFault::at(line, None, Wrong::NoUnit(unit.clone())));
                return None;
            }
        },
    };
    let mut columns: Vec<Option<(Column, String)>> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let (name, place) = (name.trim(), Place { line, column: number + 1 });
        let column = if number == unit { None } else { rows.column(name, place, reading) };
        if column.is_some() && columns.iter().flatten().any(|(other, _)| Some(*other) == column) {
            let mut fault = FileFault::at(line, Some(number + 1), Wrong::ColumnTwice);
            fault.name = Some(name.to_owned());
            rows.fault(fault);
        }
        columns.push(column.map(|column| (column, name.to_owned())));
    }
    Some(Head { unit, columns })
}

fn take(rows: &mut Rows<'_>, head: &Head, record: &csv::StringRecord, line: usize) {
    let code = harmed(record.get(head.unit).unwrap_or_default().trim());
    let Some(row) = rows.unit(code, Place { line, column: head.unit + 1 }) else { return };
    for (number, (cell, column)) in record.iter().zip(&head.columns).enumerate() {
        if let Some((column, name)) = column {
            let place = Place { line, column: number + 1 };
            rows.set((row, code), (*column, name), place, Value::Text(harmed(cell.trim())));
        }
    }
}

/// What stands between the cells: whichever of the three the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().as_bytes();
    let count = |mark: u8| first.iter().filter(|byte| **byte == mark).count();
    // Of equal counts the last one: a comma where there is none.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// Counts lines along with the records. The reader's own count is one short where lines end in two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line on which the record begins that was found behind this byte.
    fn at(&mut self, byte: u64) -> usize {
        let behind = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let is_end = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
        let begins = behind + self.text[behind..].iter().take_while(is_end).count();
        let passed = self.text.get(self.at..begins).unwrap_or_default();
        let mut before = 0;
        for byte in passed {
            self.line += usize::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
            before = *byte;
        }
        self.at = begins;
        self.line
    }
}
