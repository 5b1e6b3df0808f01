use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Language;

/// One thing said in several languages.
///
/// ```
/// use eframe_core::{Language, Localized};
/// let name = Localized::from([(Language::EN, "Seoul"), (Language::KO, "서울")]);
/// assert_eq!(name.pick(Language::KO).unwrap().value, &"서울");
/// let picked = name.pick(Language::FR).unwrap();
/// assert!(picked.language == Language::EN && picked.is_fallback_for(Language::FR));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized<T>(BTreeMap<Language, T>);

/// What a reader gets, and the language it is in: `lang` and `dir` must say so when it is not theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked<'a, T> {
    /// The thing said.
    pub value: &'a T,
    /// The language it is said in.
    pub language: Language,
}

impl<T> Localized<T> {
    /// Said in no language yet.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// What is said in exactly this language.
    pub fn get(&self, language: Language) -> Option<&T> {
        self.0.get(&language)
    }

    /// Says it in one language, in place of what was said before.
    pub fn insert(&mut self, language: Language, value: T) -> Option<T> {
        self.0.insert(language, value)
    }

    /// The reader's language, else English, else the first there is by code.
    pub fn pick(&self, language: Language) -> Option<Picked<'_, T>> {
        [language, Language::EN]
            .into_iter()
            .find_map(|tried| self.0.get_key_value(&tried))
            .or_else(|| self.0.first_key_value())
            .map(|(&language, value)| Picked { value, language })
    }

    /// The languages it is said in, by code.
    pub fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        self.0.keys().copied()
    }

    /// Everything said, by language code.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &T)> {
        self.0.iter().map(|(&language, value)| (language, value))
    }

    /// Whether it is said in no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Picked<'_, T> {
    /// Whether a reader of `language` gets another language than theirs.
    pub fn is_fallback_for(&self, language: Language) -> bool {
        self.language != language
    }
}

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const N: usize> From<[(Language, T); N]> for Localized<T> {
    fn from(said: [(Language, T); N]) -> Self {
        Self(said.into())
    }
}

impl<T> FromIterator<(Language, T)> for Localized<T> {
    fn from_iter<I: IntoIterator<Item = (Language, T)>>(said: I) -> Self {
        Self(said.into_iter().collect())
    }
}
