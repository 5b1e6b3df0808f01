use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{Cell, Table};

/// A table is a list of objects, one a row, whose members are the columns.
impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            rows.serialize_element(&Row { head: &self.head, row })?;
        }
        rows.end()
    }
}

struct Row<'a> {
    head: &'a [String],
    row: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.head.iter().zip(self.row))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            // A whole number is written without a point.
            Self::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
                serializer.serialize_i64(*value as i64)
            }
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// Tables by their names.
pub(super) struct Tables<'a>(pub(super) &'a [Table]);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tables = serializer.serialize_map(Some(self.0.len()))?;
        for table in self.0 {
            tables.serialize_entry(&table.name, table)?;
        }
        tables.end()
    }
}

impl Table {
    /// Many tables as one JSON object, by their names.
    ///
    /// # Errors
    /// None for tables that hold what a [`Cell`] can hold.
    pub fn json_of_all(tables: &[Self]) -> serde_json::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(&Tables(tables))?;
        text.push(b'\n');
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_68_json_never_says_nan() {
        let mut table = Table::new("ranks", &["unit", "rank"]);
        table.rows.push(vec![Cell::from("=A"), Cell::Number(2.0)]);
        table.rows.push(vec![Cell::from("B"), Cell::Number(f64::NAN)]);
        table.rows.push(vec![Cell::from("C"), Cell::Number(2.5)]);
        let text = serde_json::to_string(&Tables(&[table])).expect("JSON");
        let expected = r#"{"ranks":[{"unit":"=A","rank":2},{"unit":"B","rank":null},{"unit":"C","rank":2.5}]}"#;
        assert_eq!(text, expected);
    }
}
