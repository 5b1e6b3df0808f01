//! The CSV of a list: columns by name in any order; comma, semicolon or tab between the cells.

use super::{Fault, MOST_FAULTS, line_after};

/// A line as it is written, every cell still a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) line: u64,
    pub(super) address: String,
    pub(super) language: String,
    pub(super) proof: String,
}

/// The columns that a list may have; it has to have the first.
const COLUMNS: [&str; 3] = ["address", "language", "proof"];

pub(super) fn read(text: &str) -> Result<Vec<Cells>, Vec<Fault>> {
    // A mark that is never closed takes the rest of the file into its cell, which no reader of CSV finds wrong.
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        let last = line_after(text.trim_end().as_bytes());
        return Err(vec![Fault::new(last, "", "newsletter.desk.import.quote")]);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(head)) = records.next() else {
        return Err(vec![Fault::new(0, "", "newsletter.desk.import.empty")]);
    };
    let columns = columns(&head)?;
    let (mut lines, mut faults, mut place) = (Vec::new(), Vec::new(), Place::of(text));
    for record in records {
        let Ok(record) = record else { break };
        let line = place.behind(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() == columns.len() {
            lines.push(cells(line, &columns, &record));
        } else {
            let (found, wanted) = (record.len().to_string(), columns.len().to_string());
            let args = vec![("found", found), ("wanted", wanted)];
            faults.push(Fault { args, ..Fault::new(line, "", "newsletter.desk.import.cells") });
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

/// Counts lines along with the records. The reader's own count is one short where lines end in two characters.
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Place<'a> {
    fn of(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line on which the record begins that was found behind this byte.
    fn behind(&mut self, byte: u64) -> u64 {
        let behind = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let blank = self.text[behind..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = behind + blank.count();
        self.line += line_after(self.text.get(self.at..begins).unwrap_or_default()) - 1;
        self.at = begins;
        self.line
    }
}

/// What stands between the cells: whichever of the three the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default().as_bytes();
    let count = |mark: u8| first.iter().filter(|byte| **byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// The columns that a file has, in its order.
fn columns(head: &csv::StringRecord) -> Result<Vec<&'static str>, Vec<Fault>> {
    let (mut columns, mut faults) = (Vec::new(), Vec::new());
    for name in head {
        let said = name.trim().to_lowercase();
        match COLUMNS.into_iter().find(|known| **known == said) {
            Some(known) if columns.contains(&known) => {
                faults.push(Fault::new(1, known, "newsletter.desk.import.column-twice"));
            }
            Some(known) => columns.push(known),
            None => {
                let name: String = name.chars().take(40).collect();
                faults.push(Fault::new(1, &name, "newsletter.desk.import.column-unknown"));
            }
        }
    }
    if faults.is_empty() && !columns.contains(&COLUMNS[0]) {
        faults.push(Fault::new(1, COLUMNS[0], "newsletter.desk.import.column-missing"));
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

fn cells(line: u64, columns: &[&'static str], record: &csv::StringRecord) -> Cells {
    let mut cells = Cells { line, ..Cells::default() };
    for (column, cell) in columns.iter().zip(record) {
        let text = harmed(cell).to_owned();
        match *column {
            "address" => cells.address = text,
            "language" => cells.language = text,
            _ => cells.proof = text,
        }
    }
    cells
}

/// A cell as a spreadsheet may have it: what it would take for a formula stands behind an apostrophe. The import takes
/// that away again.
pub fn harmless(cell: &str) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

fn harmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
