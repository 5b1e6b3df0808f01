//! CSV as spreadsheets write it: with or without a byte order mark, by commas, semicolons or tabs, with any line ends.

use super::{Fault, MOST_FAULTS, Row, history, line_after};

/// The columns in the order in which they are written.
pub(super) const COLUMNS: [&str; 12] = [
    "number",
    "kind",
    "name",
    "ownName",
    "country",
    "latitude",
    "longitude",
    "population",
    "website",
    "standing",
    "history",
    "organisation",
];

/// Those that a file must have.
const NEEDED: [&str; 4] = ["kind", "name", "country", "history"];

pub(super) fn read(text: &str) -> Result<Vec<Row>, Vec<Fault>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(head)) = records.next() else {
        return Err(vec![Fault::new(0, "", "membership.desk.import.empty")]);
    };
    let columns = columns(&head)?;
    let (mut rows, mut faults, mut lines) = (Vec::new(), Vec::new(), Lines::of(text));
    for record in records {
        let Ok(record) = record else { break };
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() == columns.len() {
            rows.push(row(line, &columns, &record));
        } else {
            let (found, wanted) = (record.len().to_string(), columns.len().to_string());
            let args = vec![("found", found), ("wanted", wanted)];
            faults.push(Fault { args, ..Fault::new(line, "", "membership.desk.import.cells") });
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    // A mark that is never closed takes the rest of the file into its cell, which no reader of CSV finds wrong.
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        faults.push(Fault::new(lines.line, "", "membership.desk.import.quote"));
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// Counts lines along with the records. The reader's own count is one short where lines end in two characters.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line on which the record begins that was found behind this byte.
    fn at(&mut self, byte: u64) -> u64 {
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
    let plain = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
    };
    let (mut columns, mut faults) = (Vec::new(), Vec::new());
    for name in head {
        let known = COLUMNS.into_iter().find(|known| plain(known) == plain(name));
        match known {
            Some(known) if columns.contains(&known) => {
                faults.push(Fault::new(1, known, "membership.desk.import.column.twice"));
            }
            Some(known) => columns.push(known),
            None => {
                let name: String = name.chars().take(40).collect();
                faults.push(Fault::new(1, &name, "membership.desk.import.column.unknown"));
            }
        }
    }
    let missing = NEEDED.into_iter().filter(|needed| !columns.contains(needed));
    faults.extend(
        missing.map(|needed| Fault::new(1, needed, "membership.desk.import.column.missing")),
    );
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

fn row(line: u64, columns: &[&'static str], record: &csv::StringRecord) -> Row {
    let mut row = Row { line, ..Row::default() };
    for (column, cell) in columns.iter().zip(record) {
        let cell = harmed(cell);
        let text = cell.to_owned();
        match *column {
            "number" => row.number = text,
            "kind" => row.kind = text,
            "name" => row.name = text,
            "ownName" => row.own_name = text,
            "country" => row.country = text,
            "latitude" => row.latitude = text,
            "longitude" => row.longitude = text,
            "population" => row.population = text,
            "website" => row.website = text,
            "standing" => row.standing = text,
            "organisation" => row.organisation = text,
            _ => row.history = history::parse(cell),
        }
    }
    row
}

/// A cell as a spreadsheet may have it: what it would take for a formula stands behind an apostrophe, unless it is a
/// plain number.
pub(super) fn harmless(cell: &str) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// The same back again.
fn harmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    let number = || {
        let digits = cell.strip_prefix('-').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !number()
}
