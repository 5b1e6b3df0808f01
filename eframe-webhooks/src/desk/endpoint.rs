use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Paging, Row};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, Path, Problem};

use super::endpoints::told_of;
use super::seat::Desk;
use crate::model::{Delivery, Endpoint, EndpointId};
use crate::permission::MANAGE;
use crate::store::Behind;
use crate::webhooks::state_named;

/// How many lines a page has.
const LINES: usize = 50;

/// What may have been done just now.
const DONE: [&str; 6] = ["changed", "on", "off", "ping", "repeat", "repeated"];

/// One endpoint: what it is told, and its last deliveries with their answers.
pub(super) async fn show(desk: Desk, Path(id): Path<EndpointId>) -> Result<Response, Problem> {
    let (webhooks, actor) = (&desk.webhooks, desk.actor());
    let endpoint = webhooks.endpoint(actor, id).await?;
    let asked = desk.query.one("state");
    let (state, after) = (state_named(asked), desk.after::<Behind>()?);
    let mut rows = webhooks.deliveries(actor, id, state, after.as_ref(), LINES as u64 + 1).await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let filtered = state.map(|state| format!("&state={state}")).unwrap_or_default();
    let next = rows.last().filter(|_| more).map(|last| {
        let cursor = Cursor::after(&Behind::of(last));
        desk.url(&format!("/{id}?after={}{filtered}", cursor.as_str()))
    });
    let count = [("count", i64::try_from(rows.len()).unwrap_or(i64::MAX).into())];
    let columns = [
        "webhooks.desk.one.event",
        "webhooks.desk.one.at",
        "webhooks.desk.one.state",
        "webhooks.desk.one.answer",
        "webhooks.desk.one.tried",
    ];
    let page = List {
        notice: desk.notice("webhooks.desk.done.", &DONE),
        lead: lead(&desk, &endpoint),
        actions: actions(&desk, &endpoint),
        filters: vec![states(&desk)],
        form: Fields::of(state.map(|state| ("state", state))),
        count: desk.say_with("webhooks.desk.one.count", &count),
        columns: columns.map(|key| Column::new(desk.say(key))).into(),
        rows: rows.iter().map(|row| line(&desk, row)).collect(),
        paging: Paging { next, ..Paging::default() },
        empty: desk.say("webhooks.desk.one.empty"),
    };
    desk.page(&endpoint.about, &page).await
}

fn states(desk: &Desk) -> Field {
    let choice = |code: &str| Choice::new(code, desk.say(&["webhooks.desk.state.", code].concat()));
    let all = ["waiting", "arrived", "failed"].map(choice);
    Field::select("state", desk.say("webhooks.desk.one.state"), all.into()).optional()
}

/// Where it is, how it stands and of what it is told.
fn lead(desk: &Desk, endpoint: &Endpoint) -> String {
    let (_, stands) = desk.stands(endpoint);
    let (origin, events) = (endpoint.target.origin(), told_of(desk, &endpoint.events));
    let args = [
        ("origin", origin.as_str().into()),
        ("stands", stands.as_str().into()),
        ("events", events.as_str().into()),
    ];
    let mut lead = desk.say_with("webhooks.desk.one.lead", &args);
    if endpoint.older.as_ref().is_some_and(|older| older.until > desk.webhooks.now()) {
        lead = [lead, desk.say("webhooks.desk.one.two-secrets")].join(" ");
    }
    lead
}

fn actions(desk: &Desk, endpoint: &Endpoint) -> Vec<Action> {
    if !desk.actor().may(MANAGE) {
        return Vec::new();
    }
    let step = |kind, key: &str, path: &str| {
        Action::new(kind, desk.say(key), desk.url(&format!("/{}/{path}", endpoint.id)))
    };
    let mut actions = vec![step(Kind::Plain, "webhooks.desk.edit.title", "edit")];
    if endpoint.is_on() {
        actions.push(step(Kind::Plain, "webhooks.desk.ping.title", "ping"));
        actions.push(step(Kind::Plain, "webhooks.desk.repeat.title", "repeat"));
    } else {
        actions.insert(0, step(Kind::Main, "webhooks.desk.on.title", "on"));
    }
    actions.push(step(Kind::Plain, "webhooks.desk.rotate.title", "rotate"));
    if endpoint.is_on() {
        actions.push(step(Kind::Danger, "webhooks.desk.off.title", "off"));
    }
    actions.push(step(Kind::Danger, "webhooks.desk.remove.title", "remove"));
    actions
}

fn line(desk: &Desk, delivery: &Delivery) -> Row {
    let (standing, word) = desk.reached(delivery);
    let href = desk.url(&format!("/{}/messages/{}", delivery.endpoint, delivery.message));
    Row::new([
        Cell::link(desk.event(&delivery.event), href),
        Cell::Instant { at: delivery.at },
        Cell::status(standing, word),
        Cell::text(desk.answered(delivery.last.as_ref())),
        Cell::text(delivery.attempts.to_string()),
    ])
}
