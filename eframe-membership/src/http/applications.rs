//! Applications: from the first answer to what the Secretariat makes of them.

mod cases;
mod documents;
mod follow;
mod read;
mod steps;
mod wire;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{CallerOf, ClientAddress, IfMatch, Json, Path, Problem, etag};
use http::{HeaderValue, StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::model::ApplicationId;
use crate::rules::{ApplicationStanding, Begin, Save};
use crate::{Membership, permission};
pub(crate) use documents::{DOCUMENTS, answer as answer_document};
use wire::{BeginWire, FormWire, SavedWire, StandingWire};

/// The routes of applications.
pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(read::list, begin))
        .routes(routes!(read::one))
        .routes(routes!(save))
        .routes(routes!(documents::add))
        .routes(routes!(documents::file, documents::remove))
        .routes(routes!(documents::sign_on_paper))
        .routes(routes!(steps::sign))
        .routes(routes!(steps::submit))
        .routes(routes!(steps::confirm))
        .routes(routes!(steps::reopen))
        .routes(routes!(steps::withdraw))
        .routes(routes!(steps::give_back))
        .routes(routes!(steps::accept))
        .routes(routes!(steps::refuse))
        .routes(routes!(cases::history))
        .routes(routes!(cases::write))
        .routes(routes!(cases::note))
        .routes(routes!(follow::follow))
}

/// Begins an application. Without `organisation` it is for one that is new. Without an account nothing is told but
/// that a letter goes to the address it names; the same answers sent twice begin one. For an organisation that is known it needs
/// `membership.application.edit`.
#[utoipa::path(
    post, path = "/applications", operation_id = "beginApplication", tag = "membership",
    security((), ("bearer" = [permission::APPLY])),
    request_body = BeginWire,
    responses(
        (status = 201, description = "It is begun; Location leads to it.", body = StandingWire),
        (status = 202, description = "It is begun without an account: mail is on its way."),
        (status = 429, description = "Too many from one place, or for one address."),
    )
)]
async fn begin(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    from: Option<axum::Extension<ClientAddress>>,
    Json(wire): Json<BeginWire>,
) -> Result<Response, Problem> {
    let begin = Begin::from(wire);
    if caller.actor.is_anonymous() && begin.organisation.is_none() {
        let from = from.map(|axum::Extension(ClientAddress(address))| address);
        membership.begin_anew(caller.actor, from, begin.form).await?;
        return Ok(StatusCode::ACCEPTED.into_response());
    }
    let standing = membership.begin(&caller, begin).await?;
    let path = membership.mount().json_url(&format!("/applications/{}", standing.application));
    let location = HeaderValue::from_str(&path).map_err(Problem::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], told(standing)).into_response())
}

/// Saves every answer, right or not: `If-Match` is the ETag of the application as it was read. A stale save is
/// answered with what stands there now. Another answer voids a signature.
#[utoipa::path(
    put, path = "/applications/{id}/form", operation_id = "saveApplication", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(
        ("id" = uuid::Uuid, Path, description = "The application."),
        ("If-Match" = String, Header, description = "The version that the answers were changed from."),
    ),
    request_body = FormWire,
    responses(
        (status = 200, description = "Saved, with the new version as ETag.", body = SavedWire),
        (status = 412, description = "Somebody saved since: `current` is what they answered."),
    )
)]
async fn save(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    seen: IfMatch,
    Json(form): Json<FormWire>,
) -> Result<Response, Problem> {
    let current = membership.application(&caller.actor, id).await?.version;
    let command = Save { expected: seen.or(current), form: form.into() };
    let saved = seen.answer(membership.save(&caller, id, command).await)?;
    let tag = [(header::ETAG, etag(saved.standing.version))];
    Ok((tag, Json(SavedWire::from(saved))).into_response())
}

/// Where an application stands, with its version as the entity tag.
fn told(standing: ApplicationStanding) -> Response {
    let tag = [(header::ETAG, etag(standing.version))];
    (tag, Json(StandingWire::from(standing))).into_response()
}
