//! What waits for the Secretariat.

use axum::extract::State;
use eframe_core::Timestamp;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, Cursor, Json, Page, Paging, Problem, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::membership::Counted;
use crate::model::Stage;
use crate::store::{BehindLetter, LetterRow};
use crate::{Membership, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new().routes(routes!(inbox)).routes(routes!(letters))
}

/// How much waits for the Secretariat.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipInbox)]
struct InboxWire {
    /// How many cases wait for the Secretariat.
    waiting: u64,
    /// How many of them it should have dealt with by now.
    overdue: u64,
    /// How many letters nobody answered.
    unanswered: u64,
    /// How many cases there are at each stage.
    stages: Vec<StageWire>,
}

/// How many cases there are at a stage.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CasesAtStage)]
struct StageWire {
    #[schema(value_type = String, example = "submitted")]
    stage: Stage,
    count: u64,
    /// Whether it is the Secretariat's turn there.
    waits: bool,
}

/// An application whose organisation wrote last.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UnansweredLetter)]
struct LetterWire {
    /// The application. Its history has the letter.
    application: Uuid,
    number: String,
    /// What the organisation is called; empty as long as it did not say.
    name: String,
    /// When it wrote.
    #[schema(value_type = String)]
    at: Timestamp,
}

/// A page of unanswered letters.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<LetterWire>")]
struct UnansweredLetterPage {
    items: Vec<LetterWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// Nothing is asked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Which part of a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// How much waits for the Secretariat, and how much of it is overdue. The cases themselves are
/// `/applications?stage=submitted&waiting=true`, stage by stage.
#[utoipa::path(
    get, path = "/inbox", operation_id = "readInbox", tag = "membership",
    security(("bearer" = [permission::READ])),
    responses((status = 200, description = "The counts.", body = InboxWire))
)]
async fn inbox(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(Nothing {}): Query<Nothing>,
) -> Result<Json<InboxWire>, Problem> {
    Ok(Json(membership.counted(&actor).await?.into()))
}

/// The letters of organisations that nobody answered yet, the oldest first: for each application the last one, where
/// it is the organisation's.
#[utoipa::path(
    get, path = "/letters", operation_id = "listUnansweredLetters", tag = "membership",
    security(("bearer" = [permission::READ])),
    params(
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of letters.", body = UnansweredLetterPage))
)]
async fn letters(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(Pages { limit, cursor }): Query<Pages>,
) -> Result<Json<Page<LetterWire>>, Problem> {
    let paging = Paging::new(limit, cursor);
    let after = paging.after::<BehindLetter>()?;
    let (rows, _) = membership.unanswered(&actor, after.as_ref(), paging.limit() + 1).await?;
    Ok(Json(paging.page(rows, LetterRow::position).map(LetterWire::from)))
}

impl From<Counted> for InboxWire {
    fn from(counted: Counted) -> Self {
        let Counted { stages, overdue, unanswered } = &counted;
        let stage = |stage: Stage| StageWire {
            stage,
            count: stages.get(&stage).copied().unwrap_or_default(),
            waits: stage.waits_for_secretariat(),
        };
        Self {
            waiting: counted.waiting(),
            overdue: *overdue,
            unanswered: *unanswered,
            stages: Stage::ALL.into_iter().map(stage).collect(),
        }
    }
}

impl From<LetterRow> for LetterWire {
    fn from(row: LetterRow) -> Self {
        let LetterRow { application, number, name, at } = row;
        Self { application: application.uuid(), number, name, at }
    }
}
