use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem, Query};
use eframe_core::{FieldErrors, Language};
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::model::{Body, BodyCode, Composition, MemberId, Office, Term, TermId};
use crate::rules::Appoint;
use crate::{Membership, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(bodies))
        .routes(routes!(holders))
        .routes(routes!(terms, appoint))
        .routes(routes!(end))
        .routes(routes!(of_member))
}

/// A body that decides, as the charter in force today has it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipBody)]
struct BodyWire {
    #[schema(value_type = String, example = "executive-committee")]
    code: BodyCode,
    name: String,
    /// The most members it has; absent where every member belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    seats: Option<u32>,
    /// How many years a term lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<u32>,
    offices: Vec<OfficeWire>,
    /// Its quorum, its majority, and what a tie means.
    #[schema(value_type = Object)]
    rules: eframe_ballot::Rules,
}

/// An office.
#[derive(Serialize, ToSchema)]
#[schema(as = MembershipOffice)]
struct OfficeWire {
    #[schema(value_type = String, example = "president")]
    code: Office,
    name: String,
    /// How many hold it at a time at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<u32>,
    /// How many are to hold it at a time at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<u32>,
}

/// A term of office.
#[derive(Serialize, ToSchema)]
#[schema(as = MembershipTerm)]
struct TermWire {
    id: Uuid,
    member: Uuid,
    /// The member's name when the office was given.
    name: String,
    #[schema(value_type = String)]
    body: BodyCode,
    #[schema(value_type = String)]
    office: Office,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    until: Date,
}

/// Terms of office.
#[derive(Serialize, ToSchema)]
#[schema(as = MembershipTerms)]
struct TermsWire {
    items: Vec<TermWire>,
}

/// Bodies that decide.
#[derive(Serialize, ToSchema)]
#[schema(as = MembershipBodies)]
struct BodiesWire {
    items: Vec<BodyWire>,
}

/// An office to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMembershipTerm)]
struct AppointWire {
    member: Uuid,
    /// Its code in the charter.
    office: String,
    /// The first day: `2027-01-01`.
    from: String,
    /// The last day, where it is earlier than the charter's.
    until: Option<String>,
}

/// The day a term ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MembershipTermEnd)]
struct EndWire {
    until: String,
}

/// In which language names are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct In {
    language: Option<Language>,
}

/// On which day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct On {
    on: Option<String>,
}

/// The bodies of the charter in force today, with their offices and rules.
#[utoipa::path(
    get, path = "/bodies", operation_id = "listMembershipBodies", tag = "membership",
    params(("language" = Option<String>, Query, description = "The language of names, as far as there is one: en.")),
    responses((status = 200, description = "The bodies.", body = BodiesWire))
)]
async fn bodies(
    State(membership): State<Membership>,
    _: Accepts,
    Query(asked): Query<In>,
) -> Result<Json<BodiesWire>, Problem> {
    let language = asked.language.unwrap_or(Language::EN);
    let version = membership.charter().on(membership.today());
    let all = version.bodies.iter();
    let items = all.map(|(code, body)| BodyWire::of(code, body, language)).collect();
    Ok(Json(BodiesWire { items }))
}

/// Who held an office of a body on a day, in the order of its offices.
#[utoipa::path(
    get, path = "/bodies/{body}/holders", operation_id = "listMembershipHolders", tag = "membership",
    params(
        ("body" = String, Path, description = "The body's code."),
        ("on" = Option<String>, Query, description = "The day: 2026-12-31. Today, when it is absent."),
    ),
    responses((status = 200, description = "The terms that cover that day.", body = TermsWire))
)]
async fn holders(
    State(membership): State<Membership>,
    _: Accepts,
    Path(body): Path<BodyCode>,
    Query(asked): Query<On>,
) -> Result<Json<TermsWire>, Problem> {
    let wrong = |_| Problem::bad_request("on", "Write the day as 2026-12-31.");
    let on = asked.on.map(|day| day.parse::<Date>().map_err(wrong)).transpose()?;
    let day = on.unwrap_or_else(|| membership.today());
    let items = membership.holders_on(&body, day).await?;
    Ok(Json(TermsWire { items: items.into_iter().map(TermWire::from).collect() }))
}

/// Every term of a body, past and to come, the latest first.
#[utoipa::path(
    get, path = "/bodies/{body}/terms", operation_id = "listMembershipTerms", tag = "membership",
    params(("body" = String, Path, description = "The body's code.")),
    responses((status = 200, description = "The terms.", body = TermsWire))
)]
async fn terms(
    State(membership): State<Membership>,
    _: Accepts,
    Path(body): Path<BodyCode>,
) -> Result<Json<TermsWire>, Problem> {
    let items = membership.terms(&body).await?;
    Ok(Json(TermsWire { items: items.into_iter().map(TermWire::from).collect() }))
}

/// Every term of a member, past and to come, the latest first: for the Secretariat, and for whoever acts for it. Everyone
/// reads the offices of a day with its entry in the register.
#[utoipa::path(
    get, path = "/members/{id}/terms", operation_id = "listMemberTerms", tag = "membership",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::APPLY]), ("bearer" = [permission::VOTE])),
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    responses((status = 200, description = "The terms.", body = TermsWire))
)]
async fn of_member(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<MemberId>,
) -> Result<Json<TermsWire>, Problem> {
    let items = membership.terms_in_sight(&actor, id).await?;
    Ok(Json(TermsWire { items: items.into_iter().map(TermWire::from).collect() }))
}

/// Gives a member an office of a body.
#[utoipa::path(
    post, path = "/bodies/{body}/terms", operation_id = "appointMembershipTerm", tag = "membership",
    security(("bearer" = [permission::TERMS])),
    params(("body" = String, Path, description = "The body's code.")),
    request_body = AppointWire,
    responses((status = 201, description = "The term.", body = TermWire))
)]
async fn appoint(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(body): Path<BodyCode>,
    Json(wire): Json<AppointWire>,
) -> Result<Response, Problem> {
    let (member, command) = wire.command(body)?;
    let term = membership.appoint(&caller, member, command).await?;
    Ok((StatusCode::CREATED, Json(TermWire::from(term))).into_response())
}

/// Ends a term earlier than it would.
#[utoipa::path(
    post, path = "/terms/{id}/end", operation_id = "endMembershipTerm", tag = "membership",
    security(("bearer" = [permission::TERMS])),
    params(("id" = uuid::Uuid, Path, description = "The term.")),
    request_body = EndWire,
    responses((status = 200, description = "The term as it ends now.", body = TermWire))
)]
async fn end(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<TermId>,
    Json(wire): Json<EndWire>,
) -> Result<Json<TermWire>, Problem> {
    let until = day(&wire.until, "until")?;
    Ok(Json(membership.end_term(&caller, id, until).await?.into()))
}

fn day(text: &str, field: &str) -> Result<Date, FieldErrors> {
    text.parse().map_err(|_| FieldErrors::one(field, "core.field.date"))
}

impl AppointWire {
    fn command(self, body: BodyCode) -> Result<(MemberId, Appoint), FieldErrors> {
        let mut errors = FieldErrors::new();
        let unknown = |_| FieldErrors::one("office", "membership.field.office.unknown");
        let office = errors.take(self.office.parse::<Office>().map_err(unknown));
        let from = errors.take(day(&self.from, "from"));
        let until = self.until.map(|until| errors.take(day(&until, "until")));
        match (office, from) {
            (Some(office), Some(from)) => {
                let command = Appoint { body, office, from, until: until.flatten() };
                errors.finish((MemberId::new(self.member), command))
            }
            _ => Err(errors),
        }
    }
}

impl BodyWire {
    fn of(code: &BodyCode, body: &Body, language: Language) -> Self {
        let said = |name: &eframe_core::Localized<String>, code: &BodyCode| {
            name.pick(language).map_or_else(|| code.to_string(), |picked| picked.value.clone())
        };
        let (seats, years, offices) = match &body.composition {
            Composition::Members => (None, None, Vec::new()),
            Composition::Offices { seats, years, offices } => {
                let offices = offices.iter().map(|office| OfficeWire {
                    code: office.code.clone(),
                    name: said(&office.name, &office.code),
                    most: office.most,
                    least: office.least,
                });
                (Some(*seats), Some(*years), offices.collect())
            }
        };
        let (name, rules) = (said(&body.name, code), body.rules.clone());
        Self { code: code.clone(), name, seats, years, offices, rules }
    }
}

impl From<Term> for TermWire {
    fn from(term: Term) -> Self {
        let Term { id, member, name, body, office, from, until } = term;
        Self { id: id.uuid(), member: member.uuid(), name, body, office, from, until }
    }
}
