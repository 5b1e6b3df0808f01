//! The register as a file, in and out, and the figures of how applications go.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Timestamp;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Problem, Query, bind_body, read};
use http::{HeaderValue, header};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::rules::{FileForm, Imported, MOST_MEGABYTES, ProcessFigures, StageFigure};
use crate::{Membership, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(check))
        .routes(routes!(export))
        .routes(routes!(process))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    form: FileForm,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Days {
    from: Option<Date>,
    until: Option<Date>,
}

/// What an import brought.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RegisterImport)]
pub(super) struct ImportedWire {
    import: Uuid,
    /// SHA-256 of the file.
    sha256: String,
    members: u64,
    fees: u64,
}

/// What an import would bring.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CheckedImport)]
pub(super) struct CheckedWire {
    members: u64,
}

/// How applications go from stage to stage.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApplicationFigures)]
pub(super) struct ProcessWire {
    #[schema(value_type = String)]
    from: Timestamp,
    /// The instant before which it is counted.
    #[schema(value_type = String)]
    until: Timestamp,
    stages: Vec<StageWire>,
    admitted: u64,
    refused: u64,
    withdrawn: u64,
}

/// How long applications stay at a stage.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StageFigure)]
pub(super) struct StageWire {
    stage: String,
    /// How many stays ended in that time.
    ended: u64,
    /// Half of them were no longer than so many seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    median_seconds: Option<i64>,
    /// Nine of ten were no longer than so many seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    ninth_decile_seconds: Option<i64>,
    now: u64,
    overdue: u64,
}

/// Brings in a register that was kept elsewhere: all of the file, or nothing of it. Every fault is named by its line
/// and column in `faults`.
#[utoipa::path(
    post, path = "/register/import", operation_id = "importRegister", tag = "membership",
    security(("bearer" = [permission::IMPORT])),
    params(("form" = String, Query, description = "csv or json.")),
    request_body(content = String, content_type = "application/octet-stream", description = "The file."),
    responses((status = 200, description = "What it brought.", body = ImportedWire))
)]
pub(super) async fn import(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Query(Form { form }): Query<Form>,
    body: Body,
) -> Result<Json<ImportedWire>, Problem> {
    caller.actor.require(permission::IMPORT)?;
    let bytes = whole(body).await?;
    let caller = bind_body(caller, &bytes);
    let Imported { import, sha256, members, fees } =
        membership.import(&caller, form, &bytes).await?;
    let sha256 = sha256.to_string();
    Ok(Json(ImportedWire { import: import.uuid(), sha256, members, fees }))
}

/// Checks a file as an import does, and changes nothing.
#[utoipa::path(
    post, path = "/register/import/check", operation_id = "checkRegisterImport", tag = "membership",
    security(("bearer" = [permission::IMPORT])),
    params(("form" = String, Query, description = "csv or json.")),
    request_body(content = String, content_type = "application/octet-stream", description = "The file."),
    responses((status = 200, description = "What it would bring.", body = CheckedWire))
)]
pub(super) async fn check(
    State(membership): State<Membership>,
    ActorOf(actor): ActorOf,
    Query(Form { form }): Query<Form>,
    body: Body,
) -> Result<Json<CheckedWire>, Problem> {
    actor.require(permission::IMPORT)?;
    let bytes = whole(body).await?;
    Ok(Json(CheckedWire { members: membership.check_import(&actor, form, &bytes).await? }))
}

/// The whole register as a file, past members too: an import elsewhere reads it.
#[utoipa::path(
    get, path = "/register/export", operation_id = "exportRegister", tag = "membership",
    security(("bearer" = [permission::READ])),
    params(("form" = String, Query, description = "csv or json; only json has the fees.")),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String))
)]
pub(super) async fn export(
    State(membership): State<Membership>,
    ActorOf(actor): ActorOf,
    Query(Form { form }): Query<Form>,
) -> Result<Response, Problem> {
    let file = membership.export(&actor, form).await?;
    Ok(as_file(&membership, form, file))
}

/// How long applications stayed at each stage, and what is overdue; for the Secretariat.
#[utoipa::path(
    get, path = "/figures/process", operation_id = "readProcessFigures", tag = "membership",
    security(("bearer" = [permission::READ])),
    params(
        ("from" = Option<String>, Query, description = "The first day that counts, at most five years back; twelve months before the last one, where none is given."),
        ("until" = Option<String>, Query, description = "The last day that counts; today, where none is given."),
    ),
    responses((status = 200, description = "The figures.", body = ProcessWire))
)]
pub(super) async fn process(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(Days { from, until }): Query<Days>,
) -> Result<Json<ProcessWire>, Problem> {
    Ok(Json(membership.process(&actor, from, until).await?.into()))
}

/// A file that is sent.
async fn whole(body: Body) -> Result<Bytes, Problem> {
    read(body, u64::from(MOST_MEGABYTES) * 1_000_000).await
}

/// A register as a file to keep.
fn as_file(membership: &Membership, form: FileForm, file: String) -> Response {
    let (media, ending) = match form {
        FileForm::Csv => ("text/csv; charset=utf-8", "csv"),
        FileForm::Json => ("application/json", "json"),
    };
    let name = format!("attachment; filename=\"register-{}.{ending}\"", membership.today());
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let media = HeaderValue::from_static(media);
    ([(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, name)], file).into_response()
}

impl From<ProcessFigures> for ProcessWire {
    fn from(figures: ProcessFigures) -> Self {
        let ProcessFigures { from, until, stages, admitted, refused, withdrawn } = figures;
        let stages = stages.into_iter().map(StageWire::from).collect();
        Self { from, until, stages, admitted, refused, withdrawn }
    }
}

impl From<StageFigure> for StageWire {
    fn from(figure: StageFigure) -> Self {
        Self {
            stage: figure.stage.code().to_owned(),
            ended: figure.ended,
            median_seconds: figure.median,
            ninth_decile_seconds: figure.ninth_decile,
            now: figure.now,
            overdue: figure.overdue,
        }
    }
}
