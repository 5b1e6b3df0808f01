use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Denied;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Problem};
use http::StatusCode;

use super::wire::{OrganisationNameWire, OrganisationWire};
use crate::model::Organisation;
use crate::{Accounts, permission};

/// The organisations that roles can be given for, by name, as far as whoever asks may know of them.
#[utoipa::path(
    get, path = "/organisations", operation_id = "listOrganisations", tag = "accounts",
    security(("bearer" = [])),
    responses((status = 200, description = "The organisations.", body = Vec<OrganisationWire>))
)]
pub(super) async fn list(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<Vec<OrganisationWire>>, Problem> {
    if actor.is_anonymous() {
        return Err(Denied::SignIn.into());
    }
    let all = accounts.organisations(&actor).await?;
    Ok(Json(all.iter().map(OrganisationWire::from).collect()))
}

/// Adds one.
#[utoipa::path(
    post, path = "/organisations", operation_id = "addOrganisation", tag = "accounts",
    security(("bearer" = [permission::ORGANISE])),
    request_body = OrganisationNameWire,
    responses((status = 201, description = "The organisation.", body = OrganisationWire))
)]
pub(super) async fn add(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<OrganisationNameWire>,
) -> Result<Response, Problem> {
    let name = String::try_from(wire)?;
    let id = accounts.add_organisation(&caller, name.clone()).await?;
    let body = Json(OrganisationWire::from(&Organisation { id, name }));
    Ok((StatusCode::CREATED, body).into_response())
}
