//! Published indices, each from its document, come out as they were published.

use std::collections::HashMap;

use eframe_ceds::{Data, Format, Instrument, Plan, Scores};

use crate::schema;

/// A row of a file by the names of its columns.
pub(crate) type Row = HashMap<String, String>;

pub(crate) fn rows(file: &str) -> Vec<Row> {
    let path = format!("{}/tests/data/{file}.csv", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).expect("the file is there");
    reader.deserialize().collect::<Result<_, _>>().expect("the file is CSV")
}

pub(crate) fn instrument(name: &str) -> Instrument {
    let path = format!("{}/instruments/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the instrument is there");
    let value = serde_json::to_value(toml::from_str::<toml::Table>(&text).expect("TOML"));
    schema::check(&value.expect("JSON")).expect("the schema takes it");
    Instrument::read(&path, &text, Format::Toml).expect("the instrument is right")
}

/// The rows as data: every column that the instrument has, by the unit's code.
pub(crate) fn data(instrument: &Instrument, rows: &[Row], code: &str) -> Data {
    let document = instrument.document();
    let indicators = document.indicators.iter().map(|indicator| indicator.id.as_str());
    let facts = document.facts.iter().map(|fact| fact.id.as_str());
    let columns: Vec<&str> = indicators.chain(facts).collect();
    let mut data = Data::builder(instrument);
    for row in rows {
        let unit = data.unit(&row[code]).expect("a unit");
        for column in &columns {
            data.text(unit, column, &row[*column]).expect("a number");
        }
    }
    data.build().expect("data")
}

/// The greatest deviation of a node's scores from published ones.
fn deviation(scores: &Scores<'_>, node: &str, published: impl Iterator<Item = f64>) -> f64 {
    let column = scores.column(node).expect("the node");
    column
        .iter()
        .zip(published)
        .map(|(score, published)| (score.expect("a score") - published).abs())
        .fold(0.0, f64::max)
}

fn assert_ranks(scores: &Scores<'_>, node: &str, published: impl Iterator<Item = f64>) {
    let ranks = scores.ranks(node).expect("it is ranked");
    for (row, (rank, published)) in ranks.into_iter().zip(published).enumerate() {
        assert_eq!(rank, Some(published), "{node}, row {row}");
    }
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column}: {:?}", row[column]))
}

#[test]
fn un_egdi_2010_to_2018() {
    let all = rows("egdi_2010_2018");
    let mut compared = 0;
    for (document, years) in [
        ("egdi-2010", &["2010"][..]),
        ("egdi-2012", &["2012", "2014", "2016"]),
        ("egdi-2018", &["2018"]),
    ] {
        let instrument = instrument(document);
        let plan = Plan::new(&instrument);
        for year in years {
            let there = |row: &&Row| {
                row["year"] == *year
                    && row["e-gov-index"].parse().is_ok_and(|index: f64| index > 0.0)
            };
            let rows: Vec<Row> = all.iter().filter(there).cloned().collect();
            let data = data(&instrument, &rows, "country-code");
            let scores = plan.score(&data).expect("scores");
            let off = deviation(&scores, "egdi", rows.iter().map(|row| number(row, "e-gov-index")));
            assert!(off <= 4e-5, "{year}: {off}");
            assert_ranks(&scores, "egdi", rows.iter().map(|row| number(row, "e-gov-rank")));
            compared += rows.len();
        }
    }
    assert_eq!(compared, 183 + 190 + 3 * 193);
}

#[test]
fn hdi_2021() {
    let rows = rows("hdi_2021");
    let instrument = instrument("hdi-2021");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows, "iso3");
    let scores = plan.score(&data).expect("scores");
    assert_eq!(deviation(&scores, "hdi", rows.iter().map(|row| number(row, "hdi"))), 0.0);
    assert_ranks(&scores, "hdi", rows.iter().map(|row| number(row, "hdi_rank")));
    let norway = data.row("NOR").expect("Norway");
    let stage = scores.stage("hdi", norway, None).expect("a stage");
    assert_eq!(stage.rung.map(|rung| rung.id.as_str()), Some("very-high"));
}

#[test]
fn oecd_dgi_2023() {
    let rows = rows("oecd_dgi_2023");
    let instrument = instrument("dgi-2023");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows, "cc_iso3c");
    let scores = plan.score(&data).expect("scores");
    let off = deviation(&scores, "dgi", rows.iter().map(|row| number(row, "composite_index")));
    assert!(off <= 5.0001e-4, "{off}");
    // Ranks are published for members of the OECD alone.
    let column = scores.column("dgi").expect("scores");
    let ranked: Vec<_> =
        rows.iter().zip(&column).filter(|(row, _)| !row["composite_rank"].is_empty()).collect();
    for (row, score) in &ranked {
        let above = ranked.iter().filter(|(_, other)| other > score).count();
        assert_eq!((above + 1) as f64, number(row, "composite_rank"), "{}", row["cc_iso3c"]);
    }
}

/// The Blavatnik Index with its metrics, and every published figure.
pub(crate) fn blavatnik() -> (Instrument, Data, Vec<Row>) {
    let published = rows("bipa2024_all_levels");
    let instrument = instrument("bipa-2024");
    let mut data = Data::builder(&instrument);
    for row in published.iter().filter(|row| row["level"] == "metric") {
        let unit = data.unit(&row["cc_iso3c"]).expect("a unit");
        data.number(unit, &row["name"], number(row, "value")).expect("a value");
    }
    let data = data.build().expect("data");
    (instrument, data, published)
}

#[test]
fn blavatnik_index_2024() {
    let (instrument, data, published) = blavatnik();
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).expect("scores");
    let ranks = scores.ranks("bipa_index").expect("it is ranked");
    let mut differ = HashMap::new();
    for row in &published {
        let unit = data.row(&row["cc_iso3c"]).expect("a unit");
        let score = scores.value(&row["name"], unit).expect("a score");
        if (score - number(row, "value")).abs() > 1e-12 {
            *differ.entry(row["level"].as_str()).or_insert(0) += 1;
        }
        if row["level"] == "index" {
            assert_eq!(ranks[unit], Some(number(row, "rank")), "{}", row["cc_iso3c"]);
        }
    }
    // Metrics are published to two places, means were taken of more.
    assert_eq!(differ, HashMap::from([("indicator", 1), ("theme", 1)]));
}

/// The first six of COINr's documented example, from its vignette on results: index, sub-indices and pillars to two places, as
/// far as the page that was read had them.
pub(crate) const COINR: [(&str, [f64; 11]); 6] = [
    ("CHE", [68.38, 62.79, 73.98, 63.41, 32.87, 74.78, 85.94, 56.93, 77.21, 87.85, 56.88]),
    ("NLD", [64.82, 61.94, 67.70, 64.87, 46.62, 84.55, 71.74, 41.92, 58.73, 86.58, 57.78]),
    ("DNK", [64.80, 57.10, 72.51, 50.52, 30.43, 78.13, 75.35, 51.04, 69.83, 86.40, 61.29]),
    ("NOR", [64.47, 57.44, 71.50, 58.18, 25.70, 80.03, 89.46, 33.80, 70.90, 87.00, 56.59]),
    ("BEL", [63.54, 63.99, 63.09, 71.97, 48.22, 80.84, 75.60, 43.32, 53.01, 86.17, f64::NAN]),
    ("SWE", [63.00, 53.87, 72.12, 51.51, 23.87, 80.98, 74.51, 38.50, 66.37, f64::NAN, f64::NAN]),
];

/// The nodes of these figures, in their order.
pub(crate) const COINR_NODES: [&str; 11] = [
    "Index",
    "Conn",
    "Sust",
    "Physical",
    "ConEcFin",
    "Political",
    "Instit",
    "P2P",
    "Environ",
    "Social",
    "SusEcFin",
];

#[test]
fn asem_comes_out_as_coinr_documents_it() {
    let rows = rows("asem_idata");
    let instrument = instrument("asem");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows, "uCode");
    let scores = plan.score(&data).expect("scores");
    let ranks = scores.ranks("Index").expect("ranks");
    let mut compared = 0;
    for (place, (unit, documented)) in COINR.iter().enumerate() {
        let row = data.row(unit).expect("a unit");
        assert_eq!(ranks[row], Some(place as f64 + 1.0), "{unit}");
        let known = COINR_NODES.iter().zip(documented).filter(|(_, figure)| !figure.is_nan());
        for (node, figure) in known {
            let score = scores.value(node, row).expect("a score");
            assert!((score - figure).abs() < 0.005 + 1e-9, "{unit} {node}: {score}, not {figure}");
            compared += 1;
        }
    }
    assert_eq!(compared, 63);
    assert_eq!(ranks.len(), 51);
}
