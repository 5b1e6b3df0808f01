//! Memberships as those see them whose they are, and as the Secretariat manages them.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::OrganisationId;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, IfMatch, Json, Page, Paging, Path, Problem, Query, etag,
    not_modified,
};
use http::{HeaderMap, StatusCode, header};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::fees::FeeWire;
use super::register::{HappenedWire, ProfileWire, RegisterLine};
use crate::model::{Member, MemberId, Standing};
use crate::rules::{Amend, Dated, MemberStanding};
use crate::store::{Behind, MemberRow};
use crate::{Membership, Wanted, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(of_organisation))
        .routes(routes!(lapse))
        .routes(routes!(restore))
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

/// A member as a line of the Secretariat's list: any that there ever was.
#[derive(Serialize, ToSchema)]
#[schema(as = MemberLine)]
pub(super) struct MemberLine {
    id: Uuid,
    #[serde(flatten)]
    line: RegisterLine,
}

/// A page of members.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<MemberLine>")]
pub(super) struct MemberLinePage {
    items: Vec<MemberLine>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// Which members are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    standing: Option<String>,
    words: Option<String>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// All members there ever were, whatever their standing, by name: for the Secretariat.
#[utoipa::path(
    get, path = "/members", operation_id = "listMembers", tag = "membership",
    security(("bearer" = [permission::READ])),
    params(
        ("standing" = Option<String>, Query, description = "Only those that stand so: applicant, associate, full, suspended, lapsed, withdrawn."),
        ("words" = Option<String>, Query, description = "Part of a name, or a number."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of members.", body = MemberLinePage))
)]
pub(super) async fn list(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<MemberLine>>, Problem> {
    let Asked { standing, words, limit, cursor } = asked;
    let wrong = || Problem::bad_request("standing", "There is no such standing.");
    let standing = standing.map(|code| Standing::named(&code).ok_or_else(wrong)).transpose()?;
    let words = words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
    let wanted = Wanted { words, ..Wanted::default() };
    let paging = Paging::new(limit, cursor);
    let (after, limit) = (paging.after::<Behind>()?, paging.limit() + 1);
    let (rows, _) =
        membership.all_members(&actor, &wanted, standing, after.as_ref(), limit).await?;
    let page = paging.page(rows, MemberRow::position);
    Ok(Json(page.map(|row| MemberLine { id: row.id.uuid(), line: row.into() })))
}

/// What an organisation is or was as a member, for those whose it is and for the Secretariat.
#[utoipa::path(
    get, path = "/organisations/{id}/member", operation_id = "readMemberOfOrganisation", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::APPLY]), ("bearer" = [permission::VOTE])),
    params(("id" = uuid::Uuid, Path, description = "The organisation.")),
    responses((status = 200, description = "The membership, with its version as ETag.", body = MemberWire))
)]
pub(super) async fn of_organisation(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<OrganisationId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Ok(whole(&membership.member_of(&actor, id).await?, &headers))
}

/// Lets one member lapse whose grace is over, before the day's own round does.
#[utoipa::path(
    post, path = "/members/{id}/lapse", operation_id = "lapseMember", tag = "membership",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    responses((status = 200, description = "It lapsed.", body = StandingWire))
)]
pub(super) async fn lapse(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
) -> Result<Response, Problem> {
    Ok(told(membership.lapse(&caller, id).await?))
}

/// Ends a lapse for which nothing is owed.
#[utoipa::path(
    post, path = "/members/{id}/restore", operation_id = "restoreMember", tag = "membership",
    security(("bearer" = [permission::READ, permission::MANAGE])),
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    responses((status = 200, description = "It stands where it stood before.", body = StandingWire))
)]
pub(super) async fn restore(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
) -> Result<Response, Problem> {
    Ok(told(membership.restore(&caller, id).await?))
}

/// A membership, for those whose it is and for the Secretariat.
#[utoipa::path(
    get, path = "/members/{id}", operation_id = "readMember", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::APPLY]), ("bearer" = [permission::VOTE])),
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
    Ok(whole(&membership.member(&actor, id).await?, &headers))
}

fn whole(member: &Member, headers: &HeaderMap) -> Response {
    let tag = etag(member.version);
    if not_modified(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::ETAG, tag)], Json(MemberWire::from(member))).into_response()
}

/// Changes what the register says of a member.
#[utoipa::path(
    put, path = "/members/{id}/profile", operation_id = "amendMember", tag = "membership",
    security(("bearer" = [permission::READ, permission::MANAGE])),
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
    let command = Amend { expected: seen.expected(), form: wire.into() };
    Ok(told(seen.answer(membership.amend(&caller, id, command).await)?))
}

/// Lets a member's rights rest.
#[utoipa::path(
    post, path = "/members/{id}/suspension", operation_id = "suspendMember", tag = "membership",
    security(("bearer" = [permission::READ, permission::MANAGE])),
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
    security(("bearer" = [permission::READ, permission::MANAGE])),
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
    security(("bearer" = [permission::READ, permission::MANAGE])),
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
