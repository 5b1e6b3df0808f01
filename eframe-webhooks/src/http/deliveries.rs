//! What was sent to an endpoint, and how that ended.

use axum::extract::State;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, Json, Page, Paging, Path, Problem, Query,
};
use http::StatusCode;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{DeliveryWire, WebhooksDeliveryPage, WholeWire};
use crate::model::{EndpointId, MessageId};
use crate::store::Behind;
use crate::webhooks::state_named;
use crate::{Webhooks, permission};

pub(super) fn routes() -> OpenApiRouter<Webhooks> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(one)).routes(routes!(repeat))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    state: Option<String>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// What was sent to an endpoint, the latest first. What came to its end is kept for thirty days.
#[utoipa::path(
    get, path = "/endpoints/{id}/deliveries", operation_id = "listWebhooksDeliveries", tag = "webhooks",
    security(("bearer" = [permission::READ])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("state" = Option<String>, Query, description = "Only those that are waiting, arrived or failed."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of deliveries.", body = WebhooksDeliveryPage))
)]
pub(super) async fn list(
    State(webhooks): State<Webhooks>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<EndpointId>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<DeliveryWire>>, Problem> {
    let unknown = || Problem::bad_request("state", "There is no such state.");
    let state = wanted.state.as_deref();
    let state = state.map(|name| state_named(name).ok_or_else(unknown)).transpose()?;
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<Behind>()?;
    let most = paging.limit() + 1;
    let rows = webhooks.deliveries(&actor, id, state, after.as_ref(), most).await?;
    Ok(Json(paging.page(rows, Behind::of).map(DeliveryWire::from)))
}

/// One delivery, with what it tells.
#[utoipa::path(
    get, path = "/endpoints/{id}/deliveries/{message}", operation_id = "readWebhooksDelivery", tag = "webhooks",
    security(("bearer" = [permission::READ])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("message" = Uuid, Path, description = "The message."),
    ),
    responses((status = 200, description = "The delivery.", body = WholeWire))
)]
pub(super) async fn one(
    State(webhooks): State<Webhooks>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, message)): Path<(EndpointId, MessageId)>,
) -> Result<Json<WholeWire>, Problem> {
    Ok(Json(webhooks.delivery(&actor, id, message).await?.into()))
}

/// Sends a message once more: the same, under the same id.
#[utoipa::path(
    post, path = "/endpoints/{id}/deliveries/{message}/repeat", operation_id = "repeatWebhooksDelivery",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    tag = "webhooks",
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("message" = Uuid, Path, description = "The message."),
    ),
    responses(
        (status = 202, description = "It is on its way.", body = DeliveryWire),
        (status = 409, description = "It waits already, or the endpoint is off."),
    )
)]
pub(super) async fn repeat(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path((id, message)): Path<(EndpointId, MessageId)>,
) -> Result<(StatusCode, Json<DeliveryWire>), Problem> {
    let delivery = webhooks.repeat(&caller, id, message).await?;
    Ok((StatusCode::ACCEPTED, Json(delivery.into())))
}
