//! Files that are read: instruments and answers.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use eframe_ceds::bundled::{self, Bundled};
use eframe_ceds::file::Reading as Rules;
use eframe_ceds::{Data, Format, Instrument};

use crate::arguments::{Input, Reading};
use crate::end::End;

impl Input {
    /// The instrument and its data.
    pub(crate) fn read(&self) -> Result<(Instrument, Data), End> {
        let instrument = instrument(&self.source.instrument)?;
        let data = data(&instrument, &self.data, &self.reading)?;
        Ok((instrument, data))
    }
}

/// The instrument of this name or in this file.
pub(crate) fn instrument(name: &str) -> Result<Instrument, End> {
    if name == "-" || name.contains(['.', '/', '\\']) {
        return document(Path::new(name));
    }
    let Some(bundled) = Bundled::named(name) else {
        let known: Vec<&str> = bundled::ALL.iter().map(|bundled| bundled.name).collect();
        return Err(End::Usage(format!(
            "no instrument {name:?} is bundled; there are {}. A file's name has to end in .toml or .json.",
            known.join(", ")
        )));
    };
    bundled.instrument().map_err(|error| End::Wrong(error.to_string()))
}

/// The instrument in a file.
pub(crate) fn document(path: &Path) -> Result<Instrument, End> {
    let name = path.display().to_string();
    let format = if name == "-" { Some(Format::Toml) } else { Format::of(&name) };
    let format = format.ok_or_else(|| {
        End::Usage(format!("{name}: an instrument's file ends in .toml or .json"))
    })?;
    Instrument::read(&name, &text(path)?, format).map_err(|error| End::Wrong(error.to_string()))
}

/// The text of a document's file, without a byte order mark.
pub(crate) fn text(path: &Path) -> Result<String, End> {
    let bytes = bytes(path, Instrument::LARGEST)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        End::Wrong(format!("{}:{line}: this is not UTF-8", path.display()))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The data in a file: JSON where its name or its first character says so, else CSV.
pub(crate) fn data(instrument: &Instrument, path: &Path, reading: &Reading) -> Result<Data, End> {
    let Reading { unit_column: unit, pass_over } = reading;
    let rules = Rules { unit: unit.clone(), pass_over: *pass_over, ..Rules::default() };
    let bytes = bytes(path, rules.most_bytes)?;
    let name = path.display().to_string();
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let is_json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let data = if is_json || first == Some(&b'{') {
        rules.json(instrument, &name, &bytes)
    } else {
        rules.csv(instrument, &name, &bytes)
    };
    data.map_err(|error| End::Wrong(error.to_string()))
}

/// The bytes of a file, or of standard input, and one more than are taken where there are more.
fn bytes(path: &Path, most: usize) -> Result<Vec<u8>, End> {
    let mut bytes = Vec::new();
    let most = most as u64 + 1;
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| End::file(path, error))?;
    Ok(bytes)
}
