//! What changed between two texts, word by word, for the one who reviews.

mod beside;

use std::time::{Duration, Instant};

use serde::Serialize;
use similar::{Algorithm, ChangeTag, DiffTag, TextDiff, capture_diff_slices_deadline};

pub(crate) use self::beside::{Beside, Part, beside};
use crate::model::{Block, Content};

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
    /// In a body that is more than text, the block: its place in the new body, or in the old one when it is gone.
    pub(crate) block: Option<(usize, Block)>,
    /// Its words, old and new in one run.
    pub(crate) pieces: Vec<Piece>,
}

/// How long the finest difference between two contents is looked for; from then on a coarser one does.
const PATIENCE: Duration = Duration::from_millis(300);

/// The fields that differ between two contents, in the order of the form; of a body that is more than text, the
/// blocks that differ.
pub(crate) fn between(old: &Content, new: &Content) -> Vec<FieldDifference> {
    let by = Instant::now() + PATIENCE;
    let bodies = (&old.body, &new.body);
    let (old, new) = (old.fields(), new.fields());
    let changed =
        old.named().into_iter().zip(new.named()).filter(|((_, old), (_, new))| old != new);
    changed
        .flat_map(|((field, old), (_, new))| match bodies {
            (one, other) if field == "body" && (one.as_text().or(other.as_text())).is_none() => {
                blocks(one.blocks(), other.blocks(), by)
            }
            _ => vec![FieldDifference { field, block: None, pieces: words(&old, &new, by) }],
        })
        .collect()
}

/// The blocks that differ: those that stand at the same place between two that stayed are taken for one that changed.
fn blocks(old: &[Block], new: &[Block], by: Instant) -> Vec<FieldDifference> {
    let told = |place: usize, block: &Block, old: &str, new: &str| FieldDifference {
        field: "body",
        block: Some((place, block.clone())),
        pieces: words(old, new, by),
    };
    let mut found = Vec::new();
    let sources = |blocks: &[Block]| {
        // The kind belongs to it: a heading made a text of the same words is a change.
        let source = |block: &Block| (block.kind().to_owned(), block.source());
        blocks.iter().map(source).collect::<Vec<_>>()
    };
    let (before, after) = (sources(old), sources(new));
    let changes = capture_diff_slices_deadline(Algorithm::Myers, &before, &after, Some(by));
    for change in changes {
        if change.tag() == DiffTag::Equal {
            continue;
        }
        let (mut gone, mut come) = (change.old_range(), change.new_range());
        loop {
            match (gone.next(), come.next()) {
                (Some(was), Some(is)) => {
                    found.push(told(is, &new[is], &before[was].1, &after[is].1));
                }
                (None, Some(is)) => found.push(told(is, &new[is], "", &after[is].1)),
                (Some(was), None) => found.push(told(was, &old[was], &before[was].1, "")),
                (None, None) => break,
            }
        }
    }
    found
}

fn words(old: &str, new: &str, by: Instant) -> Vec<Piece> {
    let difference = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .deadline(by)
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
    use crate::model::{Fields, Kind};

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let pieces = words("the city hall", "the town hall", Instant::now() + PATIENCE);
        let marked = pieces.iter().map(|piece| (piece.change, piece.text.as_str()));
        let expected = [
            (Became::Kept, "the "),
            (Became::Removed, "city"),
            (Became::Added, "town"),
            (Became::Kept, " hall"),
        ];
        assert!(marked.eq(expected), "{pieces:?}");
    }

    #[test]
    fn of_a_body_only_the_blocks_that_differ_are_shown() {
        let content = |list: &str| {
            let body = serde_json::from_str(list).expect("a body");
            let fields = Fields { title: "T".to_owned(), body, ..Fields::default() };
            Content::read(Kind::Page, &fields).expect("right")
        };
        let old = content(
            r#"[{"type":"heading","text":"A"},{"type":"quote","text":"B"},{"type":"text","markdown":"C"}]"#,
        );
        let new = content(
            r#"[{"type":"heading","text":"A"},{"type":"quote","text":"B","url":"/b"},{"type":"text","markdown":"C"},
                {"type":"contact","name":"D"}]"#,
        );
        let places = |old, new| {
            let found = between(old, new).into_iter();
            found.filter_map(|found| found.block.map(|(place, _)| place)).collect::<Vec<_>>()
        };
        assert_eq!(places(&old, &new), [1, 3]);
        assert_eq!(places(&new, &old), [1, 3]);
        assert_eq!(places(&new, &new), [0; 0]);
        let pieces = between(&old, &new).remove(0).pieces;
        assert_eq!(pieces[1], Piece { change: Became::Added, text: "\n/b".to_owned() });
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[a-c가나 \n]{0,60}", new in "[a-c가나 \n]{0,60}") {
            let pieces = words(&old, &new, Instant::now() + PATIENCE);
            let without = |gone| {
                let kept = pieces.iter().filter(|piece| piece.change != gone);
                kept.map(|piece| piece.text.as_str()).collect::<String>()
            };
            prop_assert_eq!(without(Became::Added), old);
            prop_assert_eq!(without(Became::Removed), new);
        }
    }
}
