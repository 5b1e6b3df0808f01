use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, List, Row, Standing};
use eframe_core::form::{Choice, Field};
use eframe_core::http::Problem;

use super::listed::{LINES, Listed};
use super::look;
use crate::CaseLine;
use crate::model::{Country, Stage};
use crate::seat::{Desk, Seat};
use crate::store::{Filter, Position};

const FILTERS: [&str; 4] = ["words", "stage", "kind", "country"];

/// The list of cases, filtered.
pub(super) async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let listed = Listed { seat: &seat, path: "/cases", filters: &FILTERS };
    let (filter, after) = (filter(&listed), seat.after::<Position>()?);
    let (membership, limit) = (&seat.membership, LINES as u64 + 1);
    let mut heads = membership.cases(seat.actor(), &filter, after.as_ref(), limit).await?;
    let many = membership.count_cases(seat.actor(), &filter).await?;
    let paging = listed.page(&mut heads, |head| filter.position(head));
    let rows = heads.into_iter().map(|head| row(&seat, &membership.line(head))).collect();
    let count = [("count", i64::try_from(many).unwrap_or(i64::MAX).into())];
    let page = List {
        lead: seat.say("membership.desk.cases.lead"),
        filters: filters(&seat),
        form: listed.form(),
        count: seat.words.say_with("membership.desk.cases.count", &count),
        columns: columns(&seat),
        rows,
        paging,
        empty: seat.say("membership.desk.cases.empty"),
        ..List::default()
    };
    seat.page(&seat.say("membership.desk.cases.title"), &page).await
}

fn filter(listed: &Listed<'_>) -> Filter {
    let asked = |name: &str| listed.asked(name, |said| Some(said.to_owned()));
    Filter {
        stages: listed.asked("stage", Stage::named).into_iter().collect(),
        kind: asked("kind"),
        country: asked("country"),
        words: asked("words"),
        ..Filter::default()
    }
}

fn filters(seat: &Seat) -> Vec<Field> {
    let words = &seat.words;
    let stages = Stage::ALL.into_iter().map(|one| Choice::new(one.code(), words.stage(one)));
    let countries = words.countries().into_iter().filter(|choice| !choice.value.is_empty());
    let select =
        |name, label: &str, options| Field::select(name, words.say(label), options).optional();
    vec![
        Field::search("words", words.say("membership.desk.cases.words")),
        select("stage", "membership.desk.stage", stages.collect()),
        select("kind", "membership.group.kind", words.kinds()),
        select("country", "membership.question.country", countries.collect()),
    ]
}

fn columns(seat: &Seat) -> Vec<Column> {
    let labels = [
        "membership.own.receipt-of",
        "membership.follow.number",
        "membership.question.country",
        "membership.group.kind",
        "membership.desk.stage",
        "membership.desk.cases.due",
        "membership.desk.cases.changed",
    ];
    labels.into_iter().map(|label| Column::new(seat.say(label))).collect()
}

fn row(seat: &Seat, line: &CaseLine) -> Row {
    let words = &seat.words;
    let name = match line.name.as_str() {
        "" => words.say("membership.desk.nameless"),
        name => name.to_owned(),
    };
    let country = line.country.parse::<Country>();
    let country = country.map(|country| words.country(country)).unwrap_or_default();
    let kind = line.kind.parse().map(|kind| words.kind(&kind)).unwrap_or_default();
    let standing = match look(line.stage) {
        "ok" => Standing::Ok,
        "warn" => Standing::Warn,
        "bad" => Standing::Bad,
        _ => Standing::Note,
    };
    let due = match line.due {
        Some((_, day)) if line.overdue => {
            let day = words.presentation().formats(seat.language).date(day);
            Cell::status(Standing::Bad, day)
        }
        Some((_, day)) => Cell::Day { day },
        None => Cell::text(""),
    };
    Row::new([
        Cell::link(name, seat.url(&format!("/cases/{}", line.application))),
        Cell::text(line.number.clone()),
        Cell::text(country),
        Cell::text(kind),
        Cell::status(standing, words.stage(line.stage)),
        due,
        Cell::Instant { at: line.changed },
    ])
}
