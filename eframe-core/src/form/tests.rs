use proptest::prelude::*;

use super::*;
use crate::FieldErrors;

fn keys(errors: &FieldErrors) -> Vec<(&str, &'static str)> {
    errors.iter().map(|error| (error.field.as_str(), error.key)).collect()
}

#[test]
fn every_fault_is_found_in_one_go() {
    let posted =
        Posted::from_iter([("title", " "), ("seats", "9"), ("starts", "soon"), ("kind", "x")]);
    let mut read = posted.read();
    let _ = (
        read.line("title", 10),
        read.whole("seats", 10..=20),
        read.date("starts"),
        read.choice::<u8>("kind"),
    );
    let errors = read.finish(|| Some(())).unwrap_err();
    assert_eq!(
        keys(&errors),
        [
            ("title", "core.field.required"),
            ("seats", "core.field.number"),
            ("starts", "core.field.date"),
            ("kind", "core.field.choose")
        ]
    );
}

#[test]
fn bad_input_5_nul_is_refused_and_turned_text_is_straightened() {
    let posted = Posted::from_iter([
        ("a", "x\0y"),
        ("b", "abc\u{202e}fed\u{200b}"),
        ("c", "می\u{200c}خواهم"),
    ]);
    let mut read = posted.read();
    assert_eq!(read.optional_line("a", 10), None);
    assert_eq!(read.optional_line("b", 10).as_deref(), Some("abcfed"));
    assert_eq!(read.optional_line("c", 10).as_deref(), Some("می\u{200c}خواهم"));
    assert_eq!(keys(&read.finish(|| Some(())).unwrap_err()), [("a", "core.field.characters")]);
}

#[test]
fn a_line_too_long_is_one_fault() {
    let posted = Posted::from_iter([("title", "ééé")]);
    let mut read = posted.read();
    let _ = read.line("title", 2);
    assert_eq!(keys(&read.finish(|| Some(())).unwrap_err()), [("title", "core.field.long")]);
}

#[test]
fn a_form_body_keeps_order_and_repeats() {
    let body = serde_json::json!([["tag", "b"], ["title", "x"], ["tag", "a"]]);
    let posted: Posted = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(posted.all("tag").collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(serde_json::to_value(&posted).unwrap(), body);
}

#[test]
fn what_people_type_stays_out_of_logs() {
    let posted = Posted::from_iter([("password", "swordfish")]);
    assert_eq!(format!("{posted:?}"), "{\"password\"}");
}

proptest! {
    #[test]
    fn what_is_read_once_reads_the_same_again(typed in any::<String>()) {
        let once = Posted::from_iter([("t", typed.as_str())]);
        if let Some(read) = once.read().optional_text("t", usize::MAX) {
            let again = Posted::from_iter([("t", read.as_str())]);
            prop_assert_eq!(again.read().optional_text("t", usize::MAX), Some(read));
        }
    }

    #[test]
    fn a_line_is_one_line_and_trimmed(typed in any::<String>()) {
        let posted = Posted::from_iter([("t", typed.as_str())]);
        if let Some(line) = posted.read().optional_line("t", usize::MAX) {
            prop_assert!(!line.chars().any(char::is_control));
            prop_assert_eq!(line.trim(), line.as_str());
        }
    }
}
