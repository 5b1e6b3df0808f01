//! Runs of words that say which language they are in.

use eframe_core::{Language, Mount};
use serde::Serialize;

use crate::Line;
use crate::store::Neighbour;

/// Words with their language, for `lang` and `dir`.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
}

/// A link within the site.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Link {
    pub(crate) words: Words,
    pub(crate) href: String,
    pub(crate) summary: String,
}

impl Words {
    pub(crate) fn new(text: impl Into<String>, language: Language) -> Self {
        let (lang, dir) = (language.tag().to_owned(), language.direction().html());
        Self { text: text.into(), lang, dir }
    }
}

impl Link {
    /// To a document, for a reader of this language.
    pub(crate) fn to(line: &Line, mount: &Mount, reader: Language) -> Self {
        Self {
            words: Words::new(&line.title, line.language),
            href: mount.pages_url(reader, line.address.as_str()),
            summary: line.summary.clone(),
        }
    }

    /// To a page above or below, likewise.
    pub(crate) fn beside(page: &Neighbour, mount: &Mount, reader: Language) -> Option<Self> {
        let picked = page.heads.pick(reader)?;
        let (title, summary) = picked.value;
        Some(Self {
            words: Words::new(title, picked.language),
            href: mount.pages_url(reader, page.address.as_str()),
            summary: summary.clone(),
        })
    }
}
