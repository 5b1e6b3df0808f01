use serde::Serialize;

use crate::model::block::{Table, TableHeader};

/// A table: the cells that name others are header cells, and where it is shown line by line each cell says its
/// column.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TableView {
    caption: String,
    head: Vec<CellView>,
    rows: Vec<RowView>,
}

#[derive(Clone, Debug, Serialize)]
struct RowView {
    head: Option<String>,
    cells: Vec<CellView>,
}

#[derive(Clone, Debug, Serialize)]
struct CellView {
    /// What its column is called; empty where columns have no names.
    label: String,
    text: String,
    number: bool,
}

impl TableView {
    /// None while it has no row.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let by_row = matches!(table.header, TableHeader::Row | TableHeader::Both);
        let by_column = matches!(table.header, TableHeader::Column | TableHeader::Both);
        let (names, rows) = match table.rows.split_first() {
            Some((names, rows)) if by_row => (names.as_slice(), rows),
            Some(_) => (&[][..], table.rows.as_slice()),
            None => return None,
        };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or_default();
        let numbers = (0..columns).map(|at| is_of_numbers(rows, at)).collect::<Vec<_>>();
        let cell = |(at, text): (usize, &String)| CellView {
            label: names.get(at).cloned().unwrap_or_default(),
            text: text.clone(),
            number: numbers.get(at).copied().unwrap_or_default(),
        };
        let row = |row: &Vec<String>| RowView {
            head: row.first().cloned().filter(|_| by_column),
            cells: row.iter().enumerate().skip(usize::from(by_column)).map(cell).collect(),
        };
        Some(Self {
            caption: table.caption.clone(),
            head: names.iter().enumerate().map(cell).collect(),
            rows: rows.iter().map(row).collect(),
        })
    }

    pub(super) fn samples() -> Vec<Self> {
        let headers = [TableHeader::Row, TableHeader::Column, TableHeader::Both, TableHeader::None];
        let rows = [["City", "Members"], ["Seoul", "12"], ["Chengdu", "9"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let table = |header, caption: &str| Table {
            caption: caption.to_owned(),
            header,
            rows: rows.clone(),
        };
        let tables = headers.map(|header| table(header, "Members")).into_iter();
        tables.chain([table(TableHeader::Row, "")]).filter_map(|table| Self::of(&table)).collect()
    }
}

/// Whether a column holds numbers, so that its digits stand below each other.
fn is_of_numbers(rows: &[Vec<String>], at: usize) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
    let number = |cell: &String| {
        cell.chars().any(char::is_numeric)
            && cell.chars().all(|c| c.is_numeric() || " .,%+-−\u{a0}\u{202f}٫٬".contains(c))
    };
    let mut cells = cells.peekable();
    cells.peek().is_some() && cells.all(number)
}
