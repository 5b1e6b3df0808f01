use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, Json, Path, Problem, etag, not_modified};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::meeting_wire::MeetingWire;
use crate::model::{ItemState, Matter, Meeting};
use crate::{Error, Membership};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new().routes(routes!(minutes)).routes(routes!(vote))
}

/// The minutes that have this code: everything that was decided, with all that is needed to count again.
#[utoipa::path(
    get, path = "/minutes/{code}", operation_id = "readMembershipMinutes", tag = "membership",
    params(("code" = String, Path, description = "The code at the foot of the minutes.")),
    responses((status = 200, description = "The minutes.", body = MeetingWire))
)]
async fn minutes(
    State(membership): State<Membership>,
    _: Accepts,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let meeting = membership.minutes(&code).await?;
    let (fresh, same) = fresh(&headers, &meeting);
    if same {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    Ok((fresh, Json(MeetingWire::of(&membership, &meeting))).into_response())
}

/// One vote of the minutes as a file: roll, presence, ballots, rules and tally, in the form that `eframe-ballot` reads
/// and counts again.
#[utoipa::path(
    get, path = "/minutes/{code}/votes/{position}", operation_id = "downloadMembershipVote", tag = "membership",
    params(
        ("code" = String, Path, description = "The code at the foot of the minutes."),
        ("position" = u32, Path, description = "The item's place on the agenda."),
    ),
    responses((status = 200, description = "The vote.", body = serde_json::Value))
)]
async fn vote(
    State(membership): State<Membership>,
    _: Accepts,
    headers: HeaderMap,
    Path((code, position)): Path<(String, u32)>,
) -> Result<Response, Problem> {
    let meeting = membership.minutes(&code).await?;
    let item = meeting.items.iter().find(|item| item.position == position);
    let Some(ItemState::Decided { published, .. }) = item.map(|item| &item.state) else {
        return Err(Error::NotFound.into());
    };
    let (fresh, same) = fresh(&headers, &meeting);
    if same {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    let about = match item.map(|item| &item.matter) {
        Some(Matter::Application { number, .. }) => format!("-{number}"),
        _ => String::new(),
    };
    // Letters, digits and hyphens: it needs no escaping.
    let name = format!("attachment; filename=\"{}-{position}{about}.json\"", meeting.number);
    let name = HeaderValue::from_str(&name).map_err(Problem::internal)?;
    Ok((fresh, [(header::CONTENT_DISPOSITION, name)], Json(published)).into_response())
}

/// Closed, a meeting changes no more: its version says so for good.
fn fresh(headers: &HeaderMap, meeting: &Meeting) -> ([(HeaderName, HeaderValue); 2], bool) {
    let tag = etag(meeting.version);
    let same = not_modified(headers, &tag);
    let cached = HeaderValue::from_static("no-cache");
    ([(header::ETAG, tag), (header::CACHE_CONTROL, cached)], same)
}
