use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Cursor, Json, Paging, Path, Problem, Query};
use http::StatusCode;
use serde::Deserialize;

use super::wire::{EntryWire, HistoryWire, TextWire, WrittenWire};
use crate::model::{ApplicationId, EntryId};
use crate::{CasePosition, Membership, permission};

/// Which part of a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pages {
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// What happened in a case, newest first. The Secretariat's own notes show to staff alone.
#[utoipa::path(
    get, path = "/applications/{id}/history", operation_id = "readCase", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::APPLY]), ("bearer" = [permission::VOTE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The application."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of the history.", body = HistoryWire))
)]
pub(super) async fn history(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<ApplicationId>,
    Query(Pages { limit, cursor }): Query<Pages>,
) -> Result<Response, Problem> {
    let paging = Paging::new(limit, cursor);
    let after = paging.after::<CasePosition>()?;
    let entries = membership.history(&actor, id, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(entries, CasePosition::of).map(EntryWire::from);
    Ok(Json(HistoryWire { items: page.items, next: page.next }).into_response())
}

/// Writes to the other side: the Secretariat, or the organisation.
#[utoipa::path(
    post, path = "/applications/{id}/letters", operation_id = "writeLetter", tag = "membership",
    security(("bearer" = [permission::APPLY]), ("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    request_body = TextWire,
    responses((status = 201, description = "It is kept with the case, and mailed.", body = WrittenWire))
)]
pub(super) async fn write(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Json(wire): Json<TextWire>,
) -> Result<Response, Problem> {
    Ok(written(membership.write(&caller, id, &wire.text).await?))
}

/// Notes something that only the Secretariat sees.
#[utoipa::path(
    post, path = "/applications/{id}/notes", operation_id = "noteInCase", tag = "membership",
    security(("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    request_body = TextWire,
    responses((status = 201, description = "It is kept with the case.", body = WrittenWire))
)]
pub(super) async fn note(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Json(wire): Json<TextWire>,
) -> Result<Response, Problem> {
    Ok(written(membership.note(&caller, id, &wire.text).await?))
}

fn written(entry: EntryId) -> Response {
    (StatusCode::CREATED, Json(WrittenWire { entry: entry.uuid() })).into_response()
}
