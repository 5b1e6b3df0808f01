//! What holds for any bytes. The fuzz targets under `fuzz/` and the tests share it.

use std::sync::LazyLock;

use eframe_ceds::file::{FileError, Reading};
use eframe_ceds::roadmap::{Roadmap, RoadmapError, Wish};
use eframe_ceds::table::{Cell, Table};
use eframe_ceds::{Data, Format, Instrument, Modules, Plan};

/// A document is an instrument that scores, or it has faults that lie in it.
pub(crate) fn document(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    for format in [Format::Toml, Format::Json] {
        let instrument = match Instrument::read("any", text, format) {
            Ok(instrument) => instrument,
            Err(error) => {
                assert!(!error.faults.is_empty());
                for fault in &error.faults {
                    assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)), "{error}");
                }
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        let again = serde_json::to_string(instrument.document()).expect("a document is JSON");
        let read = Instrument::read("again", &again, Format::Json).expect("it is one still");
        assert_eq!(read.document(), instrument.document());
        scored(&instrument);
    }
}

/// Three units with whatever the columns take.
fn scored(instrument: &Instrument) {
    let mut data = Data::builder(instrument);
    for unit in 0..3 {
        let row = data.unit(&format!("u{unit}")).expect("a unit");
        for (place, column) in instrument.columns().into_iter().enumerate() {
            let number = ((place + 2) * (unit + 1) % 7) as f64;
            if data.number(row, column, number).is_err() {
                let _ = data.text(row, column, "yes");
            }
        }
    }
    // Sums of what is finite may not be.
    let Ok(data) = data.build() else { return };
    sound(instrument, &data);
}

/// No score is anything but a number, and no share is beyond the whole.
fn sound(instrument: &Instrument, data: &Data) {
    let plan = Plan::new(instrument);
    let scores = match plan.score_on(1, data) {
        Ok(scores) => scores,
        Err(error) => {
            assert!(!error.part.is_empty(), "{error}");
            return;
        }
    };
    for node in &instrument.document().nodes {
        let id = node.id.as_str();
        for (row, score) in scores.column(id).expect("a node").into_iter().enumerate() {
            assert!(score.is_none_or(f64::is_finite), "{id}, row {row}: {score:?}");
            let coverage = scores.coverage(id, row);
            assert!(coverage.is_none_or(|share| (0.0..=1.0).contains(&share)));
            if score.is_some() {
                scores.explain(id, row).expect("a score has parts");
                let _ = scores.stage(id, row, None);
            }
        }
    }
    let table = Table::of_scores(instrument, data, &scores);
    let is_finite = |cell: &Cell| !matches!(cell, Cell::Number(value) if !value.is_finite());
    assert!(table.rows.iter().flatten().all(is_finite));
    assert!(std::str::from_utf8(&table.csv()).is_ok());
}

const SURVEY: &str = r#"
format = 1
id = "any"
edition = "1"
language = "en"
name = { en = "Any" }
questions = { scale = "degree" }
[[node]]
id = "top"
[[node]]
id = "net"
parent = "top"
[[scale]]
id = "degree"
answer = [{ id = "no", score = 0 }, { id = "partly", score = 0.5 }, { id = "yes", score = 1 }]
[[scale]]
id = "system"
part = [{ id = "exists", scale = "degree", gate = true }, { id = "used", scale = "degree" }]
[[fact]]
id = "people"
[[fact]]
id = "coast"
kind = "word"
[[question]]
id = "law"
parent = "top"
[[question]]
id = "port"
parent = "top"
scale = "system"
when = { fact = "coast", is = ["yes"] }
[[indicator]]
id = "cover"
parent = "net"
collect = "mean"
within = { low = 0, high = 100 }
normalise = { method = "scaled", from = 0, to = 100 }
[[indicator]]
id = "desks"
parent = "net"
denominator = "people"
transform = "log1p"
treat = "winsorise"
normalise = "z-score"
"#;

static INSTRUMENT: LazyLock<Instrument> =
    LazyLock::new(|| Instrument::read("any.toml", SURVEY, Format::Toml).expect("an instrument"));

/// Any bytes as CSV are data that score, or have faults that lie in them.
pub(crate) fn csv(bytes: &[u8]) {
    for pass_over in [false, true] {
        let reading = Reading { pass_over, ..Reading::default() };
        taken(bytes, reading.csv(&INSTRUMENT, "any.csv", bytes));
    }
}

/// Any bytes as JSON likewise.
pub(crate) fn json(bytes: &[u8]) {
    taken(bytes, Reading::default().json(&INSTRUMENT, "any.json", bytes));
}

fn taken(bytes: &[u8], read: Result<Data, FileError>) {
    match read {
        Ok(data) => sound(&INSTRUMENT, &data),
        Err(error) => {
            assert!((1..=Reading::MOST_FAULTS).contains(&error.faults.len()));
            let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
            for fault in &error.faults {
                assert!(fault.line.is_none_or(|line| (1..=ends + 1).contains(&line)), "{error}");
            }
            let said = error.to_string();
            assert!(said.lines().count() >= error.faults.len());
        }
    }
}

const AGGREGATE: [&str; 10] = [
    "\"arithmetic\"",
    "\"geometric\"",
    "\"harmonic\"",
    "{ method = \"power\", exponent = 2 }",
    "{ method = \"power\", exponent = -1.5 }",
    "\"median\"",
    "\"minimum\"",
    "\"maximum\"",
    "\"sum\"",
    "\"copeland\"",
];
/// How many of them are means.
const MEANS: usize = 8;
const MISSING: [&str; 5] = [
    "\"skip\"",
    "\"drop\"",
    "\"zero\"",
    "{ method = \"skip\", present = 0.6 }",
    "{ method = \"skip\", present = 0.6, of = \"weight\" }",
];
const NORMALISE: [&str; 9] = [
    "\"none\"",
    "\"min-max\"",
    "\"z-score\"",
    "\"rank\"",
    "\"percentile-rank\"",
    "\"distance-to-max\"",
    "\"fraction-of-max\"",
    "{ method = \"scaled\", from = -1, to = 1e-300 }",
    "{ method = \"bands\", from = [0, 10], scores = [1, 2, 3] }",
];
const TREAT: [&str; 5] = [
    "\"none\"",
    "\"percentiles\"",
    "\"winsorise\"",
    "\"log\"",
    "{ method = \"box-cox\", lambda = 0.5 }",
];
const IMPUTE: [&str; 6] =
    ["\"none\"", "\"mean\"", "\"median\"", "\"row-mean\"", "\"row-median\"", "\"em\""];
const WEIGH: [&str; 4] =
    ["\"given\"", "\"equal\"", "\"pca\"", "{ method = \"optimised\", rounds = 5 }"];

/// Any numbers score by any methods, or are refused by name; and a mean lies between its children.
pub(crate) fn scores(bytes: &[u8]) {
    let Some((choices, cells)) = bytes.split_at_checked(8) else { return };
    let of = |place: usize, of: &[&'static str]| of[usize::from(choices[place]) % of.len()];
    let down = if choices[6] & 1 == 1 { "down" } else { "up" };
    let mut text = format!(
        "format = 1\nid = \"any\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"Any\" }}\n\
         rules = {{ aggregate = {}, missing = {}, weigh = {} }}\nindicators = {{ normalise = {}, treat = {}, impute = {} }}\n\
         [[node]]\nid = \"top\"\n[[node]]\nid = \"p\"\nparent = \"top\"\n",
        of(0, &AGGREGATE),
        of(1, &MISSING),
        of(2, &WEIGH),
        of(3, &NORMALISE),
        of(4, &TREAT),
        of(5, &IMPUTE),
    );
    for (id, parent, weight) in [("a", "p", 0.1), ("b", "p", 0.2), ("c", "top", 0.7)] {
        let direction = if id == "b" { down } else { "up" };
        text += &format!(
            "[[indicator]]\nid = \"{id}\"\nparent = \"{parent}\"\nweight = {weight}\ndirection = \"{direction}\"\n"
        );
    }
    let text = text.replace(
        "parent = \"top\"\n[[indicator]]",
        "parent = \"top\"\nweight = 0.3\n[[indicator]]",
    );
    let instrument = Instrument::read("any.toml", &text, Format::Toml).expect("an instrument");
    let mut data = Data::builder(&instrument);
    let numbers = cells.as_chunks::<8>().0;
    for (unit, cells) in numbers.chunks(3).take(40).enumerate() {
        let row = data.unit(&format!("u{unit}")).expect("a unit");
        for (column, cell) in ["a", "b", "c"].into_iter().zip(cells) {
            let value = f64::from_le_bytes(*cell);
            assert_eq!(data.number(row, column, value).is_ok(), value.is_finite());
        }
    }
    let data = data.build().expect("data");
    sound(&instrument, &data);
    let plan = Plan::new(&instrument);
    let Ok(scored) = plan.score_on(1, &data) else { return };
    if usize::from(choices[0]) % AGGREGATE.len() < MEANS && of(1, &MISSING) != "\"zero\"" {
        for row in 0..data.len() {
            let children = ["p", "c"].into_iter().filter_map(|id| scored.value(id, row));
            let (least, most) = children
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                    (least.min(value), most.max(value))
                });
            let mean = scored.value("top", row);
            assert!(
                mean.is_none_or(|mean| (least..=most).contains(&mean)),
                "{mean:?}: {least} {most}"
            );
        }
    }
}

/// Modules of any bytes make a roadmap, or have faults that lie in them.
pub(crate) fn modules(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    for format in [Format::Toml, Format::Json] {
        match Modules::read(&INSTRUMENT, "any", text, format) {
            Ok(modules) => planned(&modules),
            Err(error) => {
                assert!(!error.faults.is_empty());
                for fault in &error.faults {
                    assert!(fault.line.is_none_or(|line| (1..=lines).contains(&line)), "{error}");
                }
            }
        }
    }
}

/// The best bargains first keep to the money, and no score falls.
fn planned(modules: &Modules) {
    let rows = b"unit,people,coast,law,port/exists,port/used,cover\nA,10,yes,no,no,no,40\n";
    let data = Reading::default().csv(&INSTRUMENT, "any.csv", rows).expect("data");
    let plan = Plan::new(&INSTRUMENT);
    let map = match Roadmap::greedy(&plan, &data, 0, modules, &Wish::even("top", 2, 50.0)) {
        Ok(map) => map,
        Err(error) => {
            assert!(matches!(error, RoadmapError::NoScore(_) | RoadmapError::Run(_)), "{error}");
            return;
        }
    };
    assert!(map.gain.is_finite() && map.score() >= map.today - 1e-9, "{map:?}");
    for year in &map.years {
        assert!(year.spent <= 50.0 * (1.0 + 1e-9), "{year:?}");
    }
}
