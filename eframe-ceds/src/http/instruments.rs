//! Editions of instruments, kept for ever under the hash of their documents.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Json, Path, Problem, Query, bind_body, not_modified, read,
};
use eframe_core::{Actor, Digest};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::InstrumentWire;
use crate::permission::ROUNDS;
use crate::{Ceds, Format, Instrument, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new().routes(routes!(list, keep)).routes(routes!(one))
}

/// The editions that rounds may be opened with, or were.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsInstrumentList)]
pub(super) struct ListWire {
    items: Vec<InstrumentWire>,
}

/// What a document is called, and how it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: String,
}

/// A document that is kept.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsInstrumentKept)]
pub(super) struct KeptWire {
    /// SHA-256 of its bytes.
    sha256: String,
}

/// The editions of instruments that rounds may be opened with, or were.
#[utoipa::path(
    get, path = "/instruments", operation_id = "listInstruments", tag = "ceds",
    responses((status = 200, description = "All of them.", body = ListWire))
)]
async fn list(State(ceds): State<Ceds>, _: Accepts) -> Result<Json<ListWire>, Problem> {
    let items = ceds.instruments().await?;
    Ok(Json(ListWire { items: items.iter().map(|edition| (&**edition).into()).collect() }))
}

/// Keeps an instrument's document for ever: the body is the document, in TOML or JSON as its name ends. Every fault is
/// told with its line. The same document again is no other.
#[utoipa::path(
    post, path = "/instruments", operation_id = "keepInstrument", tag = "ceds",
    security(("bearer" = [permission::ROUNDS])),
    params(("name" = String, Query, description = "What the file is called: ours-2027.toml.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "It is kept; Location leads to it.", body = KeptWire))
)]
async fn keep(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Query(Named { name }): Query<Named>,
    body: Body,
) -> Result<Response, Problem> {
    may_keep(&caller.actor)?;
    let wrong = || Problem::bad_request("name", "The name has to end in .toml or .json.");
    let format = Format::of(&name).ok_or_else(wrong)?;
    let bytes = read(body, Instrument::LARGEST as u64).await?;
    let caller = bind_body(caller, &bytes);
    let no_text = |_| Problem::bad_request("not-utf8", "The document is not UTF-8.");
    let text = String::from_utf8(bytes.to_vec()).map_err(no_text)?;
    let sha256 = ceds.keep(&caller, &name, text, format).await?;
    let path = ceds.mount().json_url(&format!("/instruments/{sha256}"));
    let location = HeaderValue::from_str(&path).map_err(Problem::internal)?;
    let kept = Json(KeptWire { sha256: sha256.to_string() });
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], kept).into_response())
}

/// Nobody sends eight megabytes that are not taken.
fn may_keep(actor: &Actor) -> Result<(), Problem> {
    actor.require(ROUNDS).map_err(Problem::from)
}

/// A document as it was written. It never changes.
#[utoipa::path(
    get, path = "/instruments/{sha256}", operation_id = "readInstrument", tag = "ceds",
    params(("sha256" = String, Path, description = "SHA-256 of the document's bytes.")),
    responses((status = 200, description = "The document, in TOML or JSON.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
async fn one(
    State(ceds): State<Ceds>,
    ActorOf(_): ActorOf,
    Path(sha256): Path<Digest>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let edition = ceds.edition(sha256).await?;
    let tag = HeaderValue::from_str(&format!("\"{sha256}\"")).map_err(Problem::internal)?;
    if not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let media = HeaderValue::from_static(match edition.format() {
        Format::Toml => "application/toml",
        Format::Json => "application/json",
    });
    let headers = [(header::CONTENT_TYPE, media), (header::ETAG, tag)];
    Ok((headers, edition.text().to_owned()).into_response())
}
