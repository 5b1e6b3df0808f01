//! Modules that are wrong are refused, with file, line, column and module.

use eframe_ceds::{Format, Instrument, Modules};
use proptest::prelude::*;
use serde_json::json;

use crate::bundled::file;
use crate::schema;

const INSTRUMENT: &str = r#"
format = 1
id = "city"
edition = "2026"
language = "en"
name = { en = "A city" }

[[scale]]
id = "level"
answer = [{ id = "0", score = 0 }, { id = "1", score = 1 }]

[[scale]]
id = "system"
part = [{ id = "exists", scale = "level", gate = true }, { id = "used", scale = "level" }]

[[node]]
id = "index"

[[question]]
id = "plan"
parent = "index"
scale = "level"

[[question]]
id = "payroll"
parent = "index"
scale = "system"
"#;

const HEAD: &str = r#"format = 1
instrument = "city"
edition = "2026"
language = "en"
name.en = "Modules"
"#;

fn instrument() -> Instrument {
    Instrument::read("city.toml", INSTRUMENT, Format::Toml).expect("an instrument")
}

/// What is said of modules that are wrong; nothing where they are not.
fn said(text: &str) -> String {
    match Modules::read(&instrument(), "modules.toml", text, Format::Toml) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

fn module(lines: &str) -> String {
    format!(
        "{HEAD}\n[[module]]\nid = \"plan\"\nname.en = \"A plan\"\ncost = 1\nmonths = 6\n{lines}"
    )
}

#[test]
fn what_is_right_is_taken_and_given_back() {
    let text = module(
        "raises = [{ question = \"plan\", to = \"1\" }, { question = \"payroll/used\", to = \"1\" }]",
    );
    let modules = Modules::read(&instrument(), "modules.toml", &text, Format::Toml);
    let modules = modules.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(modules.get("plan").map(|module| module.months), Some(6));
    assert_eq!(modules.get("other"), None);
    let again = Modules::new(&instrument(), modules.document().clone());
    assert_eq!(again.as_ref(), Ok(&modules));
    let json = serde_json::to_string(modules.document()).expect("it is JSON");
    let read = Modules::read(&instrument(), "modules.json", &json, Format::Json);
    assert_eq!(read, Ok(modules));
}

#[test]
fn bad_input_68_every_fault_is_said_with_file_line_and_module() {
    let cases = [
        ("needs = [\"other\"]", "`needs` names \"other\", which is no module of this document"),
        ("needs = [\"plan\"]", "`needs` goes round in a circle: plan > plan"),
        (
            "raises = [{ question = \"paln\", to = \"1\" }]",
            "`raises.question` names \"paln\", which is no question, or part of one, of the instrument",
        ),
        (
            "raises = [{ question = \"payroll\", to = \"1\" }]",
            "`raises.question` names \"payroll\", which is no question, or part of one, of the instrument",
        ),
        (
            "raises = [{ question = \"payroll/late\", to = \"1\" }]",
            "`raises.question` names \"payroll/late\", which is no question, or part of one, of the instrument",
        ),
        (
            "raises = [{ question = \"plan\", to = \"7\" }]",
            "`raises.to` names \"7\", which is no answer to that question of the instrument",
        ),
        (
            "raises = [{ question = \"plan\", to = \"1\" }, { question = \"plan\", to = \"0\" }]",
            "`raises.question` names \"plan\" twice",
        ),
        ("effort = -1", "`effort` is -1; it has to be from 0 to 1000000000000"),
        ("effort = nan", "NaN is not a finite number"),
        ("effort = inf", "inf is not a finite number"),
        ("colour = \"red\"", "unknown field `colour`"),
    ];
    for (lines, expected) in cases {
        let said = said(&module(lines));
        assert!(said.contains(expected), "{lines}: {said}");
        assert!(said.starts_with("modules.toml:"), "{said}");
        assert!(said.contains(": module \"plan\": "), "{said}");
    }
}

#[test]
fn all_faults_are_said_at_once_in_their_order() {
    let text = format!(
        r#"{HEAD}
[[module]]
id = "a"
name.en = "A"
cost = -5
months = 6
needs = ["b"]

[[module]]
id = "b"
name.ko = "나"
cost = 5
months = 600
needs = ["a", "a"]

[[module]]
id = "a"
name.en = "A again"
cost = 5
months = 6
"#
    );
    let said = said(&text);
    let lines: Vec<&str> = said.lines().collect();
    for (line, expected) in [
        ("10:1", "module \"a\": `cost` is -5; it has to be from 0 to 1000000000000"),
        ("18:1", "module \"b\": `months` is 600; it has to be from 0 to 240"),
        ("16:1", "module \"b\": `name` is not there in \"en\", the language of the document"),
        ("19:1", "module \"b\": `needs` names \"a\" twice"),
        ("22:1", "module \"a\": the id \"a\" is already taken"),
    ] {
        let expected = format!("modules.toml:{line}: {expected}");
        assert!(lines.contains(&&*expected), "{expected}\n{said}");
    }
}

#[test]
fn bad_input_73_circles_are_named_by_the_way_round_and_what_leads_into_one_is_not_blamed() {
    let each = |id: &str, need: &str| {
        format!(
            "[[module]]\nid = \"{id}\"\nname.en = \"M\"\ncost = 1\nmonths = 1\nneeds = [\"{need}\"]\n"
        )
    };
    let text = [HEAD, &each("in", "a"), &each("a", "b"), &each("b", "c"), &each("c", "a")].concat();
    let said = said(&text);
    assert_eq!(
        said,
        "modules.toml:17:1: module \"a\": `needs` goes round in a circle: a > b > c > a"
    );
}

#[test]
fn they_belong_to_one_edition_of_one_instrument() {
    let other = said(&HEAD.replace("2026", "2025"));
    assert_eq!(
        other,
        "modules.toml:3:1: edition: it is \"2025\", and the instrument's is \"2026\""
    );
    let other = said(&HEAD.replace("\"city\"", "\"town\""));
    assert_eq!(
        other,
        "modules.toml:2:1: instrument: it is \"town\", and the instrument's is \"city\""
    );
    assert!(said(&HEAD.replace("format = 1", "format = 2")).contains("form 2"));
    assert!(said(&HEAD.replace("name.en", "name.fr")).contains("`name` is not there in \"en\""));
    assert_eq!(said(HEAD), "");
}

#[test]
fn what_is_too_much_is_refused_before_it_is_looked_at() {
    let large = "#".repeat(Instrument::LARGEST + 1);
    assert!(said(&large).contains("bytes"));
    let many: String = (0..=Modules::MOST)
        .map(|n| format!("[[module]]\nid = \"m{n}\"\nname.en = \"M\"\ncost = 1\nmonths = 1\n"))
        .collect();
    assert!(said(&format!("{HEAD}{many}")).contains("it has 1001 modules; at most 1000 are taken"));
}

#[test]
fn the_schema_takes_what_is_bundled_and_refuses_what_is_strange() {
    let check = |value: &serde_json::Value| schema::check_by("ceds-modules.schema.json", value);
    let value: serde_json::Value =
        toml::from_str(&file("ceds-2026-modules.toml")).expect("it is TOML");
    check(&value).expect("the schema takes it");
    for (member, wrong) in [("months", json!(-1)), ("cost", json!("much")), ("color", json!(1))] {
        let mut value = value.clone();
        value["module"][0][member] = wrong;
        assert!(check(&value).is_err(), "{member}");
    }
}

proptest! {
    #[test]
    fn whatever_text_comes_in_is_read_or_refused(text in "\\PC{0,200}") {
        for format in [Format::Toml, Format::Json] {
            drop(Modules::read(&instrument(), "modules", &format!("{HEAD}{text}"), format));
            drop(Modules::read(&instrument(), "modules", &text, format));
        }
    }
}
