//! The register as CSV: a line a member, its columns by name.

use eframe_core::sheet;

use super::{Fault, Row, history};

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
    Ok(sheet::table(text, COLUMNS, &NEEDED)?.into_iter().map(row).collect())
}

fn row((line, cells): (u64, [String; 12])) -> Row {
    let [
        number,
        kind,
        name,
        own_name,
        country,
        latitude,
        longitude,
        population,
        website,
        standing,
        history,
        organisation,
    ] = cells;
    let (history, fees) = (history::parse(&history), Vec::new());
    Row {
        line,
        number,
        kind,
        name,
        own_name,
        country,
        latitude,
        longitude,
        population,
        website,
        organisation,
        standing,
        history,
        fees,
    }
}
