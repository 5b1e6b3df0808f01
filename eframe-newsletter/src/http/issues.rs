//! Issues on their way: what they say, how far they are, and who got them.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, IfMatch, Json, Page, Paging, Path, Problem, Query, etag,
};
use eframe_core::{Language, Timestamp};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::drafts::created;
use crate::model::{
    Cause, Delivery, DeliveryState, Fallback, Issue, IssueId, IssueStage, IssueText, Quarter,
    Status,
};
use crate::store::delivery::BehindDelivery;
use crate::{Newsletter, Progress, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(draft))
        .routes(routes!(one))
        .routes(routes!(text))
        .routes(routes!(letters))
        .routes(routes!(order))
        .routes(routes!(pause))
        .routes(routes!(resume))
        .routes(routes!(once_more))
        .routes(routes!(cancel))
}

/// An issue.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterIssue)]
pub(super) struct IssueWire {
    id: Uuid,
    /// Its quarter.
    #[schema(value_type = String, example = "2026-Q4")]
    number: Quarter,
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// The language that readers of others get it in; absent when it waits for theirs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "en")]
    fallback: Option<Language>,
    /// draft, queued, sending, paused, cancelled or sent.
    #[schema(value_type = String, example = "sending")]
    state: IssueStage,
    /// Since when it rests, was cancelled or is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    at: Option<Timestamp>,
    /// Why it rests: person, refusals or restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "person")]
    cause: Option<&'static str>,
    /// What the mail server said, when the issue rests since it refused one letter after the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    /// When a backup was brought back in which it was not at its end: readers may have got it after that was taken, besides those
    /// whose letters are `handed-over`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    restored: Option<Timestamp>,
    /// SHA-256 over what it says, once it was ordered.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
}

/// An issue and how far it is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterIssueProgress)]
pub(super) struct ProgressWire {
    #[serde(flatten)]
    issue: IssueWire,
    /// How many letters there are by state: queued, leased, handing-over, handed-over, deferred, bounced, suppressed,
    /// unsure, final.
    #[schema(value_type = BTreeMap<String, u64>)]
    letters: BTreeMap<&'static str, u64>,
    /// How many will not be tried any more.
    done: u64,
    /// How many letters' fate was ever unknown: so many at most came more than once.
    doubted: u64,
    /// How many letters stay unsure: nobody knows whether they arrived. `POST .../once-more` has them handed over once more.
    stay_unsure: u64,
    /// About how many seconds the letters at hand take by the last minutes and the pace; absent where none left lately.
    #[serde(skip_serializing_if = "Option::is_none")]
    remaining_seconds: Option<i64>,
    /// What keeps letters from leaving now.
    troubles: Vec<String>,
}

/// A page of issues.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<IssueWire>")]
pub(super) struct NewsletterIssuePage {
    items: Vec<IssueWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// A new issue.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterNewIssue)]
pub(super) struct NewWire {
    /// Its quarter.
    #[schema(value_type = String, example = "2026-Q4")]
    number: Quarter,
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// The language that readers of others get it in; without it the issue waits for theirs.
    #[schema(value_type = Option<String>, example = "en")]
    fallback: Option<Language>,
}

/// What an issue says in one language. `{unsubscribe}` stands where each reader's own link goes.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterIssueText)]
pub(super) struct TextWire {
    #[schema(example = "News of the fourth quarter")]
    subject: String,
    /// For those who read HTML, its styles in the elements.
    #[schema(example = "<p><a href=\"{unsubscribe}\">No more</a></p>")]
    html: String,
    /// The same as plain text.
    #[schema(example = "No more: {unsubscribe}")]
    text: String,
}

/// One reader's letter.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterLetter)]
pub(super) struct LetterWire {
    issue: Uuid,
    subscriber: Uuid,
    /// Absent once it was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// queued, leased, handing-over, handed-over, deferred, bounced, suppressed, unsure or final.
    #[schema(value_type = String, example = "handed-over")]
    state: DeliveryState,
    /// How often it was tried.
    attempts: u32,
    /// How often its fate was unknown.
    doubts: u32,
    /// When the last attempt ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    at: Option<Timestamp>,
    /// When it is tried again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Timestamp>,
    /// What the mail server said.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
}

/// A page of letters.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<LetterWire>")]
pub(super) struct NewsletterLetterPage {
    items: Vec<LetterWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    state: Option<DeliveryState>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// Issues, the latest quarter first.
#[utoipa::path(
    get, path = "/issues", operation_id = "listNewsletterIssues", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ])),
    params(
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of issues.", body = NewsletterIssuePage))
)]
pub(super) async fn list(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(wanted): Query<Listed>,
) -> Result<Json<Page<IssueWire>>, Problem> {
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let before = paging.after::<Quarter>()?;
    let issues = newsletter.issues(&actor, before, paging.limit() + 1).await?;
    Ok(Json(paging.page(issues, |issue: &Issue| issue.number).map(IssueWire::from)))
}

/// Begins the issue of a quarter.
#[utoipa::path(
    post, path = "/issues", operation_id = "draftNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_EDIT])),
    request_body = NewWire,
    responses(
        (status = 201, description = "The draft.", body = IssueWire),
        (status = 409, description = "The quarter has its issue: `issue` is its address."),
    )
)]
pub(super) async fn draft(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<NewWire>,
) -> Result<Response, Problem> {
    let fallback = wire.fallback.map_or(Fallback::Block, Fallback::Other);
    let begun = newsletter.draft_issue(&caller, wire.number, &wire.languages, fallback).await;
    created(&newsletter, begun)
}

/// An issue and how far it is.
#[utoipa::path(
    get, path = "/issues/{id}", operation_id = "readNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "The issue.", body = ProgressWire))
)]
pub(super) async fn one(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<IssueId>,
) -> Result<Response, Problem> {
    let progress = newsletter.progress_lately(&actor, id).await?;
    let tag = etag(progress.issue.version);
    Ok(([(header::ETAG, tag)], told(progress)).into_response())
}

/// Says what a draft says in one of its languages.
#[utoipa::path(
    put, path = "/issues/{id}/texts/{language}", operation_id = "writeNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_EDIT])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("language" = String, Path, description = "The language."),
        ("If-Match" = String, Header, description = "The version that was read."),
    ),
    request_body = TextWire,
    responses((status = 204, description = "It is written."))
)]
pub(super) async fn text(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(IssueId, Language)>,
    seen: IfMatch,
    Json(wire): Json<TextWire>,
) -> Result<Response, Problem> {
    let text = IssueText { subject: wire.subject, html: wire.html, text: wire.text };
    let written = newsletter.write_issue(&caller, id, seen.expected(), language, text).await;
    let version = seen.answer(written)?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

/// The letters of an issue, one a reader.
#[utoipa::path(
    get, path = "/issues/{id}/letters", operation_id = "listNewsletterLetters", tag = "newsletter",
    security(("bearer" = [permission::READ, permission::ISSUE_READ])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("state" = Option<String>, Query, description = "Only those in this state."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of letters.", body = NewsletterLetterPage))
)]
pub(super) async fn letters(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<IssueId>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<LetterWire>>, Problem> {
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<BehindDelivery>()?;
    let most = paging.limit() + 1;
    let rows = newsletter.letters(&actor, id, wanted.state, after.as_ref(), most).await?;
    Ok(Json(paging.page(rows, BehindDelivery::of).map(LetterWire::from)))
}

/// Orders an issue to be sent: from then on its text stands. Where `restored` is said, readers may have it, and get it again.
#[utoipa::path(
    post, path = "/issues/{id}/order", operation_id = "orderNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_SEND])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("If-Match" = String, Header, description = "The version that was read."),
    ),
    responses((status = 200, description = "It is ordered.", body = ProgressWire))
)]
pub(super) async fn order(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
    seen: IfMatch,
) -> Result<Json<ProgressWire>, Problem> {
    seen.answer(newsletter.order_issue(&caller, id, seen.expected()).await)?;
    Ok(told(newsletter.progress(&caller.actor, id).await?))
}

/// Lets an issue rest.
#[utoipa::path(
    post, path = "/issues/{id}/pause", operation_id = "pauseNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_SEND])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "It rests.", body = ProgressWire))
)]
pub(super) async fn pause(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
) -> Result<Json<ProgressWire>, Problem> {
    Ok(told(newsletter.pause_issue(&caller, id).await?))
}

/// Lets an issue go on: to all but those whose letters are done. Where `restored` is said, others may have it, and get it again.
#[utoipa::path(
    post, path = "/issues/{id}/resume", operation_id = "resumeNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_SEND])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "It goes on.", body = ProgressWire))
)]
pub(super) async fn resume(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
) -> Result<Json<ProgressWire>, Problem> {
    Ok(told(newsletter.resume_issue(&caller, id).await?))
}

/// Has those letters handed over once more of which nobody knows whether they arrived. Some of their readers have them, and get them
/// again, under the same `Message-ID`. An issue that was at its end is on its way again until they are through.
#[utoipa::path(
    post, path = "/issues/{id}/once-more", operation_id = "handNewsletterLettersOverOnceMore", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_SEND])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "They are tried once more.", body = ProgressWire))
)]
pub(super) async fn once_more(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
) -> Result<Json<ProgressWire>, Problem> {
    Ok(told(newsletter.once_more(&caller, id).await?))
}

/// Ends an issue before its end. How many went is in the answer. Where `restored` is said, more may have it: resumed instead, it
/// spares those whose letters are `handed-over`; begun again, it goes to everybody.
#[utoipa::path(
    post, path = "/issues/{id}/cancel", operation_id = "cancelNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_SEND])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "It goes no further.", body = ProgressWire))
)]
pub(super) async fn cancel(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
) -> Result<Json<ProgressWire>, Problem> {
    Ok(told(newsletter.cancel_issue(&caller, id).await?))
}

fn told(progress: Progress) -> Json<ProgressWire> {
    let Progress { issue, tally, remaining, troubles } = progress;
    Json(ProgressWire {
        letters: tally.states.iter().map(|(state, count)| (state.name(), *count)).collect(),
        done: tally.done(),
        doubted: tally.doubted,
        stay_unsure: tally.stay_unsure,
        remaining_seconds: remaining.map(|remaining| remaining.as_secs()),
        troubles,
        issue: issue.into(),
    })
}

impl From<IssueText> for TextWire {
    fn from(IssueText { subject, html, text }: IssueText) -> Self {
        Self { subject, html, text }
    }
}

impl From<Issue> for IssueWire {
    fn from(issue: Issue) -> Self {
        let (at, cause) = match &issue.status {
            Status::Paused { at, cause, .. } => (Some(*at), Some(cause)),
            Status::Cancelled { at, .. } | Status::Sent { at, .. } => (Some(*at), None),
            Status::Draft | Status::Queued { .. } | Status::Sending { .. } => (None, None),
        };
        let refused = match cause {
            Some(Cause::Refusals(said)) => Some(said.clone()),
            _ => None,
        };
        Self {
            id: issue.id.uuid(),
            number: issue.number,
            languages: issue.languages,
            fallback: match issue.fallback {
                Fallback::Other(language) => Some(language),
                Fallback::Block => None,
            },
            state: issue.status.stage(),
            at,
            cause: cause.map(Cause::name),
            refused,
            restored: issue.restored,
            digest: issue.status.frozen().map(|frozen| frozen.digest.to_string()),
        }
    }
}

impl From<Delivery> for LetterWire {
    fn from(row: Delivery) -> Self {
        Self {
            issue: row.issue.uuid(),
            subscriber: row.subscriber.uuid(),
            address: row.address,
            language: row.language,
            state: row.state,
            attempts: row.attempts,
            doubts: row.doubts,
            at: row.settled_at,
            next: row.next_at,
            answer: row.answer,
        }
    }
}
