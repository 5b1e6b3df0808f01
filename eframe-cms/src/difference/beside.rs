use std::time::Instant;

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

use super::{Became, PATIENCE, Piece, words};
use crate::model::{Block, Content};

/// A part of two texts, side by side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Beside {
    /// The field's name; `body` for each part of the body.
    pub(crate) field: &'static str,
    /// What stands on either side; nothing where that text has no such part.
    pub(crate) one: Option<Part>,
    pub(crate) other: Option<Part>,
    /// Whether both sides say the same, in parts of one kind.
    pub(crate) same: bool,
}

/// A part of a text: a field, a block, or a paragraph of a block of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The place of the block it is, or stands in.
    pub(crate) place: Option<usize>,
    /// Its words; those that the other side has not are marked.
    pub(crate) pieces: Vec<Piece>,
}

/// Two texts side by side, part by part in their order. In one language the words that differ are marked; between two
/// languages parts of one kind stand beside each other, and nothing is marked.
pub(crate) fn beside(one: &Content, other: &Content, one_language: bool) -> Vec<Beside> {
    let by = Instant::now() + PATIENCE;
    let (fields, others) = (one.fields(), other.fields());
    let mut all = Vec::new();
    for ((field, left), (_, right)) in fields.named().into_iter().zip(others.named()) {
        if field == "body" {
            all.extend(body(&units(one), &units(other), one_language, by));
        } else if !left.is_empty() || !right.is_empty() {
            let side = |text: &str| (!text.is_empty()).then(|| Unit::field(text));
            let (left, right) = (side(&left), side(&right));
            all.push(pair(field, left.as_ref(), right.as_ref(), one_language, by));
        }
    }
    all
}

/// What is compared as one.
struct Unit<'a> {
    block: Option<(usize, &'a Block)>,
    words: String,
}

impl Unit<'_> {
    fn field(text: &str) -> Self {
        Self { block: None, words: text.to_owned() }
    }

    fn kind(&self) -> &str {
        self.block.map_or("", |(_, block)| block.kind())
    }
}

/// The blocks of a body; a text paragraph by paragraph.
fn units(content: &Content) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    for (place, block) in content.body.blocks().iter().enumerate() {
        let unit = |words: &str| Unit { block: Some((place, block)), words: words.to_owned() };
        let source = block.source();
        match block {
            Block::Text(_) => {
                let paragraphs = source.split("\n\n").filter(|text| !text.trim().is_empty());
                units.extend(paragraphs.map(unit));
            }
            _ => units.push(unit(&source)),
        }
    }
    units
}

fn body(one: &[Unit<'_>], other: &[Unit<'_>], one_language: bool, by: Instant) -> Vec<Beside> {
    // Between two languages only what sort of a part it is can be the same.
    let key = |unit: &Unit<'_>| if one_language { unit.words.clone() } else { String::new() };
    let keys = |units: &[Unit<'_>]| {
        units.iter().map(|unit| (unit.kind().to_owned(), key(unit))).collect::<Vec<_>>()
    };
    let (before, after) = (keys(one), keys(other));
    let changes = capture_diff_slices_deadline(Algorithm::Myers, &before, &after, Some(by));
    let mut all = Vec::new();
    for change in changes {
        let (mut left, mut right) = (change.old_range(), change.new_range());
        let together = change.tag() == DiffTag::Equal || one_language;
        loop {
            let (was, is) = match (left.next(), together) {
                (Some(was), true) => (Some(was), right.next()),
                (Some(was), false) => (Some(was), None),
                (None, _) => (None, right.next()),
            };
            let (was, is) = (was.map(|at| &one[at]), is.map(|at| &other[at]));
            if was.or(is).is_none() {
                break;
            }
            all.push(pair("body", was, is, one_language, by));
        }
    }
    all
}

fn pair(
    field: &'static str,
    one: Option<&Unit<'_>>,
    other: Option<&Unit<'_>>,
    one_language: bool,
    by: Instant,
) -> Beside {
    let plain = |unit: &Unit<'_>| vec![Piece { change: Became::Kept, text: unit.words.clone() }];
    let (left, right) = match (one, other) {
        (Some(one), Some(other)) if one_language && one.words != other.words => {
            let pieces = words(&one.words, &other.words, by);
            let without = |gone: Became| {
                let left = pieces.iter().filter(|piece| piece.change != gone);
                left.cloned().collect::<Vec<_>>()
            };
            (Some(without(Became::Added)), Some(without(Became::Removed)))
        }
        _ => (one.map(plain), other.map(plain)),
    };
    let part = |unit: Option<&Unit<'_>>, pieces: Option<Vec<Piece>>| {
        Some(Part { place: unit?.block.map(|(place, _)| place), pieces: pieces? })
    };
    let same = match (one, other) {
        (Some(one), Some(other)) => one.words == other.words && one.kind() == other.kind(),
        _ => false,
    };
    Beside { field, one: part(one, left), other: part(other, right), same }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Fields, Kind};

    fn content(title: &str, body: &str) -> Content {
        let body = serde_json::from_str(body).expect("a body");
        let fields = Fields { title: title.to_owned(), body, ..Fields::default() };
        Content::read(Kind::Page, &fields).expect("right")
    }

    fn said(part: &Option<Part>) -> String {
        let pieces = part.iter().flat_map(|part| &part.pieces);
        pieces
            .map(|piece| match piece.change {
                Became::Kept => piece.text.clone(),
                Became::Added => format!("+{}+", piece.text),
                Became::Removed => format!("-{}-", piece.text),
            })
            .collect()
    }

    fn told(one: &Content, other: &Content, one_language: bool) -> Vec<(String, String, bool)> {
        let all = beside(one, other, one_language);
        all.iter().map(|row| (said(&row.one), said(&row.other), row.same)).collect()
    }

    #[test]
    fn paragraphs_stand_beside_what_became_of_them() {
        let old = content("Offices", r#""One.\n\nTwo is old.\n\nThree.""#);
        let new = content("Offices", r#""Two is new.\n\nThree.\n\nFour.""#);
        let told = told(&old, &new, true);
        let row = |one: &str, other: &str, same| (one.to_owned(), other.to_owned(), same);
        assert_eq!(told[0], row("Offices", "Offices", true));
        assert!(told.iter().any(|(one, ..)| one.contains("One")), "{told:?}");
        assert!(told.contains(&row("Three.", "Three.", true)), "{told:?}");
        assert!(told.contains(&row("", "Four.", false)), "{told:?}");
    }

    #[test]
    fn between_languages_parts_of_one_kind_stand_beside_each_other() {
        let english = content(
            "Offices",
            r#"[{"type":"heading","text":"A"},{"type":"text","markdown":"B"},{"type":"quote","text":"C"}]"#,
        );
        let korean = content(
            "사무소",
            r#"[{"type":"heading","text":"가"},{"type":"quote","text":"다"},{"type":"text","markdown":"라"}]"#,
        );
        let told = told(&english, &korean, false);
        let pairs = told.iter().map(|(one, other, _)| (one.as_str(), other.as_str()));
        let pairs = pairs.collect::<Vec<_>>();
        assert_eq!(pairs[..2], [("Offices", "사무소"), ("## A", "## 가")]);
        // The quotes stand on other sides of the texts, so one of both kinds stands alone.
        assert_eq!(pairs[2..], [("", "다"), ("B", "라"), ("C", "")]);
    }

    #[test]
    fn two_long_texts_without_a_paragraph_in_common_take_a_moment() {
        let text = |mark: char| {
            let paragraphs = (0..12_000).map(|number| format!("{mark}{number:x}"));
            let body = paragraphs.collect::<Vec<_>>().join("\n\n");
            content("T", &serde_json::to_string(&body).expect("JSON"))
        };
        let (one, other) = (text('a'), text('b'));
        let begun = Instant::now();
        assert!(beside(&one, &other, true).len() >= 12_000);
        let took = begun.elapsed();
        assert!(took < 12 * PATIENCE, "{took:?}");
    }

    proptest! {
        #[test]
        fn each_side_reads_as_its_own_text(
            one in prop::collection::vec("[a-c]{1,6}", 0..6),
            other in prop::collection::vec("[a-c]{1,6}", 0..6), one_language in any::<bool>(),
        ) {
            let text = |paragraphs: &[String]| {
                let body = serde_json::to_string(&paragraphs.join("\n\n")).expect("JSON");
                content("T", &body)
            };
            let rows = beside(&text(&one), &text(&other), one_language);
            let side = |of: fn(&Beside) -> &Option<Part>| {
                let parts = rows.iter().filter(|row| row.field == "body").filter_map(|row| of(row).as_ref());
                let words = |part: &Part| part.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
                parts.map(words).collect::<Vec<_>>()
            };
            prop_assert_eq!(side(|row| &row.one), one);
            prop_assert_eq!(side(|row| &row.other), other);
        }
    }
}
