use super::{Cell, Table, number};

impl Table {
    /// As CSV: UTF-8, commas, lines that end in a line feed, the first with the columns' names.
    ///
    /// A text that a spreadsheet would take for a formula stands behind an apostrophe, which [`Reading`](crate::file::Reading) takes away again.
    pub fn csv(&self) -> Vec<u8> {
        let mut text = Vec::new();
        line(&mut text, self.head.iter().map(|name| harmless(name)));
        for row in &self.rows {
            line(&mut text, row.iter().map(Cell::csv));
        }
        text
    }

    /// Many tables as one CSV, a line a value: the table, the number of the row from 1, the column, the value.
    pub fn csv_of_all(tables: &[Self]) -> Vec<u8> {
        let mut text = Vec::new();
        line(&mut text, ["table", "row", "column", "value"].map(str::to_owned));
        for table in tables {
            for (row, cells) in (1_usize..).zip(&table.rows) {
                for (name, cell) in table.head.iter().zip(cells) {
                    let of = [harmless(&table.name), row.to_string(), harmless(name), cell.csv()];
                    line(&mut text, of);
                }
            }
        }
        text
    }
}

impl Cell {
    pub(super) fn csv(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Number(value) if value.is_finite() => number(*value),
            Self::Number(_) => String::new(),
            Self::Text(text) => harmless(text),
        }
    }
}

fn line(text: &mut Vec<u8>, cells: impl IntoIterator<Item = String>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(b',');
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) || cell.trim() != cell {
            text.push(b'"');
            text.extend(cell.replace('"', "\"\"").bytes());
            text.push(b'"');
        } else {
            text.extend(cell.bytes());
        }
    }
    text.push(b'\n');
}

/// A text as a spreadsheet may have it: what it would take for a formula stands behind an apostrophe.
fn harmless(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The same back again.
pub(crate) fn harmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_29_no_text_is_a_formula_and_every_text_comes_back() {
        for text in ["=1+2", "+1", "-1", "@SUM(A1)", "\tx", "'=1", "＝1", "plain", "'plain", ""] {
            let written = harmless(text);
            assert!(!is_formula(&written), "{text:?}");
            assert_eq!(harmed(&written), text);
        }
    }

    #[test]
    fn bad_input_68_what_is_no_number_is_nothing() {
        let mut table = Table::new("t", &["unit", "a"]);
        table.rows.push(vec![Cell::from("x, \"y\""), Cell::Number(f64::NAN)]);
        table.rows.push(vec![Cell::from("-x"), Cell::Number(-0.5)]);
        table.rows.push(vec![Cell::from("z"), Cell::Number(f64::INFINITY)]);
        let text = String::from_utf8(table.csv()).expect("UTF-8");
        assert_eq!(text, "unit,a\n\"x, \"\"y\"\"\",\n'-x,-0.5\nz,\n");
    }

    #[test]
    fn numbers_read_back() {
        for value in [0.1 + 0.2, 1e300, 5e-324, -1.5, 0.0, 1e16, 123_456.789] {
            assert_eq!(number(value).parse(), Ok(value));
        }
    }
}
