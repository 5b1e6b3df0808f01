//! The register for everyone: its members, its figures, and the check of a certificate.

mod wire;

use axum::extract::State;
use axum::response::Response;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::cache::Rendered;
use eframe_core::directory::MemberDirectory as _;
use eframe_core::http::{Accepts, Cursor, Json, Page, Paging, Path, Problem, Query};
use eframe_core::{StoreError, Tag};
use http::HeaderMap;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) use wire::{
    CertifiedWire, ExplainedWire, FiguresWire, HappenedWire, PlaceWire, ProfileWire, RegisterLine,
    RegisterLinePage,
};

use crate::Membership;
use crate::pages::Asks;
use crate::rules::REGISTER_TAG;
use crate::store::Behind;

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(figures))
        .routes(routes!(places))
        .routes(routes!(show))
        .routes(routes!(certificate))
}

/// Under which name the places are kept.
const PLACES: &str = "membership/register/places";

/// Which members are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    kind: Option<String>,
    region: Option<String>,
    country: Option<String>,
    words: Option<String>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct On {
    on: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Issued {
    issued: Option<Date>,
}

/// The members in the register by name.
#[utoipa::path(
    get, path = "/register", operation_id = "listRegister", tag = "membership",
    params(
        ("kind" = Option<String>, Query, description = "Only this kind of member, a code of the charter: city."),
        ("region" = Option<String>, Query, description = "Only this region: africa, americas, asia, europe, oceania."),
        ("country" = Option<String>, Query, description = "Only this country, by its ISO 3166 code: KR."),
        ("words" = Option<String>, Query, description = "Part of a name, or a number."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of members.", body = RegisterLinePage))
)]
pub(super) async fn list(
    State(membership): State<Membership>,
    _: Accepts,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<RegisterLine>>, Problem> {
    let Asked { kind, region, country, words, limit, cursor } = asked;
    let wanted = Asks { kind, region, country, words, after: None };
    let wanted = wanted.wanted(membership.charter())?;
    let paging = Paging::new(limit, cursor);
    let after = paging.after::<Behind>()?;
    let rows = membership.register(&wanted, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(rows, crate::store::MemberRow::position);
    Ok(Json(page.map(RegisterLine::from)))
}

/// How many members there are of each sort, and how many people live in their cities.
#[utoipa::path(
    get, path = "/register/figures", operation_id = "readRegisterFigures", tag = "membership",
    responses((status = 200, description = "The figures of today.", body = FiguresWire))
)]
pub(super) async fn figures(
    State(membership): State<Membership>,
    _: Accepts,
) -> Result<Json<FiguresWire>, Problem> {
    let figures = membership.figures().await.map_err(away)?;
    Ok(Json(figures.into()))
}

/// The database did not answer.
fn away(error: StoreError) -> Problem {
    Problem::unavailable(2).cause(error)
}

/// Every member in the register with its place, in the order of their numbers: for maps.
#[utoipa::path(
    get, path = "/register/places", operation_id = "listMemberPlaces", tag = "membership",
    responses((status = 200, description = "The places.", body = Vec<PlaceWire>))
)]
pub(super) async fn places(
    State(membership): State<Membership>,
    _: Accepts,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let render = || async {
        let places = membership.places().await.map_err(away)?;
        let wire: Vec<_> = places.into_iter().map(PlaceWire::from).collect();
        let bytes = serde_json::to_vec(&wire).map_err(Problem::internal)?;
        Ok::<_, Problem>(Rendered::new("application/json", bytes).tag(Tag::new(REGISTER_TAG)))
    };
    membership.cache().get_or_render(&headers, PLACES, render).await
}

/// A member, past or present: where it stood on a day, everything that led there, and its rights with the reasons.
#[utoipa::path(
    get, path = "/register/{number}", operation_id = "readRegistered", tag = "membership",
    params(
        ("number" = String, Path, description = "The member's number: M-2026-0042."),
        ("on" = Option<String>, Query, description = "The day; today, where none is given: 2026-11-23."),
    ),
    responses((status = 200, description = "The member on that day.", body = ExplainedWire))
)]
pub(super) async fn show(
    State(membership): State<Membership>,
    _: Accepts,
    Path(number): Path<String>,
    Query(On { on }): Query<On>,
) -> Result<Json<ExplainedWire>, Problem> {
    let explained = membership.explain(&number, on).await?;
    let terms = membership.terms_of(explained.member.id).await?;
    Ok(Json(ExplainedWire::of(&explained, &terms)))
}

/// What is true of a certificate today, and on the day it says it was issued.
#[utoipa::path(
    get, path = "/certificates/{code}", operation_id = "checkCertificate", tag = "membership",
    params(
        ("code" = String, Path, description = "The code at the end of the certificate's address."),
        ("issued" = Option<String>, Query, description = "The day of issue: 2026-11-23."),
    ),
    responses((status = 200, description = "What is true.", body = CertifiedWire))
)]
pub(super) async fn certificate(
    State(membership): State<Membership>,
    _: Accepts,
    Path(code): Path<String>,
    Query(Issued { issued }): Query<Issued>,
) -> Result<Json<CertifiedWire>, Problem> {
    let certified = membership.certified(&code.to_lowercase(), issued).await?;
    let terms = membership.terms_of(certified.today.member.id).await?;
    Ok(Json(CertifiedWire::of(&certified, &terms)))
}
