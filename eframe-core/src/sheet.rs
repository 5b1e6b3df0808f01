//! CSV as spreadsheets write and read it: RFC 4180 with a byte order mark, semicolons or tabs, any line ends.
//!
//! A cell that a spreadsheet would take for a formula is [written](write()) behind an apostrophe, which
//! [reading](table) takes away again.

use serde::Serialize;

use crate::{Digest, sha256};

/// Something wrong with a file that somebody hands in, named by its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// The line it stands in, the first being 1; 0 where it is about the file as a whole.
    pub line: u64,
    /// The column's name; empty where it is about the line as a whole.
    pub column: String,
    /// What is wrong, as a message key.
    pub key: &'static str,
    /// What the message fills in.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// What this message says is wrong in this place.
    pub fn new(line: u64, column: &str, key: &'static str) -> Self {
        Self { line, column: column.to_owned(), key, args: Vec::new() }
    }
}

/// After so many faults a file is not read on.
pub const MOST_FAULTS: usize = 200;

/// The lines of a file, each with its cells as they are written; those that are blank are passed over.
pub struct Lines<'a> {
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    place: Place<'a>,
}

/// A line of a file.
pub struct Line<'a> {
    number: u64,
    record: &'a csv::StringRecord,
}

/// Counts lines along with the records. The reader's own count is one short where lines end in two characters.
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

/// The text of a file, without its byte order mark.
///
/// # Errors
/// With the line where it stops being UTF-8.
pub fn text(bytes: &[u8]) -> Result<&str, Fault> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Err(Fault::new(1 + line_ends(before), "", "core.desk.sheet.not-utf8"))
        }
    }
}

impl<'a> Lines<'a> {
    /// Those of a text. What stands between cells is whichever of comma, semicolon and tab its first line has most of.
    pub fn of(text: &'a str) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let place = Place { text: text.as_bytes(), at: 0, line: 1 };
        Self { reader, record: csv::StringRecord::new(), place }
    }

    /// The next one.
    pub fn read(&mut self) -> Option<Line<'_>> {
        while let Ok(true) = self.reader.read_record(&mut self.record) {
            let number = self.place.behind(self.record.position().map_or(0, csv::Position::byte));
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Line { number, record: &self.record });
            }
        }
        None
    }

    /// The line from which on a quotation mark that is never closed takes the rest of the text into its cell, once
    /// all are read: no reader of CSV finds that wrong.
    pub fn unclosed(&self) -> Option<u64> {
        let marks = self.place.text.iter().filter(|byte| **byte == b'"').count();
        (marks % 2 == 1).then_some(self.place.line)
    }
}

impl<'a> Line<'a> {
    /// Its number, the first being 1.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether it has none. None that [`Lines`] reads is.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty()
    }

    /// Its cells as they are written.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> {
        self.record.iter()
    }
}

impl Place<'_> {
    /// The line on which the record begins that was found behind this byte.
    fn behind(&mut self, byte: u64) -> u64 {
        let behind = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let blank = self.text[behind..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = behind + blank.count();
        self.line += line_ends(self.text.get(self.at..begins).unwrap_or_default());
        self.at = begins;
        self.line
    }
}

/// Reads a file whose first line names its columns, in any order, some of which it need not have: the number of each
/// line, and its cells in the order of `columns`. Names are compared by their letters and digits.
///
/// # Errors
/// Every fault of its form: a column that is unknown, missing, or there twice; a line with more or fewer cells than the
/// first; a quotation mark that is never closed.
pub fn table<const N: usize>(
    text: &str,
    columns: [&'static str; N],
    needed: &[&'static str],
) -> Result<Vec<(u64, [String; N])>, Vec<Fault>> {
    let (mut lines, mut rows, mut faults) = (Lines::of(text), Vec::new(), Vec::new());
    let Some(head) = lines.read() else { return Ok(rows) };
    let places = places(&head, &columns, needed)?;
    while let Some(line) = lines.read() {
        if line.len() == places.len() {
            let mut row = [const { String::new() }; N];
            for (place, cell) in places.iter().zip(line.cells()) {
                harmed(cell).clone_into(&mut row[*place]);
            }
            rows.push((line.number(), row));
        } else {
            let args =
                vec![("found", line.len().to_string()), ("wanted", places.len().to_string())];
            faults.push(Fault { args, ..Fault::new(line.number(), "", "core.desk.sheet.cells") });
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    faults.extend(lines.unclosed().map(|line| Fault::new(line, "", "core.desk.sheet.quote")));
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

/// Which of the columns each cell of a line is in.
fn places(
    head: &Line<'_>,
    columns: &[&'static str],
    needed: &[&'static str],
) -> Result<Vec<usize>, Vec<Fault>> {
    let plain = |name: &str| {
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
    };
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    for name in head.cells() {
        match columns.iter().position(|known| plain(known) == plain(name)) {
            Some(place) if places.contains(&place) => {
                faults.push(Fault::new(
                    head.number(),
                    columns[place],
                    "core.desk.sheet.column-twice",
                ));
            }
            Some(place) => places.push(place),
            None => {
                let name: String = name.chars().take(40).collect();
                let args = vec![("columns", columns.join(", "))];
                let fault = Fault::new(head.number(), &name, "core.desk.sheet.column-unknown");
                faults.push(Fault { args, ..fault });
            }
        }
    }
    let is_there = |name: &&&str| places.iter().any(|place| columns[*place] == **name);
    let missing = needed.iter().filter(|name| !is_there(name));
    faults.extend(
        missing.map(|name| Fault::new(head.number(), name, "core.desk.sheet.column-missing")),
    );
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

/// Writes lines for spreadsheets: with a byte order mark, without which they take UTF-8 for another encoding, and every
/// cell [harmless]. All lines have as many cells as the first.
pub fn write<L, C>(lines: L) -> String
where
    L: IntoIterator<Item: IntoIterator<Item = C>>,
    C: AsRef<str>,
{
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for line in lines {
        // Writing to memory cannot fail.
        let _ = writer.write_record(line.into_iter().map(|cell| harmless(cell.as_ref())));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8(bytes).unwrap_or_default())
}

/// A cell as a spreadsheet may have it: what it would take for a formula stands behind an apostrophe.
pub fn harmless(cell: &str) -> String {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}

/// The same back again.
pub fn harmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// A plain number with its sign in front is none.
fn is_formula(cell: &str) -> bool {
    let is_number = || {
        let digits = cell.strip_prefix('-').unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !is_number()
}

/// What stands between the cells. Of equal counts the last one: a comma where there is none.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().as_bytes();
    let count = |mark: u8| first.iter().filter(|byte| **byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// How many lines end in these bytes, in whichever way.
pub fn line_ends(bytes: &[u8]) -> u64 {
    let mut before = 0;
    let is_end = |byte: &&u8| {
        let is_end = **byte == b'\r' || (**byte == b'\n' && before != b'\r');
        before = **byte;
        is_end
    };
    bytes.iter().filter(is_end).count() as u64
}

/// What tells one text from another, however its lines end: a browser ends them in its own way when a file comes back
/// from a text box.
pub fn fingerprint(text: &[u8]) -> Digest {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let plain: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'\r').collect();
    sha256(plain.trim_ascii())
}

#[cfg(test)]
mod tests;
