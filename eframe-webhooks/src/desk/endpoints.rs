use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Row};
use eframe_core::http::Problem;

use super::seat::Desk;
use crate::model::{Endpoint, Wanted};
use crate::permission::MANAGE;

/// All endpoints.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    let all = desk.webhooks.endpoints(desk.actor()).await?;
    let mut actions = Vec::new();
    if desk.actor().may(MANAGE) {
        actions.push(Action::new(
            Kind::Main,
            desk.say("webhooks.desk.new.title"),
            desk.url("/new"),
        ));
    }
    let count = [("count", i64::try_from(all.len()).unwrap_or(i64::MAX).into())];
    let columns = [
        "webhooks.desk.list.about",
        "webhooks.desk.list.origin",
        "webhooks.desk.list.events",
        "webhooks.desk.list.stands",
    ];
    let page = List {
        notice: desk.notice("webhooks.desk.done.", &["removed"]),
        lead: desk.say("webhooks.desk.list.lead"),
        actions,
        count: desk.say_with("webhooks.desk.list.count", &count),
        columns: columns.map(|key| Column::new(desk.say(key))).into(),
        rows: all.iter().map(|one| line(&desk, one)).collect(),
        empty: desk.say("webhooks.desk.list.empty"),
        ..List::default()
    };
    desk.page(&desk.say("webhooks.desk.title"), &page).await
}

fn line(desk: &Desk, endpoint: &Endpoint) -> Row {
    let (standing, word) = desk.stands(endpoint);
    Row::new([
        Cell::link(&endpoint.about, desk.url(&format!("/{}", endpoint.id))),
        Cell::text(endpoint.target.origin()),
        Cell::text(told_of(desk, &endpoint.events)),
        Cell::status(standing, word),
    ])
}

/// Of which events, in words.
pub(super) fn told_of(desk: &Desk, wanted: &Wanted) -> String {
    match wanted {
        Wanted::All => desk.say("webhooks.desk.events-all"),
        Wanted::Only(names) => {
            names.iter().map(|name| desk.event(name)).collect::<Vec<_>>().join(" · ")
        }
    }
}
