use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Version;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, IfMatch, Json, Path, Problem, etag, not_modified,
};
use http::{HeaderMap, StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{
    AnswerListWire, AnswerWire, BatchWire, OutcomeListWire, OutcomeWire, SaveWire, SavedWire,
};
use crate::model::AssessmentId;
use crate::rules::Save;
use crate::{Ceds, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new()
        .routes(routes!(list, save_all))
        .routes(routes!(one, save))
        .routes(routes!(versions))
}

/// Every answer of an assessment, by the ids of the questions.
#[utoipa::path(
    get, path = "/assessments/{id}/answers", operation_id = "listAnswers", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "The answers.", body = AnswerListWire))
)]
async fn list(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<AnswerListWire>, Problem> {
    let answers = ceds.answers(&actor, id).await?;
    Ok(Json(AnswerListWire { items: answers.into_values().map(AnswerWire::from).collect() }))
}

/// Answers several questions at once. Those that somebody answered since stay as they are and are told as `stale`; all
/// others are saved together. It may be sent again: what stands there already is `unchanged`.
#[utoipa::path(
    post, path = "/assessments/{id}/answers", operation_id = "saveAnswers", tag = "ceds",
    security(("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = BatchWire,
    responses((status = 200, description = "What became of each.", body = OutcomeListWire))
)]
async fn save_all(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    Json(BatchWire { answers }): Json<BatchWire>,
) -> Result<Json<OutcomeListWire>, Problem> {
    let commands = answers.into_iter().map(Save::from).collect();
    let saved = ceds.save_all(&caller, id, commands).await?;
    Ok(Json(OutcomeListWire { items: saved.into_iter().map(OutcomeWire::from).collect() }))
}

/// The answer to a question, with its version as ETag: `"0"` as long as nobody answered.
#[utoipa::path(
    get, path = "/assessments/{id}/answers/{question}", operation_id = "readAnswer", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("question" = String, Path, description = "The question's id: gov.strategy."),
    ),
    responses((status = 200, description = "The answer.", body = AnswerWire))
)]
async fn one(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    headers: HeaderMap,
    Path((id, question)): Path<(AssessmentId, String)>,
) -> Result<Response, Problem> {
    let answer = ceds.answer(&actor, id, &question).await?;
    let tag = etag(answer.as_ref().map_or(Version::new(0), |answer| answer.version));
    if not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let wire = answer.map_or_else(|| AnswerWire::none(question), AnswerWire::from);
    Ok(([(header::ETAG, tag)], Json(wire)).into_response())
}

/// Answers a question: `If-Match` is the ETag of the answer as it was read, `"0"` where there was none. A stale save is
/// answered with what stands there now. What stands there already is saved at once, so a save may be sent again.
#[utoipa::path(
    put, path = "/assessments/{id}/answers/{question}", operation_id = "saveAnswer", tag = "ceds",
    security(("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("question" = String, Path, description = "The question's id: gov.strategy."),
        ("If-Match" = String, Header, description = "The version that it was answered from."),
    ),
    request_body = SaveWire,
    responses(
        (status = 200, description = "Saved, with the new version as ETag.", body = SavedWire),
        (status = 412, description = "Somebody answered since: `current` is what they said."),
    )
)]
async fn save(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path((id, question)): Path<(AssessmentId, String)>,
    seen: IfMatch,
    Json(wire): Json<SaveWire>,
) -> Result<Response, Problem> {
    let expected = match seen.expected() {
        Some(version) => version,
        None => {
            let current = ceds.answer(&caller.actor, id, &question).await?;
            current.map_or(Version::new(0), |answer| answer.version)
        }
    };
    let saved = seen.answer(ceds.save(&caller, id, wire.save(question, expected)).await)?;
    let tag = [(header::ETAG, etag(saved.version))];
    Ok((tag, Json(SavedWire::from(saved))).into_response())
}

/// Every version of an answer, the newest first.
#[utoipa::path(
    get, path = "/assessments/{id}/answers/{question}/versions", operation_id = "listAnswerVersions", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("question" = String, Path, description = "The question's id: gov.strategy."),
    ),
    responses((status = 200, description = "The versions.", body = AnswerListWire))
)]
async fn versions(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, question)): Path<(AssessmentId, String)>,
) -> Result<Json<AnswerListWire>, Problem> {
    let versions = ceds.versions(&actor, id, &question).await?;
    Ok(Json(AnswerListWire { items: versions.into_iter().map(AnswerWire::from).collect() }))
}
