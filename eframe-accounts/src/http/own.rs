use axum::extract::State;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem};
use http::StatusCode;

use super::wire::{MeWire, SessionWire, TokenWire};
use crate::Accounts;
use crate::model::{SessionId, TokenId};

/// Whoever asks.
#[utoipa::path(
    get, path = "/me", operation_id = "readOwnAccount", tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The account and its permissions.", body = MeWire))
)]
pub(super) async fn me(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<MeWire>, Problem> {
    let own = accounts.acting(&actor).await?;
    let owes = own.owes_second_factor(accounts.roles());
    Ok(Json(MeWire::new(&own, &actor, owes)))
}

/// The browsers in which whoever asks is signed in, last used first. A token for some permissions alone is refused.
#[utoipa::path(
    get, path = "/sessions", operation_id = "listOwnSessions", tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The sessions.", body = Vec<SessionWire>))
)]
pub(super) async fn sessions(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<Vec<SessionWire>>, Problem> {
    let sessions = accounts.sessions(&actor).await?;
    Ok(Json(sessions.iter().map(SessionWire::from).collect()))
}

/// Ends one of them. A token for some permissions alone is refused.
#[utoipa::path(
    delete, path = "/sessions/{id}", operation_id = "endOwnSession", tag = "accounts",
    security(("bearer" = [])),
    params(("id" = uuid::Uuid, Path, description = "The session.")),
    responses((status = 204, description = "It has ended."))
)]
pub(super) async fn end_session(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Path(id): Path<SessionId>,
) -> Result<StatusCode, Problem> {
    accounts.own(&caller.actor).await?;
    accounts.end_session(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The tokens of whoever asks, newest first. A token for some permissions alone is refused.
#[utoipa::path(
    get, path = "/tokens", operation_id = "listOwnTokens", tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The tokens.", body = Vec<TokenWire>))
)]
pub(super) async fn tokens(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<Vec<TokenWire>>, Problem> {
    let tokens = accounts.tokens(&actor).await?;
    Ok(Json(tokens.iter().map(TokenWire::from).collect()))
}

/// Revokes one of them. A token for some permissions alone is refused.
#[utoipa::path(
    delete, path = "/tokens/{id}", operation_id = "revokeOwnToken", tag = "accounts",
    security(("bearer" = [])),
    params(("id" = uuid::Uuid, Path, description = "The token.")),
    responses((status = 204, description = "It opens nothing any more."))
)]
pub(super) async fn revoke_token(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Path(id): Path<TokenId>,
) -> Result<StatusCode, Problem> {
    accounts.own(&caller.actor).await?;
    accounts.revoke_token(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
