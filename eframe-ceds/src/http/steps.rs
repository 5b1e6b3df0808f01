use axum::body::HttpBody as _;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::Response;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{CallerOf, Json, Path, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::assessments::told;
use super::wire::StandingWire;
use crate::model::AssessmentId;
use crate::rules::Submit;
use crate::{Ceds, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new()
        .routes(routes!(submit))
        .routes(routes!(give_back))
        .routes(routes!(freeze))
        .routes(routes!(withdraw))
}

/// Whether it is handed in with much unanswered. It need not be sent.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SubmitCedsAssessment)]
pub(super) struct SubmitWire {
    /// Also where so much is unanswered that some sections get no score.
    #[serde(default)]
    anyway: bool,
}

/// What is asked.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ReturnCedsAssessment)]
pub(super) struct QuestionsWire {
    questions: String,
}

/// Hands it in. Where so much is unanswered that some sections get no score, the answer is 409 `many-unanswered` with
/// their names, until it is said that it is handed in `anyway`.
#[utoipa::path(
    post, path = "/assessments/{id}/submit", operation_id = "submitAssessment", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = Option<SubmitWire>,
    responses((status = 200, description = "It is handed in.", body = StandingWire))
)]
async fn submit(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    request: Request,
) -> Result<Response, Problem> {
    let SubmitWire { anyway } = if request.body().is_end_stream() {
        SubmitWire::default()
    } else {
        Json::<Option<SubmitWire>>::from_request(request, &()).await?.0.unwrap_or_default()
    };
    Ok(told(ceds.submit(&caller, id, Submit { anyway }).await?))
}

/// Gives it back with questions: the city may change its answers.
#[utoipa::path(
    post, path = "/assessments/{id}/return", operation_id = "returnAssessment", tag = "ceds",
    security(("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = QuestionsWire,
    responses((status = 200, description = "It is given back.", body = StandingWire))
)]
async fn give_back(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    Json(QuestionsWire { questions }): Json<QuestionsWire>,
) -> Result<Response, Problem> {
    Ok(told(ceds.give_back(&caller, id, &questions).await?))
}

/// Freezes it: its scores are reckoned, and never change. Somebody other than who handed it in does.
#[utoipa::path(
    post, path = "/assessments/{id}/freeze", operation_id = "freezeAssessment", tag = "ceds",
    security(("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "It is frozen.", body = StandingWire))
)]
async fn freeze(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    Ok(told(ceds.freeze(&caller, id).await?.standing))
}

/// Takes it back, as long as it is not frozen.
#[utoipa::path(
    post, path = "/assessments/{id}/withdraw", operation_id = "withdrawAssessment", tag = "ceds",
    security(("bearer" = [permission::LEAD])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "It is taken back.", body = StandingWire))
)]
async fn withdraw(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    Ok(told(ceds.withdraw(&caller, id).await?))
}
