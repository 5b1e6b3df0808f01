use axum::extract::State;
use eframe_core::Language;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, Json, Path, Problem};

use super::wire::{FindingWire, FindingsWire};
use crate::model::DocumentId;
use crate::{Cms, permission};

/// What is to be mended before an edition can be published, and what could be better: of the one in the making, else
/// of the live one.
#[utoipa::path(
    get, path = "/documents/{id}/editions/{language}/checks", operation_id = "checkEdition", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    responses((status = 200, description = "What was found; nothing, when all is well.", body = FindingsWire))
)]
pub(super) async fn read(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Json<FindingsWire>, Problem> {
    let found = cms.checks(&actor, id, language).await?;
    Ok(Json(FindingsWire { items: found.iter().map(FindingWire::from).collect() }))
}
