//! What stands under docs/reference is what the code says.

use std::collections::BTreeSet;

use eframe_ceds::document::{
    Answer, AnswerText, Condition, Fact, Goalposts, Group, Indicator, IndicatorRules, Ladder,
    Level, Node, NodeRules, Part, PartText, Peers, Question, QuestionRules, Ranking, Rung, Scale,
    Screen, States, Translation,
};
use eframe_ceds::method::{Method, TABLE, Ties, markdown};
use eframe_ceds::{Document, Format, Instrument};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::schema;

fn repository(path: &str) -> String {
    let path = format!("{}/../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A method once it was read as the documents read it: with every default written out.
fn read(option: &str, value: &Value) -> Result<Value, String> {
    let error = |error: serde_json::Error| error.to_string();
    let option_alone = json!({ option: value });
    let written = match option {
        "weigh" | "missing" | "aggregate" => {
            serde_json::to_value(serde_json::from_value::<NodeRules>(option_alone).map_err(error)?)
        }
        "ties" => {
            let ties: Ties = serde_json::from_value(value.clone()).map_err(error)?;
            Ok(json!({ "ties": { "method": ties } }))
        }
        _ => serde_json::to_value(
            serde_json::from_value::<IndicatorRules>(option_alone).map_err(error)?,
        ),
    };
    Ok(written.map_err(error)?[option].clone())
}

/// Some value for a parameter that has to be said.
fn sample(method: &Method, parameter: &str) -> Value {
    match (method.value, parameter) {
        ("bands", "from") => json!([1.0]),
        ("bands", "scores") => json!([0.0, 1.0]),
        (_, "by" | "unit") => json!("somebody"),
        (_, "to") => json!(2.0),
        _ => json!(0.5),
    }
}

#[test]
fn every_row_of_the_table_is_a_method_with_these_parameters_and_defaults() {
    for method in TABLE {
        let mut expected = Map::from_iter([("method".to_owned(), json!(method.value))]);
        let mut said = expected.clone();
        for parameter in method.parameters {
            let value = match parameter.default {
                Some(default) => serde_json::from_str(default).expect("a default is JSON"),
                None => {
                    let sample = sample(method, parameter.name);
                    said.insert(parameter.name.to_owned(), sample.clone());
                    sample
                }
            };
            expected.insert(parameter.name.to_owned(), value);
        }
        let bare = said.len() == 1;
        let written = if bare { json!(method.value) } else { Value::Object(said) };
        let found = read(method.option, &written);
        assert_eq!(found, Ok(Value::Object(expected)), "{} {}", method.option, method.value);
    }
}

#[test]
fn every_method_has_a_row_and_each_option_one_default() {
    for option in TABLE.iter().map(|method| method.option).collect::<BTreeSet<_>>() {
        let rows = || TABLE.iter().filter(|method| method.option == option);
        let error = read(option, &json!("no such method")).expect_err("there is none");
        let names: BTreeSet<_> = rows().map(|method| method.value).collect();
        assert_eq!(named(&error), names.into_iter().map(str::to_owned).collect(), "{option}");
        assert_eq!(rows().filter(|method| method.is_default).count(), 1, "{option}");
    }
}

#[test]
fn a_parameter_of_another_method_is_refused() {
    let wrong = [("impute", "mean", "value"), ("aggregate", "geometric", "exponent")];
    for (option, method, parameter) in wrong {
        let error = read(option, &json!({ "method": method, parameter: 1 }));
        assert!(error.is_err_and(|error| error.contains(parameter)), "{option} {method}");
    }
}

#[test]
fn the_page_holds_the_table() {
    let page = repository("docs/reference/ceds-document.md");
    assert!(
        page.ends_with(&markdown()),
        "docs/reference/ceds-document.md has to end with what follows:\n{}",
        markdown()
    );
}

#[test]
fn the_pages_examples_are_read() {
    let page = repository("docs/reference/ceds-document.md");
    let mut examples = page.split("```toml\n").skip(1).filter_map(|part| part.split_once("\n```"));
    let (first, _) = examples.next().expect("the page has examples");
    let (scales, _) = examples.next().expect("the page has a second example");
    let whole = format!("{first}\n{scales}").replace("\"administration\"", "\"index\"");
    for text in [first, &whole] {
        Instrument::read("example.toml", text, Format::Toml).expect("the example is right");
        let value = serde_json::to_value(toml::from_str::<toml::Table>(text).expect("TOML"));
        schema::check(&value.expect("JSON")).expect("the schema takes it");
    }
}

/// The names between backquotes after "expected".
fn named(error: &str) -> BTreeSet<String> {
    let (_, expected) = error.split_once("expected").unwrap_or_else(|| panic!("{error}"));
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The members that a type of the document takes, by what it says to one it does not know.
fn members<T: DeserializeOwned>() -> BTreeSet<String> {
    match serde_json::from_value::<T>(json!({ "no such member": 1 })) {
        Ok(_) => panic!("an unknown member was taken"),
        Err(error) => named(&error.to_string()),
    }
}

#[test]
fn the_schema_has_the_members_of_the_types() {
    let schema: Value =
        serde_json::from_str(&repository("docs/reference/ceds-document.schema.json"))
            .expect("JSON");
    let properties = |of: &Value| -> BTreeSet<String> {
        of["properties"].as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(properties(&schema), members::<Document>());
    let types = [
        ("node-rules", members::<NodeRules>()),
        ("level", members::<Level>()),
        ("node", members::<Node>()),
        ("indicator-rules", members::<IndicatorRules>()),
        ("indicator", members::<Indicator>()),
        ("ends", members::<Goalposts>()),
        ("fact", members::<Fact>()),
        ("states", members::<States>()),
        ("question-rules", members::<QuestionRules>()),
        ("question", members::<Question>()),
        ("answer-text", members::<AnswerText>()),
        ("part-text", members::<PartText>()),
        ("translation", members::<Translation>()),
        ("answer", members::<Answer>()),
        ("part", members::<Part>()),
        ("scale", members::<Scale>()),
        ("condition", members::<Condition>()),
        ("ladder", members::<Ladder>()),
        ("rung", members::<Rung>()),
        ("peers", members::<Peers>()),
        ("group", members::<Group>()),
        ("ranking", members::<Ranking>()),
        ("screen", members::<Screen>()),
    ];
    for (name, members) in &types {
        assert_eq!(properties(&schema["$defs"][name]), *members, "{name}");
    }
    let objects = schema["$defs"].as_object().expect("definitions").iter();
    let objects = objects.filter(|(_, def)| def.get("properties").is_some());
    assert_eq!(objects.count(), types.len());
}

#[test]
fn the_schema_has_the_methods_of_the_table() {
    let schema: Value =
        serde_json::from_str(&repository("docs/reference/ceds-document.schema.json"))
            .expect("JSON");
    for method in TABLE.iter().filter(|method| method.option != "ties") {
        let forms = schema["$defs"][method.option]["oneOf"].as_array().expect("forms");
        let table = forms
            .iter()
            .find(|form| form["properties"]["method"]["const"] == method.value)
            .unwrap_or_else(|| panic!("{} {}", method.option, method.value));
        let mut names: BTreeSet<_> = table["properties"]
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        names.remove("method");
        assert_eq!(names, method.parameters.iter().map(|parameter| parameter.name).collect());
        let needed: BTreeSet<_> = table["required"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let without = method.parameters.iter().filter(|parameter| parameter.default.is_none());
        let without = without.map(|parameter| parameter.name).chain(["method"]).collect();
        assert_eq!(needed, without, "{} {}", method.option, method.value);
        let bare = forms.iter().any(|form| {
            form["enum"].as_array().is_some_and(|names| names.contains(&json!(method.value)))
        });
        assert_eq!(bare, needed.len() == 1, "{} {}", method.option, method.value);
    }
}
