use super::{Cell, Table};
use crate::chart::Label;
use crate::report::{Report, State};

impl Table {
    /// The report of a unit as two tables: its nodes with their stages, and its answers with what they bring and what to do
    /// next.
    pub fn of_report(report: &Report) -> Vec<Self> {
        vec![nodes(report), answers(report)]
    }
}

fn text(label: Option<&Label>) -> Cell {
    label.map_or(Cell::Nothing, |label| Cell::Text(label.text.clone()))
}

fn nodes(report: &Report) -> Table {
    let head =
        ["node", "parent", "name", "score", "coverage", "stage", "next_stage", "target", "gap"];
    let mut table = Table::new("nodes", &head);
    for node in &report.nodes {
        let standing = node.standing.as_ref();
        let rung = standing.and_then(|standing| standing.rung.as_ref());
        let next = standing.and_then(|standing| standing.next.as_ref());
        table.rows.push(vec![
            node.id.as_str().into(),
            node.parent.as_deref().map_or(Cell::Nothing, Cell::from),
            text(Some(&node.label)),
            node.score.into(),
            node.coverage.into(),
            text(rung.map(|rung| &rung.label)),
            text(next.map(|next| &next.label)),
            node.target.into(),
            node.gap.into(),
        ]);
    }
    table
}

fn answers(report: &Report) -> Table {
    let head =
        ["question", "node", "name", "state", "answer", "score", "best", "points", "room", "next"];
    let mut table = Table::new("answers", &head);
    for line in &report.answers {
        let said = line.said.iter().filter_map(|said| {
            let answer = said.answer.as_deref()?;
            Some(match &said.part {
                Some(part) => format!("{}: {answer}", part.text),
                None => answer.to_owned(),
            })
        });
        let said: Vec<_> = said.collect();
        let answer = match line.measured {
            Some(measured) => measured.into(),
            None if said.is_empty() => Cell::Nothing,
            None => Cell::Text(said.join("; ")),
        };
        table.rows.push(vec![
            line.id.as_str().into(),
            line.node.as_str().into(),
            text(Some(&line.label)),
            state(line.state).into(),
            answer,
            line.score.into(),
            line.best.into(),
            line.points.into(),
            line.room.into(),
            text(line.next.as_ref()),
        ]);
    }
    table
}

const fn state(state: State) -> &'static str {
    match state {
        State::Answered => "answered",
        State::NotApplicable => "not-applicable",
        State::NotRelevant => "not-relevant",
        State::Unanswered => "unanswered",
        State::Settled => "settled",
    }
}
