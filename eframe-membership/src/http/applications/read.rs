use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::OrganisationId;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{
    Accepts, ActorOf, Cursor, Json, Paging, Path, Problem, Query, etag, not_modified,
};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use super::wire::{ApplicationWire, LineWire, ListWire};
use crate::model::{ApplicationId, Stage};
use crate::rules::due;
use crate::store::{Filter, Position};
use crate::{Membership, permission};

/// Which applications are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    stage: Option<String>,
    kind: Option<String>,
    country: Option<String>,
    words: Option<String>,
    organisation: Option<OrganisationId>,
    waiting: Option<bool>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// The applications in sight: one's own organisations' and those one began oneself, for staff all of them.
#[utoipa::path(
    get, path = "/applications", operation_id = "listApplications", tag = "membership",
    security(("bearer" = [])),
    params(
        ("stage" = Option<String>, Query, description = "Only at this stage: submitted."),
        ("kind" = Option<String>, Query, description = "Only for this kind of member: city."),
        ("country" = Option<String>, Query, description = "Only from this country: KR."),
        ("words" = Option<String>, Query, description = "Only with these words in the name, or this number."),
        ("organisation" = Option<uuid::Uuid>, Query, description = "Only of this organisation."),
        ("waiting" = Option<bool>, Query, description = "Whether those that reached their stage first stand first."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of applications.", body = ListWire))
)]
pub(super) async fn list(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let unknown = || Problem::bad_request("stage", "There is no such stage.");
    let stage = wanted.stage.as_deref().map(|code| Stage::named(code).ok_or_else(unknown));
    let filter = Filter {
        stages: stage.transpose()?.into_iter().collect(),
        kind: wanted.kind,
        kinds: None,
        country: wanted.country,
        words: wanted.words,
        organisation: wanted.organisation,
        creator: None,
        untouched_since: None,
        waiting: wanted.waiting.unwrap_or_default(),
    };
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<Position>()?;
    let rows = membership.cases(&actor, &filter, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(rows, |head| filter.position(head));
    let items = page.items.into_iter().map(|head| LineWire::from(membership.line(head)));
    Ok(Json(ListWire { items: items.collect(), next: page.next }).into_response())
}

/// One application with its answers and documents.
#[utoipa::path(
    get, path = "/applications/{id}", operation_id = "readApplication", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::APPLY]), ("bearer" = [permission::VOTE])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    responses((status = 200, description = "The application, with its version as ETag.", body = ApplicationWire))
)]
pub(super) async fn one(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    headers: HeaderMap,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let application = membership.application(&actor, id).await?;
    let tag = etag(application.version);
    if not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let due = due(&application.state, membership.charter());
    Ok(([(header::ETAG, tag)], Json(ApplicationWire::of(application, due))).into_response())
}
