//! `ceds check` and `ceds template`.

use std::path::Path;

use eframe_ceds::document::Coverage;
use eframe_ceds::table::Table;
use eframe_ceds::{Format, Instrument, Modules, Translated};

use crate::arguments::{Check, Output, Template};
use crate::end::End;
use crate::input;

/// Checks each file, and says all that is wrong before it ends.
pub(crate) fn run(arguments: &Check) -> Result<(), End> {
    let instrument = arguments.instrument.as_deref().map(input::instrument).transpose()?;
    let mut end: Option<End> = None;
    for file in &arguments.files {
        let found = match &instrument {
            Some(instrument) => answers(instrument, file, arguments),
            None => input::document(file).map(|found| told(&found)),
        };
        match found {
            Ok(text) => println!("{}: {text}", file.display()),
            Err(worse) => {
                if let Some(end) = end.replace(worse) {
                    end.say();
                }
            }
        }
    }
    end.map_or(Ok(()), Err)
}

/// What belongs to an instrument: modules in TOML, or answers.
fn answers(instrument: &Instrument, file: &Path, arguments: &Check) -> Result<String, End> {
    if file.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")) {
        let name = file.display().to_string();
        let modules = Modules::read(instrument, &name, &input::text(file)?, Format::Toml);
        let modules = modules.map_err(|error| End::Wrong(error.to_string()))?;
        return Ok(format!("right; {} modules", modules.all().len()));
    }
    let data = input::data(instrument, file, &arguments.reading)?;
    Ok(format!("right; {} units", data.len()))
}

/// What an instrument is, in a line.
fn told(instrument: &Instrument) -> String {
    let document = instrument.document();
    let mut parts = vec![format!("{} {}", document.id, document.edition)];
    for (count, what) in [
        (document.nodes.len(), "nodes"),
        (document.indicators.len(), "indicators"),
        (document.questions.len(), "questions"),
        (document.facts.len(), "facts"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    if let Some(minutes) = instrument.all_minutes() {
        parts.push(format!("about {minutes:.0} minutes"));
    }
    for Translated { language, declared, texts, of } in instrument.translations() {
        let declared = match declared {
            Some(Coverage::Complete) => "complete, ",
            Some(Coverage::Partial) => "partial, ",
            None => "",
        };
        parts.push(format!("{language}: {declared}{texts} of {of} texts"));
    }
    format!("right; {}", parts.join(", "))
}

/// The head of a CSV file with every column there is.
pub(crate) fn template(arguments: &Template) -> Result<(), End> {
    let instrument = input::instrument(&arguments.source.instrument)?;
    let mut table = Table::new("data", &["unit"]);
    table.head.extend(instrument.columns().into_iter().map(str::to_owned));
    Output { output: None, format: None }.write(&table.csv())
}
