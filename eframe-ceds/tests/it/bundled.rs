//! The bundled instrument says what it promises: its shape, a level for everybody, and which texts are there in Korean.

use std::collections::{BTreeMap, BTreeSet};

use eframe_ceds::document::{Coverage, Localized, Question};
use eframe_ceds::{Format, Instrument};

use crate::schema;

const DIMENSIONS: [&str; 6] =
    ["governance", "policy", "resources", "network", "citizens", "infrastructure"];
const GROUPS: [&str; 4] = ["e-admin", "e-life", "e-industry", "e-infra"];

/// The text of a file beside the bundled instrument.
pub(crate) fn file(name: &str) -> String {
    let path = format!("{}/instruments/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The bundled instrument.
pub(crate) fn bundled() -> Instrument {
    match Instrument::read("ceds-2026.toml", &file("ceds-2026.toml"), Format::Toml) {
        Ok(instrument) => instrument,
        Err(error) => panic!("{error}"),
    }
}

/// The questions below these nodes.
fn below<'a>(instrument: &'a Instrument, parents: &[&str]) -> Vec<&'a Question> {
    let questions = &instrument.document().questions;
    questions.iter().filter(|question| parents.contains(&question.parent.as_str())).collect()
}

fn english(text: &Localized) -> &str {
    text.get("en").unwrap_or_default()
}

#[test]
fn two_forces_six_dimensions_four_groups() {
    let instrument = bundled();
    let children = |parent: &str| -> Vec<_> {
        let nodes = instrument.document().nodes.iter();
        nodes
            .filter(|node| node.parent.as_ref().map_or("", |id| id.as_str()) == parent)
            .map(|node| node.id.as_str())
            .collect()
    };
    assert_eq!(children("egov"), ["maturity", "systems"]);
    assert_eq!(children("maturity"), ["internal", "external"]);
    assert_eq!([children("internal"), children("external")].concat(), DIMENSIONS);
    assert_eq!(children("systems"), GROUPS);

    let mut counts = BTreeMap::new();
    for question in &instrument.document().questions {
        *counts.entry(question.parent.as_str()).or_insert(0) += 1;
    }
    let expected = DIMENSIONS.map(|dimension| (dimension, 15));
    let systems = GROUPS.into_iter().zip([28, 34, 21, 27]);
    assert_eq!(counts, expected.into_iter().chain(systems).collect());
}

#[test]
fn the_schema_takes_it() {
    let value: serde_json::Value = toml::from_str(&file("ceds-2026.toml")).expect("it is TOML");
    schema::check(&value).expect("the schema takes it");
}

#[test]
fn every_level_is_described_and_leads_to_the_next() {
    let instrument = bundled();
    let document = instrument.document();
    for question in below(&instrument, &DIMENSIONS) {
        let id = &question.id;
        for text in [&question.name, &question.ask, &question.help, &question.evidence] {
            assert!(!english(text).is_empty(), "{id}: a text is missing");
        }
        let scale = question.scale.as_ref().or(document.question_rules.scale.as_ref());
        let scale = document.scales.iter().find(|other| Some(&other.id) == scale).expect("a scale");
        let described: Vec<_> = question.answers.iter().map(|answer| &answer.id).collect();
        let asked: Vec<_> = scale.answers.iter().map(|answer| &answer.id).collect();
        assert_eq!(described, asked, "{id}");
        assert!((4..=5).contains(&described.len()), "{id}");
        let rising = scale.answers.windows(2).all(|pair| pair[0].score < pair[1].score);
        assert!(rising, "{id}: the levels do not rise");
        let (last, others) = question.answers.split_last().expect("answers");
        assert!(!english(&last.text).is_empty(), "{id}: the last level is not described");
        for answer in others {
            let both = !english(&answer.text).is_empty() && !english(&answer.next).is_empty();
            assert!(both, "{id}: level {} has no text or no next step", answer.id);
        }
    }
}

#[test]
fn every_system_says_what_it_does_how_one_sees_it_and_what_comes_next() {
    let instrument = bundled();
    for system in below(&instrument, &GROUPS) {
        assert_eq!(system.scale.as_ref().map(|id| id.as_str()), Some("system"), "{}", system.id);
        for text in [&system.name, &system.help, &system.evidence, &system.next] {
            assert!(!english(text).is_empty(), "{}: a text is missing", system.id);
        }
    }
}

/// The words of a text that carry its meaning, each as its number, in rising order.
fn words<'a>(text: &'a str, numbers: &mut BTreeMap<String, usize>) -> Vec<usize> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 3);
    let words = words.map(|word: &'a str| {
        let next = numbers.len();
        *numbers.entry(word.to_lowercase()).or_insert(next)
    });
    words.collect::<BTreeSet<_>>().into_iter().collect()
}

/// How many numbers two rising lists have in common.
fn common(one: &[usize], other: &[usize]) -> usize {
    one.iter().filter(|number| other.binary_search(number).is_ok()).count()
}

#[test]
fn no_text_stands_twice_and_none_is_another_with_a_word_exchanged() {
    let instrument = bundled();
    let (mut texts, mut numbers) = (Vec::new(), BTreeMap::new());
    for question in &instrument.document().questions {
        let own = [&question.ask, &question.help, &question.evidence, &question.next];
        let answers = question.answers.iter().flat_map(|answer| [&answer.text, &answer.next]);
        for text in own.into_iter().chain(answers).filter(|text| !text.is_empty()) {
            let words = words(english(text), &mut numbers);
            texts.push((question.id.as_str(), english(text), words));
        }
    }
    // Levels that differ by a share alone are short on purpose; the same share may stand in several questions.
    let mut seen = BTreeMap::new();
    for (id, text, words) in texts.iter().filter(|(_, _, words)| words.len() >= 3) {
        if let Some(other) = seen.insert(*text, (*id, words)) {
            panic!("{} and {id} both say {text:?}", other.0);
        }
    }
    for (place, (id, text, these)) in texts.iter().enumerate() {
        for (other, other_text, those) in &texts[place + 1..] {
            let both = common(these, those);
            let all = these.len() + those.len() - both;
            let alike = these.len().min(those.len()) >= 6 && both * 2 > all;
            assert!(!alike, "{id}: {text:?}\n{other}: {other_text:?}");
        }
    }
}

#[test]
fn levels_of_one_question_are_never_told_alike() {
    let instrument = bundled();
    for question in below(&instrument, &DIMENSIONS) {
        let texts: BTreeSet<_> = question.answers.iter().map(|a| english(&a.text)).collect();
        assert_eq!(texts.len(), question.answers.len(), "{}", question.id);
    }
}

#[test]
fn names_and_the_first_dimension_are_there_in_korean_and_the_rest_is_said_to_be_missing() {
    let instrument = bundled();
    let document = instrument.document();
    let korean = |text: &Localized| text.is_empty() || text.get("ko").is_some();
    assert!(document.text.get("ko").is_some_and(|text| text.contains("일부만 번역")));
    assert!(korean(&document.name));
    for node in &document.nodes {
        assert!(korean(&node.name) && !node.name.is_empty(), "{}", node.id);
    }
    for question in &document.questions {
        assert!(korean(&question.name) && !question.name.is_empty(), "{}", question.id);
    }
    for question in below(&instrument, &DIMENSIONS[..1]) {
        for text in [&question.ask, &question.help, &question.evidence] {
            assert!(korean(text), "{}", question.id);
        }
        for answer in &question.answers {
            assert!(korean(&answer.text) && korean(&answer.next), "{} {}", question.id, answer.id);
        }
    }
    for scale in &document.scales {
        let answers = scale.answers.iter().flat_map(|answer| [&answer.name, &answer.text]);
        let parts = scale.parts.iter().flat_map(|part| [&part.name, &part.ask]);
        assert!(answers.chain(parts).all(korean), "{}", scale.id);
    }
}

#[test]
fn it_takes_two_hours_and_says_what_a_case_of_each_system_is() {
    let instrument = bundled();
    assert_eq!(instrument.all_minutes(), Some(120.0));
    let halves = (instrument.minutes("maturity"), instrument.minutes("systems"));
    assert_eq!(halves, (Some(60.0), Some(60.0)));
    let document = instrument.document();
    let systems = document.questions.iter().filter(|question| question.scale.is_some());
    let mut count = 0;
    for question in systems {
        count += 1;
        for part in ["used", "integrated"] {
            let part = document.scale_of(question).and_then(|scale| {
                let part = scale.parts.iter().find(|other| other.id.as_str() == part)?;
                question.part(&part.id)
            });
            let said = part.and_then(|part| part.help.get("en"));
            assert!(said.is_some_and(|said| said.ends_with('.')), "{}", question.id);
        }
    }
    assert_eq!(count, 110);
    let korean = instrument.translations().into_iter().find(|found| found.language == "ko");
    assert_eq!(korean.and_then(|found| found.declared), Some(Coverage::Partial));
}
