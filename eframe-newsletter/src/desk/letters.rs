use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, List, Paging, Row};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, Path, Problem};

use super::seat::Desk;
use super::{letter_look, state_key};
use crate::model::{Delivery, DeliveryState, IssueId};
use crate::permission::READ;
use crate::store::delivery::BehindDelivery;

/// How many letters a page has.
const LINES: usize = 50;

/// The letters of an issue: who gets it, and how far each is.
pub(super) async fn show(desk: Desk, Path(id): Path<IssueId>) -> Result<Response, Problem> {
    desk.actor().require(READ)?;
    let issue = desk.newsletter.issue(desk.actor(), id).await?;
    let asked = desk.query.one("state").to_owned();
    let state = DeliveryState::named(&asked);
    let after = desk.after::<BehindDelivery>()?;
    let most = LINES as u64 + 1;
    let mut rows = desk.newsletter.letters(desk.actor(), id, state, after.as_ref(), most).await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let next = rows.last().filter(|_| more).map(|last| Cursor::after(&BehindDelivery::of(last)));
    let narrowed = if asked.is_empty() { String::new() } else { format!("&state={asked}") };
    let next = next
        .map(|next| desk.url(&format!("/issues/{id}/letters?after={}{narrowed}", next.as_str())));
    let states =
        DeliveryState::ALL.map(|state| Choice::new(state.name(), desk.say(state_key(state))));
    let label = desk.say("newsletter.desk.letters.state");
    let page = List {
        lead: desk.say("newsletter.desk.letters.lead"),
        filters: vec![Field::select("state", label.clone(), states.into()).optional()],
        form: Fields::of([("state", asked)]),
        columns: vec![
            Column::new(desk.say("newsletter.desk.letters.reader")),
            Column::new(label),
            Column::number(desk.say("newsletter.desk.letters.attempts")),
            Column::new(desk.say("newsletter.desk.letters.at")),
            Column::new(desk.say("newsletter.desk.letters.next")),
            Column::new(desk.say("newsletter.desk.letters.answer")),
        ],
        rows: rows.iter().map(|row| line(&desk, row)).collect(),
        paging: Paging { next, ..Paging::default() },
        empty: desk.say("newsletter.desk.letters.empty"),
        ..List::default()
    };
    let number = issue.number.to_string();
    let title =
        desk.say_with("newsletter.desk.letters.title", &[("number", number.as_str().into())]);
    desk.page(&title, &page).await
}

fn line(desk: &Desk, row: &Delivery) -> Row {
    let at = |time| match time {
        Some(at) => Cell::Instant { at },
        None => Cell::text(""),
    };
    let gone = || desk.say("newsletter.desk.letters.gone");
    Row::new([
        Cell::text(row.address.clone().unwrap_or_else(gone)),
        Cell::status(letter_look(row.state), desk.say(state_key(row.state))),
        Cell::Number { number: row.attempts.into() },
        at(row.settled_at),
        at(row.next_at),
        Cell::text(row.answer.clone().unwrap_or_default()),
    ])
}
