use axum::extract::State;
use axum::response::Response;
use eframe_core::Language;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{CallerOf, IfMatch, Json, Path, Problem};

use super::change::told;
use super::wire::{EndWire, RestoreWire};
use crate::model::DocumentId;
use crate::{Cms, permission};

/// Ends what is live in a language, and says what its address answers from then on, once nothing is live there in any
/// language: `withdrawn` with a note that says why, `gone` for good, `redirect` to another document, or `substitute`,
/// which names the one that took its place. To publish again undoes it, but opens no past that `gone` closed.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/end", operation_id = "endEdition", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    request_body = EndWire,
    responses((status = 200, description = "It has ended.", body = super::wire::StandingWire))
)]
pub(super) async fn end(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    Json(wire): Json<EndWire>,
) -> Result<Response, Problem> {
    // Before anything is looked up: the answer would tell strangers which documents there are.
    cms.may_publish(&caller.actor, id).await?;
    let ending = cms.ending(&wire.how, &wire.note, &wire.to).await?;
    Ok(told(cms.end(&caller, id, language, &ending).await?))
}

/// Goes back to an earlier edition as a new one: a draft that says what that one said. `If-Match` is the ETag of the
/// draft as it was read, `"0"` where there was nothing in this language.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/restore", operation_id = "restoreEdition", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
        ("If-Match" = String, Header, description = "The revision that the change was made from."),
    ),
    request_body = RestoreWire,
    responses(
        (status = 200, description = "The draft, with the new revision as ETag.", body = super::wire::StandingWire),
        (status = 412, description = "Somebody saved since: `current` is what they wrote."),
    )
)]
pub(super) async fn restore(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    seen: IfMatch,
    Json(wire): Json<RestoreWire>,
) -> Result<Response, Problem> {
    let document = cms.document(&caller.actor, id).await?;
    let expected = seen.or(document.strand(language).revision);
    let note = wire.note.as_deref();
    let restored = cms.restore(&caller, id, language, wire.number, note, expected).await;
    Ok(told(seen.answer(restored)?))
}
