use similar::{Algorithm, DiffTag};

use super::{Became, Piece, words};
use crate::model::{Block, Content};

/// A part of two texts, side by side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Beside {
    /// The field's name; `body` for each part of the body.
    pub(crate) field: &'static str,
    /// What stands on either side; nothing where that text has no such part.
    pub(crate) one: Option<Part>,
    pub(crate) other: Option<Part>,
}

/// A part of a text: a field, a block, or a paragraph of a block of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The block it is, or stands in, and the place of that.
    pub(crate) block: Option<(usize, Block)>,
    /// Its words; those that the other side has not are marked.
    pub(crate) pieces: Vec<Piece>,
}

impl Beside {
    /// Whether both sides say the same.
    pub(crate) fn is_same(&self) -> bool {
        match (&self.one, &self.other) {
            (Some(one), Some(other)) => one.pieces == other.pieces && one.kind() == other.kind(),
            _ => false,
        }
    }
}

impl Part {
    fn kind(&self) -> Option<&str> {
        self.block.as_ref().map(|(_, block)| block.kind())
    }
}

/// Two texts side by side, part by part in their order. In one language the words that differ are marked; between two
/// languages parts of one kind stand beside each other, and nothing is marked.
pub(crate) fn beside(one: &Content, other: &Content, one_language: bool) -> Vec<Beside> {
    let (fields, others) = (one.fields(), other.fields());
    let mut all = Vec::new();
    for ((field, left), (_, right)) in fields.named().into_iter().zip(others.named()) {
        if field == "body" {
            all.extend(body(&units(one), &units(other), one_language));
        } else if !left.is_empty() || !right.is_empty() {
            let side = |text: &str| (!text.is_empty()).then(|| Unit::field(text));
            all.push(pair(field, side(&left).as_ref(), side(&right).as_ref(), one_language));
        }
    }
    all
}

/// What is compared as one.
#[derive(Clone)]
struct Unit {
    block: Option<(usize, Block)>,
    words: String,
}

impl Unit {
    fn field(text: &str) -> Self {
        Self { block: None, words: text.to_owned() }
    }

    fn kind(&self) -> &str {
        self.block.as_ref().map_or("", |(_, block)| block.kind())
    }
}

/// The blocks of a body; a text paragraph by paragraph.
fn units(content: &Content) -> Vec<Unit> {
    let mut units = Vec::new();
    for (place, block) in content.body.blocks().iter().enumerate() {
        let unit =
            |words: &str| Unit { block: Some((place, block.clone())), words: words.to_owned() };
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

fn body(one: &[Unit], other: &[Unit], one_language: bool) -> Vec<Beside> {
    let keys = |units: &[Unit]| {
        // Between two languages only what sort of a part it is can be the same.
        let key = |unit: &Unit| {
            (unit.kind().to_owned(), if one_language { unit.words.clone() } else { String::new() })
        };
        units.iter().map(key).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for change in similar::capture_diff_slices(Algorithm::Myers, &keys(one), &keys(other)) {
        let (mut left, mut right) = (change.old_range(), change.new_range());
        let together = change.tag() == DiffTag::Equal || one_language;
        loop {
            let (was, is) = match (left.next(), together) {
                (Some(was), true) => (Some(was), right.next()),
                (Some(was), false) => (Some(was), None),
                (None, _) => (None, right.next()),
            };
            let side = |units: &[Unit], at: Option<usize>| at.map(|at| units[at].clone());
            match (side(one, was), side(other, is)) {
                (None, None) => break,
                (left, right) => {
                    all.push(pair("body", left.as_ref(), right.as_ref(), one_language));
                }
            }
        }
    }
    all
}

fn pair(
    field: &'static str,
    one: Option<&Unit>,
    other: Option<&Unit>,
    one_language: bool,
) -> Beside {
    let plain = |unit: &Unit| vec![Piece { change: Became::Kept, text: unit.words.clone() }];
    let (left, right) = match (one, other) {
        (Some(one), Some(other)) if one_language && one.words != other.words => {
            let pieces = words(&one.words, &other.words);
            let without = |gone: Became| {
                let left = pieces.iter().filter(|piece| piece.change != gone);
                left.cloned().collect::<Vec<_>>()
            };
            (Some(without(Became::Added)), Some(without(Became::Removed)))
        }
        _ => (one.map(plain), other.map(plain)),
    };
    let part = |unit: Option<&Unit>, pieces: Option<Vec<Piece>>| {
        Some(Part { block: unit?.block.clone(), pieces: pieces? })
    };
    Beside { field, one: part(one, left), other: part(other, right) }
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
        all.iter().map(|row| (said(&row.one), said(&row.other), row.is_same())).collect()
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
