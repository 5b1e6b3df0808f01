//! Lists that were kept elsewhere, and to whom nothing is sent.

use axum::body::{Body, Bytes};
use axum::extract::State;
use eframe_core::Language;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, Json, Page, Paging, Problem, Query, bind_body, read,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::subscribers::SuppressionWire;
use crate::model::Reason;
use crate::permission::IMPORT;
use crate::rules::{Imported, MOST_MEGABYTES, Statement};
use crate::store::BehindMark;
use crate::{Newsletter, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(check))
        .routes(routes!(suppressions))
}

/// What whoever brings a list in states of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stated {
    #[serde(default)]
    proof: String,
    language: Option<Language>,
}

/// What a list brought, or would bring.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterImport)]
pub(super) struct ImportedWire {
    /// SHA-256 of the file.
    sha256: String,
    /// So many get the newsletter by it.
    new: u64,
    /// So many were passed over: the house knows them.
    known: u64,
    /// So many were passed over: they wanted no more, or mail to them comes back.
    held_back: u64,
}

/// A page of suppressions.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<SuppressionWire>")]
pub(super) struct NewsletterSuppressionPage {
    items: Vec<SuppressionWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    reason: Option<Reason>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// Takes a list in that was kept elsewhere: all of a file, or nothing of it. Every fault is named by its line and column
/// in `faults`. Whoever is known, and whoever wanted no more, is passed over.
#[utoipa::path(
    post, path = "/subscribers/import", operation_id = "importNewsletterSubscribers", tag = "newsletter",
    security(("bearer" = [permission::IMPORT])),
    params(
        ("proof" = String, Query, description = "What shows that these people said yes, and to what: 20 to 1000 characters."),
        ("language" = Option<String>, Query, description = "What those read whose line names no language; the site's first one, when it is absent."),
    ),
    request_body(content = String, content_type = "text/csv", description = "The file, with the columns address, language and proof; only the first has to be there."),
    responses((status = 200, description = "What it brought.", body = ImportedWire))
)]
pub(super) async fn import(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Query(stated): Query<Stated>,
    body: Body,
) -> Result<Json<ImportedWire>, Problem> {
    caller.actor.require(IMPORT)?;
    let statement = stated.read(&newsletter)?;
    let bytes = whole(body).await?;
    let caller = bind_body(caller, &bytes);
    Ok(Json(newsletter.import(&caller, &statement, &bytes).await?.into()))
}

/// Checks a file as an import does, and changes nothing.
#[utoipa::path(
    post, path = "/subscribers/import/check", operation_id = "checkNewsletterImport", tag = "newsletter",
    security(("bearer" = [permission::IMPORT])),
    params(
        ("proof" = String, Query, description = "What shows that these people said yes, and to what: 20 to 1000 characters."),
        ("language" = Option<String>, Query, description = "What those read whose line names no language; the site's first one, when it is absent."),
    ),
    request_body(content = String, content_type = "text/csv", description = "The file."),
    responses((status = 200, description = "What it would bring.", body = ImportedWire))
)]
pub(super) async fn check(
    State(newsletter): State<Newsletter>,
    ActorOf(actor): ActorOf,
    Query(stated): Query<Stated>,
    body: Body,
) -> Result<Json<ImportedWire>, Problem> {
    actor.require(IMPORT)?;
    let statement = stated.read(&newsletter)?;
    let bytes = whole(body).await?;
    Ok(Json(newsletter.check_import(&actor, &statement, &bytes).await?.into()))
}

/// To whom nothing is sent, the latest first: keyed hashes, of which nobody makes an address.
#[utoipa::path(
    get, path = "/suppressions", operation_id = "listNewsletterSuppressions", tag = "newsletter",
    security(("bearer" = [permission::READ])),
    params(
        ("reason" = Option<String>, Query, description = "Only those that are unsubscribed, bounced, complained, erased or overruled."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of suppressions.", body = NewsletterSuppressionPage))
)]
pub(super) async fn suppressions(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<SuppressionWire>>, Problem> {
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<BehindMark>()?;
    let most = paging.limit() + 1;
    let rows = newsletter.suppressions(&actor, wanted.reason, after.as_ref(), most).await?;
    Ok(Json(paging.page(rows, BehindMark::of).map(SuppressionWire::from)))
}

async fn whole(body: Body) -> Result<Bytes, Problem> {
    read(body, u64::from(MOST_MEGABYTES) * 1_000_000).await
}

impl Stated {
    fn read(&self, newsletter: &Newsletter) -> Result<Statement, Problem> {
        let language = self.language.unwrap_or_else(|| newsletter.first_language());
        Ok(Statement::new(&self.proof, language)?)
    }
}

impl From<Imported> for ImportedWire {
    fn from(done: Imported) -> Self {
        let Imported { import: _, sha256, new, known, held_back } = done;
        Self { sha256: sha256.to_string(), new, known, held_back }
    }
}
