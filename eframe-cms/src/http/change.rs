use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{CallerOf, IfMatch, Json, Path, Problem, etag};
use eframe_core::{Digest, FieldErrors, Language};
use http::{HeaderValue, StatusCode, header};

use super::wire::{ApprovalWire, NewWire, PlaceWire, ReturnWire, StandingWire, TextWire};
use crate::model::{Content, DocumentId};
use crate::rules::{Discard, Save, Standing};
use crate::{Cms, permission};

/// Begins a document with its first draft.
#[utoipa::path(
    post, path = "/documents", operation_id = "createContent", tag = "content",
    security(("bearer" = [permission::EDIT])),
    request_body = NewWire,
    responses((status = 201, description = "The draft; Location leads to it.", body = StandingWire))
)]
pub(super) async fn create(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<NewWire>,
) -> Result<Response, Problem> {
    let standing = cms.create(&caller, wire.try_into()?).await?;
    let path = format!("/documents/{}/editions/{}/draft", standing.document, standing.language);
    let location = HeaderValue::from_str(&cms.mount().json_url(&path));
    let location = [(header::LOCATION, location.map_err(Problem::internal)?)];
    Ok((StatusCode::CREATED, location, told(standing)).into_response())
}

/// Saves the draft of a language, or begins one: `If-Match` is the ETag of the draft as it was read. Where none is in the making it
/// is the `revision` of the newest edition in this language, in quotes, as the list of editions says it (`listEditions`) and the 404
/// of `readDraft`; `"0"` where there was never anything in this language. A stale one is answered with the text that stands there
/// now, and with its `revision`.
#[utoipa::path(
    put, path = "/documents/{id}/editions/{language}/draft", operation_id = "saveDraft", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
        ("If-Match" = String, Header, description = "The revision that the change was made from."),
    ),
    request_body = TextWire,
    responses(
        (status = 200, description = "Saved, with the new revision as ETag.", body = StandingWire),
        (status = 412, description = "Somebody saved since: `current` is what they wrote."),
    )
)]
pub(super) async fn save(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    seen: IfMatch,
    Json(wire): Json<TextWire>,
) -> Result<Response, Problem> {
    let document = cms.document(&caller.actor, id).await?;
    caller.actor.require(permission::EDIT)?;
    let expected = seen.or(document.strand(language).revision);
    let content = Content::read(document.kind, &wire.into())?;
    Ok(told(seen.answer(cms.save(&caller, id, Save { language, expected, content }).await)?))
}

/// Throws away what is in the making in a language, whether it was handed in or approved or not. What is live stays; a plan to
/// publish it is taken back, and links that opened it open nothing. Where nothing else was ever written of the document it goes as a
/// whole, and its address is free again.
#[utoipa::path(
    delete, path = "/documents/{id}/editions/{language}/draft", operation_id = "discardDraft", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
        ("If-Match" = String, Header, description = "The revision that was looked at: the ETag of the draft."),
    ),
    responses(
        (status = 204, description = "It is no more."),
        (status = 409, description = "`not-at-that-stage`: nothing is in the making. `pages-below`: it would go as a whole, and pages stand below it."),
        (status = 412, description = "Somebody saved since: `current` is what they wrote."),
    )
)]
pub(super) async fn discard(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    let document = cms.document(&caller.actor, id).await?;
    caller.actor.require(permission::EDIT)?;
    let expected = seen.or(document.strand(language).revision);
    seen.answer(cms.discard(&caller, id, Discard { language, expected }).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands a draft in.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/submit", operation_id = "submitDraft", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    responses((status = 200, description = "It waits for a reviewer.", body = StandingWire))
)]
pub(super) async fn submit(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Response, Problem> {
    Ok(told(cms.submit(&caller, id, language).await?))
}

/// Approves exactly what has this hash. Nobody approves what they wrote.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/approve", operation_id = "approveEdition", tag = "content",
    security(("bearer" = [permission::APPROVE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    request_body = ApprovalWire,
    responses((status = 200, description = "It is approved.", body = StandingWire))
)]
pub(super) async fn approve(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    Json(wire): Json<ApprovalWire>,
) -> Result<Response, Problem> {
    let wrong = |_| FieldErrors::one("hash", "cms.desk.field.hash.form");
    let hash = wire.hash.parse::<Digest>().map_err(wrong)?;
    Ok(told(cms.approve(&caller, id, language, hash).await?))
}

/// Gives an edition back to its authors.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/return", operation_id = "returnEdition", tag = "content",
    security(("bearer" = [permission::APPROVE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    request_body = ReturnWire,
    responses((status = 200, description = "It is a draft again.", body = StandingWire))
)]
pub(super) async fn give_back(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    Json(wire): Json<ReturnWire>,
) -> Result<Response, Problem> {
    Ok(told(cms.give_back(&caller, id, language, &wire.note).await?))
}

/// Makes an approved edition live.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/publish", operation_id = "publishEdition", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    responses((status = 200, description = "It is live.", body = StandingWire))
)]
pub(super) async fn publish(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Response, Problem> {
    Ok(told(cms.publish(&caller, id, language).await?))
}

/// Takes the live edition down without a word. Its past stays open; to close it too, end it as `gone`.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/withdraw", operation_id = "withdrawEdition", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    responses((status = 200, description = "It is withdrawn.", body = StandingWire))
)]
pub(super) async fn withdraw(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Response, Problem> {
    Ok(told(cms.withdraw(&caller, id, language).await?))
}

/// Gives a document another place or slug. Its old addresses, and those of everything below, lead to the new.
#[utoipa::path(
    put, path = "/documents/{id}/place", operation_id = "moveContent", tag = "content",
    security(("bearer" = [permission::MOVE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("If-Match" = String, Header, description = "The version of the place that the change was made from."),
    ),
    request_body = PlaceWire,
    responses(
        (status = 200, description = "Its new place, with the new version as ETag.", body = PlaceWire),
        (status = 409, description = "`lacks-approval-there`: the rule of that place asks for more than the live texts in `lacking` have."),
    )
)]
pub(super) async fn relocate(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path(id): Path<DocumentId>,
    seen: IfMatch,
    Json(wire): Json<PlaceWire>,
) -> Result<Response, Problem> {
    let document = cms.document(&caller.actor, id).await?;
    caller.actor.require(permission::MOVE)?;
    let command = wire.command(seen.or(document.version))?;
    let wire = PlaceWire {
        parent: command.parent.map(DocumentId::uuid),
        slug: command.slug.to_string(),
        position: command.position,
    };
    let placed = seen.answer(cms.relocate(&caller, id, command).await)?;
    Ok(([(header::ETAG, etag(placed.version))], Json(wire)).into_response())
}

pub(super) fn told(standing: Standing) -> Response {
    let tag = [(header::ETAG, etag(standing.revision))];
    (tag, Json(StandingWire::from(standing))).into_response()
}
