use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, IfMatch, Json, Paging, Path, Problem, Query, etag,
    not_modified,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::meeting_wire::{
    CallOffWire, ChairWire, LineWire, MeetingWire, MeetingsWire, NewItemWire, PlanWire,
    StandingWire, WhenWire,
};
use crate::model::{ApplicationId, BodyCode, ItemId, MeetingId, MeetingStage, MemberId};
use crate::rules::MeetingStanding;
use crate::store::{BehindMeeting, Meetings};
use crate::{Membership, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(list, plan))
        .routes(routes!(read, reschedule))
        .routes(routes!(open))
        .routes(routes!(close))
        .routes(routes!(call_off))
        .routes(routes!(attend, leave))
        .routes(routes!(chair))
        .routes(routes!(add_item))
        .routes(routes!(remove_item))
}

/// Which meetings are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    stage: Option<String>,
    body: Option<BodyCode>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// The meetings that you run or belong to, the latest first.
#[utoipa::path(
    get, path = "/meetings", operation_id = "listMembershipMeetings", tag = "membership",
    security(("bearer" = [])),
    params(
        ("stage" = Option<String>, Query, description = "Only at this stage: planned, open, closed, called-off."),
        ("body" = Option<String>, Query, description = "Only of this body."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of meetings.", body = MeetingsWire))
)]
async fn list(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Json<MeetingsWire>, Problem> {
    let unknown = || Problem::bad_request("stage", "There is no such stage of a meeting.");
    let stage = asked.stage.as_deref();
    let stage = stage.map(|code| MeetingStage::named(code).ok_or_else(unknown)).transpose()?;
    let which = Meetings { stage, body: asked.body.map(|body| body.to_string()), seen: None };
    let paging = Paging::new(asked.limit, asked.cursor);
    let behind = paging.after::<BehindMeeting>()?;
    let found = membership.meetings(&actor, &which, behind.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(found, BehindMeeting::of);
    let next = page.next.clone();
    let items = page.items.iter().map(LineWire::from).collect();
    Ok(Json(MeetingsWire { items, next }))
}

/// Plans a meeting.
#[utoipa::path(
    post, path = "/meetings", operation_id = "planMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET])),
    request_body = PlanWire,
    responses((status = 201, description = "It is planned; Location leads to it.", body = StandingWire))
)]
async fn plan(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<PlanWire>,
) -> Result<Response, Problem> {
    let standing = membership.plan(&caller, wire.try_into()?).await?;
    let path = format!("/meetings/{}", standing.meeting);
    made(&membership, &path, standing)
}

/// A meeting with its agenda, its roll and who is there, and its version as ETag. Those who run meetings read any;
/// people of an organisation those of a body that it belongs to.
#[utoipa::path(
    get, path = "/meetings/{id}", operation_id = "readMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE]), ("bearer" = [permission::APPLY])),
    params(("id" = uuid::Uuid, Path, description = "The meeting.")),
    responses((status = 200, description = "The meeting.", body = MeetingWire))
)]
async fn read(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    headers: HeaderMap,
    Path(id): Path<MeetingId>,
) -> Result<Response, Problem> {
    let meeting = membership.meeting(&actor, id).await?;
    let tag = etag(meeting.version);
    let fresh = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    if not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    Ok((fresh, Json(MeetingWire::of(&membership, &meeting))).into_response())
}

/// Gives a planned meeting another title or time.
#[utoipa::path(
    put, path = "/meetings/{id}", operation_id = "rescheduleMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = WhenWire,
    responses((status = 200, description = "It is changed.", body = StandingWire))
)]
async fn reschedule(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MeetingId>,
    seen: IfMatch,
    Json(wire): Json<WhenWire>,
) -> Result<Response, Problem> {
    let meeting = membership.meeting(&caller.actor, id).await?;
    caller.actor.require(permission::MEET)?;
    let command = wire.command(seen.or(meeting.version))?;
    Ok(told(seen.answer(membership.reschedule(&caller, id, command).await)?))
}

/// Opens a meeting and freezes its roll: who may vote now votes in it, whatever happens meanwhile.
#[utoipa::path(
    post, path = "/meetings/{id}/open", operation_id = "openMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(("id" = uuid::Uuid, Path, description = "The meeting.")),
    responses((status = 200, description = "It is open.", body = StandingWire))
)]
async fn open(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MeetingId>,
) -> Result<Response, Problem> {
    Ok(told(membership.open_meeting(&caller, id).await?))
}

/// Closes a meeting: its minutes stand. What was not called is put off.
#[utoipa::path(
    post, path = "/meetings/{id}/close", operation_id = "closeMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(("id" = uuid::Uuid, Path, description = "The meeting.")),
    responses((status = 200, description = "It is closed.", body = StandingWire))
)]
async fn close(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MeetingId>,
) -> Result<Response, Problem> {
    Ok(told(membership.close_meeting(&caller, id).await?))
}

/// Calls a meeting off before anything was called to the vote: those who were invited are told why, and what is on its
/// agenda waits for another meeting.
#[utoipa::path(
    post, path = "/meetings/{id}/call-off", operation_id = "callOffMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(("id" = uuid::Uuid, Path, description = "The meeting.")),
    request_body = CallOffWire,
    responses((status = 200, description = "It is called off.", body = StandingWire))
)]
async fn call_off(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MeetingId>,
    Json(wire): Json<CallOffWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.call_off(&caller, id, wire.into()).await?))
}

/// Marks a member as present: its own people do, or those who run the meeting.
#[utoipa::path(
    put, path = "/meetings/{id}/attendance/{member}", operation_id = "attendMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("member" = uuid::Uuid, Path, description = "The member."),
    ),
    responses((status = 200, description = "It is there.", body = StandingWire))
)]
async fn attend(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, member)): Path<(MeetingId, MemberId)>,
) -> Result<Response, Problem> {
    Ok(told(membership.attend(&caller, id, member).await?))
}

/// Marks a member as gone. Nobody leaves while votes are taken.
#[utoipa::path(
    delete, path = "/meetings/{id}/attendance/{member}", operation_id = "leaveMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("member" = uuid::Uuid, Path, description = "The member."),
    ),
    responses((status = 200, description = "It is gone.", body = StandingWire))
)]
async fn leave(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, member)): Path<(MeetingId, MemberId)>,
) -> Result<Response, Problem> {
    Ok(told(membership.depart(&caller, id, member).await?))
}

/// Puts a member that is there and may vote into the chair.
#[utoipa::path(
    put, path = "/meetings/{id}/chair", operation_id = "chairMembershipMeeting", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(("id" = uuid::Uuid, Path, description = "The meeting.")),
    request_body = ChairWire,
    responses((status = 200, description = "It has the chair.", body = StandingWire))
)]
async fn chair(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MeetingId>,
    Json(wire): Json<ChairWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.take_the_chair(&caller, id, MemberId::new(wire.member)).await?))
}

/// Puts an application or a motion on the agenda.
#[utoipa::path(
    post, path = "/meetings/{id}/items", operation_id = "addMembershipItem", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(("id" = uuid::Uuid, Path, description = "The meeting.")),
    request_body = NewItemWire,
    responses((status = 201, description = "It is on the agenda; Location leads to it.", body = StandingWire))
)]
async fn add_item(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MeetingId>,
    Json(wire): Json<NewItemWire>,
) -> Result<Response, Problem> {
    let NewItemWire { application, title, text } = wire;
    let added = match application {
        Some(application) => {
            membership.add_application(&caller, id, ApplicationId::new(application)).await?
        }
        None => {
            let (title, text) = (title.unwrap_or_default(), text.unwrap_or_default());
            membership.add_motion(&caller, id, &title, &text).await?
        }
    };
    let item = added.item.map(|item| item.to_string()).unwrap_or_default();
    made(&membership, &format!("/meetings/{id}/items/{item}"), added)
}

/// Takes an item from the agenda of a meeting that has not begun.
#[utoipa::path(
    delete, path = "/meetings/{id}/items/{item}", operation_id = "removeMembershipItem", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    responses((status = 200, description = "It is off the agenda.", body = StandingWire))
)]
async fn remove_item(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Response, Problem> {
    Ok(told(membership.remove_item(&caller, id, item).await?))
}

fn made(
    membership: &Membership,
    path: &str,
    standing: MeetingStanding,
) -> Result<Response, Problem> {
    let location = HeaderValue::from_str(&membership.mount().json_url(path));
    let location = [(header::LOCATION, location.map_err(Problem::internal)?)];
    Ok((StatusCode::CREATED, location, told(standing)).into_response())
}

/// Where the meeting stands, with its version as ETag.
pub(super) fn told(standing: MeetingStanding) -> Response {
    let tag = [(header::ETAG, etag(standing.version))];
    (tag, Json(StandingWire::from(standing))).into_response()
}
