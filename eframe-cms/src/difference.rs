//! What changed between two texts, word by word, for the one who reviews.

use std::time::Duration;

use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff};

use crate::model::Content;

/// A run of words and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    /// What became of it.
    pub(crate) change: Became,
    /// The words.
    pub(crate) text: String,
}

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Became {
    /// They stayed.
    Kept,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
}

/// The difference in one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FieldDifference {
    /// The field's name.
    pub(crate) field: &'static str,
    /// Its words, old and new in one run.
    pub(crate) pieces: Vec<Piece>,
}

/// How long the finest difference is looked for; then a coarser one does.
const PATIENCE: Duration = Duration::from_millis(300);

/// The fields that differ between two contents, in the order of the form.
pub(crate) fn between(old: &Content, new: &Content) -> Vec<FieldDifference> {
    let (old, new) = (old.fields(), new.fields());
    old.named()
        .into_iter()
        .zip(new.named())
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| FieldDifference { field, pieces: words(&old, &new) })
        .collect()
}

fn words(old: &str, new: &str) -> Vec<Piece> {
    let difference = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(PATIENCE)
        .diff_unicode_words(old, new);
    let mut pieces = Vec::<Piece>::new();
    for change in difference.iter_all_changes() {
        let became = match change.tag() {
            ChangeTag::Equal => Became::Kept,
            ChangeTag::Insert => Became::Added,
            ChangeTag::Delete => Became::Removed,
        };
        match pieces.last_mut() {
            Some(last) if last.change == became => last.text.push_str(change.value()),
            _ => pieces.push(Piece { change: became, text: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let pieces = words("the city hall", "the town hall");
        let marked = pieces.iter().map(|piece| (piece.change, piece.text.as_str()));
        let expected = [
            (Became::Kept, "the "),
            (Became::Removed, "city"),
            (Became::Added, "town"),
            (Became::Kept, " hall"),
        ];
        assert!(marked.eq(expected), "{pieces:?}");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[a-c가나 \n]{0,60}", new in "[a-c가나 \n]{0,60}") {
            let pieces = words(&old, &new);
            let without = |gone| {
                let kept = pieces.iter().filter(|piece| piece.change != gone);
                kept.map(|piece| piece.text.as_str()).collect::<String>()
            };
            prop_assert_eq!(without(Became::Added), old);
            prop_assert_eq!(without(Became::Removed), new);
        }
    }
}
