//! Issues before their order: begun again where one was cancelled.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{CallerOf, Json, Path, Problem, etag};
use http::{HeaderValue, StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::issues::IssueWire;
use crate::Newsletter;
use crate::model::{Issue, IssueId};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new().routes(routes!(again))
}

/// Begins the issue of a quarter again whose issue was cancelled before a letter left: a draft made of the same.
#[utoipa::path(
    post, path = "/issues/{id}/again", operation_id = "beginNewsletterIssueAgain", tag = "newsletter",
    params(("id" = Uuid, Path, description = "The issue that was cancelled.")),
    responses((status = 201, description = "The draft.", body = IssueWire))
)]
pub(super) async fn again(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
) -> Result<Response, Problem> {
    let issue = newsletter.begin_again(&caller, id).await?;
    Ok(created(&newsletter, issue))
}

/// A new draft, and where it is.
pub(super) fn created(newsletter: &Newsletter, issue: Issue) -> Response {
    let place = newsletter.mount().json_url(&format!("/issues/{}", issue.id));
    let tag = etag(issue.version);
    let mut response = (StatusCode::CREATED, Json(IssueWire::from(issue))).into_response();
    response.headers_mut().insert(header::ETAG, tag);
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}
