use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Language;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem};
use http::StatusCode;

use super::wire::{MakePreviewWire, PreviewWire, PreviewsWire};
use crate::model::{DocumentId, PreviewId};
use crate::rules::MakePreview;
use crate::{Cms, permission};

/// Makes a link by which somebody without an account reads what is in the making in a language, until it stops or is taken
/// back. The link is told in this answer alone.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/previews", operation_id = "makePreview", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    request_body = MakePreviewWire,
    responses((status = 201, description = "The link. A repeat under the same key is told no `url`.", body = PreviewWire))
)]
pub(super) async fn make(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    Json(wire): Json<MakePreviewWire>,
) -> Result<Response, Problem> {
    let command = MakePreview { language, days: wire.days };
    let made = cms.make_preview(&caller, id, &command).await?;
    let url = made.secret.map(|secret| cms.preview_url(language, &secret));
    let wire = PreviewWire::from(&made.preview).leading_to(url);
    Ok((StatusCode::CREATED, Json(wire)).into_response())
}

/// The links to a text that still open something, the newest first.
#[utoipa::path(
    get, path = "/documents/{id}/editions/{language}/previews", operation_id = "listPreviews", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    responses((status = 200, description = "At most 20.", body = PreviewsWire))
)]
pub(super) async fn list(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Json<PreviewsWire>, Problem> {
    let open = cms.previews(&actor, id, language).await?;
    Ok(Json(PreviewsWire { items: open.iter().map(PreviewWire::from).collect() }))
}

/// Takes a link back: from then on it opens nothing.
#[utoipa::path(
    delete, path = "/documents/{id}/editions/{language}/previews/{preview}", operation_id = "endPreview", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
        ("preview" = uuid::Uuid, Path, description = "The link, by its id."),
    ),
    responses((status = 204, description = "It opens nothing any more."))
)]
pub(super) async fn end(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language, preview)): Path<(DocumentId, Language, PreviewId)>,
) -> Result<StatusCode, Problem> {
    cms.end_preview(&caller, id, language, preview).await?;
    Ok(StatusCode::NO_CONTENT)
}
