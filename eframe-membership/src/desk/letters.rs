use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, List, Row};
use eframe_core::http::Problem;

use super::listed::{LINES, Listed};
use crate::seat::{Desk, Seat};
use crate::store::{BehindLetter, LetterRow};

const COLUMNS: [&str; 3] =
    ["membership.own.receipt-of", "membership.follow.number", "membership.desk.letters.written"];

/// Every letter that nobody answered yet.
pub(super) async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let listed = Listed { seat: &seat, path: "/letters", filters: &[] };
    let after = seat.after::<BehindLetter>()?;
    let (membership, actor) = (&seat.membership, seat.actor());
    let limit = LINES as u64 + 1;
    let (mut rows, count) = membership.unanswered(actor, after.as_ref(), limit).await?;
    let paging = listed.page(&mut rows, LetterRow::position);
    let count = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    let page = List {
        lead: seat.say("membership.desk.letters.lead"),
        count: seat.words.say_with("membership.desk.letters.count", &count),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: rows.iter().map(|row| line(&seat, row)).collect(),
        paging,
        empty: seat.say("membership.desk.inbox.no-letters"),
        ..List::default()
    };
    seat.page(&seat.say("membership.desk.letters.title"), &page).await
}

fn line(seat: &Seat, row: &LetterRow) -> Row {
    let name = match row.name.as_str() {
        "" => seat.say("membership.desk.nameless"),
        name => name.to_owned(),
    };
    Row::new([
        Cell::link(name, seat.url(&format!("/cases/{}", row.application))),
        Cell::text(row.number.clone()),
        Cell::Instant { at: row.at },
    ])
}
