//! The gallery of published indices under docs/ is what comes out of the engine.

mod pages;

use std::fmt::Write as _;

use eframe_ceds::{Data, Plan, Scores};

use crate::published::{Row, blavatnik, data, instrument, rows};

/// An index of the gallery.
struct Shown {
    /// Its document under `instruments/`.
    document: &'static str,
    node: &'static str,
    /// The columns of the published score and rank, and of the unit's code and name.
    published: [&'static str; 4],
    rows: Vec<Row>,
    /// What there is to say of it.
    text: &'static str,
}

fn gallery() -> Vec<Shown> {
    let egdi = ["e-gov-index", "e-gov-rank", "country-code", "country-name"];
    let year = |year: &str| {
        let all = rows("egdi_2010_2018").into_iter();
        let there = |row: &Row| row["e-gov-index"].parse().is_ok_and(|index: f64| index > 0.0);
        all.filter(|row| row["year"] == year && there(row)).collect::<Vec<_>>()
    };
    let shown =
        |document, node, published, rows, text| Shown { document, node, published, rows, text };
    vec![
        shown(
            "egdi-2010",
            "egdi",
            egdi,
            year("2010"),
            "Three indices with the weights 0.34, 0.33 and 0.33, rounded to five places.",
        ),
        shown(
            "egdi-2012",
            "egdi",
            egdi,
            year("2016"),
            "The mean of the same three; the document holds for 2012, 2014 and 2016, here is 2016.",
        ),
        shown(
            "egdi-2018",
            "egdi",
            egdi,
            year("2018"),
            "The same, rounded to four places, with four groups by cut-offs.",
        ),
        shown(
            "hdi-2021",
            "hdi",
            ["hdi", "hdi_rank", "iso3", "country"],
            rows("hdi_2021"),
            "Goalposts, the logarithm of income, two kinds of schooling averaged, the geometric mean of three dimensions.",
        ),
        shown(
            "dgi-2023",
            "dgi",
            ["composite_index", "", "cc_iso3c", "cc_iso3c"],
            rows("oecd_dgi_2023"),
            "The mean of six dimensions. Ranks are published for the OECD's members alone, and are compared among them by a test. Cronbach's alpha is 0.92, the first of six components explains 72 %.",
        ),
    ]
}

/// The page as it has to be.
fn page() -> String {
    let mut page = String::from(
        "# Published indices, reproduced\n\n\
         Each of these is a document under [`eframe-ceds/instruments`](../../eframe-ceds/README.md), in the form of\n\
         [the instrument document](ceds-document.md). Published figures go in at the bottom, and the index comes out as it was published. The\n\
         tests hold every unit and every rank against the published ones; this page is held against what comes out. Each has a page of\n\
         its own with a chart: [EGDI](../gallery/egdi.md), [HDI](../gallery/hdi.md), [DGI](../gallery/dgi.md), [Blavatnik](../gallery/blavatnik.md),\n\
         [ASEM](../gallery/asem.md).\n",
    );
    for shown in gallery() {
        let instrument = instrument(shown.document);
        let plan = Plan::new(&instrument);
        let data = data(&instrument, &shown.rows, shown.published[2]);
        let scores = plan.score(&data).expect("scores");
        let published = |row: usize, column: usize| {
            shown.rows[row].get(shown.published[column]).and_then(|text| text.parse::<f64>().ok())
        };
        let head = (
            instrument.document().name.get("en").unwrap_or_default(),
            &instrument.document().edition,
        );
        let _ = write!(
            page,
            "\n## {}, {}\n\n`{}.toml`. {}\n",
            head.0, head.1, shown.document, shown.text
        );
        show(&mut page, &data, &scores, shown.node, &published, &|row| {
            shown.rows[row][shown.published[3]].clone()
        });
    }
    let (instrument, data, published) = blavatnik();
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).expect("scores");
    let figure = |row: usize, column: usize| {
        let unit = data.units().nth(row)?;
        let found =
            published.iter().find(|row| row["cc_iso3c"] == unit && row["level"] == "index")?;
        found[["value", "rank"][column]].parse().ok()
    };
    page.push_str("\n## Blavatnik Index of Public Administration, 2024\n\n`bipa-2024.toml`. 82 metrics, 32 indicators, 16 themes, four domains: the mean of what is there, each level rounded to two places\n(`half = \"nearest\"`). Its ranks come out only where means are right to the last digit.\n");
    show(&mut page, &data, &scores, "bipa_index", &figure, &|row| {
        data.units().nth(row).unwrap_or_default().to_owned()
    });
    page
}

/// How many are equal, and the first five.
fn show(
    page: &mut String,
    data: &Data,
    scores: &Scores<'_>,
    node: &str,
    published: &dyn Fn(usize, usize) -> Option<f64>,
    name: &dyn Fn(usize) -> String,
) {
    let column = scores.column(node).expect("the node");
    let ranks = scores.ranks(node).expect("ranks");
    let off = (0..data.len()).filter_map(|row| Some((column[row]? - published(row, 0)?).abs()));
    let off = off.fold(0.0, f64::max);
    let due = (0..data.len()).filter(|row| published(*row, 1).is_some()).count();
    let same = (0..data.len())
        .filter(|row| published(*row, 1).is_some() && published(*row, 1) == ranks[*row])
        .count();
    let _ = write!(page, "\n{} units; the greatest deviation is {:.5}", data.len(), off);
    let _ = if due > 0 {
        writeln!(page, "; {same} of {due} ranks are equal.")
    } else {
        writeln!(page, ".")
    };
    page.push_str("\n| rank | unit | score | published | of which |\n|---|---|---|---|---|\n");
    let mut first: Vec<usize> =
        (0..data.len()).filter(|row| ranks[*row].is_some_and(|rank| rank <= 5.0)).collect();
    first.sort_by(|one, other| {
        ranks[*one].partial_cmp(&ranks[*other]).expect("ranks are numbers").then(one.cmp(other))
    });
    for row in first.into_iter().take(5) {
        let parts = scores.explain(node, row).expect("a score").parts;
        let mut by_child: Vec<(String, f64)> = Vec::new();
        for part in parts {
            let child = part.path.get(1).cloned().unwrap_or_else(|| "rounding".to_owned());
            match by_child.iter_mut().find(|(id, _)| *id == child) {
                Some((_, points)) => *points += part.points,
                None => by_child.push((child, part.points)),
            }
        }
        let shown = by_child.iter().filter(|(_, points)| points.abs() >= 0.0005);
        let of: Vec<String> = shown.map(|(id, points)| format!("{id} {points:.3}")).collect();
        let rank = ranks[row].unwrap_or_default();
        let score = column[row].unwrap_or_default();
        let published = published(row, 0).unwrap_or_default();
        let _ = writeln!(
            page,
            "| {rank} | {} | {score:.4} | {published:.4} | {} |",
            name(row),
            of.join(", ")
        );
    }
}

#[test]
fn the_gallery_is_what_comes_out() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reference/ceds-published.md");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let page = page();
    assert!(text == page, "docs/reference/ceds-published.md has to be:\n{page}");
}
