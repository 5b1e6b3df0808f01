//! The page of all units.

use eframe_ceds::analysis::RankRange;
use eframe_ceds::chart::{Axis, Bar, Bars, Figure, Heading, Label, Range, Ranges, TableRow};

use super::page::{Page, Section};
use super::{Ground, Scale, runs_said};
use crate::arguments::Report;

/// How many units are drawn, and how many stand in the table: more than that nobody reads on a page.
const DRAWN: usize = 60;
const TOLD: usize = 2000;

pub(super) fn page(ground: &Ground<'_>, arguments: &Report, ranges: &[Option<RankRange>]) -> Page {
    let words = ground.words;
    let name = ground.name();
    let mut page = ground.page(words.say("overview", &[("name", &name)]));
    let order = in_order(ground);
    let column = ground.scores.column(ground.node).unwrap_or_default();
    let scale = ground.axis(column.iter().flatten().copied());
    let mut scores = Section::chart(words.word("units"), &bars(ground, &order, scale));
    if order.len() > DRAWN {
        let (shown, all) = (DRAWN.to_string(), order.len().to_string());
        let rows = order.len().min(TOLD).to_string();
        scores.text = words.say("more", &[("shown", &shown), ("all", &all), ("rows", &rows)]);
    }
    page.sections.push(scores);
    if !ranges.is_empty() {
        let mut sure = Section::chart(words.word("sure"), &sureness(ground, &order, ranges));
        sure.text = runs_said(arguments, words);
        page.sections.push(sure);
    }
    page.sections.push(table(ground, &order, scale));
    page
}

/// The rows by their ranks, the best first, those without one last.
fn in_order(ground: &Ground<'_>) -> Vec<usize> {
    let ranks = ground.scores.ranks(ground.node);
    let column = ground.scores.column(ground.node).unwrap_or_default();
    let mut rows: Vec<usize> = (0..ground.data.len()).collect();
    let place = |row: &usize| match &ranks {
        Some(ranks) => ranks[*row].unwrap_or(f64::INFINITY),
        None => column[*row].map_or(f64::INFINITY, |score| -score),
    };
    rows.sort_by(|one, other| place(one).total_cmp(&place(other)));
    rows
}

fn label(ground: &Ground<'_>, row: usize) -> Label {
    ground.data.units().nth(row).unwrap_or_default().into()
}

fn bars(ground: &Ground<'_>, order: &[usize], scale: Scale) -> Bars {
    let words = ground.words;
    let bar = |row: &usize| Bar {
        label: label(ground, *row),
        depth: 0,
        value: scale.figure(ground.scores.value(ground.node, *row)),
        stage: ground
            .scores
            .stage(ground.node, *row, None)
            .and_then(|stage| stage.rung.map(|rung| words.label(&rung.name, rung.id.as_str()))),
    };
    Bars {
        heading: Heading::new("units", words.word("units"))
            .described(words.word("units.about"))
            .right_to_left(words.right_to_left()),
        axis: scale.axis(),
        columns: ["unit", "score", "stage"].map(|key| words.word(key)),
        none: words.word("none"),
        marks: Vec::new(),
        bars: order.iter().take(DRAWN).map(bar).collect(),
    }
}

fn sureness(ground: &Ground<'_>, order: &[usize], ranges: &[Option<RankRange>]) -> Ranges {
    let words = ground.words;
    let last = ground.data.len().max(2);
    let figure = |rank: f64| Figure::new(rank, format!("{}", (rank * 10.0).round() / 10.0));
    let ticks = [1, last.div_ceil(2), last].into_iter().filter_map(|rank| figure(rank as f64));
    let range = |row: &usize| {
        let range = ranges.get(*row).copied().flatten();
        Range {
            label: label(ground, *row),
            median: range.and_then(|range| figure(range.median)),
            low: range.and_then(|range| figure(range.interval.low)),
            high: range.and_then(|range| figure(range.interval.high)),
            own: false,
        }
    };
    Ranges {
        heading: Heading::new("sure", words.word("sure"))
            .described(words.word("sure.about"))
            .right_to_left(words.right_to_left()),
        axis: Axis::new(1.0, last as f64)
            .unwrap_or_else(|| unreachable!("2 is above 1"))
            .ticks(ticks),
        columns: ["unit", "median", "from", "to"].map(|key| words.word(key)),
        none: words.word("none"),
        ranges: order.iter().take(DRAWN).map(range).collect(),
    }
}

/// Ranks and scores of all units, with what is right below.
fn table(ground: &Ground<'_>, order: &[usize], scale: Scale) -> Section {
    let words = ground.words;
    let below: Vec<_> = ground
        .document
        .nodes
        .iter()
        .filter(|node| node.parent.as_ref().is_some_and(|parent| parent.as_str() == ground.node))
        .collect();
    let mut head: Vec<String> =
        ["unit", "rank", "score"].into_iter().map(|key| words.word(key)).collect();
    head.extend(below.iter().map(|node| words.name(&node.name, node.id.as_str()).0));
    head.push(words.word("coverage"));
    let ranks = ground.scores.ranks(ground.node).unwrap_or_default();
    let none = words.word("none");
    let said = |value: Option<f64>| value.map_or(none.clone(), |value| scale.said(value));
    let row = |row: &usize| {
        let rank = ranks.get(*row).copied().flatten();
        let mut cells = vec![rank.map_or(none.clone(), |rank| format!("{rank}"))];
        cells.push(said(ground.scores.value(ground.node, *row)));
        cells.extend(below.iter().map(|node| said(ground.scores.value(node.id.as_str(), *row))));
        let coverage = ground.scores.coverage(ground.node, *row);
        cells.push(coverage.map_or(none.clone(), |share| format!("{:.0} %", share * 100.0)));
        TableRow { label: label(ground, *row), depth: 0, cells }
    };
    Section::table(words.word("table"), head, order.iter().take(TOLD).map(row).collect())
}
