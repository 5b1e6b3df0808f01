//! `ceds explain`.

use eframe_ceds::table::{Cell, Table};
use eframe_ceds::{Explanation, PartOf, Plan};

use crate::arguments::{Explain, Form};
use crate::end::End;
use crate::score;

pub(crate) fn run(arguments: &Explain) -> Result<(), End> {
    let form = arguments.output.form(Form::Text)?;
    let (instrument, data) = arguments.input.read()?;
    let plan = Plan::new(&instrument);
    let scores = score::scored(&plan, &data, None)?;
    let node = score::chosen(&instrument, &scores, arguments.node.as_deref())?;
    let row = data
        .row(&arguments.unit)
        .ok_or_else(|| End::Usage(format!("the data have no unit {:?}", arguments.unit)))?;
    let Some(explanation) = scores.explain(node, row) else {
        return Err(End::Wrong(format!("{node}, unit {:?}: it has no score", arguments.unit)));
    };
    arguments.output.tables(form, &instrument, &[table(&explanation)])
}

/// A part a row, and the whole last: the points add up to it.
fn table(explanation: &Explanation) -> Table {
    let mut table = Table::new("explanation", &["part", "kind", "way", "value", "points"]);
    for part in &explanation.parts {
        let (id, kind) = match &part.of {
            PartOf::Answer(id) => (id, "answer"),
            PartOf::Indicator(id) => (id, "indicator"),
            PartOf::Rounding(id) => (id, "rounding"),
            PartOf::Whole(id) => (id, "whole"),
            _ => continue,
        };
        let way = Cell::Text(part.path.join(" > "));
        let cells = [id.as_str().into(), kind.into(), way, part.value.into(), part.points.into()];
        table.rows.push(cells.into());
    }
    let whole = [
        explanation.of.as_str().into(),
        "score".into(),
        explanation.of.as_str().into(),
        explanation.score.into(),
        explanation.score.into(),
    ];
    table.rows.push(whole.into());
    table
}
