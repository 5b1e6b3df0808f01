use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, IfMatch, Json, Paging, Path, Problem, Query, etag,
};
use eframe_core::{Language, OrganisationId};
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::wire::{
    AssessmentPageWire, AssessmentWire, BeginWire, FactWire, ProgressWire, SectionWire,
    StandingWire, facts,
};
use crate::model::{AssessmentId, Consent, RoundId, Stage};
use crate::rules::{Ask, AssessmentStanding, Begin, Leave};
use crate::store::{Behind, Filter};
use crate::{Ceds, Teammate, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(one))
        .routes(routes!(describe))
        .routes(routes!(consent))
        .routes(routes!(team, ask))
        .routes(routes!(leave))
        .routes(routes!(sections))
        .routes(routes!(section))
}

/// Which assessments are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    round: Option<RoundId>,
    stage: Option<String>,
    organisation: Option<OrganisationId>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// The assessments in sight, those changed last first: one's own organisations', for staff all of them.
#[utoipa::path(
    get, path = "/assessments", operation_id = "listAssessments", tag = "ceds",
    security(("bearer" = [])),
    params(
        ("round" = Option<uuid::Uuid>, Query, description = "Only of this round."),
        ("stage" = Option<String>, Query, description = "Only at this stage: submitted."),
        ("organisation" = Option<uuid::Uuid>, Query, description = "Only of this organisation."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of assessments.", body = AssessmentPageWire))
)]
async fn list(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(wanted): Query<Wanted>,
) -> Result<Json<AssessmentPageWire>, Problem> {
    let unknown = || Problem::bad_request("stage", "There is no such stage.");
    let stage = wanted.stage.as_deref().map(|code| Stage::named(code).ok_or_else(unknown));
    let filter = Filter {
        round: wanted.round,
        stage: stage.transpose()?,
        organisation: wanted.organisation,
    };
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<Behind>()?;
    let rows = ceds.lines(&actor, &filter, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(rows, |line| Behind::of(&line.assessment));
    let items = page.items.into_iter().map(|line| AssessmentWire::of(line, &ceds));
    Ok(Json(AssessmentPageWire { items: items.collect(), next: page.next }))
}

/// Begins a city's assessment in a round. It has one in each at most.
#[utoipa::path(
    post, path = "/assessments", operation_id = "beginAssessment", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    request_body = BeginWire,
    responses((status = 201, description = "It is begun; Location leads to it.", body = StandingWire))
)]
async fn begin(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<BeginWire>,
) -> Result<Response, Problem> {
    let round = RoundId::new(wire.round);
    let command = Begin {
        organisation: OrganisationId::new(wire.organisation),
        city: wire.city,
        facts: facts(wire.facts),
    };
    let standing = ceds.begin(&caller, round, command).await?;
    let path = ceds.mount().json_url(&format!("/assessments/{}", standing.assessment));
    let location = HeaderValue::from_str(&path).map_err(Problem::internal)?;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], told(standing)).into_response())
}

/// One assessment.
#[utoipa::path(
    get, path = "/assessments/{id}", operation_id = "readAssessment", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "The assessment, with its version as ETag.", body = AssessmentWire))
)]
async fn one(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let line = ceds.assessment(&actor, id).await?;
    let tag = etag(line.assessment.version);
    Ok(([(header::ETAG, tag)], Json(AssessmentWire::of(line, &ceds))).into_response())
}

/// What is known of a city.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CedsFacts)]
pub(super) struct FactsWire {
    /// By the ids of the instrument's facts. A number may be a number or a text.
    #[schema(value_type = BTreeMap<String, String>)]
    facts: BTreeMap<String, FactWire>,
}

/// Says anew what is known of the city.
#[utoipa::path(
    put, path = "/assessments/{id}/facts", operation_id = "describeCity", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("If-Match" = String, Header, description = "The version that they were changed from."),
    ),
    request_body = FactsWire,
    responses((status = 200, description = "It is said.", body = StandingWire))
)]
async fn describe(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    seen: IfMatch,
    Json(wire): Json<FactsWire>,
) -> Result<Response, Problem> {
    let current = ceds.assessment(&caller.actor, id).await?.assessment.version;
    let said = ceds.describe(&caller, id, seen.or(current), facts(wire.facts)).await;
    Ok(told(seen.answer(said)?))
}

/// What others may learn of a city.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CedsConsent)]
pub(super) struct ConsentWire {
    /// nothing, compared (its scores are among those that quartiles are made of) or named (and its name stands there).
    consent: String,
}

/// Says what others may learn of the city. It can be taken back at any time, and then the figures of every group that the
/// city was in are hidden, for those without it would tell what it had.
#[utoipa::path(
    put, path = "/assessments/{id}/consent", operation_id = "consentToComparison", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("If-Match" = String, Header, description = "The version that it was read at."),
    ),
    request_body = ConsentWire,
    responses((status = 200, description = "It is said.", body = StandingWire))
)]
async fn consent(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    seen: IfMatch,
    Json(wire): Json<ConsentWire>,
) -> Result<Response, Problem> {
    let wrong = || eframe_core::FieldErrors::one("consent", "ceds.field.given.unknown");
    let consent = Consent::named(&wire.consent).ok_or_else(wrong);
    // Who may not see it is not told what is wrong with what they sent.
    let current = ceds.assessment(&caller.actor, id).await?.assessment.version;
    Ok(told(seen.answer(ceds.consent(&caller, id, seen.or(current), consent?).await)?))
}

/// Somebody of the team.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsTeammate)]
pub(super) struct TeammateWire {
    /// Where they get mail.
    address: String,
    /// Who it is, where they have an account that answers for the city.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Uuid>,
    name: String,
    /// The sections they are asked to answer.
    sections: BTreeSet<String>,
}

impl From<Teammate> for TeammateWire {
    fn from(one: Teammate) -> Self {
        Self {
            address: one.address,
            person: one.person.map(|person| person.uuid()),
            name: one.name,
            sections: one.sections,
        }
    }
}

/// The team.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsTeam)]
pub(super) struct TeamWire {
    items: Vec<TeammateWire>,
}

/// The team: whoever was asked, and whoever answers for the city.
#[utoipa::path(
    get, path = "/assessments/{id}/team", operation_id = "readTeam", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "The team.", body = TeamWire))
)]
async fn team(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<TeamWire>, Problem> {
    let team = ceds.team(&actor, id).await?;
    Ok(Json(TeamWire { items: team.into_iter().map(TeammateWire::from).collect() }))
}

/// Asks somebody to help.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AskCedsColleague)]
pub(super) struct AskWire {
    /// Where they get mail.
    address: String,
    /// The sections they are asked to answer.
    #[serde(default)]
    sections: BTreeSet<String>,
    /// The language of the letter that asks them, as long as they have no account that says theirs; `en` where nothing
    /// is said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
}

/// Asks somebody to help with some sections, or says anew with which. Whoever has no account is invited to one. Sections
/// say who is expected to answer; they lock nobody out.
#[utoipa::path(
    post, path = "/assessments/{id}/team", operation_id = "askColleague", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = AskWire,
    responses((status = 200, description = "They are asked.", body = StandingWire))
)]
async fn ask(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    Json(AskWire { address, sections, language }): Json<AskWire>,
) -> Result<Response, Problem> {
    ceds.assessment(&caller.actor, id).await?;
    let ask = Ask { address, sections, language: language.unwrap_or(Language::EN) };
    Ok(told(ceds.ask(&caller, id, ask).await?))
}

/// Somebody's address.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CedsAddress)]
pub(super) struct AddressWire {
    address: String,
}

/// Asks somebody no more. What they answered stays.
#[utoipa::path(
    post, path = "/assessments/{id}/team/leave", operation_id = "askColleagueNoMore", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = AddressWire,
    responses((status = 200, description = "They are asked no more.", body = StandingWire))
)]
async fn leave(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    Json(AddressWire { address }): Json<AddressWire>,
) -> Result<Response, Problem> {
    Ok(told(ceds.leave(&caller, id, Leave { address }).await?))
}

/// The sections of an assessment.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsSectionList)]
pub(super) struct SectionListWire {
    items: Vec<ProgressWire>,
}

/// The sections, with how far each is.
#[utoipa::path(
    get, path = "/assessments/{id}/sections", operation_id = "listSections", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "In the instrument's order.", body = SectionListWire))
)]
async fn sections(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<SectionListWire>, Problem> {
    let round = ceds.assessment(&actor, id).await?.round;
    let edition = ceds.edition(round.sha256).await?;
    let progress = ceds.progress(&actor, id).await?.into_iter();
    let items = progress.map(|one| ProgressWire::of(one, &edition)).collect();
    Ok(Json(SectionListWire { items }))
}

/// A section with its questions, the texts, and what the city says to them.
#[utoipa::path(
    get, path = "/assessments/{id}/sections/{section}", operation_id = "readSection", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("section" = String, Path, description = "The section's id: governance."),
    ),
    responses((status = 200, description = "The section.", body = SectionWire))
)]
async fn section(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, section)): Path<(AssessmentId, String)>,
) -> Result<Json<SectionWire>, Problem> {
    Ok(Json(ceds.section(&actor, id, &section).await?.into()))
}

/// Where an assessment stands, with its version as the entity tag.
pub(super) fn told(standing: AssessmentStanding) -> Response {
    let tag = [(header::ETAG, etag(standing.version))];
    (tag, Json(StandingWire::from(standing))).into_response()
}
