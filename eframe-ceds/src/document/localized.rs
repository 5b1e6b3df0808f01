use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text in the languages it exists in: `{ en = "Governance", ko = "거버넌스" }`.
///
/// Language codes are written as in BCP 47 (`en`, `zh-Hans`). The document's own language has to be there wherever any
/// text is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(BTreeMap<String, String>);

impl Localized {
    /// Said in no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in a language, if it was translated.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// The text in the first of these languages that has it, with that language: whoever shows it says which one it is.
    pub fn pick<'a>(
        &'a self,
        languages: impl IntoIterator<Item = &'a str>,
    ) -> Option<(&'a str, &'a str)> {
        languages.into_iter().find_map(|language| {
            self.0.get_key_value(language).map(|(code, text)| (code.as_str(), text.as_str()))
        })
    }

    /// Language codes with their texts, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(code, text)| (code.as_str(), text.as_str()))
    }
}

impl<C: Into<String>, T: Into<String>> FromIterator<(C, T)> for Localized {
    fn from_iter<I: IntoIterator<Item = (C, T)>>(texts: I) -> Self {
        Self(texts.into_iter().map(|(code, text)| (code.into(), text.into())).collect())
    }
}

/// Whether it looks like a language code: two or three small letters, then subtags of one to eight letters or digits.
pub(crate) fn is_language(code: &str) -> bool {
    let mut tags = code.split('-');
    let first = tags.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && tags.all(|tag| {
            (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_has_it_is_picked_and_named() {
        let text = Localized::from_iter([("en", "Network"), ("ko", "망")]);
        assert_eq!(text.pick(["fr", "ko", "en"]), Some(("ko", "망")));
        assert_eq!(text.pick(["fr"]), None);
    }

    #[test]
    fn codes() {
        assert!(is_language("en") && is_language("zh-Hans") && is_language("es-419"));
        assert!(
            !is_language("EN")
                && !is_language("english")
                && !is_language("en-")
                && !is_language("")
        );
    }
}
