use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, List, Paging as Places, Row, Standing};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, Problem};

use super::look;
use crate::CaseLine;
use crate::model::{Country, Stage};
use crate::seat::{Desk, Seat};
use crate::store::{Filter, Position};

/// How many cases a page has.
const LINES: u64 = 50;

/// The list of cases, filtered.
pub(super) async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let filter = filter(&seat);
    let after = after(&seat)?;
    let membership = &seat.membership;
    let mut heads = membership.cases(seat.actor(), &filter, after.as_ref(), LINES + 1).await?;
    let many = membership.count_cases(seat.actor(), &filter).await?;
    let more = heads.len() as u64 > LINES;
    heads.truncate(usize::try_from(LINES).unwrap_or(usize::MAX));
    let next = heads.last().filter(|_| more).map(|last| Cursor::after(&filter.position(last)));
    let rows = heads.into_iter().map(|head| row(&seat, &membership.line(head))).collect();
    let count = [("count", i64::try_from(many).unwrap_or(i64::MAX).into())];
    let page = List {
        lead: seat.say("membership.desk.cases.lead"),
        filters: filters(&seat),
        form: Fields::of(kept(&seat)),
        count: seat.words.say_with("membership.desk.cases.count", &count),
        columns: columns(&seat),
        rows,
        paging: Places {
            said: String::new(),
            previous: after.is_some().then(|| address(&seat, None)),
            next: next.map(|next| address(&seat, Some(next.as_str()))),
        },
        empty: seat.say("membership.desk.cases.empty"),
        ..List::default()
    };
    seat.page(&seat.say("membership.desk.cases.title"), &page).await
}

const FILTERS: [&str; 4] = ["words", "stage", "kind", "country"];

fn kept(seat: &Seat) -> Vec<(&'static str, String)> {
    let filled = FILTERS.into_iter().map(|name| (name, seat.query.one(name).to_owned()));
    filled.filter(|(_, value)| !value.is_empty()).collect()
}

fn filter(seat: &Seat) -> Filter {
    let asked =
        |name: &str| Some(seat.query.one(name).trim().to_owned()).filter(|text| !text.is_empty());
    Filter {
        // What is no stage filters nothing: lists are linked to, and links grow old.
        stages: asked("stage").and_then(|code| Stage::named(&code)).into_iter().collect(),
        kind: asked("kind"),
        country: asked("country"),
        words: asked("words"),
        ..Filter::default()
    }
}

fn after(seat: &Seat) -> Result<Option<Position>, Problem> {
    let asked = seat.query.one("after");
    if asked.is_empty() {
        return Ok(None);
    }
    let cursor: Cursor = serde_json::from_value(asked.into())
        .map_err(|_| Problem::bad_request("cursor", "The cursor is not one of ours."))?;
    cursor.read().map(Some)
}

/// The list's address with its filters, from here on or from the beginning.
fn address(seat: &Seat, after: Option<&str>) -> String {
    let mut pairs = kept(seat);
    pairs.extend(after.map(|after| ("after", after.to_owned())));
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    let query = pairs.collect::<Vec<_>>().join("&");
    seat.url(&format!("/cases?{query}"))
}

/// A value as it stands in a query.
pub(super) fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let each = |byte: u8| {
        if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(each).collect()
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
