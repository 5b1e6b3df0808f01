use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem};
use http::{HeaderValue, StatusCode, header};

use super::waiting;
use super::wire::{InvitationWire, InviteWire};
use crate::model::InvitationId;
use crate::rules::Invite;
use crate::{Accounts, permission};

/// The newest invitations that whoever asks may see.
#[utoipa::path(
    get, path = "/invitations", operation_id = "listInvitations", tag = "accounts",
    security(("bearer" = [permission::READ])),
    responses((status = 200, description = "At most 500.", body = Vec<InvitationWire>))
)]
pub(super) async fn list(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<Vec<InvitationWire>>, Problem> {
    let newest = accounts.invitations(&actor).await?;
    Ok(Json(newest.iter().map(InvitationWire::from).collect()))
}

/// Invites somebody by mail. Whether they have an account already is not told.
#[utoipa::path(
    post, path = "/invitations", operation_id = "invite", tag = "accounts",
    security(("bearer" = [permission::INVITE]), ("bearer" = [permission::INVITE_TO_ORGANISATIONS])),
    request_body = InviteWire,
    responses((status = 201, description = "A mail is on its way.", body = InvitationWire))
)]
pub(super) async fn invite(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<InviteWire>,
) -> Result<Response, Problem> {
    let sent = accounts.invite(&caller, Invite::try_from(wire)?).await;
    let id = sent.map_err(|error| waiting(&accounts, error))?;
    let sent = accounts.sent(id).await?;
    let location = accounts.mount().json_url(&format!("/invitations/{id}"));
    let location = HeaderValue::from_str(&location).map_err(Problem::internal)?;
    let body = Json(InvitationWire::from(&sent));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body).into_response())
}

/// One invitation.
#[utoipa::path(
    get, path = "/invitations/{id}", operation_id = "readInvitation", tag = "accounts",
    security(("bearer" = [permission::READ])),
    params(("id" = uuid::Uuid, Path, description = "The invitation.")),
    responses((status = 200, description = "The invitation.", body = InvitationWire))
)]
pub(super) async fn show(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<InvitationId>,
) -> Result<Json<InvitationWire>, Problem> {
    Ok(Json(InvitationWire::from(&accounts.invitation(&actor, id).await?)))
}

/// Takes an invitation back.
#[utoipa::path(
    delete, path = "/invitations/{id}", operation_id = "withdrawInvitation", tag = "accounts",
    security(("bearer" = [permission::READ, permission::INVITE]), ("bearer" = [permission::READ, permission::INVITE_TO_ORGANISATIONS])),
    params(("id" = uuid::Uuid, Path, description = "The invitation.")),
    responses((status = 204, description = "Its link opens nothing any more."))
)]
pub(super) async fn withdraw(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Path(id): Path<InvitationId>,
) -> Result<StatusCode, Problem> {
    accounts.withdraw(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
