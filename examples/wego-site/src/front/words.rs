//! The front page's words, figures and places: content/front.toml, figures.toml and places.toml.

use std::collections::BTreeMap;

use eframe_core::{Language, Localized};
use serde::Deserialize;

use crate::embedded;

/// The three files, read.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    by_language: BTreeMap<Language, Front>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) places: Vec<Place>,
}

/// What the front page says in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    pub(crate) sentence: String,
    pub(crate) lead: String,
    pub(crate) doors: Vec<Door>,
    pub(crate) gains: Gains,
}

/// One of the three things people come for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Door {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) action: String,
    pub(crate) path: String,
}

/// The table of what members gain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gains {
    pub(crate) heading: String,
    pub(crate) columns: [String; 2],
    pub(crate) rows: Vec<Gain>,
}

/// One row of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gain {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) path: String,
}

/// A figure with its source and date. One that is not known has no entry.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Figure {
    pub(crate) order: i32,
    pub(crate) value: u64,
    /// `2018-03-12`, or only `2010`.
    pub(crate) date: String,
    /// Whether it is shown beside the register's own figures.
    #[serde(default)]
    pub(crate) lasting: bool,
    pub(crate) label: Localized<String>,
    pub(crate) source: Localized<String>,
}

/// A place on the map.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Place {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) name: Localized<String>,
    pub(crate) role: Localized<String>,
}

#[derive(Deserialize)]
struct Figures {
    figure: Vec<Figure>,
}

#[derive(Deserialize)]
struct Places {
    place: Vec<Place>,
}

impl Words {
    /// The embedded files.
    ///
    /// # Errors
    /// With the file and line that is wrong; a test proves that none is.
    pub(crate) fn embedded() -> Result<Self, toml::de::Error> {
        let text = |name| embedded::text(embedded::CONTENT, name).unwrap_or_default();
        let mut figures = toml::from_str::<Figures>(text("figures.toml"))?.figure;
        figures.sort_by_key(|figure| figure.order);
        Ok(Self {
            by_language: toml::from_str(text("front.toml"))?,
            figures,
            places: toml::from_str::<Places>(text("places.toml"))?.place,
        })
    }

    /// The words in this language, else in English.
    pub(crate) fn front(&self, language: Language) -> Option<&Front> {
        self.by_language.get(&language).or_else(|| self.by_language.get(&Language::EN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_page_is_written_in_every_language() {
        let words = Words::embedded().unwrap();
        for language in Language::ALL {
            let front = &words.by_language[&language];
            assert_eq!(front.doors.len(), 3);
            assert!(front.gains.rows.iter().all(|row| row.path.starts_with('/')));
            let labels = words.figures.iter().map(|figure| &figure.label);
            let names = words.places.iter().map(|place| &place.name);
            for text in labels.chain(names) {
                assert_eq!(text.pick(language).unwrap().language, language);
            }
        }
    }

    #[test]
    fn a_figure_has_a_value_a_source_and_a_date() {
        for figure in Words::embedded().unwrap().figures {
            assert!(figure.value > 0 && figure.date.len() >= 4, "{figure:?}");
            assert!(figure.source.get(Language::EN).is_some_and(|source| !source.is_empty()));
        }
    }
}
