use std::collections::BTreeMap;

use super::Instrument;
use crate::document::Coverage;

/// How many of an instrument's texts there are in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The language.
    pub language: String,
    /// What the document declares; none where it declares nothing.
    pub declared: Option<Coverage>,
    /// How many texts there are in it.
    pub texts: usize,
    /// How many there are in the document's own language.
    pub of: usize,
}

impl Instrument {
    /// The languages of its texts beside its own, in the order of their codes.
    pub fn translations(&self) -> Vec<Translated> {
        let texts = self.document.texts();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (language, _) in texts.iter().flat_map(|said| said.text.iter()) {
            *counts.entry(language).or_default() += 1;
        }
        let of = counts.remove(self.document.language.as_str()).unwrap_or(0);
        let translated = counts.into_iter().map(|(language, texts)| Translated {
            language: language.to_owned(),
            declared: self.document.translations.get(language).map(|declared| declared.coverage),
            texts,
            of,
        });
        translated.collect()
    }
}
