//! What is done to an endpoint: another secret, on, off, tried out.

use axum::extract::State;
use axum::response::Response;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{CallerOf, IfMatch, Json, Path, Problem};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::endpoints::{given, told};
use super::wire::{EndpointWire, IssuedWire, PingWire, RotationWire};
use crate::model::EndpointId;
use crate::rules::Overlap;
use crate::{Webhooks, permission};

pub(super) fn routes() -> OpenApiRouter<Webhooks> {
    OpenApiRouter::new()
        .routes(routes!(rotate))
        .routes(routes!(switch_on))
        .routes(routes!(switch_off))
        .routes(routes!(ping))
        .routes(routes!(repeat_failed))
}

/// Gives an endpoint another secret, which is told this once.
#[utoipa::path(
    post, path = "/endpoints/{id}/rotate", operation_id = "rotateWebhooksSecret", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "The ETag of what was read."),
    ),
    request_body = RotationWire,
    responses((status = 200, description = "The endpoint with its new secret.", body = IssuedWire))
)]
pub(super) async fn rotate(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
    seen: IfMatch,
    Json(wire): Json<RotationWire>,
) -> Result<Response, Problem> {
    let overlap = if wire.at_once { Overlap::None } else { Overlap::Kept };
    let issued = seen.answer(webhooks.rotate(&caller, id, seen.expected(), overlap).await)?;
    Ok(given(StatusCode::OK, issued, &caller.actor))
}

/// Switches an endpoint on: what waits goes on its way.
#[utoipa::path(
    post, path = "/endpoints/{id}/on", operation_id = "switchWebhooksEndpointOn", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "The ETag of what was read."),
    ),
    responses(
        (status = 200, description = "It is on.", body = EndpointWire),
        (status = 409, description = "It was on."),
    )
)]
pub(super) async fn switch_on(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
    seen: IfMatch,
) -> Result<Response, Problem> {
    let switched = webhooks.switch_on(&caller, id, seen.expected()).await;
    Ok(told(seen.answer(switched)?, &caller.actor))
}

/// Switches an endpoint off: nothing new is kept for it, and what waits stays.
#[utoipa::path(
    post, path = "/endpoints/{id}/off", operation_id = "switchWebhooksEndpointOff", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "The ETag of what was read."),
    ),
    responses(
        (status = 200, description = "It is off.", body = EndpointWire),
        (status = 409, description = "It was off."),
    )
)]
pub(super) async fn switch_off(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
    seen: IfMatch,
) -> Result<Response, Problem> {
    let switched = webhooks.switch_off(&caller, id, seen.expected()).await;
    Ok(told(seen.answer(switched)?, &caller.actor))
}

/// Sends an endpoint a message that tells of nothing, `webhooks.ping`, to try it out.
#[utoipa::path(
    post, path = "/endpoints/{id}/ping", operation_id = "pingWebhooksEndpoint", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(("id" = Uuid, Path, description = "The endpoint.")),
    responses(
        (status = 202, description = "It is on its way.", body = PingWire),
        (status = 409, description = "The endpoint is off."),
    )
)]
pub(super) async fn ping(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
) -> Result<(StatusCode, Json<PingWire>), Problem> {
    let message = webhooks.ping(&caller, id).await?;
    Ok((StatusCode::ACCEPTED, Json(PingWire { message: message.uuid() })))
}

/// Sends an endpoint all once more that it did not take within the last thirty days.
#[utoipa::path(
    post, path = "/endpoints/{id}/repeat", operation_id = "repeatWebhooksFailures", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(("id" = Uuid, Path, description = "The endpoint.")),
    responses(
        (status = 202, description = "They are on their way."),
        (status = 409, description = "The endpoint is off."),
    )
)]
pub(super) async fn repeat_failed(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
) -> Result<StatusCode, Problem> {
    webhooks.repeat_failed(&caller, id).await?;
    Ok(StatusCode::ACCEPTED)
}
