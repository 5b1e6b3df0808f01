//! A page for each published index under `docs/gallery`, with a chart, as it comes out of the engine.
//!
//! `EFRAME_WRITE_GALLERY=1 cargo nextest run -p eframe-ceds gallery` writes them anew; without it a test says which one is stale.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use eframe_ceds::chart::{Axis, Bar, Bars, Chart, Figure, Heading};
use eframe_ceds::{Data, Plan, Scores};

use crate::published::{COINR, COINR_NODES, Row, blavatnik, data, instrument, rows};

/// What a page says besides its figures.
struct About {
    /// The page's name, and its heading.
    page: &'static str,
    title: &'static str,
    /// What the index is.
    text: &'static str,
    /// Its documents under `instruments/`.
    documents: &'static [&'static str],
    source: &'static str,
    /// How it is scored by hand.
    command: &'static str,
}

/// A table of Markdown, and the chart beside it.
struct Body {
    compared: String,
    chart: String,
    first: String,
}

impl About {
    fn markdown(&self, body: &Body) -> String {
        let Self { page, title, text, source, command, .. } = self;
        let mut out = format!("# {title}\n\n{text}\n\n## Its document\n\n");
        for document in self.documents {
            let path = format!("../../eframe-ceds/instruments/{document}.toml");
            let _ = writeln!(out, "- [`{document}.toml`]({path})");
        }
        let _ = write!(
            out,
            "\nThe figures are in the crate's tests ({source}). By hand:\n\n```console\n{command}\n```\n\n\
             ## Beside the published figures\n\n{}\n![The first ten units]({page}.svg)\n\n{}",
            body.compared, body.first
        );
        out
    }
}

const EGDI: About = About {
    page: "egdi",
    title: "UN E-Government Development Index",
    text: "How far a country's administration is online. The mean of three indices from 0 to 1, each made by the United Nations' survey: online\nservices (OSI), telecommunication (TII), human capital (HCI). Until 2010 the weights were 0.34, 0.33 and 0.33, since 2012 they are\nequal; published with five places until 2016, with four and a group by cut-offs since. So three documents say all five editions.",
    documents: &["egdi-2010", "egdi-2012", "egdi-2018"],
    source: "`tests/data/egdi_2010_2018.csv`; UN E-Government Survey",
    command: "awk -F, 'NR == 1 || $1 == 2018' egdi_2010_2018.csv | ceds score --instrument egdi-2018 - --unit-column country-code --pass-over --format text",
};
const HDI: About = About {
    page: "hdi",
    title: "Human Development Index 2021",
    text: "Health, knowledge and a decent living. Life expectancy, two kinds of schooling and the logarithm of income go between goalposts; schooling\nis averaged, and the index is the geometric mean of the three dimensions, to three places. Four stages by cut-offs.",
    documents: &["hdi-2021"],
    source: "`tests/data/hdi_2021.csv`; UNDP, Human Development Report 2021-22",
    command: "ceds score --instrument hdi hdi_2021.csv --unit-column iso3 --pass-over --format text",
};
const DGI: About = About {
    page: "dgi",
    title: "OECD Digital Government Index 2023",
    text: "Six dimensions of digital government, each from 0 to 1, and their mean. The composite is published with three places, the dimensions with\nas many, so that it comes out within half of the last one. Ranks are published for the OECD's members alone.",
    documents: &["dgi-2023"],
    source: "`tests/data/oecd_dgi_2023.csv`; OECD",
    command: "ceds analyse --instrument dgi oecd_dgi_2023.csv --unit-column cc_iso3c --pass-over --alpha --components",
};
const BLAVATNIK: About = About {
    page: "blavatnik",
    title: "Blavatnik Index of Public Administration 2024",
    text: "How well the civil services of 120 countries work: 82 metrics, 32 indicators, 16 themes, four domains. Each level is the mean of what is\nthere below it, rounded to two places, the next level taking the rounded one. 0.145 is rounded by the number nearest to it in a\ncomputer, which `half = \"nearest\"` says. Metrics are published rounded and were averaged unrounded: two figures of 5,880 show it.",
    documents: &["bipa-2024"],
    source: "`tests/data/bipa2024_all_levels.csv`; Blavatnik School of Government, CC BY 4.0",
    command: "ceds template --instrument bipa",
};
const ASEM: About = About {
    page: "asem",
    title: "ASEM Sustainable Connectivity",
    text: "The example that COINr's documentation builds, from raw data: 49 indicators of 51 countries, seventeen of them divided by population,\nGDP or the like; what is missing by the region's mean; outliers winsorised or brought in by a logarithm; min-max from 0\nto 100; weighted means of pillars, of sub-indices and of the whole. COINr documents its first six countries to two places, and those come out.",
    documents: &["asem"],
    source: "`tests/data/asem_idata.csv`; bluefoxr/COINr, MIT; European Commission, Joint Research Centre",
    command: "ceds score --instrument asem asem_idata.csv --unit-column uCode --pass-over --format text",
};

/// How one edition or level compares.
struct Compared {
    what: String,
    units: usize,
    off: f64,
    ranks: Option<(usize, usize)>,
}

impl Compared {
    fn of(
        what: &str,
        scores: &Scores<'_>,
        node: &str,
        figures: &[(Option<f64>, Option<f64>)],
    ) -> Self {
        let column = scores.column(node).expect("the node");
        let ranks = scores.ranks(node).expect("ranks");
        let off = column
            .iter()
            .zip(figures)
            .filter_map(|(score, (due, _))| Some(((*score)? - (*due)?).abs()));
        let due = figures.iter().filter(|(_, rank)| rank.is_some()).count();
        let same =
            ranks.iter().zip(figures).filter(|(rank, (_, due))| due.is_some() && *rank == due);
        Self {
            what: what.to_owned(),
            units: column.len(),
            off: off.fold(0.0, f64::max),
            ranks: (due > 0).then_some((same.count(), due)),
        }
    }
}

fn compared(rows: &[Compared]) -> String {
    let mut table =
        String::from("| | units | greatest deviation | equal ranks |\n|---|---|---|---|\n");
    for Compared { what, units, off, ranks } in rows {
        let ranks = ranks.map_or_else(|| "-".to_owned(), |(same, of)| format!("{same} of {of}"));
        let _ = writeln!(table, "| {what} | {units} | {off:.5} | {ranks} |");
    }
    table
}

/// The first ten units as a chart and as a table beside what was published.
fn first_ten(
    about: &About,
    scores: &Scores<'_>,
    node: &str,
    high: f64,
    name: &dyn Fn(usize) -> String,
    published: &dyn Fn(usize) -> Option<f64>,
) -> (String, String) {
    let column = scores.column(node).expect("the node");
    let ranks = scores.ranks(node).expect("ranks");
    let mut order: Vec<usize> = (0..column.len()).filter(|row| ranks[*row].is_some()).collect();
    order.sort_by(|one, other| {
        ranks[*one].partial_cmp(&ranks[*other]).expect("numbers").then(one.cmp(other))
    });
    order.truncate(10);
    let places = if high > 1.0 { 2 } else { 4 };
    let said = |value: f64| format!("{value:.places$}");
    let bars = Bars {
        heading: Heading::new(about.page, about.title).described("The first ten units."),
        axis: Axis::new(0.0, high).expect("an axis").ticks(
            [0.0, high / 2.0, high]
                .into_iter()
                .filter_map(|tick| Figure::new(tick, format!("{tick}"))),
        ),
        columns: ["unit", "score", "stage"].map(str::to_owned),
        none: "-".to_owned(),
        marks: Vec::new(),
        bars: order
            .iter()
            .map(|row| Bar {
                label: name(*row).into(),
                depth: 0,
                value: column[*row].and_then(|score| Figure::new(score, said(score))),
                stage: None,
            })
            .collect(),
    };
    let mut table = String::from("| rank | unit | score | published |\n|---|---|---|---|\n");
    for row in order {
        let (rank, score) = (ranks[row].expect("a rank"), column[row].expect("a score"));
        let due = published(row).map_or_else(|| "-".to_owned(), said);
        let _ = writeln!(table, "| {rank} | {} | {} | {due} |", name(row), said(score));
    }
    // A picture in a page has no colours but its own.
    let svg = bars.svg().replacen("<svg ", "<svg color=\"#14508c\" style=\"background:#fff\" ", 1);
    (svg, table)
}

fn number(row: &Row, column: &str) -> Option<f64> {
    row.get(column)?.parse().ok()
}

fn egdi() -> Body {
    let all = rows("egdi_2010_2018");
    let mut lines = Vec::new();
    let mut last = (String::new(), String::new());
    for (year, document) in [
        ("2010", "egdi-2010"),
        ("2012", "egdi-2012"),
        ("2014", "egdi-2012"),
        ("2016", "egdi-2012"),
        ("2018", "egdi-2018"),
    ] {
        let there = |row: &&Row| {
            row["year"] == year && number(row, "e-gov-index").is_some_and(|index| index > 0.0)
        };
        let rows: Vec<Row> = all.iter().filter(there).cloned().collect();
        let instrument = instrument(document);
        let plan = Plan::new(&instrument);
        let data = data(&instrument, &rows, "country-code");
        let scores = plan.score(&data).expect("scores");
        let figures: Vec<_> = rows
            .iter()
            .map(|row| (number(row, "e-gov-index"), number(row, "e-gov-rank")))
            .collect();
        lines.push(Compared::of(&format!("{year}, `{document}.toml`"), &scores, "egdi", &figures));
        last = first_ten(
            &EGDI,
            &scores,
            "egdi",
            1.0,
            &|row| rows[row]["country-name"].clone(),
            &|row| figures[row].0,
        );
    }
    Body { compared: compared(&lines), chart: last.0, first: last.1 }
}

fn plain(
    about: &About,
    document: &str,
    file: &str,
    [code, name, score, rank]: [&str; 4],
    node: &str,
) -> Body {
    let rows = rows(file);
    let instrument = instrument(document);
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows, code);
    let scores = plan.score(&data).expect("scores");
    let figures: Vec<_> = rows.iter().map(|row| (number(row, score), number(row, rank))).collect();
    let line = Compared::of(&format!("`{document}.toml`"), &scores, node, &figures);
    let (chart, first) =
        first_ten(about, &scores, node, 1.0, &|row| rows[row][name].clone(), &|row| figures[row].0);
    Body { compared: compared(&[line]), chart, first }
}

fn blavatnik_body() -> Body {
    let (instrument, data, published) = blavatnik();
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).expect("scores");
    let mut levels: BTreeMap<&str, (usize, usize, f64)> = BTreeMap::new();
    for row in &published {
        let unit = data.row(&row["cc_iso3c"]).expect("a unit");
        let score = scores.value(&row["name"], unit).expect("a score");
        let off = (score - number(row, "value").expect("a figure")).abs();
        let level = levels.entry(&row["level"]).or_default();
        level.0 += 1;
        level.1 += usize::from(off > 1e-12);
        level.2 = level.2.max(off);
    }
    let mut table =
        String::from("| level | figures | that differ | greatest deviation |\n|---|---|---|---|\n");
    for level in ["index", "domain", "theme", "indicator"] {
        let (count, differ, off) = levels[level];
        let _ = writeln!(table, "| {level} | {count} | {differ} | {off:.2} |");
    }
    let index = |unit: &str| {
        published.iter().find(|row| row["cc_iso3c"] == unit && row["level"] == "index")
    };
    let figures: Vec<_> = data
        .units()
        .map(|unit| {
            (
                index(unit).and_then(|row| number(row, "value")),
                index(unit).and_then(|row| number(row, "rank")),
            )
        })
        .collect();
    let line = Compared::of("`bipa-2024.toml`", &scores, "bipa_index", &figures);
    let name = |row: usize| data.units().nth(row).unwrap_or_default().to_owned();
    let (chart, first) =
        first_ten(&BLAVATNIK, &scores, "bipa_index", 1.0, &name, &|row| figures[row].0);
    Body { compared: format!("{table}\n{}", compared(&[line])), chart, first }
}

fn asem() -> Body {
    let rows = rows("asem_idata");
    let instrument = instrument("asem");
    let plan = Plan::new(&instrument);
    let data: Data = data(&instrument, &rows, "uCode");
    let scores = plan.score(&data).expect("scores");
    let mut table = String::from("| unit | node | score | documented |\n|---|---|---|---|\n");
    let (mut off, mut count) = (0.0_f64, 0);
    for (unit, documented) in COINR {
        let row = data.row(unit).expect("a unit");
        for (node, figure) in
            COINR_NODES.iter().zip(documented).filter(|(_, figure)| !figure.is_nan())
        {
            let score = scores.value(node, row).expect("a score");
            off = off.max((score - figure).abs());
            count += 1;
            if *node == "Index" || *node == "Conn" || *node == "Sust" {
                let _ = writeln!(table, "| {unit} | {node} | {score:.2} | {figure:.2} |");
            }
        }
    }
    let published = |row: usize| {
        let unit = data.units().nth(row)?;
        COINR.iter().find(|(documented, _)| *documented == unit).map(|(_, figures)| figures[0])
    };
    let name = |row: usize| rows[row]["uName"].clone();
    let (chart, first) = first_ten(&ASEM, &scores, "Index", 100.0, &name, &published);
    let compared = format!(
        "{count} figures of six countries and eleven nodes; the greatest deviation is {off:.4}, of figures with two places.\n\n{table}"
    );
    Body { compared, chart, first }
}

#[test]
fn each_page_is_what_comes_out() {
    let hdi = ["iso3", "country", "hdi", "hdi_rank"];
    let dgi = ["cc_iso3c", "cc_iso3c", "composite_index", ""];
    let pages = [
        (EGDI, egdi()),
        (HDI, plain(&HDI, "hdi-2021", "hdi_2021", hdi, "hdi")),
        (DGI, plain(&DGI, "dgi-2023", "oecd_dgi_2023", dgi, "dgi")),
        (BLAVATNIK, blavatnik_body()),
        (ASEM, asem()),
    ];
    let write = std::env::var_os("EFRAME_WRITE_GALLERY").is_some();
    let mut stale = Vec::new();
    for (about, body) in &pages {
        let files = [("md", about.markdown(body)), ("svg", format!("{}\n", body.chart))];
        for (end, text) in files {
            let path =
                format!("{}/../docs/gallery/{}.{end}", env!("CARGO_MANIFEST_DIR"), about.page);
            if write {
                std::fs::write(&path, &text).expect("written");
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != text {
                stale.push(format!("docs/gallery/{}.{end}", about.page));
            }
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; EFRAME_WRITE_GALLERY=1 writes them anew");
}
