use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, IfMatch, Json, Path, Problem, Query, etag};
use eframe_core::{ActorId, FieldErrors, Language};
use http::{HeaderMap, header};
use serde::Deserialize;

use super::read::tagged;
use super::wire::{CareWire, OverdueWire, OverduesWire, RulebookWire};
use crate::model::{Author, Care, DocumentId, Kind};
use crate::pages::day_of;
use crate::rules::Entrust;
use crate::{Cms, permission};

/// What is asked for of that which is to be looked through.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    by: Option<String>,
    kind: Option<String>,
    language: Option<Language>,
}

/// Who answers for a document, and by when it is to be looked through; with its version as ETag.
#[utoipa::path(
    get, path = "/documents/{id}/care", operation_id = "readCare", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(("id" = uuid::Uuid, Path, description = "The document.")),
    responses((status = 200, description = "Who and when.", body = CareWire))
)]
pub(super) async fn read(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    headers: HeaderMap,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    let document = cms.document(&actor, id).await?;
    cms.staff(&actor)?;
    tagged(&headers, etag(document.version), &CareWire::from(&document.care))
}

/// Says who answers for a document, and by when it is to be looked through. `If-Match` is the version it was read at. The public
/// reads the office at once: to say another takes `cms.page.publish` and somebody whose approval would count for what stands there;
/// whoever may not sends it as it stands.
#[utoipa::path(
    put, path = "/documents/{id}/care", operation_id = "setCare", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = CareWire,
    responses(
        (status = 200, description = "Set, with the new version as ETag.", body = CareWire),
        (status = 403, description = "`forbidden`, `own-work` or `not-asked`: another office is said by somebody who may approve and publish this text."),
    )
)]
pub(super) async fn set(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path(id): Path<DocumentId>,
    seen: IfMatch,
    Json(wire): Json<CareWire>,
) -> Result<Response, Problem> {
    let document = cms.document(&caller.actor, id).await?;
    caller.actor.require(permission::EDIT)?;
    let mut errors = FieldErrors::new();
    let review_by = wire.review_by.as_deref().map(day_of);
    errors.check(!matches!(review_by, Some(None)), "reviewBy", "cms.desk.field.review.form");
    let person = match wire.person.map(ActorId::new) {
        None => None,
        Some(id) => {
            let people = cms.answerable(&caller.actor, &document).await?;
            people.into_iter().find(|person| person.id == id)
        }
    };
    errors.check(
        wire.person.is_none() || person.is_some(),
        "person",
        "cms.desk.field.person.unknown",
    );
    let care = Care { office: wire.office, person, review_by: review_by.flatten() };
    let care = errors.finish(care)?;
    let command = Entrust { care, expected: seen.or(document.version) };
    let set = seen.answer(cms.entrust(&caller, id, &command).await)?;
    Ok(([(header::ETAG, etag(set.version))], Json(CareWire::from(&set.care))).into_response())
}

/// The live documents that are to be looked through by a day, today without one; the longest overdue first.
#[utoipa::path(
    get, path = "/overdue", operation_id = "listOverdue", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("by" = Option<String>, Query, description = "The day: 2027-01-31."),
        ("kind" = Option<String>, Query, description = "Only this kind: page, news, event, faq, person, partner, document, banner."),
        ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
    ),
    responses((status = 200, description = "The documents, at most 2000.", body = OverduesWire))
)]
pub(super) async fn overdue(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Json<OverduesWire>, Problem> {
    let unknown = |_| Problem::bad_request("kind", "There is no such kind of content.");
    let kind = asked.kind.as_deref().map(str::parse::<Kind>).transpose().map_err(unknown)?;
    let by = match asked.by.as_deref() {
        None => cms.today(),
        Some(day) => {
            day_of(day).ok_or_else(|| Problem::bad_request("by", "A day is needed here."))?
        }
    };
    let language = asked.language.unwrap_or(cms.first_language());
    let entries = cms.overdue(&actor, by, kind, None).await?;
    let items = entries.iter().filter_map(|entry| OverdueWire::of(entry, language)).collect();
    Ok(Json(OverduesWire { items }))
}

/// Who has to approve what before it is published: the rules in order. What none is meant for takes one approval, by
/// somebody who wrote none of it.
#[utoipa::path(
    get, path = "/rulebook", operation_id = "readRulebook", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    responses((status = 200, description = "The rules.", body = RulebookWire))
)]
pub(super) async fn rulebook(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<RulebookWire>, Problem> {
    cms.staff(&actor)?;
    let rules = cms.rulebook().rules().iter().map(|rule| serde_json::json!(rule)).collect();
    Ok(Json(RulebookWire { rules }))
}

impl From<&Care> for CareWire {
    fn from(care: &Care) -> Self {
        Self {
            office: care.office.clone(),
            person: care.person.as_ref().map(|Author { id, .. }| id.uuid()),
            review_by: care.review_by.map(|day| day.to_string()),
        }
    }
}
