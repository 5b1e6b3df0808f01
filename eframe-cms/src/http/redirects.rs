use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Timestamp;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, Json, Paging, Problem, Query, bind_body, read,
};
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::{OldPath, Redirect, Target};
use crate::rules::{RedirectPlan, Redirected};
use crate::{Cms, permission};

/// How much a file may have.
pub(crate) const MOST_MEGABYTES: u16 = 4;

/// Which redirects are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    words: Option<String>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// Which redirect is meant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    path: String,
}

/// A page of redirects.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentRedirects)]
pub(super) struct RedirectsWire {
    items: Vec<RedirectWire>,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Cursor>,
}

/// An address that never belonged to a document, and where it leads.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentRedirect)]
pub(super) struct RedirectWire {
    #[schema(value_type = String, example = "/board/view.php?id=3")]
    path: OldPath,
    #[schema(value_type = String, example = "/about")]
    target: Target,
    #[schema(value_type = String)]
    since: Timestamp,
}

/// What a file would do, or did, in numbers.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentRedirected)]
pub(super) struct RedirectedWire {
    /// Addresses that led nowhere.
    added: usize,
    /// Addresses that led elsewhere.
    changed: usize,
    /// Addresses that were there already.
    same: usize,
}

/// Addresses that never belonged to a document and where they lead, by address.
#[utoipa::path(
    get, path = "/redirects", operation_id = "listRedirects", tag = "content",
    security(("bearer" = [permission::MOVE])),
    params(
        ("words" = Option<String>, Query, description = "Only those in which this stands."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of redirects.", body = RedirectsWire))
)]
pub(super) async fn list(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Json<RedirectsWire>, Problem> {
    let paging = Paging::new(asked.limit, asked.cursor);
    let after = paging.after::<OldPath>()?;
    let words = asked.words.unwrap_or_default();
    let found = cms.redirects(&actor, &words, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(found, |redirect| redirect.path.clone());
    let items = page.items.into_iter().map(RedirectWire::from).collect();
    Ok(Json(RedirectsWire { items, next: page.next }))
}

/// All of them as CSV, which an import reads again.
#[utoipa::path(
    get, path = "/redirects/export", operation_id = "exportRedirects", tag = "content",
    security(("bearer" = [permission::MOVE])),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String))
)]
pub(super) async fn export(
    State(cms): State<Cms>,
    ActorOf(actor): ActorOf,
) -> Result<Response, Problem> {
    let file = cms.export_redirects(&actor).await?;
    Ok(as_file(file))
}

/// Lets old addresses lead where a file says, CSV with the columns `from` and `to`: all of it, or nothing. Every fault
/// is named by its line in `faults`.
#[utoipa::path(
    post, path = "/redirects/import", operation_id = "importRedirects", tag = "content",
    security(("bearer" = [permission::MOVE])),
    request_body(content = String, content_type = "application/octet-stream", description = "The file."),
    responses((status = 200, description = "What it did.", body = RedirectedWire))
)]
pub(super) async fn import(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    body: Body,
) -> Result<Json<RedirectedWire>, Problem> {
    caller.actor.require(permission::MOVE)?;
    let bytes = read(body, u64::from(MOST_MEGABYTES) * 1_000_000).await?;
    let caller = bind_body(caller, &bytes);
    Ok(Json(cms.set_redirects(&caller, &bytes).await?.into()))
}

/// Checks a file as an import does, and changes nothing.
#[utoipa::path(
    post, path = "/redirects/check", operation_id = "checkRedirects", tag = "content",
    security(("bearer" = [permission::MOVE])),
    request_body(content = String, content_type = "application/octet-stream", description = "The file."),
    responses((status = 200, description = "What it would do.", body = RedirectedWire))
)]
pub(super) async fn check(
    State(cms): State<Cms>,
    ActorOf(actor): ActorOf,
    body: Body,
) -> Result<Json<RedirectedWire>, Problem> {
    actor.require(permission::MOVE)?;
    let bytes = read(body, u64::from(MOST_MEGABYTES) * 1_000_000).await?;
    let plan: RedirectPlan = cms.check_redirects(&actor, &bytes).await?;
    Ok(Json(plan.counts().into()))
}

/// Takes one away: its address leads nowhere from then on.
#[utoipa::path(
    delete, path = "/redirects", operation_id = "removeRedirect", tag = "content",
    security(("bearer" = [permission::MOVE])),
    params(("path" = String, Query, description = "The old address.")),
    responses((status = 204, description = "It is gone."))
)]
pub(super) async fn remove(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Query(named): Query<Named>,
) -> Result<StatusCode, Problem> {
    caller.actor.require(permission::MOVE)?;
    let path = named.path.parse::<OldPath>().map_err(|_| crate::Error::NotFound)?;
    cms.remove_redirect(&caller, &path).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Redirects as a file to keep.
pub(crate) fn as_file(file: String) -> Response {
    let named = HeaderValue::from_static("attachment; filename=\"redirects.csv\"");
    let media = HeaderValue::from_static("text/csv; charset=utf-8");
    ([(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, named)], file).into_response()
}

impl From<Redirect> for RedirectWire {
    fn from(redirect: Redirect) -> Self {
        let Redirect { path, target, since } = redirect;
        Self { path, target, since }
    }
}

impl From<Redirected> for RedirectedWire {
    fn from(done: Redirected) -> Self {
        let Redirected { added, changed, same } = done;
        Self { added, changed, same }
    }
}
