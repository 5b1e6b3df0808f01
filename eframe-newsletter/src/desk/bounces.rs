use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Confirm, Kind, List, Row, Standing};
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem, see_other};
use http::StatusCode;

use super::listed::{LINES, Listed};
use super::seat::Desk;
use crate::Refusal;
use crate::model::{SubscriberId, Suppression};
use crate::permission::WRITE;
use crate::rules::bounce::PastBounce;
use crate::rules::score::Kind as Failure;
use crate::store::BehindBounce;

/// What came back, the latest first.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    let lead = desk.say("newsletter.desk.bounces.lead");
    list(&desk, lead, StatusCode::OK).await
}

async fn list(desk: &Desk, lead: String, status: StatusCode) -> Result<Response, Problem> {
    let listed = Listed { desk, path: "/bounces", filters: &[] };
    let after = desk.after::<BehindBounce>()?;
    let most = LINES as u64 + 1;
    let mut rows = desk.newsletter.bounces(desk.actor(), None, after.as_ref(), most).await?;
    let paging = listed.page(&mut rows, BehindBounce::of);
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        lines.push(line(desk, row).await?);
    }
    let page = List {
        notice: desk.notice("newsletter.desk.bounces.done.", &["overruled"]),
        lead,
        actions: vec![Action::new(
            Kind::Plain,
            desk.say("newsletter.desk.subscribers.title"),
            desk.url("/subscribers"),
        )],
        columns: vec![
            Column::new(desk.say("newsletter.desk.letters.reader")),
            Column::new(desk.say("newsletter.desk.bounces.kind")),
            Column::new(desk.say("newsletter.desk.letters.at")),
            Column::new(desk.say("newsletter.desk.letters.answer")),
            Column::new(desk.say("newsletter.desk.bounces.held")),
        ],
        rows: lines,
        paging,
        empty: desk.say("newsletter.desk.bounces.empty"),
        ..List::default()
    };
    desk.again(&desk.say("newsletter.desk.bounces.title"), &page, status).await
}

/// Whether nothing is sent to them because they want it so: then nobody else lifts it.
fn is_own_wish(held: Option<&Suppression>) -> bool {
    held.is_some_and(|held| held.reason.is_own_wish())
}

async fn line(desk: &Desk, row: &PastBounce) -> Result<Row, Problem> {
    let told = desk.newsletter.told(desk.actor(), row.subscriber).await?;
    // Nobody can be written to again whose address is gone, or who does not want it.
    let may = desk.actor().may(WRITE) && !is_own_wish(told.suppression.as_ref());
    let reader = match told.subscriber.address.as_ref().map(ToString::to_string) {
        Some(address) if may => {
            Cell::link(address, desk.url(&format!("/bounces/{}", row.subscriber)))
        }
        Some(address) => Cell::text(address),
        None => Cell::text(desk.say("newsletter.desk.letters.gone")),
    };
    let held = told.suppression.is_some_and(|suppression| suppression.reason.is_in_force());
    let (looks, kind) = match row.kind {
        Failure::Hard => (Standing::Bad, "newsletter.desk.bounces.hard"),
        Failure::Complaint => (Standing::Bad, "newsletter.desk.bounces.complaint"),
        Failure::Soft => (Standing::Warn, "newsletter.desk.bounces.soft"),
    };
    Ok(Row::new([
        reader,
        Cell::status(looks, desk.say(kind)),
        Cell::Instant { at: row.at },
        Cell::text(row.answer.clone()),
        Cell::text(if held { desk.say("newsletter.desk.bounces.held-yes") } else { String::new() }),
    ]))
}

/// Asks whether somebody is to be written to again, unless that is for them alone to say.
pub(super) async fn ask(desk: Desk, Path(id): Path<SubscriberId>) -> Result<Response, Problem> {
    let told = desk.newsletter.told(desk.actor(), id).await?;
    if is_own_wish(told.suppression.as_ref()) {
        let why = desk.refused(Refusal::TheirOwnWish.into())?;
        return list(&desk, why, StatusCode::OK).await;
    }
    let address = told.subscriber.address.as_ref().map(ToString::to_string);
    let address = address.ok_or_else(Problem::not_found)?;
    let page = Confirm {
        question: desk
            .say_with("newsletter.desk.bounces.question", &[("address", address.as_str().into())]),
        consequences: vec![desk.say("newsletter.desk.bounces.forgotten")],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: desk.say("newsletter.desk.bounces.submit"),
        kind: Kind::Main,
        cancel: desk.url("/bounces"),
    };
    desk.page(&desk.say("newsletter.desk.bounces.title"), &page).await
}

/// Has somebody written to again.
pub(super) async fn overrule(
    desk: Desk,
    Path(id): Path<SubscriberId>,
    Form(_): Form<Posted>,
) -> Result<Response, Problem> {
    match desk.newsletter.overrule_bounces(&desk.caller, id).await {
        Ok(()) => Ok(see_other(&desk.url("/bounces?done=overruled"))),
        Err(error) => {
            let why = desk.refused(error)?;
            list(&desk, why, StatusCode::CONFLICT).await
        }
    }
}
