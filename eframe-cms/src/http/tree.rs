use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Language;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, IfMatch, Json, Problem, Query, etag};
use http::header;
use serde::Deserialize;

use super::wire::{ArrangeWire, SiblingsWire};
use crate::model::{DocumentId, Kind};
use crate::rules::Arrange;
use crate::{Cms, permission};

/// Which part of the tree is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    kind: Option<String>,
    below: Option<DocumentId>,
    language: Option<Language>,
}

/// What stands below a page, or of a kind below none, in the order in which readers find it. Its ETag is the version of the
/// tree's shape, to arrange it by.
#[utoipa::path(
    get, path = "/tree", operation_id = "readTree", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("kind" = Option<String>, Query, description = "page, faq, person, partner, document or banner: page when absent."),
        ("below" = Option<uuid::Uuid>, Query, description = "The page that they stand below; the top when absent."),
        ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
    ),
    responses((status = 200, description = "At most 500 of them.", body = SiblingsWire))
)]
pub(super) async fn read(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let kind = kind(asked.kind.as_deref().unwrap_or("page"))?;
    let reader = asked.language.unwrap_or(cms.first_language());
    let siblings = cms.siblings(&actor, kind, asked.below, reader).await?;
    let tag = [(header::ETAG, etag(siblings.version))];
    Ok((tag, Json(SiblingsWire::from(siblings))).into_response())
}

/// Puts all that stands below a page, or of a kind below none, into an order. `If-Match` is the ETag of the tree as it was
/// read.
#[utoipa::path(
    put, path = "/tree", operation_id = "arrangeTree", tag = "content",
    security(("bearer" = [permission::MOVE, permission::EDIT]), ("bearer" = [permission::MOVE, permission::APPROVE]), ("bearer" = [permission::MOVE, permission::PUBLISH])),
    params(("If-Match" = String, Header, description = "The version of the tree that the order was made from.")),
    request_body = ArrangeWire,
    responses(
        (status = 204, description = "They stand in this order, with the new version as ETag."),
        (status = 412, description = "Somebody moved something since."),
    )
)]
pub(super) async fn arrange(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    seen: IfMatch,
    Json(wire): Json<ArrangeWire>,
) -> Result<Response, Problem> {
    cms.may_move(&caller.actor)?;
    let expected = seen.or(cms.tree().await?);
    let ArrangeWire { kind: name, below, order } = wire;
    let order = order.into_iter().map(DocumentId::new).collect();
    let parent = below.map(DocumentId::new);
    let command = Arrange { kind: kind(&name)?, parent, order, expected };
    let arranged = seen.answer(cms.arrange(&caller, &command).await)?;
    Ok((http::StatusCode::NO_CONTENT, [(header::ETAG, etag(arranged.version))]).into_response())
}

fn kind(name: &str) -> Result<Kind, Problem> {
    let unknown = |_| Problem::bad_request("kind", "There is no such kind of content.");
    name.parse().map_err(unknown)
}
