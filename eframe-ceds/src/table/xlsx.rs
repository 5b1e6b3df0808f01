use rust_xlsxwriter::{Format, Workbook};

use super::{Cell, Table};

/// Why tables became no workbook: a sheet has too many rows or columns, or a cell too long a text.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

impl Table {
    /// Tables as a workbook, a sheet each, under their names. Numbers are numbers and texts are texts, so nothing is a formula.
    ///
    /// # Errors
    /// [`XlsxError`] where a table is larger than a sheet: 1,048,576 rows, 16,384 columns.
    pub fn xlsx_of_all(tables: &[Self]) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // A file that depends on its tables alone: the same ones, the same bytes.
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
        let bold = Format::new().set_bold();
        for table in tables {
            let sheet = book.add_worksheet();
            sheet.set_name(sheet_name(&table.name))?;
            sheet.set_freeze_panes(1, 1)?;
            for (place, name) in table.head.iter().enumerate() {
                sheet.write_string_with_format(0, narrow(place), name, &bold)?;
            }
            for (line, row) in (1_u32..).zip(&table.rows) {
                for (place, cell) in row.iter().enumerate() {
                    match cell {
                        Cell::Number(value) if value.is_finite() => {
                            sheet.write_number(line, narrow(place), *value)?;
                        }
                        Cell::Text(text) => {
                            sheet.write_string(line, narrow(place), text)?;
                        }
                        Cell::Nothing | Cell::Number(_) => {}
                    }
                }
            }
        }
        Ok(book.save_to_buffer()?)
    }
}

/// What is beyond is refused by the sheet.
fn narrow(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// A sheet's name has at most 31 characters, and none of these.
fn sheet_name(name: &str) -> String {
    let plain = name.chars().map(|letter| if "[]:*?/\\'".contains(letter) { '-' } else { letter });
    plain.take(31).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_tables_make_the_same_bytes() {
        let mut table = Table::new("a/b", &["unit", "score"]);
        table.rows.push(vec![Cell::from("=1+2"), Cell::Number(0.5)]);
        table.rows.push(vec![Cell::from("서울"), Cell::Nothing]);
        let one = Table::xlsx_of_all(&[table.clone()]).expect("a workbook");
        assert!(one.starts_with(b"PK"));
        assert_eq!(one, Table::xlsx_of_all(&[table]).expect("a workbook"));
    }
}
