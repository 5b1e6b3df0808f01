//! An approval holds for every field of every kind of text, block and file.

use serde_json::{Value, json};

use super::*;
use crate::model::{Approval, Author};
use crate::rules::samples::{approver, editor, in_review};

/// What no text of its field becomes by a letter more.
const OTHERWISE: [&str; 12] = [
    "column",
    "warning",
    "front",
    "2026-12-24",
    "2027-06-05T10:30:00",
    "Europe/Berlin",
    "0198c0de-0000-7000-8000-00000000000f",
    "other.pdf",
    "https://other.example/",
    "x-other",
    "3",
    "",
];

fn file(name: &str) -> Value {
    json!({
        "media": "0198c0de-0000-7000-8000-000000000001", "number": 1, "sha256": "0a".repeat(32),
        "name": name, "mime": "image/jpeg", "size": 1_000,
        "pixels": { "width": 100, "height": 50, "alpha": true }, "focus": { "x": 20, "y": 30 },
    })
}

fn picture() -> Value {
    json!({
        "file": file("a.jpg"), "alt": "A bridge", "decorative": false, "caption": "Old", "credit": "Mina",
    })
}

/// Every kind of block with all that it can say.
fn blocks() -> Value {
    let mut image = picture();
    image["type"] = "image".into();
    json!([
        { "type": "text", "markdown": "Words." },
        { "type": "heading", "level": 2, "text": "Words" },
        image,
        { "type": "gallery", "title": "More", "items": [picture(), picture()] },
        { "type": "document", "file": file("a.pdf"), "title": "The plan", "caption": "Of 2027" },
        { "type": "quote", "text": "Yes", "source": "Mina", "url": "https://city.example/" },
        { "type": "table", "caption": "Trams", "header": "row", "rows": [["a", "b"], ["c", "d"]] },
        { "type": "figures", "title": "Trams", "chart": true, "items": [
            { "label": "Lines", "value": "3", "unit": "lines", "source": "City", "date": "2026" } ] },
        { "type": "call-to-action", "label": "Apply", "url": "/apply", "text": "Until May" },
        { "type": "accordion", "items": [{ "title": "Who", "markdown": "Cities" }] },
        { "type": "contact", "name": "Office", "role": "Trams", "address": "Street", "phone": "1",
          "email": "a@city.example", "hours": "Nine" },
        { "type": "x-hours", "days": "Monday" },
    ])
}

/// What each kind of document states besides.
fn facts() -> [Value; 8] {
    [
        json!({ "kind": "page" }),
        json!({ "kind": "faq" }),
        json!({ "kind": "document" }),
        json!({ "kind": "news", "date": "2026-11-23" }),
        json!({ "kind": "event", "starts": "2027-05-04T09:30:00", "ends": "2027-05-04T10:30:00",
                "zone": "Asia/Seoul", "place": "Hall" }),
        json!({ "kind": "person", "office": "Mayor", "organisation": "City", "email": "a@city.example" }),
        json!({ "kind": "partner", "url": "https://partner.example/" }),
        json!({ "kind": "banner", "tone": "notice", "shown": "everywhere", "link": "/about" }),
    ]
}

/// The ways to everything that is said, but to the names of kinds.
fn leaves(of: &Value, at: &str, found: &mut Vec<String>) {
    match of {
        Value::Object(members) => {
            for (name, member) in
                members.iter().filter(|(name, _)| !["type", "kind"].contains(&name.as_str()))
            {
                leaves(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                leaves(item, &format!("{at}/{nth}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

/// What may stand there instead.
fn others(of: &Value) -> Vec<Value> {
    match of {
        Value::String(text) => {
            let digest = (text.len() == 64).then(|| "0b".repeat(32));
            let more = [format!("{text}.")].into_iter().chain(digest);
            more.chain(OTHERWISE.map(str::to_owned)).map(Value::from).collect()
        }
        Value::Number(number) => vec![(number.as_u64().unwrap_or_default() + 1).into()],
        Value::Bool(yes) => vec![(!yes).into()],
        _ => Vec::new(),
    }
}

#[test]
fn an_approval_is_void_after_a_change_of_any_field_of_any_kind_of_text_block_and_file() {
    let mut altered = 0;
    for facts in facts() {
        let said = json!({
            "title": "A title", "summary": "A summary.", "body": blocks(), "facts": facts, "note": "New",
        });
        let content: Content = serde_json::from_value(said.clone()).expect("content");
        assert_eq!(
            serde_json::to_value(&content).expect("JSON"),
            said,
            "nothing of it is passed over"
        );
        let mut edition = Edition { content, ..in_review(&editor()) };
        let (by, at, hash) = (Author::of(&approver()), Timestamp::UNIX_EPOCH, edition.hash());
        edition.state =
            State::Approved { approvals: vec![Approval { by, at, hash, offices: Vec::new() }] };
        assert_eq!(edition.approvals().count(), 1);
        let mut all = Vec::new();
        leaves(&said, "", &mut all);
        for leaf in &all {
            let stands = said.pointer(leaf).expect("it stands there");
            let instead = others(stands).into_iter().find_map(|other| {
                let mut said = said.clone();
                *said.pointer_mut(leaf)? = other;
                let content = serde_json::from_value::<Content>(said).ok()?;
                (content != edition.content).then_some(content)
            });
            let content = instead.unwrap_or_else(|| panic!("{leaf} can say nothing else"));
            let other = Edition { content, ..edition.clone() };
            assert_eq!(other.approvals().count(), 0, "{leaf}");
            altered += 1;
        }
        // One block more, one less, two in another order.
        let swapped = [&[1, 0][..], &(2..12).collect::<Vec<_>>()].concat();
        for order in [(0..11).collect::<Vec<_>>(), swapped, (0..12).chain([0]).collect()] {
            let mut said = said.clone();
            said["body"] = order.iter().map(|&at: &usize| blocks()[at].clone()).collect();
            let other = Edition {
                content: serde_json::from_value(said).expect("content"),
                ..edition.clone()
            };
            assert_eq!(other.approvals().count(), 0, "{order:?}");
        }
    }
    assert!(altered > 8 * 70, "{altered}");
}
