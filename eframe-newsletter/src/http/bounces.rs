//! What came back, and whom to write to all the same.

use axum::extract::State;
use eframe_core::Timestamp;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, Json, Page, Paging, Path, Problem, Query,
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::model::SubscriberId;
use crate::rules::bounce::PastBounce;
use crate::rules::score::Score;
use crate::store::BehindBounce;
use crate::{Newsletter, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(overrule))
}

/// A letter that came back, or was complained about.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterBounce)]
pub(super) struct BounceWire {
    id: Uuid,
    subscriber: Uuid,
    /// Absent where the question came back that asks whether the newsletter is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<Uuid>,
    #[schema(value_type = String)]
    at: Timestamp,
    /// hard: nobody of that name is there; soft: another reason; complaint: its reader did not ask for it.
    #[schema(example = "hard")]
    kind: &'static str,
    /// refusal: the mail server would not have it; report: a mail said so.
    #[schema(example = "report")]
    source: &'static str,
    /// What was said, without the address.
    #[schema(example = "550 5.1.1 <…> nobody of that name")]
    answer: String,
}

/// How often an address bounced.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterBounceScore)]
pub(super) struct ScoreWire {
    /// In tenths: a bounce for good counts ten, one for now five, one a day; 50 are enough.
    tenths: u32,
    /// When it last rose.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    at: Option<Timestamp>,
    /// How many issues in a row found nobody of that name.
    hard_in_a_row: u32,
}

/// A page of letters that came back.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<BounceWire>")]
pub(super) struct NewsletterBouncePage {
    items: Vec<BounceWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    subscriber: Option<SubscriberId>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// What came back, the latest first.
#[utoipa::path(
    get, path = "/bounces", operation_id = "listNewsletterBounces", tag = "newsletter",
    security(("bearer" = [permission::READ])),
    params(
        ("subscriber" = Option<Uuid>, Query, description = "Only the letters of this subscriber."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of what came back.", body = NewsletterBouncePage))
)]
pub(super) async fn list(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<BounceWire>>, Problem> {
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<BehindBounce>()?;
    let most = paging.limit() + 1;
    let rows = newsletter.bounces(&actor, wanted.subscriber, after.as_ref(), most).await?;
    Ok(Json(paging.page(rows, BehindBounce::of).map(BounceWire::from)))
}

/// Has somebody written to again whose address bounced too often. Who unsubscribed or complained says yes anew instead.
#[utoipa::path(
    post, path = "/subscribers/{id}/overrule", operation_id = "overruleNewsletterBounces", tag = "newsletter",
    security(("bearer" = [permission::READ, permission::WRITE])),
    params(("id" = Uuid, Path, description = "The subscriber.")),
    responses(
        (status = 204, description = "They are written to again, and what bounced is forgotten."),
        (status = 409, description = "Nothing is sent to them by their own wish."),
    )
)]
pub(super) async fn overrule(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<SubscriberId>,
) -> Result<StatusCode, Problem> {
    newsletter.overrule_bounces(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<PastBounce> for BounceWire {
    fn from(one: PastBounce) -> Self {
        Self {
            id: one.id.uuid(),
            subscriber: one.subscriber.uuid(),
            issue: one.issue.map(|issue| issue.uuid()),
            at: one.at,
            kind: one.kind.code(),
            source: one.source.code(),
            answer: one.answer,
        }
    }
}

impl From<Score> for ScoreWire {
    fn from(score: Score) -> Self {
        let hard_in_a_row = score.hard.map_or(0, |(_, row)| row);
        Self { tenths: score.tenths, at: score.at, hard_in_a_row }
    }
}
