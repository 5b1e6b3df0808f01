//! JSON: units with their values.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::Reading;
use super::fault::{FileFault, Wrong};
use super::rows::{Place, Rows, Value};

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    #[serde(default, borrow)]
    instrument: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    edition: Option<Cow<'a, str>>,
    #[serde(borrow)]
    units: Vec<&'a RawValue>,
}

/// A unit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit<'a> {
    #[serde(borrow)]
    unit: Cow<'a, str>,
    #[serde(default, borrow)]
    values: Values<'a>,
}

/// Values by their columns, in the file's order.
#[derive(Default)]
struct Values<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Values<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Values<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of values by their columns")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values: Vec<(Cow<'de, str>, &'de RawValue)> = Vec::new();
                let mut names = std::collections::HashSet::new();
                while let Some(Name(name)) = map.next_key()? {
                    if !names.insert(name.clone()) {
                        return Err(A::Error::custom(format!("{name:?} is there twice")));
                    }
                    values.push((name, map.next_value()?));
                }
                Ok(Values(values))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

/// A name that is borrowed where it can be.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// What may stand in a place.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry<'a> {
    Nothing(()),
    Number(f64),
    Text(#[serde(borrow)] Cow<'a, str>),
}

pub(super) fn read(reading: &Reading, rows: &mut Rows<'_>, text: &str) {
    let file: File<'_> = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let what = Wrong::Form(plain(&error));
            return rows.fault(FileFault::at(error.line().max(1), Some(error.column()), what));
        }
    };
    let document = rows.instrument.document();
    let edition = document.edition.as_str();
    for (found, wanted) in [(file.instrument, document.id.as_str()), (file.edition, edition)] {
        if let Some(found) = found.filter(|found| found != wanted) {
            rows.refuse(Wrong::Other { found: found.into_owned(), wanted: wanted.to_owned() });
        }
    }
    let mut places = Places::of(text);
    for unit in file.units {
        take(reading, rows, &mut places, unit);
        if rows.is_full() {
            return;
        }
    }
}

fn take(reading: &Reading, rows: &mut Rows<'_>, places: &mut Places<'_>, raw: &RawValue) {
    let place = places.of_raw(raw);
    let unit: Unit<'_> = match serde_json::from_str(raw.get()) {
        Ok(unit) => unit,
        Err(error) => {
            let what = Wrong::Form(plain(&error));
            return rows.fault(FileFault::at(place.line, Some(place.column), what));
        }
    };
    let Some(row) = rows.unit(&unit.unit, place) else { return };
    for (name, raw) in unit.values.0 {
        let place = places.of_raw(raw);
        let Some(column) = rows.column(&name, place, reading) else { continue };
        let entries = match serde_json::from_str::<Vec<Entry<'_>>>(raw.get()) {
            Ok(entries) => Ok(entries),
            Err(_) => serde_json::from_str::<Entry<'_>>(raw.get()).map(|entry| vec![entry]),
        };
        let Ok(entries) = entries else {
            let mut fault = FileFault::at(
                place.line,
                Some(place.column),
                Wrong::Form("it has to be a number, a text, null, or a list of these".to_owned()),
            );
            (fault.unit, fault.name) = (Some(unit.unit.to_string()), Some(name.into_owned()));
            rows.fault(fault);
            continue;
        };
        for entry in entries {
            let value = match &entry {
                Entry::Nothing(()) => continue,
                Entry::Number(number) => Value::Number(*number),
                Entry::Text(text) => Value::Text(text),
            };
            rows.set((row, &unit.unit), (column, &name), place, value);
        }
    }
}

/// What an error says, without the place that stands before it.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// Finds the line and column of parts of a text, one behind the other.
struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    begins: usize,
}

impl<'a> Places<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, begins: 0 }
    }

    /// A raw value borrows from the text, so the distance of the two pointers is its place.
    fn of_raw(&mut self, raw: &RawValue) -> Place {
        let to = raw.get().as_ptr() as usize - self.text.as_ptr() as usize;
        for (place, byte) in self.text.bytes().enumerate().take(to).skip(self.at) {
            if byte == b'\n' {
                self.line += 1;
                self.begins = place + 1;
            }
        }
        self.at = to;
        Place { line: self.line, column: self.text[self.begins..to].chars().count() + 1 }
    }
}
