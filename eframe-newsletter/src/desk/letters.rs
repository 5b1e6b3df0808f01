use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Row};
use eframe_core::form::{Choice, Field};
use eframe_core::http::{Path, Problem};

use super::listed::{LINES, Listed};
use super::said::said;
use super::seat::Desk;
use super::{letter_look, state_key};
use crate::model::{Delivery, DeliveryState, IssueId};
use crate::store::delivery::BehindDelivery;

/// The letters of an issue: who gets it, and how far each is.
pub(super) async fn show(desk: Desk, Path(id): Path<IssueId>) -> Result<Response, Problem> {
    let path = format!("/issues/{id}/letters");
    let listed = Listed { desk: &desk, path: &path, filters: &["state"] };
    let state = listed.asked("state", DeliveryState::named);
    let after = desk.after::<BehindDelivery>()?;
    let (actor, most) = (desk.actor(), LINES as u64 + 1);
    let mut rows = desk.newsletter.letters(actor, id, state, after.as_ref(), most).await?;
    let issue = desk.newsletter.issue(actor, id).await?;
    let paging = listed.page(&mut rows, BehindDelivery::of);
    let states =
        DeliveryState::ALL.map(|state| Choice::new(state.name(), desk.say(state_key(state))));
    let label = desk.say("newsletter.desk.letters.state");
    let number = issue.number.to_string();
    let number = [("number", number.as_str().into())];
    let back = desk.say_with("newsletter.desk.issue.title", &number);
    let page = List {
        lead: desk.say("newsletter.desk.letters.lead"),
        actions: vec![Action::new(Kind::Plain, back, desk.url(&format!("/issues/{id}")))],
        filters: vec![Field::select("state", label.clone(), states.into()).optional()],
        form: listed.form(),
        columns: vec![
            Column::new(desk.say("newsletter.desk.letters.reader")),
            Column::new(label),
            Column::number(desk.say("newsletter.desk.letters.attempts")),
            Column::new(desk.say("newsletter.desk.letters.at")),
            Column::new(desk.say("newsletter.desk.letters.next")),
            Column::new(desk.say("newsletter.desk.letters.answer")),
        ],
        rows: rows.iter().map(|row| line(&desk, row)).collect(),
        paging,
        empty: desk.say(match state {
            Some(_) => "newsletter.desk.letters.empty",
            None => "newsletter.desk.letters.none",
        }),
        ..List::default()
    };
    desk.page(&desk.say_with("newsletter.desk.letters.title", &number), &page).await
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
        Cell::text(said(desk, row.answer.as_deref().unwrap_or_default())),
    ])
}
