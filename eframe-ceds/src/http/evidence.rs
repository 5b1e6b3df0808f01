use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Timestamp;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, CallerOf, Json, Path, Problem, Query};
use eframe_core::upload::{Audience, BlobId, Policy, Upload, receive, serve};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::wire::PersonWire;
use crate::model::{AssessmentId, Comment, Evidence, EvidenceId};
use crate::{Ceds, Error, permission};

/// What evidence may be: PDF, PNG or JPEG, at most 10 MB.
pub(crate) const EVIDENCE: Policy = Policy::documents();

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(add))
        .routes(routes!(file, remove))
        .routes(routes!(comments, comment))
}

/// A file that shows why an answer is right.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsEvidence)]
pub(super) struct EvidenceWire {
    id: Uuid,
    question: String,
    file_name: String,
    media_type: String,
    bytes: u64,
    /// SHA-256 of the bytes as they are stored.
    sha256: String,
    by: PersonWire,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<&Evidence> for EvidenceWire {
    fn from(of: &Evidence) -> Self {
        Self {
            id: of.id.uuid(),
            question: of.question.clone(),
            file_name: of.file_name.clone(),
            media_type: of.media_type.clone(),
            bytes: of.bytes,
            sha256: of.sha256.to_string(),
            by: (&of.by).into(),
            at: of.at,
        }
    }
}

/// The files of an assessment.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsEvidenceList)]
pub(super) struct EvidenceListWire {
    items: Vec<EvidenceWire>,
}

/// A file that was attached.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsEvidenceAdded)]
pub(super) struct AddedWire {
    evidence: Uuid,
}

/// A remark.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsComment)]
pub(super) struct CommentWire {
    id: Uuid,
    /// The question; absent where it is about the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    text: String,
    by: PersonWire,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<&Comment> for CommentWire {
    fn from(of: &Comment) -> Self {
        Self {
            id: of.id.uuid(),
            question: of.question.clone(),
            text: of.text.clone(),
            by: (&of.by).into(),
            at: of.at,
        }
    }
}

/// What was said.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsCommentList)]
pub(super) struct CommentListWire {
    items: Vec<CommentWire>,
}

/// Something to say.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SayCeds)]
pub(super) struct SayWire {
    /// The question it is about; the whole, where it is absent.
    question: Option<String>,
    text: String,
}

/// A remark that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsCommentAdded)]
pub(super) struct SaidWire {
    comment: Uuid,
}

/// What a file is called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    name: Option<String>,
}

/// The files of an assessment, oldest first.
#[utoipa::path(
    get, path = "/assessments/{id}/evidence", operation_id = "listEvidence", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "The files.", body = EvidenceListWire))
)]
async fn list(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<EvidenceListWire>, Problem> {
    let evidence = ceds.evidence(&actor, id).await?;
    Ok(Json(EvidenceListWire { items: evidence.iter().map(EvidenceWire::from).collect() }))
}

/// Attaches a file to a question: the body is the file, PDF, PNG or JPEG by its content.
#[utoipa::path(
    post, path = "/assessments/{id}/answers/{question}/evidence", operation_id = "addEvidence", tag = "ceds",
    security(("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("question" = String, Path, description = "The question's id: gov.strategy."),
        ("name" = Option<String>, Query, description = "What the file is called."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "It is attached.", body = AddedWire))
)]
async fn add(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path((id, question)): Path<(AssessmentId, String)>,
    Query(named): Query<Named>,
    body: Body,
) -> Result<Response, Problem> {
    // Nobody fills the disk with what they may not hand in.
    ceds.may_attach(&caller.actor, id, &question).await?;
    let name = named.name.unwrap_or_default();
    let upload = receive(ceds.shelf()?, body, &name, &EVIDENCE).await?;
    let attached = ceds.attach(&upload.bind(caller), id, &question, &upload).await?;
    let added = Json(AddedWire { evidence: attached.evidence.uuid() });
    Ok((StatusCode::CREATED, added).into_response())
}

/// A file's bytes, to be saved.
#[utoipa::path(
    get, path = "/assessments/{id}/evidence/{evidence}", operation_id = "readEvidence", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("evidence" = uuid::Uuid, Path, description = "The file."),
    ),
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
async fn file(
    State(ceds): State<Ceds>,
    ActorOf(actor): ActorOf,
    Path((id, evidence)): Path<(AssessmentId, EvidenceId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer(&ceds, &actor, (id, evidence), &headers).await
}

/// Takes a file out.
#[utoipa::path(
    delete, path = "/assessments/{id}/evidence/{evidence}", operation_id = "removeEvidence", tag = "ceds",
    security(("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("evidence" = uuid::Uuid, Path, description = "The file."),
    ),
    responses((status = 204, description = "It is gone."))
)]
async fn remove(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path((id, evidence)): Path<(AssessmentId, EvidenceId)>,
) -> Result<StatusCode, Problem> {
    ceds.detach(&caller, id, evidence).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was said about the questions and the whole, oldest first.
#[utoipa::path(
    get, path = "/assessments/{id}/comments", operation_id = "listComments", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "The comments.", body = CommentListWire))
)]
async fn comments(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<CommentListWire>, Problem> {
    let comments = ceds.comments(&actor, id).await?;
    Ok(Json(CommentListWire { items: comments.iter().map(CommentWire::from).collect() }))
}

/// Says something about a question, or about the whole: the team, and whoever reviews it.
#[utoipa::path(
    post, path = "/assessments/{id}/comments", operation_id = "addComment", tag = "ceds",
    security(("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER]), ("bearer" = [permission::READ, permission::REVIEW])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = SayWire,
    responses((status = 201, description = "It is said.", body = SaidWire))
)]
async fn comment(
    State(ceds): State<Ceds>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AssessmentId>,
    Json(SayWire { question, text }): Json<SayWire>,
) -> Result<Response, Problem> {
    let comment = ceds.comment(&caller, id, question.as_deref(), &text).await?;
    Ok((StatusCode::CREATED, Json(SaidWire { comment: comment.uuid() })).into_response())
}

/// Answers with a file's bytes, for pages as for JSON.
pub(crate) async fn answer(
    ceds: &Ceds,
    actor: &eframe_core::Actor,
    (id, evidence): (AssessmentId, EvidenceId),
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let evidence = ceds.one_evidence(actor, id, evidence).await?;
    let upload = Upload {
        blob: BlobId::new(evidence.blob),
        kind: evidence.media_type.parse().map_err(|_| Error::NotFound)?,
        name: evidence.file_name,
        sha256: evidence.sha256,
        bytes: evidence.bytes,
        picture: None,
    };
    let served = serve(ceds.shelf()?, &upload, Audience::Private, asked).await?;
    Ok(served.map(Body::new))
}
