//! The rows of a table as one text, which people can type and paste: a row a line, `|` or a tab between cells.

/// The rows that a text means. A line may begin and end with `|`, as in Markdown, and a line of dashes is none;
/// within a cell `|` is written `\|`.
pub(crate) fn parse(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().map(row).filter(|row| !row.iter().all(|cell| is_rule(cell)));
    rows.collect()
}

/// The text that means these rows.
pub(crate) fn written(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| line(row)).collect::<Vec<_>>().join("\n")
}

fn row(line: &str) -> Vec<String> {
    if line.contains('\t') {
        return line.split('\t').map(|cell| cell.trim().to_owned()).collect();
    }
    let line = line.trim();
    let inner = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    let inner = inner.filter(|inner| !inner.ends_with('\\')).unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut before = ' ';
    for c in inner.chars() {
        match (c, cells.last_mut()) {
            ('|', Some(cell)) if before == '\\' => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) => cells.push(String::new()),
            (_, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        before = c;
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Whether it is what Markdown has between the head of a table and its rows, or nothing.
fn is_rule(cell: &str) -> bool {
    cell.is_empty() || (cell.len() > 2 && cell.chars().all(|c| c == '-' || c == ':'))
}

fn line(row: &[String]) -> String {
    let cells = row.iter().map(|cell| cell.replace('|', "\\|")).collect::<Vec<_>>();
    let line = cells.join(" | ");
    let open = |cell: Option<&String>| cell.is_some_and(String::is_empty);
    if open(row.first()) || open(row.last()) || row.len() == 1 {
        format!("| {line} |")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_are_typed_or_pasted() {
        let cells = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let expected = vec![cells(&["", "2025"]), cells(&["Asia", "1|2"])];
        for text in [
            "| | 2025 |\n|---|---|\n| Asia | 1\\|2 |",
            "|  | 2025 |\n\nAsia | 1\\|2",
            "\t2025\nAsia\t1|2",
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in prop::collection::vec(
            prop::collection::vec("([a-z|]([a-z |]{0,4}[a-z|])?)?", 1..4), 0..4))
        {
            let rows = rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
            let rows = rows.collect::<Vec<_>>();
            prop_assert_eq!(parse(&written(&rows)), rows);
        }
    }
}
