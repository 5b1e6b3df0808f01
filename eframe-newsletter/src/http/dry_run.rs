//! Who would get an issue if it were ordered now.

use std::collections::BTreeMap;

use axum::extract::State;
use eframe_core::Language;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, Json, Path, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::model::IssueId;
use crate::{DryRun, Newsletter, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new().routes(routes!(dry_run))
}

/// Who would get an issue if it were ordered now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterDryRun)]
pub(super) struct DryRunWire {
    /// By the language they would get it in.
    #[schema(value_type = BTreeMap<String, u64>)]
    letters: BTreeMap<String, u64>,
    /// Those whose language it is not written in.
    #[schema(value_type = BTreeMap<String, u64>)]
    others: BTreeMap<String, u64>,
    /// The domains most of those who would get it are at: twenty.
    domains: Vec<DomainWire>,
    /// How many domains there are in all.
    all_domains: u64,
    /// How many readers are at the domains that are not named.
    elsewhere: u64,
    /// The languages that have no text yet.
    #[schema(value_type = Vec<String>)]
    unwritten: Vec<Language>,
}

/// How many readers have their mail at a domain.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterDomain)]
pub(super) struct DomainWire {
    #[schema(example = "seoul.example")]
    domain: String,
    letters: u64,
}

/// Who would get an issue if it were ordered now. Nothing is changed.
#[utoipa::path(
    get, path = "/issues/{id}/dry-run", operation_id = "dryRunNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "How many, by language and domain: the twenty domains with the most readers, and how many are elsewhere.", body = DryRunWire))
)]
pub(super) async fn dry_run(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<IssueId>,
) -> Result<Json<DryRunWire>, Problem> {
    Ok(Json(newsletter.dry_run_lately(&actor, id).await?.into()))
}

impl From<DryRun> for DryRunWire {
    fn from(run: DryRun) -> Self {
        let named = |counts: BTreeMap<Language, u64>| {
            counts.into_iter().map(|(language, count)| (language.to_string(), count)).collect()
        };
        let domains = run.domains.into_iter();
        Self {
            letters: named(run.letters),
            others: named(run.others),
            domains: domains.map(|(domain, letters)| DomainWire { domain, letters }).collect(),
            all_domains: run.all_domains,
            elsewhere: run.elsewhere,
            unwritten: run.unwritten,
        }
    }
}
