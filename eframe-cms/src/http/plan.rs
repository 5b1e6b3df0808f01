use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem};
use eframe_core::{FieldErrors, Language};
use http::StatusCode;

use super::wire::{PlanWire, PlansWire, SetPlanWire};
use crate::model::{DocumentId, Ending, Moment};
use crate::rules::SetPlan;
use crate::{Cms, permission};

/// Sets a time at which an approved edition goes live, or at which what is live ends, in place of another plan of the
/// same kind. What is live stays as it is until then. An end that does not say how is `withdrawn` without a note, as by
/// `withdraw`: the past stays open.
///
/// `at` is an instant with its offset, or a time on the site's clocks: one that clocks skip is read as much later as
/// they are put forward, one that they show twice as the first; `clocks` says which it was.
#[utoipa::path(
    post, path = "/documents/{id}/editions/{language}/plan", operation_id = "planEdition", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    request_body = SetPlanWire,
    responses((status = 201, description = "It is planned.", body = PlanWire))
)]
pub(super) async fn set(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    Json(wire): Json<SetPlanWire>,
) -> Result<Response, Problem> {
    cms.may_publish(&caller.actor, id).await?;
    let wrong = || FieldErrors::one("at", "cms.desk.field.at.form");
    let when = Moment::read(&wire.at, cms.presentation().zone()).ok_or_else(wrong)?;
    let ending = match (&*wire.act, &wire.end) {
        ("publish", None) => None,
        ("end", Some(end)) => Some(cms.ending(&end.how, &end.note, &end.to).await?),
        ("end", None) => Some(Ending::withdrawn()),
        _ => return Err(FieldErrors::one("act", "cms.desk.field.act.unknown").into()),
    };
    let (plan, clocks) = cms.plan(&caller, id, &SetPlan { language, ending, when }).await?;
    let wire = PlanWire::of(&plan, cms.presentation().zone()).shown(clocks);
    Ok((StatusCode::CREATED, Json(wire)).into_response())
}

/// Takes an open plan back: `publish` or `end`.
#[utoipa::path(
    delete, path = "/documents/{id}/editions/{language}/plan/{act}", operation_id = "cancelPlan", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
        ("act" = String, Path, description = "What was planned: publish, end."),
    ),
    responses((status = 200, description = "It is planned no more.", body = PlanWire))
)]
pub(super) async fn cancel(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, language, act)): Path<(DocumentId, Language, String)>,
) -> Result<Json<PlanWire>, Problem> {
    let plan = cms.cancel_plan(&caller, id, language, &act).await?;
    Ok(Json(PlanWire::of(&plan, cms.presentation().zone())))
}

/// Everything that waits for its time, the next first, and what could not be done at its time, with the reason.
#[utoipa::path(
    get, path = "/plans", operation_id = "listPlans", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    responses((status = 200, description = "The plans, at most 1000.", body = PlansWire))
)]
pub(super) async fn list(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
) -> Result<Json<PlansWire>, Problem> {
    let plans = cms.plans(&actor).await?;
    let zone = cms.presentation().zone();
    Ok(Json(PlansWire { items: plans.iter().map(|plan| PlanWire::of(plan, zone)).collect() }))
}
