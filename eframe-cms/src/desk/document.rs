use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind as Weight, List, Row};
use eframe_core::http::{Path, Problem};

use super::seat::Seat;
use crate::model::{Document, DocumentId, Edition, Stage};
use crate::permission::{EDIT, MOVE};

const COLUMNS: [&str; 4] = [
    "cms.desk.document.language",
    "cms.desk.document.stage",
    "cms.desk.document.title",
    "cms.desk.document.saved",
];

/// A document in all its languages, and what can be done with it as a whole.
pub(super) async fn show(seat: Seat, Path(id): Path<DocumentId>) -> Result<Response, Problem> {
    seat.staff()?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let languages = seat.cms.languages().iter().copied();
    let rows = languages.filter_map(|language| {
        let newest = document.newest();
        match newest.get(language) {
            Some(edition) => Some(row(&seat, edition)),
            None if seat.actor().may(EDIT) => {
                let href = seat.url(&format!("/{id}/{language}/edit"));
                Some(Row::new([
                    Cell::link(language.own_name(), href),
                    Cell::text(seat.say("cms.desk.document.missing")),
                    Cell::text(""),
                    Cell::text(""),
                ]))
            }
            None => None,
        }
    });
    let kind =
        [("kind", seat.kind(document.kind).into()), ("address", document.address.as_str().into())];
    let page = List {
        notice: seat.notice(),
        lead: seat.say_with("cms.desk.document.lead", &kind),
        actions: actions(&seat, &document),
        count: seat.say_with(
            "cms.desk.document.count",
            &[("count", document.newest().iter().count().into())],
        ),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: rows.collect(),
        empty: seat.say("cms.desk.document.missing"),
        ..List::default()
    };
    seat.page(&title(&seat, &document), &page).await
}

/// What a document is called for whoever sits here.
pub(super) fn title(seat: &Seat, document: &Document) -> String {
    let newest = document.newest();
    let picked = newest.pick(seat.language).map(|picked| picked.value.content.title.clone());
    picked.unwrap_or_else(|| document.slug.to_string())
}

fn actions(seat: &Seat, document: &Document) -> Vec<Action> {
    let mut actions = Vec::new();
    if seat.actor().may(MOVE) {
        let href = seat.url(&format!("/{}/move", document.id));
        actions.push(Action::new(Weight::Plain, seat.say("cms.desk.move.title"), href));
    }
    if seat.actor().may(EDIT) {
        let href = seat.url(&format!("/{}/care", document.id));
        actions.push(Action::new(Weight::Plain, seat.say("cms.desk.care.title"), href));
    }
    let rooms = [("cms.desk.links.title", "links"), ("cms.desk.compare.title", "compare")];
    actions.extend(rooms.map(|(key, room)| {
        let href = seat.url(&format!("/{}/{room}", document.id));
        Action::new(Weight::Plain, seat.say(key), href)
    }));
    if let Some(picked) = document.published().pick(seat.language) {
        let href = seat.cms.mount().pages_url(picked.language, document.address.as_str());
        actions.push(Action::new(Weight::Plain, seat.say("cms.desk.document.public"), href));
    }
    actions
}

fn row(seat: &Seat, edition: &Edition) -> Row {
    let href = seat.url(&format!("/{}/{}", edition.document, edition.language));
    let stage: Stage = edition.state.stage();
    Row::new([
        Cell::link(edition.language.own_name(), href),
        seat.stage_cell(stage),
        Cell::foreign(&*edition.content.title, edition.language),
        Cell::Instant { at: edition.saved },
    ])
}
