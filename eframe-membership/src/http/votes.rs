use axum::extract::State;
use axum::response::Response;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem};
use eframe_core::{Digest, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::meeting_wire::{DeferWire, ItemWire, NewVoteWire, StandingWire, VoteWire, VotingWire};
use super::meetings::told;
use crate::model::{Application, ItemId, MeetingId, MemberId, Signature};
use crate::rules::Cast;
use crate::{Membership, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(item))
        .routes(routes!(application))
        .routes(routes!(open))
        .routes(routes!(defer))
        .routes(routes!(voting, cast))
        .routes(routes!(close))
}

/// What those who decide read of an application: what it says, not whom to ask.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipItemApplication)]
struct ReadWire {
    id: Uuid,
    number: String,
    name: String,
    own_name: String,
    kind: String,
    country: String,
    population: String,
    website: String,
    motivation: String,
    signatory_name: String,
    signatory_office: String,
    signatory_authority: String,
    /// SHA-256 of what was signed.
    #[schema(value_type = String)]
    form: Digest,
    /// When it was signed; absent where what it says now is not signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    signed: Option<Timestamp>,
}

/// An item of an agenda.
#[utoipa::path(
    get, path = "/meetings/{id}/items/{item}", operation_id = "readMembershipItem", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE]), ("bearer" = [permission::APPLY])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    responses((status = 200, description = "The item.", body = ItemWire))
)]
async fn item(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Json<ItemWire>, Problem> {
    let (_, item) = membership.item(&actor, id, item).await?;
    Ok(Json(ItemWire::from(&item)))
}

/// What the application says that an item is about, for those who decide.
#[utoipa::path(
    get, path = "/meetings/{id}/items/{item}/application", operation_id = "readMembershipItemApplication",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE])),
    tag = "membership",
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    responses((status = 200, description = "The application.", body = ReadWire))
)]
async fn application(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Json<ReadWire>, Problem> {
    Ok(Json(membership.application_of_item(&actor, id, item).await?.into()))
}

/// Calls an item: from now on votes are taken. One item is open at a time.
#[utoipa::path(
    post, path = "/meetings/{id}/items/{item}/open", operation_id = "openMembershipItem", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    responses((status = 200, description = "Votes are taken.", body = StandingWire))
)]
async fn open(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Response, Problem> {
    Ok(told(membership.open_item(&caller, id, item).await?))
}

/// Puts an item off without a vote.
#[utoipa::path(
    post, path = "/meetings/{id}/items/{item}/defer", operation_id = "deferMembershipItem", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    request_body = DeferWire,
    responses((status = 200, description = "It is put off.", body = StandingWire))
)]
async fn defer(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
    Json(wire): Json<DeferWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.defer_item(&caller, id, item, &wire.reason).await?))
}

/// Who has voted on an item, and how the members did that you vote for. How all did is in the item once it is decided.
#[utoipa::path(
    get, path = "/meetings/{id}/items/{item}/votes", operation_id = "readMembershipVotes", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE]), ("bearer" = [permission::APPLY])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    responses((status = 200, description = "The votes so far.", body = VotingWire))
)]
async fn voting(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Json<VotingWire>, Problem> {
    let voting = membership.voting(&actor, id, item).await?;
    let voted = voting.voted.into_iter().map(MemberId::uuid).collect();
    let own = voting.own.into_iter().map(VoteWire::from).collect();
    Ok(Json(VotingWire { voted, own }))
}

/// Takes a member's vote, which stands. The same vote of the same person, sent again, is answered as the first time;
/// another one is 409, with the vote that stands for those who vote for the member and for whoever recorded it.
#[utoipa::path(
    post, path = "/meetings/{id}/items/{item}/votes", operation_id = "castMembershipVote", tag = "membership",
    security(("bearer" = [permission::MEET]), ("bearer" = [permission::VOTE])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    request_body = NewVoteWire,
    responses((status = 200, description = "The vote is in.", body = VoteWire))
)]
async fn cast(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
    Json(wire): Json<NewVoteWire>,
) -> Result<Json<VoteWire>, Problem> {
    let (member, cast) = (MemberId::new(wire.member), Cast { choice: wire.choice });
    Ok(Json(membership.cast(&caller, id, item, member, cast).await?.into()))
}

/// Closes an item to further votes and counts them.
#[utoipa::path(
    post, path = "/meetings/{id}/items/{item}/close", operation_id = "closeMembershipItem", tag = "membership",
    security(("bearer" = [permission::MEET])),
    params(
        ("id" = uuid::Uuid, Path, description = "The meeting."),
        ("item" = uuid::Uuid, Path, description = "The item."),
    ),
    responses((status = 200, description = "It is decided.", body = StandingWire))
)]
async fn close(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Response, Problem> {
    Ok(told(membership.close_item(&caller, id, item).await?))
}

impl From<Application> for ReadWire {
    fn from(application: Application) -> Self {
        let signed = application.signed().map(|signature| match signature {
            Signature::Uploaded { at, .. } | Signature::Typed { at, .. } => *at,
        });
        let hash = application.form.hash();
        let form = application.form;
        Self {
            id: application.id.uuid(),
            number: application.number,
            name: form.name,
            own_name: form.own_name,
            kind: form.kind,
            country: form.country,
            population: form.population,
            website: form.website,
            motivation: form.motivation,
            signatory_name: form.signatory_name,
            signatory_office: form.signatory_office,
            signatory_authority: form.signatory_authority,
            form: hash,
            signed,
        }
    }
}
