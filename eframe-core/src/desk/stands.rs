use serde::Serialize;

use crate::form::{Field, Fields};

/// What stands in a field now, told beside what somebody typed there who came too late. `kit.html` shows a list of them by
/// `stands`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stands {
    label: String,
    /// Empty where nothing stands there.
    text: String,
    lang: String,
    dir: &'static str,
}

impl Stands {
    /// Those of these fields in which something else stands `now` than was `typed`.
    #[must_use]
    pub fn beside<'a>(
        fields: impl IntoIterator<Item = &'a Field>,
        typed: &Fields,
        now: &Fields,
    ) -> Vec<Self> {
        let differs = |field: &&Field| field.said(typed) != field.said(now);
        let fields = fields.into_iter().filter(|field| field.is_shown()).filter(differs);
        fields.map(|field| Self::of(field, now)).collect()
    }

    fn of(field: &Field, now: &Fields) -> Self {
        let (lang, dir) = field.language();
        let (lang, dir) = (lang.to_owned(), if dir.is_empty() { "auto" } else { dir });
        Self { label: field.label().to_owned(), text: field.said(now), lang, dir }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Choice;

    #[test]
    fn what_stands_is_told_of_fields_that_differ_alone_and_in_words() {
        let options = vec![Choice::new("a", "Lane"), Choice::new("b", "Avenue")];
        let fields = [
            Field::hidden("version"),
            Field::text("title", "Title"),
            Field::textarea("note", "Note", 4),
            Field::select("kind", "Kind", options),
            Field::checkbox("public", "Shown"),
        ];
        let typed =
            Fields::of([("version", "1"), ("title", "Mine"), ("note", "a\r\nb"), ("kind", "a")]);
        let now = Fields::of([("version", "2"), ("title", "Theirs"), ("note", "a\nb\n")]);
        let now = now.with("kind", "b").with("public", "yes");
        let told = Stands::beside(&fields, &typed, &now);
        let told =
            told.iter().map(|one| (one.label.as_str(), one.text.as_str())).collect::<Vec<_>>();
        assert_eq!(told, [("Title", "Theirs"), ("Kind", "Avenue"), ("Shown", "✓")]);
    }
}
