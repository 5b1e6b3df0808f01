use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{ClientAddress, Json, Problem};
use http::{HeaderValue, header};

use super::wire::{FollowWire, FollowedWire};
use crate::Membership;

/// Where an application stands, by the number and the code on its receipt, without an account.
#[utoipa::path(
    post, path = "/follow", operation_id = "followApplication", tag = "membership",
    request_body = FollowWire,
    responses(
        (status = 200, description = "Where it stands.", body = FollowedWire),
        (status = 404, description = "Number or code is not right."),
        (status = 429, description = "Too many tries from one place."),
    )
)]
pub(super) async fn follow(
    State(membership): State<Membership>,
    from: Option<axum::Extension<ClientAddress>>,
    Json(wire): Json<FollowWire>,
) -> Result<Response, Problem> {
    let from = from.map(|axum::Extension(ClientAddress(address))| address);
    let found = membership.follow(from, &wire.number, &wire.code).await?;
    let wire = FollowedWire {
        number: found.number,
        stage: found.stage,
        since: found.since,
        until: found.until,
    };
    let never = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((never, Json(wire)).into_response())
}
