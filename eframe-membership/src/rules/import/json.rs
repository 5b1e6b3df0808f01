//! The register as JSON, with everything that CSV has and the fees.

use serde::Deserialize;
use serde_json::value::RawValue;

use eframe_core::sheet::{MOST_FAULTS, line_ends};

use super::{Fault, Row, history};

/// What stands in the member `format` of every such file.
pub(super) const FORMAT: &str = "eframe-membership-register";
/// The version of the form that is written here, the only one there is.
pub(super) const VERSION: u32 = 1;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File<'a> {
    format: String,
    version: u32,
    #[serde(default)]
    as_of: String,
    count: u64,
    #[serde(borrow)]
    members: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[derive(Default)]
struct Line {
    number: String,
    kind: String,
    name: String,
    own_name: String,
    country: String,
    latitude: Figure,
    longitude: Figure,
    population: Figure,
    website: String,
    organisation: String,
    standing: String,
    history: Vec<HappenedLine>,
    fees: Vec<FeeLine>,
}

/// A number, or a text that is one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Figure {
    Number(serde_json::Number),
    Text(String),
}

impl Default for Figure {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<Figure> for String {
    fn from(figure: Figure) -> Self {
        match figure {
            Figure::Number(number) => number.to_string(),
            Figure::Text(text) => text,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HappenedLine {
    on: String,
    what: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    period: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    was: String,
    #[serde(default)]
    wants: String,
}

/// A fee as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FeeLine {
    pub(super) period: String,
    pub(super) amount: String,
    pub(super) due: String,
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    pub(super) on: String,
    #[serde(default)]
    pub(super) reference: String,
    #[serde(default)]
    pub(super) reason: String,
}

pub(super) fn read(text: &str) -> Result<Vec<Row>, Vec<Fault>> {
    let file: File<'_> = serde_json::from_str(text).map_err(|error| {
        let said = vec![("said", error.to_string())];
        vec![Fault {
            args: said,
            ..Fault::new(error.line() as u64, "", "membership.desk.import.json")
        }]
    })?;
    let _ = file.as_of;
    if file.format != FORMAT || file.version != VERSION {
        return Err(vec![Fault::new(1, "format", "membership.desk.import.format")]);
    }
    if file.count != file.members.len() as u64 {
        let (found, wanted) = (file.members.len().to_string(), file.count.to_string());
        let args = vec![("found", found), ("wanted", wanted)];
        return Err(vec![Fault { args, ..Fault::new(1, "count", "membership.desk.import.count") }]);
    }
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    // Lines are counted along, so that a large file is gone through once.
    let (mut line, mut at) = (1, 0);
    for raw in file.members {
        let begins = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        line += line_ends(text.as_bytes().get(at..begins).unwrap_or_default());
        at = begins;
        match member(line, raw.get()) {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push(fault),
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn member(line: u64, text: &str) -> Result<Row, Fault> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read: Line = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let column = error.path().to_string();
        let column = if column == "." { "" } else { &column };
        let inner = error.inner();
        let args = vec![("said", inner.to_string())];
        let line = line + (inner.line() as u64).saturating_sub(1);
        Fault { args, ..Fault::new(line, column, "membership.desk.import.json") }
    })?;
    let happened = |one: HappenedLine| {
        let other = !(one.was.is_empty() && one.wants.is_empty());
        let kinds = if other { history::kinds(one.was, one.wants) } else { "".into() };
        let detail = [&*one.body, &*one.period, &*one.reason, &*kinds].concat();
        history::Written { on: one.on, what: one.what, detail }
    };
    Ok(Row {
        line,
        number: read.number,
        kind: read.kind,
        name: read.name,
        own_name: read.own_name,
        country: read.country,
        latitude: read.latitude.into(),
        longitude: read.longitude.into(),
        population: read.population.into(),
        website: read.website,
        organisation: read.organisation,
        standing: read.standing,
        history: read.history.into_iter().map(happened).collect(),
        fees: read.fees,
    })
}
