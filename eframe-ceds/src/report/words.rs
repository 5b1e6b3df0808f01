use crate::chart::Label;
use crate::document::{Document, Localized};

/// Picks texts in the reader's language.
pub(super) struct Words<'a> {
    languages: Vec<&'a str>,
    own: &'a str,
}

impl<'a> Words<'a> {
    pub(super) fn new(document: &'a Document, languages: &[&'a str]) -> Self {
        let own = languages.first().copied().unwrap_or(&document.language);
        let mut languages = languages.to_vec();
        languages.push(&document.language);
        Self { languages, own }
    }

    /// The text in the first language that has it; with that language, where it is not the reader's.
    pub(super) fn pick(&self, text: &Localized) -> Label {
        match text.pick(self.languages.iter().copied()) {
            Some((lang, text)) if lang == self.own => text.into(),
            Some((lang, text)) => Label::foreign(text, lang),
            None => Label::default(),
        }
    }

    /// The same; where there is none, what programs call it.
    pub(super) fn name(&self, text: &Localized, id: &str) -> Label {
        let picked = self.pick(text);
        if picked.text.is_empty() { id.into() } else { picked }
    }
}
