//! Issues before their order: in other languages, and begun again where one was cancelled.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Language;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{CallerOf, IfMatch, Json, Path, Problem, etag};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::issues::IssueWire;
use crate::model::{Fallback, Issue, IssueId};
use crate::{Error, Newsletter, Refusal, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new().routes(routes!(languages)).routes(routes!(again))
}

/// In which languages an issue comes.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterLanguages)]
pub(super) struct LanguagesWire {
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// The language that readers of others get it in; without it the issue waits for theirs.
    #[schema(value_type = Option<String>, example = "en")]
    fallback: Option<Language>,
}

/// Has a draft come in other languages. What was written in one that it leaves goes; in one that is new it has a title, and its
/// items what the site says of them.
#[utoipa::path(
    put, path = "/issues/{id}/languages", operation_id = "chooseNewsletterLanguages", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_EDIT])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("If-Match" = String, Header, description = "The version that was read."),
    ),
    request_body = LanguagesWire,
    responses((status = 204, description = "It comes in these."))
)]
pub(super) async fn languages(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
    seen: IfMatch,
    Json(LanguagesWire { languages, fallback }): Json<LanguagesWire>,
) -> Result<Response, Problem> {
    let (version, fallback) = (seen.expected(), fallback.map_or(Fallback::Block, Fallback::Other));
    let chosen = newsletter.choose_languages(&caller, id, version, &languages, fallback).await;
    let version = seen.answer(chosen)?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

/// Begins the issue of a quarter again whose issue was cancelled before a letter left: a draft made of the same. Where `restored` is
/// said, readers may have got the cancelled one all the same: the draft says so too, and once ordered it goes to everybody.
#[utoipa::path(
    post, path = "/issues/{id}/again", operation_id = "beginNewsletterIssueAgain", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_EDIT])),
    params(("id" = Uuid, Path, description = "The issue that was cancelled.")),
    responses(
        (status = 201, description = "The draft.", body = IssueWire),
        (status = 409, description = "It was not cancelled; letters of it are out; or it was begun again: `issue` is the address of that one."),
    )
)]
pub(super) async fn again(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
) -> Result<Response, Problem> {
    let begun = newsletter.begin_again(&caller, id).await;
    created(&newsletter, begun)
}

/// A new draft, and where it is; where the quarter has its issue, where that is.
pub(super) fn created(
    newsletter: &Newsletter,
    begun: Result<Issue, Error>,
) -> Result<Response, Problem> {
    let place = |id: IssueId| newsletter.mount().json_url(&format!("/issues/{id}"));
    let issue = match begun {
        Ok(issue) => issue,
        Err(Error::Refused(Refusal::NumberTaken(id))) => {
            let taken = Problem::from(Refusal::NumberTaken(id));
            return Err(taken.member("issue", place(id)));
        }
        Err(error) => return Err(error.into()),
    };
    let (place, tag) = (place(issue.id), etag(issue.version));
    let mut response = (StatusCode::CREATED, Json(IssueWire::from(issue))).into_response();
    response.headers_mut().insert(header::ETAG, tag);
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}
