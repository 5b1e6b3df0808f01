use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem};
use http::StatusCode;

use super::wire::{EntryWire, HistoryWire, TextWire, WrittenWire};
use crate::Membership;
use crate::model::{ApplicationId, EntryId};

/// What happened in a case, newest first. The Secretariat's own notes show to staff alone.
#[utoipa::path(
    get, path = "/applications/{id}/history", operation_id = "readCase", tag = "membership",
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    responses((status = 200, description = "The history.", body = HistoryWire))
)]
pub(super) async fn history(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let entries = membership.history(&actor, id).await?;
    let items = entries.into_iter().map(EntryWire::from).collect();
    Ok(Json(HistoryWire { items }).into_response())
}

/// Writes to the other side: the Secretariat, or the organisation.
#[utoipa::path(
    post, path = "/applications/{id}/letters", operation_id = "writeLetter", tag = "membership",
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
