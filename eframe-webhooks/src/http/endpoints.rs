//! Endpoints: listed, added, read, changed, removed.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Actor;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, CallerOf, IfMatch, Json, Path, Problem, etag};
use http::{HeaderValue, StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{EndpointWire, EndpointsWire, EventsWire, IssuedWire, WishWire};
use crate::model::{Endpoint, EndpointId};
use crate::permission::{MANAGE, READ};
use crate::rules::Wish;
use crate::{Issued, Webhooks, permission};

pub(super) fn routes() -> OpenApiRouter<Webhooks> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(one, change, remove))
        .routes(routes!(events))
}

/// All endpoints, in the order they were added.
#[utoipa::path(
    get, path = "/endpoints", operation_id = "listWebhooksEndpoints", tag = "webhooks",
    security(("bearer" = [permission::READ])),
    responses((status = 200, description = "The endpoints.", body = EndpointsWire))
)]
pub(super) async fn list(
    State(webhooks): State<Webhooks>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<EndpointsWire>, Problem> {
    let all = webhooks.endpoints(&actor).await?;
    let items = all.into_iter().map(|one| EndpointWire::of(one, &actor)).collect();
    Ok(Json(EndpointsWire { items }))
}

/// Adds an endpoint. Its secret is told this once.
#[utoipa::path(
    post, path = "/endpoints", operation_id = "addWebhooksEndpoint", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    request_body = WishWire,
    responses((status = 201, description = "It is told from now on.", body = IssuedWire))
)]
pub(super) async fn add(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<WishWire>,
) -> Result<Response, Problem> {
    caller.actor.require(READ)?;
    caller.actor.require(MANAGE)?;
    let issued = webhooks.add(&caller, wish(&webhooks, &wire)?).await?;
    let at = webhooks.mount().json_url(&format!("/endpoints/{}", issued.endpoint.id));
    let at = HeaderValue::try_from(at).map_err(Problem::internal)?;
    let mut response = given(StatusCode::CREATED, issued, &caller.actor);
    response.headers_mut().insert(header::LOCATION, at);
    Ok(response)
}

/// One endpoint.
#[utoipa::path(
    get, path = "/endpoints/{id}", operation_id = "readWebhooksEndpoint", tag = "webhooks",
    security(("bearer" = [permission::READ])),
    params(("id" = Uuid, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint, with its ETag.", body = EndpointWire))
)]
pub(super) async fn one(
    State(webhooks): State<Webhooks>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<EndpointId>,
) -> Result<Response, Problem> {
    Ok(told(webhooks.endpoint(&actor, id).await?, &actor))
}

/// Changes an endpoint: what it is called, where it is, and of what it is told.
#[utoipa::path(
    put, path = "/endpoints/{id}", operation_id = "changeWebhooksEndpoint", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "The ETag of what was read."),
    ),
    request_body = WishWire,
    responses((status = 200, description = "The endpoint as it is now.", body = EndpointWire))
)]
pub(super) async fn change(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
    seen: IfMatch,
    Json(wire): Json<WishWire>,
) -> Result<Response, Problem> {
    // Whoever may not know of it is told so before what they sent is looked at.
    webhooks.endpoint(&caller.actor, id).await?;
    caller.actor.require(MANAGE)?;
    let wish = wish(&webhooks, &wire)?;
    let changed = webhooks.change(&caller, id, seen.expected(), wish).await;
    Ok(told(seen.answer(changed)?, &caller.actor))
}

/// Takes an endpoint away, with all that was on its way to it.
#[utoipa::path(
    delete, path = "/endpoints/{id}", operation_id = "removeWebhooksEndpoint", tag = "webhooks",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(
        ("id" = Uuid, Path, description = "The endpoint."),
        ("If-Match" = String, Header, description = "The ETag of what was read."),
    ),
    responses((status = 204, description = "It is told nothing more."))
)]
pub(super) async fn remove(
    State(webhooks): State<Webhooks>,
    CallerOf(caller): CallerOf,
    Path(id): Path<EndpointId>,
    seen: IfMatch,
) -> Result<StatusCode, Problem> {
    seen.answer(webhooks.remove(&caller, id, seen.expected()).await)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The events that endpoints may be told of, by name.
#[utoipa::path(
    get, path = "/events", operation_id = "listWebhooksEvents", tag = "webhooks",
    security(("bearer" = [permission::READ])),
    responses((status = 200, description = "The names.", body = EventsWire))
)]
pub(super) async fn events(
    State(webhooks): State<Webhooks>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<EventsWire>, Problem> {
    actor.require(READ)?;
    Ok(Json(EventsWire { items: webhooks.events() }))
}

fn wish(webhooks: &Webhooks, wire: &WishWire) -> Result<Wish, Problem> {
    Ok(webhooks.wish(&wire.about, &wire.url, wire.events.iter().map(String::as_str))?)
}

/// An endpoint with its entity tag.
pub(super) fn told(endpoint: Endpoint, reader: &Actor) -> Response {
    let tag = [(header::ETAG, etag(endpoint.version))];
    (tag, Json(EndpointWire::of(endpoint, reader))).into_response()
}

/// The same with its secret, which nobody in between is to keep.
pub(super) fn given(status: StatusCode, issued: Issued, reader: &Actor) -> Response {
    let headers = [
        (header::ETAG, etag(issued.endpoint.version)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let endpoint = EndpointWire::of(issued.endpoint, reader);
    let body = IssuedWire { endpoint, secret: issued.secret };
    (status, headers, Json(body)).into_response()
}
