//! The modules of the bundled instrument can be built in their order, and each leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use eframe_ceds::document::{Condition, Id, Question, Scale};
use eframe_ceds::{Data, Format, Instrument, Modules, Plan};

use crate::bundled::{bundled, file};

/// The modules of the bundled instrument.
pub(crate) fn modules() -> Modules {
    let text = file("ceds-2026-modules.toml");
    Modules::read(&bundled(), "ceds-2026-modules.toml", &text, Format::Toml)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Each place that takes an answer, with its question and its scale.
pub(crate) fn places(instrument: &Instrument) -> Vec<(String, &Question, &Scale)> {
    let document = instrument.document();
    let scale = |id: &Id| document.scale(id).expect("the scale is there");
    let mut places = Vec::new();
    for question in &document.questions {
        let own = document.scale_of(question).expect("every question has a scale");
        if own.parts.is_empty() {
            places.push((question.id.to_string(), question, own));
        }
        for part in &own.parts {
            places.push((format!("{}/{}", question.id, part.id), question, scale(&part.scale)));
        }
    }
    places
}

/// The score of an answer.
fn score(scale: &Scale, answer: &str) -> Option<f64> {
    let answer = scale.answers.iter().find(|other| other.id.as_str() == answer)?;
    Some(answer.score.get())
}

#[test]
fn they_belong_to_the_instrument_and_are_said_to_be_examples() {
    let (instrument, modules) = (bundled(), modules());
    let (document, modules) = (instrument.document(), modules.document());
    assert_eq!((&modules.instrument, &modules.edition), (&document.id, &document.edition));
    assert_eq!(modules.language, document.language);
    assert!(modules.name.get("en").is_some_and(|name| name.contains("example")));
    assert!(modules.text.get("ko").is_some_and(|text| text.contains("예시")));
    let units = [&modules.units.cost, &modules.units.effort, &modules.units.months];
    assert!(units.into_iter().all(|unit| unit.get("en").is_some()));
    assert_eq!(modules.modules.len(), 116);
}

#[test]
fn each_stands_after_what_it_needs_and_costs_something() {
    let mut before = BTreeSet::new();
    let (mut names, mut texts) = (BTreeSet::new(), BTreeSet::new());
    for module in modules().all() {
        let id = &module.id;
        for need in &module.needs {
            assert!(before.contains(need), "{id} needs {need}, which does not stand before it");
        }
        assert!(before.insert(id.clone()), "{id} stands twice");
        let sizes = [module.cost.get(), module.effort.get(), f64::from(module.months)];
        assert!(sizes.into_iter().all(|size| size > 0.0), "{id}");
        let name = module.name.get("en").expect("a name").to_owned();
        assert!(names.insert(name) && module.name.get("ko").is_some(), "{id}");
        assert!(texts.insert(module.text.get("en").expect("a text").to_owned()), "{id}");
    }
}

#[test]
fn each_leads_to_answers_that_are_there_and_beyond_what_it_stands_on() {
    let instrument = bundled();
    let places = places(&instrument);
    let mut reached: BTreeMap<Id, BTreeMap<String, f64>> = BTreeMap::new();
    for module in modules().all() {
        let mut here: BTreeMap<String, f64> = BTreeMap::new();
        for need in &module.needs {
            for (place, score) in &reached[need] {
                let best = here.entry(place.clone()).or_insert(*score);
                *best = best.max(*score);
            }
        }
        let mut further = false;
        for raise in &module.raises {
            let found = places.iter().find(|(place, ..)| *place == raise.question);
            let (_, _, scale) = found.unwrap_or_else(|| panic!("no place {}", raise.question));
            let score = score(scale, raise.to.as_str()).expect("an answer of the scale");
            assert!(score > 0.0, "{}: {}", module.id, raise.question);
            let best = here.entry(raise.question.clone()).or_insert(0.0);
            further |= score > *best;
            *best = best.max(score);
        }
        assert!(further, "{} leads nowhere that its needs have not reached", module.id);
        reached.insert(module.id.clone(), here);
    }
    for (place, ..) in &places {
        let some = reached.values().any(|here| here.contains_key(place));
        assert!(some, "nothing leads on from {place}");
    }
}

/// The question a condition looks at, where it looks at one alone.
fn waits_for(when: &Option<Condition>) -> Option<&str> {
    when.as_ref()?.question.as_deref()
}

#[test]
fn whoever_opens_a_question_answers_it() {
    let instrument = bundled();
    let questions = &instrument.document().questions;
    for module in modules().all() {
        let raised: BTreeSet<_> = module.raises.iter().map(|raise| &*raise.question).collect();
        for question in questions {
            let opened = waits_for(&question.when).is_some_and(|other| raised.contains(other));
            assert!(!opened || raised.contains(question.id.as_str()), "{}", module.id);
        }
    }
}

/// The scores of the whole for three cities: the one that has nothing, the one that built all modules, the one that has all.
#[test]
fn all_modules_lead_a_city_from_nothing_to_the_fourth_stage_and_the_rest_is_practice() {
    let instrument = bundled();
    let places = places(&instrument);
    let mut data = Data::builder(&instrument);
    let cities = ["nothing", "built", "all"].map(|city| data.unit(city).expect("a city"));
    for row in cities {
        for fact in ["runs-transit", "runs-water", "runs-schools", "runs-clinics", "runs-port"] {
            data.text(row, fact, "yes").expect("a fact");
        }
    }
    let built = modules();
    for (place, _, scale) in &places {
        let raises = built.all().iter().flat_map(|module| &module.raises);
        let to = raises.filter(|raise| raise.question == *place).map(|raise| raise.to.as_str());
        let by_score = |a: &&str, b: &&str| {
            score(scale, a).partial_cmp(&score(scale, b)).expect("scores are finite")
        };
        let best = to.max_by(by_score).expect("something leads on");
        let [first, .., last] = &scale.answers[..] else { panic!("a scale has two answers") };
        for (row, answer) in cities.into_iter().zip([first.id.as_str(), best, last.id.as_str()]) {
            data.text(row, place, answer).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    let data = data.build().expect("data");
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).unwrap_or_else(|error| panic!("{error}"));
    let whole = cities.map(|row| scores.value("egov", row).expect("everything is answered"));
    assert_eq!((whole[0], whole[2]), (0.0, 100.0));
    assert!((70.0..80.0).contains(&whole[1]), "{}", whole[1]);
    let stage = |row| scores.stage("egov", row, None).and_then(|stage| stage.rung);
    let stages = cities.map(|row| stage(row).map(|rung| rung.id.as_str()));
    assert_eq!(stages, [Some("beginning"), Some("connected"), Some("leading")]);
}
