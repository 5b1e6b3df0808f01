use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Digest;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, IfMatch, Json, Path, Problem, etag, not_modified,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::reports::BenchmarkWire;
use super::wire::{MoveRoundWire, OpenRoundWire, RoundListWire, RoundStandingWire, RoundWire};
use crate::model::RoundId;
use crate::rules::{OpenRound, RoundStanding};
use crate::{Ceds, Error, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new()
        .routes(routes!(list, open))
        .routes(routes!(one, reschedule))
        .routes(routes!(close))
        .routes(routes!(benchmark))
}

/// Every round, the one that opened last first.
#[utoipa::path(
    get, path = "/rounds", operation_id = "listRounds", tag = "ceds",
    responses((status = 200, description = "The rounds.", body = RoundListWire))
)]
async fn list(State(ceds): State<Ceds>, _: Accepts) -> Result<Json<RoundListWire>, Problem> {
    let rounds = ceds.rounds().await?;
    let items = rounds.into_iter().map(|round| RoundWire::of(round, &ceds)).collect();
    Ok(Json(RoundListWire { items }))
}

/// Announces a round.
#[utoipa::path(
    post, path = "/rounds", operation_id = "openRound", tag = "ceds",
    security(("bearer" = [permission::ROUNDS])),
    request_body = OpenRoundWire,
    responses((status = 201, description = "It is announced; Location leads to it.", body = RoundStandingWire))
)]
async fn open(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<OpenRoundWire>,
) -> Result<Response, Problem> {
    caller.actor.require(permission::ROUNDS)?;
    let OpenRoundWire { sha256, name, opens, closes } = wire;
    let unknown = || Problem::refused("unknown-instrument", "There is no such instrument.");
    let sha256: Digest = sha256.parse().map_err(|_| unknown())?;
    let opened = ceds.open_round(&caller, sha256, OpenRound { name, opens, closes }).await;
    let standing = opened.map_err(|error| match error {
        Error::NotFound => unknown(),
        other => other.into(),
    })?;
    let path = ceds.mount().json_url(&format!("/rounds/{}", standing.round));
    let location = HeaderValue::from_str(&path).map_err(Problem::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], told(standing)).into_response())
}

/// One round.
#[utoipa::path(
    get, path = "/rounds/{id}", operation_id = "readRound", tag = "ceds",
    params(("id" = uuid::Uuid, Path, description = "The round.")),
    responses((status = 200, description = "The round, with its version as ETag.", body = RoundWire))
)]
async fn one(
    State(ceds): State<Ceds>,
    _: Accepts,
    headers: HeaderMap,
    Path(id): Path<RoundId>,
) -> Result<Response, Problem> {
    let round = ceds.round(id).await?;
    // Its phase changes with the day, without a new version.
    let phase = round.phase(ceds.today()).code();
    let tag = HeaderValue::from_str(&format!("\"{}\"", round.version));
    let tag = tag.map_err(Problem::internal)?;
    if phase == "closed" && not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    Ok(([(header::ETAG, tag)], Json(RoundWire::of(round, &ceds))).into_response())
}

/// Changes the name and the days of a round that is not closed.
#[utoipa::path(
    put, path = "/rounds/{id}", operation_id = "moveRound", tag = "ceds",
    security(("bearer" = [permission::ROUNDS])),
    params(
        ("id" = uuid::Uuid, Path, description = "The round."),
        ("If-Match" = String, Header, description = "The version that it was changed from."),
    ),
    request_body = MoveRoundWire,
    responses((status = 200, description = "It is changed.", body = RoundStandingWire))
)]
async fn reschedule(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<RoundId>,
    seen: IfMatch,
    Json(wire): Json<MoveRoundWire>,
) -> Result<Response, Problem> {
    caller.actor.require(permission::ROUNDS)?;
    let current = ceds.round(id).await?.version;
    let moved = ceds.move_round(&caller, id, seen.or(current), wire.into()).await;
    Ok(told(seen.answer(moved)?))
}

/// Closes a round for good, once its last day is over and nothing waits for its review. Which cities are compared is taken
/// down now and never again.
#[utoipa::path(
    post, path = "/rounds/{id}/close", operation_id = "closeRound", tag = "ceds",
    security(("bearer" = [permission::ROUNDS])),
    params(("id" = uuid::Uuid, Path, description = "The round.")),
    responses((status = 200, description = "It is closed.", body = RoundStandingWire))
)]
async fn close(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<RoundId>,
) -> Result<Response, Problem> {
    Ok(told(ceds.close_round(&caller, id).await?))
}

/// How the cities of a closed round lie, for those who read every assessment. 404 as long as it is not closed.
#[utoipa::path(
    get, path = "/rounds/{id}/benchmark", operation_id = "readRoundBenchmark", tag = "ceds",
    security(("bearer" = [permission::READ])),
    params(("id" = uuid::Uuid, Path, description = "The round.")),
    responses((status = 200, description = "Quartiles of those who agreed to be compared.", body = BenchmarkWire))
)]
async fn benchmark(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<RoundId>,
) -> Result<Json<BenchmarkWire>, Problem> {
    Ok(Json(ceds.round_benchmark(&actor, id).await?.into()))
}

fn told(standing: RoundStanding) -> Response {
    let tag = [(header::ETAG, etag(standing.version))];
    (tag, Json(RoundStandingWire::from(standing))).into_response()
}
