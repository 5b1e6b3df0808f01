//! demo/documents.toml: what is in the making at the content desk, as data.

use std::collections::BTreeMap;

use eframe_cms::model::{Content, Fields, Kind, Rulebook, Slug};
use eframe_core::Language;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

/// What the demo adds to the site's content.
const SCRIPT: &str = include_str!("../../demo/documents.toml");

/// The rules of publishing that it shows.
const RULES: &str = include_str!("../../demo/publishing.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    document: Vec<Entry>,
}

/// One document on its way.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) slug: Slug,
    /// The page it stands below.
    pub(super) parent: Option<String>,
    pub(super) stage: Stage,
    /// The role of whoever wrote it.
    pub(super) author: String,
    /// Its day, counted from the day of the start.
    days: i64,
    #[serde(default)]
    clock: String,
    #[serde(default)]
    ends: String,
    #[serde(default)]
    zone: String,
    /// What the reviewer says of it, where it was given back.
    #[serde(default)]
    pub(super) note: String,
    #[serde(flatten)]
    texts: BTreeMap<Language, Text>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stage {
    Draft,
    Review,
    /// Approved by one of two.
    Half,
    Returned,
    Approved,
    Live,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    title: String,
    summary: String,
    body: String,
    #[serde(default)]
    place: String,
}

/// Why the script is none.
#[derive(Debug, thiserror::Error)]
#[error("demo/{0}")]
pub(crate) struct WrongScript(String);

impl WrongScript {
    pub(super) fn of(file: &str, what: impl std::fmt::Display) -> Self {
        Self(format!("{file}: {what}"))
    }
}

/// The rules of publishing that an example shows, where the settings have none: in one section two have to approve.
///
/// # Errors
/// When the file of rules is none, which the tests rule out.
pub(crate) fn rules(given: Rulebook) -> Result<Rulebook, WrongScript> {
    if !given.rules().is_empty() {
        return Ok(given);
    }
    toml::from_str(RULES).map_err(|error| WrongScript::of("publishing.toml", error))
}

/// The documents, in the order of the script.
pub(super) fn read() -> Result<Vec<Entry>, WrongScript> {
    toml::from_str::<Script>(SCRIPT)
        .map(|script| script.document)
        .map_err(|error| WrongScript::of("documents.toml", error))
}

impl Entry {
    /// What it says in each language, English first; dated from `today`.
    pub(super) fn contents(&self, today: Date) -> Result<Vec<(Language, Content)>, WrongScript> {
        let day = today.saturating_add(self.days.days());
        let at =
            |clock: &str| if clock.is_empty() { String::new() } else { format!("{day}T{clock}") };
        let mut contents = Vec::new();
        for (&language, text) in &self.texts {
            let fields = Fields {
                title: text.title.clone(),
                summary: text.summary.clone(),
                body: text.body.clone().into(),
                place: text.place.clone(),
                date: day.to_string(),
                starts: at(&self.clock),
                ends: at(&self.ends),
                zone: self.zone.clone(),
                ..Fields::default()
            };
            let content = Content::read(self.kind, &fields);
            let content = content.map_err(|errors| {
                WrongScript(format!("documents.toml: {}: {errors:?}", self.slug))
            })?;
            contents.push((language, content));
        }
        contents.sort_by_key(|(language, _)| *language != Language::EN);
        Ok(contents)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_shows_every_stage_and_starts_in_english() {
        let entries = read().unwrap();
        for stage in [
            Stage::Draft,
            Stage::Review,
            Stage::Half,
            Stage::Returned,
            Stage::Approved,
            Stage::Live,
        ] {
            assert!(entries.iter().any(|entry| entry.stage == stage), "{stage:?}");
        }
        for entry in entries {
            let contents = entry.contents(jiff::civil::date(2028, 2, 29)).unwrap();
            assert_eq!(contents[0].0, Language::EN);
        }
    }
}
