//! `ceds score`.

use eframe_ceds::table::{Cell, Table};
use eframe_ceds::{Data, Instrument, Plan, RunError, Scores};

use crate::arguments::{Form, Score};
use crate::end::End;
use crate::progress::Stop;

pub(crate) fn run(arguments: &Score) -> Result<(), End> {
    let form = arguments.output.form(Form::Csv)?;
    let (instrument, data) = arguments.input.read()?;
    let stop = Stop::listen();
    let plan = Plan::new(&instrument);
    let scores = scored(&plan, &data, arguments.threads)?;
    stop.check()?;
    let table = match form {
        Form::Text => summary(&instrument, &data, &scores),
        _ => Table::of_scores(&instrument, &data, &scores),
    };
    stop.check()?;
    arguments.output.tables(form, &instrument, &[table])
}

/// The scores, on as many threads as somebody says.
pub(crate) fn scored<'a>(
    plan: &'a Plan,
    data: &'a Data,
    threads: Option<u16>,
) -> Result<Scores<'a>, End> {
    let scores = match threads {
        Some(threads) => plan.score_on(threads.into(), data),
        None => plan.score(data),
    };
    scores.map_err(|error: RunError| End::Wrong(error.to_string()))
}

/// The nodes that the instrument ranks by, the first ones first.
pub(crate) fn ranked<'a>(instrument: &'a Instrument, scores: &Scores<'_>) -> Vec<&'a str> {
    let nodes = instrument.document().nodes.iter().map(|node| node.id.as_str());
    let mut ranked: Vec<&str> = nodes.filter(|id| scores.ranks(id).is_some()).collect();
    let of = &instrument.document().ranking.of;
    ranked.sort_by_key(|id| of.iter().position(|other| other.as_str() == *id));
    ranked
}

/// The node that somebody chose, or the first that the instrument ranks by.
pub(crate) fn chosen<'a>(
    instrument: &'a Instrument,
    scores: &Scores<'_>,
    node: Option<&'a str>,
) -> Result<&'a str, End> {
    match node {
        Some(node) if instrument.document().nodes.iter().any(|other| other.id.as_str() == node) => {
            Ok(node)
        }
        Some(node) => Err(End::Usage(format!("the instrument has no node {node:?}"))),
        None => ranked(instrument, scores)
            .first()
            .copied()
            .ok_or_else(|| End::Usage("the instrument ranks by nothing".to_owned())),
    }
}

/// What fits a terminal: ranks, the tops and what is right below, the best first.
fn summary(instrument: &Instrument, data: &Data, scores: &Scores<'_>) -> Table {
    let document = instrument.document();
    let ranked = ranked(instrument, scores);
    let top = ranked.first().copied();
    let below = document
        .nodes
        .iter()
        .filter(|node| node.parent.as_ref().is_some_and(|parent| Some(parent.as_str()) == top));
    let columns: Vec<&str> =
        ranked.iter().copied().chain(below.map(|node| node.id.as_str())).collect();
    let mut table = Table::new("scores", &["rank", "unit"]);
    table.head.extend(columns.iter().map(|id| (*id).to_owned()));
    table.head.push("coverage".to_owned());
    let ranks = top.and_then(|top| scores.ranks(top)).unwrap_or_default();
    let mut rows: Vec<usize> = (0..data.len()).collect();
    let rank = |row: &usize| ranks.get(*row).copied().flatten().unwrap_or(f64::INFINITY);
    rows.sort_by(|one, other| rank(one).total_cmp(&rank(other)));
    let units: Vec<&str> = data.units().collect();
    for row in rows {
        let mut cells = vec![ranks.get(row).copied().flatten().into(), Cell::from(units[row])];
        cells.extend(columns.iter().map(|id| Cell::from(scores.value(id, row))));
        cells.push(top.and_then(|top| scores.coverage(top, row)).into());
        table.rows.push(cells);
    }
    table
}
