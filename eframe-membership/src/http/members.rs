//! Memberships as those see them whose they are, and as the Secretariat manages them.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, IfMatch, Json, Path, Problem, etag, not_modified,
};
use http::{HeaderMap, StatusCode, header};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::fees::FeeWire;
use super::register::{HappenedWire, ProfileWire};
use crate::Membership;
use crate::model::{Member, MemberId, Standing};
use crate::rules::{Amend, Dated, MemberStanding};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(amend))
        .routes(routes!(suspend))
        .routes(routes!(reinstate))
        .routes(routes!(end))
}

/// A membership with all that its standing follows from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Member)]
pub(super) struct MemberWire {
    id: Uuid,
    number: Option<String>,
    organisation: Uuid,
    kind: String,
    standing: Option<String>,
    profile: ProfileWire,
    history: Vec<HappenedWire>,
    fees: Vec<FeeWire>,
    /// The last part of the address at which its certificate is checked.
    code: String,
    version: i64,
}

/// Why, and from when on.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = DatedReason)]
pub(super) struct DatedWire {
    /// The day it counts from; today, where none is given.
    #[schema(value_type = Option<String>, example = "2026-11-23")]
    on: Option<Date>,
    #[serde(default)]
    reason: String,
}

/// From when on.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = DatedStep)]
pub(super) struct DayWire {
    /// The day it counts from; today, where none is given.
    #[schema(value_type = Option<String>, example = "2026-11-23")]
    on: Option<Date>,
}

/// Where a member stands now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberStanding)]
pub(super) struct StandingWire {
    member: Uuid,
    standing: Option<String>,
    version: i64,
}

/// A membership, for those whose it is and for the Secretariat.
#[utoipa::path(
    get, path = "/members/{id}", operation_id = "readMember", tag = "membership",
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    responses((status = 200, description = "The membership, with its version as ETag.", body = MemberWire))
)]
pub(super) async fn show(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<MemberId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let member = membership.member(&actor, id).await?;
    let tag = etag(member.version);
    if not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    Ok(([(header::ETAG, tag)], Json(MemberWire::from(&member))).into_response())
}

/// Changes what the register says of a member.
#[utoipa::path(
    put, path = "/members/{id}/profile", operation_id = "amendMember", tag = "membership",
    params(
        ("id" = uuid::Uuid, Path, description = "The member."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = ProfileWire,
    responses((status = 200, description = "It says so now.", body = StandingWire))
)]
pub(super) async fn amend(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
    seen: IfMatch,
    Json(wire): Json<ProfileWire>,
) -> Result<Response, Problem> {
    let expected = match seen {
        IfMatch::Version(version) => Some(version),
        IfMatch::Any => None,
    };
    let command = Amend { expected, form: wire.into() };
    Ok(told(membership.amend(&caller, id, command).await?))
}

/// Lets a member's rights rest.
#[utoipa::path(
    post, path = "/members/{id}/suspension", operation_id = "suspendMember", tag = "membership",
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    request_body = DatedWire,
    responses((status = 200, description = "It is suspended.", body = StandingWire))
)]
pub(super) async fn suspend(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
    Json(DatedWire { on, reason }): Json<DatedWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.suspend(&caller, id, Dated { on, reason }).await?))
}

/// Ends a suspension.
#[utoipa::path(
    post, path = "/members/{id}/reinstatement", operation_id = "reinstateMember", tag = "membership",
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    request_body = DayWire,
    responses((status = 200, description = "It stands where it stood before.", body = StandingWire))
)]
pub(super) async fn reinstate(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
    Json(DayWire { on }): Json<DayWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.reinstate(&caller, id, on).await?))
}

/// Notes that a member left.
#[utoipa::path(
    post, path = "/members/{id}/end", operation_id = "endMembership", tag = "membership",
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    request_body = DatedWire,
    responses((status = 200, description = "It left.", body = StandingWire))
)]
pub(super) async fn end(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
    Json(DatedWire { on, reason }): Json<DatedWire>,
) -> Result<Response, Problem> {
    Ok(told(membership.leave(&caller, id, Dated { on, reason }).await?))
}

fn told(done: MemberStanding) -> Response {
    let MemberStanding { member, standing, version } = done;
    let wire = StandingWire {
        member: member.uuid(),
        standing: standing.map(|standing| standing.code().to_owned()),
        version: version.get(),
    };
    ([(header::ETAG, etag(version))], Json(wire)).into_response()
}

impl From<&Member> for MemberWire {
    fn from(member: &Member) -> Self {
        Self {
            id: member.id.uuid(),
            number: member.number.clone(),
            organisation: member.organisation.uuid(),
            kind: member.kind.to_string(),
            standing: member.standing.map(Standing::code).map(str::to_owned),
            profile: (&member.profile).into(),
            history: member.history.iter().map(HappenedWire::from).collect(),
            fees: member.fees.iter().map(FeeWire::from).collect(),
            code: member.code.clone(),
            version: member.version.get(),
        }
    }
}
