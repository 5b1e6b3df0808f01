use axum::body::HttpBody as _;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::Response;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{CallerOf, Json, Path, Problem};

use super::told;
use super::wire::{AcceptWire, QuestionsWire, ReasonWire, SignWire, StandingWire};
use crate::model::ApplicationId;
use crate::{Membership, permission};

/// Signs by a typed name: that of the signatory, by somebody of the organisation.
#[utoipa::path(
    post, path = "/applications/{id}/signature", operation_id = "signApplication", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    request_body = SignWire,
    responses(
        (status = 200, description = "It is signed.", body = StandingWire),
        (status = 412, description = "The form says something else now: read it again."),
    )
)]
pub(super) async fn sign(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Json(wire): Json<SignWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.sign_on_line(&caller, id, wire.try_into()?).await?))
}

/// Hands it in. What somebody else filled in for the organisation waits until the organisation confirms it.
#[utoipa::path(
    post, path = "/applications/{id}/submit", operation_id = "submitApplication", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    responses((status = 200, description = "It is handed in, or waits to be confirmed.", body = StandingWire))
)]
pub(super) async fn submit(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    Ok(told(membership.submit(&caller, id).await?))
}

/// Confirms for the organisation what somebody else handed in for it.
#[utoipa::path(
    post, path = "/applications/{id}/confirm", operation_id = "confirmApplication", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    responses((status = 200, description = "It is handed in.", body = StandingWire))
)]
pub(super) async fn confirm(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    Ok(told(membership.confirm(&caller, id).await?))
}

/// Takes back to the draft what waits to be confirmed.
#[utoipa::path(
    post, path = "/applications/{id}/reopen", operation_id = "reopenApplication", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    responses((status = 200, description = "It is a draft again.", body = StandingWire))
)]
pub(super) async fn reopen(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    Ok(told(membership.reopen(&caller, id).await?))
}

/// Takes the application back. A standing that it gave already stays.
#[utoipa::path(
    post, path = "/applications/{id}/withdraw", operation_id = "withdrawApplication", tag = "membership",
    security(("bearer" = [permission::APPLY])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    responses((status = 200, description = "It is taken back.", body = StandingWire))
)]
pub(super) async fn withdraw(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    Ok(told(membership.withdraw(&caller, id).await?))
}

/// Gives it back with questions: its organisation may change its answers.
#[utoipa::path(
    post, path = "/applications/{id}/return", operation_id = "returnApplication", tag = "membership",
    security(("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    request_body = QuestionsWire,
    responses((status = 200, description = "It is given back.", body = StandingWire))
)]
pub(super) async fn give_back(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Json(wire): Json<QuestionsWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.give_back(&caller, id, &wire.questions, wire.contents).await?))
}

/// Accepts it for the Secretariat. What follows says the charter of the day.
#[utoipa::path(
    post, path = "/applications/{id}/accept", operation_id = "acceptApplication", tag = "membership",
    security(("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    request_body = Option<AcceptWire>,
    responses((status = 200, description = "It is accepted, and maybe admitted.", body = StandingWire))
)]
pub(super) async fn accept(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    request: Request,
) -> Result<Response, Problem> {
    let AcceptWire { contents } = if request.body().is_end_stream() {
        AcceptWire::default()
    } else {
        Json::<Option<AcceptWire>>::from_request(request, &()).await?.0.unwrap_or_default()
    };
    Ok(told(membership.accept(&caller, id, contents).await?))
}

/// Refuses it for the Secretariat, saying why.
#[utoipa::path(
    post, path = "/applications/{id}/refuse", operation_id = "refuseApplication", tag = "membership",
    security(("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The application.")),
    request_body = ReasonWire,
    responses((status = 200, description = "It is refused.", body = StandingWire))
)]
pub(super) async fn refuse(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<ApplicationId>,
    Json(wire): Json<ReasonWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.refuse(&caller, id, &wire.reason, wire.contents).await?))
}
