use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{ActorOf, CallerOf, Json, Path, Problem, Query, etag};
use eframe_core::upload::{Audience, BlobId, Policy, Upload, receive, serve};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use super::told;
use super::wire::{AttachedWire, StandingWire, fingerprint};
use crate::model::{ApplicationId, Document, DocumentId};
use crate::rules::Attached;
use crate::{Error, Membership, permission};

/// What documents may be: PDF, PNG or JPEG, at most 10 MB.
pub(crate) const DOCUMENTS: Policy = Policy::documents();

/// What a file is called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: Option<String>,
}

/// What a signed form is called, and of which form it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed {
    name: Option<String>,
    form: String,
}

/// Adds a document: the body is the file, PDF, PNG or JPEG by its content.
#[utoipa::path(
    post, path = "/applications/{id}/documents", operation_id = "addDocument", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(
        ("id" = uuid::Uuid, Path, description = "The application."),
        ("name" = Option<String>, Query, description = "What the file is called."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "It is one of the documents.", body = AttachedWire))
)]
pub(super) async fn add(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Query(named): Query<Named>,
    body: Body,
) -> Result<Response, Problem> {
    // Nobody fills the disk with what they may not hand in.
    membership.may_attach(&caller.actor, id).await?;
    let name = named.name.unwrap_or_default();
    let upload = receive(membership.shelf()?, body, &name, &DOCUMENTS).await?;
    let attached = membership.hand_in(&upload.bind(caller), id, &upload, None).await?;
    Ok(created(StatusCode::CREATED, attached))
}

/// Takes a scan of the printed form as signed. `form` is the fingerprint that was printed on it.
#[utoipa::path(
    put, path = "/applications/{id}/signed-form", operation_id = "handInSignedForm", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(
        ("id" = uuid::Uuid, Path, description = "The application."),
        ("form" = String, Query, description = "The fingerprint of the form that was signed."),
        ("name" = Option<String>, Query, description = "What the file is called."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, description = "It is signed.", body = AttachedWire),
        (status = 412, description = "The form says something else now: print it again."),
    )
)]
pub(super) async fn sign_on_paper(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Query(signed): Query<Signed>,
    body: Body,
) -> Result<Response, Problem> {
    let form = fingerprint(&signed.form)?;
    membership.may_attach(&caller.actor, id).await?;
    let name = signed.name.unwrap_or_default();
    let upload = receive(membership.shelf()?, body, &name, &DOCUMENTS).await?;
    let attached = membership.hand_in(&upload.bind(caller), id, &upload, Some(form)).await?;
    Ok(created(StatusCode::OK, attached))
}

/// A document's bytes, to be saved.
#[utoipa::path(
    get, path = "/applications/{id}/documents/{document}", operation_id = "readDocument", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::APPLY]), ("bearer" = [permission::VOTE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The application."),
        ("document" = uuid::Uuid, Path, description = "The document."),
    ),
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
pub(super) async fn file(
    State(membership): State<Membership>,
    ActorOf(actor): ActorOf,
    Path((id, document)): Path<(ApplicationId, DocumentId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer(&membership, &actor, id, document, &headers).await
}

/// Takes a document out. A signature that it carried goes with it.
#[utoipa::path(
    delete, path = "/applications/{id}/documents/{document}", operation_id = "removeDocument", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(
        ("id" = uuid::Uuid, Path, description = "The application."),
        ("document" = uuid::Uuid, Path, description = "The document."),
    ),
    responses((status = 200, description = "It is gone.", body = StandingWire))
)]
pub(super) async fn remove(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, document)): Path<(ApplicationId, DocumentId)>,
) -> Result<Response, Problem> {
    Ok(told(membership.detach(&caller, id, document).await?))
}

fn created(status: StatusCode, attached: Attached) -> Response {
    let tag = [(header::ETAG, etag(attached.standing.version))];
    (status, tag, Json(AttachedWire::from(attached))).into_response()
}

/// Answers with a document's bytes, for pages as for JSON.
pub(crate) async fn answer(
    membership: &Membership,
    actor: &eframe_core::Actor,
    id: ApplicationId,
    document: DocumentId,
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let document = membership.document(actor, id, document).await?;
    let upload = upload(document)?;
    let served = serve(membership.shelf()?, &upload, Audience::Private, asked).await?;
    Ok(served.map(Body::new))
}

fn upload(of: Document) -> Result<Upload, Error> {
    Ok(Upload {
        blob: BlobId::new(of.blob),
        kind: of.media_type.parse().map_err(|_| Error::NotFound)?,
        name: of.file_name,
        sha256: of.sha256,
        bytes: of.bytes,
        picture: None,
    })
}
