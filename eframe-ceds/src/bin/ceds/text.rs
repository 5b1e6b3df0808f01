//! Tables for people, in a terminal.

use eframe_ceds::table::{Cell, Table};

/// The tables, one below the other, in columns.
pub(crate) fn of(tables: &[Table]) -> String {
    let mut text = String::new();
    for table in tables {
        if tables.len() > 1 {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("{}\n", table.name));
        }
        let mut lines = vec![table.head.clone()];
        lines.extend(table.rows.iter().map(|row| row.iter().map(shown).collect()));
        let columns = 0..table.head.len();
        let is_number = |place: usize| {
            let mut cells = table.rows.iter().filter_map(|row| row.get(place));
            cells.all(|cell| !matches!(cell, Cell::Text(_)))
        };
        let layout: Vec<(usize, bool)> = columns
            .map(|place| {
                let width = |line: &Vec<String>| line[place].chars().count();
                (lines.iter().map(width).max().unwrap_or(0), is_number(place))
            })
            .collect();
        for line in &lines {
            let cells = line.iter().zip(&layout).map(|(cell, (width, right))| {
                if *right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            });
            text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
            text.push('\n');
        }
    }
    text
}

/// A cell as it is shown. Four places tell cities apart; a file has all of them.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => "-".to_owned(),
        Cell::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value}"),
        Cell::Number(value) if value.abs() >= 1e-4 && value.abs() < 1e9 => format!("{value:.4}"),
        Cell::Number(value) => format!("{value:.3e}"),
        // What a file has in it moves no cursor.
        Cell::Text(text) => {
            let plain = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
            text.chars().map(plain).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let mut table = Table::new("t", &["unit", "score"]);
        table.rows.push(vec!["Aville".into(), 0.5.into()]);
        table.rows.push(vec!["\u{1b}B".into(), Cell::Nothing]);
        assert_eq!(of(&[table]), "unit     score\nAville  0.5000\n\u{fffd}B           -\n");
    }
}
