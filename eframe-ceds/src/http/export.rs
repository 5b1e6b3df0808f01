//! A report as a file.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{ActorOf, Path, Problem, Query};
use http::{HeaderValue, header};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::model::AssessmentId;
use crate::report::Target;
use crate::table::Table;
use crate::{Ceds, Error, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new().routes(routes!(export))
}

/// How a file is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    format: Form,
    language: Option<String>,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    Csv,
    Json,
    Xlsx,
}

/// The report on an assessment as a file: its nodes and its answers. In CSV each value is a line; no text in it is taken
/// for a formula.
#[utoipa::path(
    get, path = "/assessments/{id}/export", operation_id = "exportAssessment", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("format" = String, Query, description = "csv, json or xlsx."),
        ("language" = Option<String>, Query, description = "The language of its texts, where the instrument has it: ko."),
    ),
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
async fn export(
    State(ceds): State<Ceds>,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
    Query(Wanted { format, language }): Query<Wanted>,
) -> Result<Response, Problem> {
    answer(&ceds, &actor, id, format, language.as_deref()).await
}

/// Answers with the file, for pages as for JSON.
pub(crate) async fn answer(
    ceds: &Ceds,
    actor: &eframe_core::Actor,
    id: AssessmentId,
    form: Form,
    language: Option<&str>,
) -> Result<Response, Problem> {
    let reckoned = ceds.reckoned(actor, id).await?;
    let languages: Vec<&str> = language.into_iter().collect();
    let report = reckoned.report(Target::NextStage, &languages)?.ok_or(Error::NotFound)?;
    let tables = Table::of_report(&report);
    let written = tokio::task::spawn_blocking(move || match form {
        Form::Csv => Ok(Table::csv_of_all(&tables)),
        Form::Json => Table::json_of_all(&tables).map_err(Problem::internal),
        Form::Xlsx => Table::xlsx_of_all(&tables).map_err(Problem::internal),
    });
    let bytes = written.await.map_err(Problem::internal)??;
    let (media, ending) = match form {
        Form::Csv => ("text/csv; charset=utf-8", "csv"),
        Form::Json => ("application/json", "json"),
        Form::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let round = &reckoned.round;
    let plain = |text: &str| -> String {
        text.chars().filter(|one| one.is_ascii_alphanumeric() || *one == '-').collect()
    };
    let name = format!(
        "attachment; filename=\"{}-{}-{}.{ending}\"",
        plain(&round.instrument),
        plain(&round.edition),
        id
    );
    let name = HeaderValue::from_str(&name).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}
