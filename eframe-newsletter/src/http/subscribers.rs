//! Subscribers for the Secretariat, and one person's data.

use axum::extract::State;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, Json, Page, Paging, Path, Problem, Query,
};
use eframe_core::{Digest, Language, Timestamp};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::bounces::{BounceWire, ScoreWire};
use super::issues::LetterWire;
use super::subscriptions::StandingWire;
use crate::model::{
    Address, Entry, How, Reason, Stage, Subscriber, SubscriberId, Suppression, What,
};
use crate::rules::score::Score;
use crate::store::{Behind, Filter};
use crate::{Everything, Newsletter, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
        .routes(routes!(end))
        .routes(routes!(export))
        .routes(routes!(erase))
}

/// A subscriber.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterSubscriber)]
pub(super) struct SubscriberWire {
    id: Uuid,
    /// Absent once it was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    address: Option<Address>,
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// asked, confirmed, unsubscribed or erased.
    #[schema(value_type = String, example = "confirmed")]
    state: Stage,
    #[schema(value_type = String)]
    since: Timestamp,
}

/// A page of subscribers.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<SubscriberWire>")]
pub(super) struct NewsletterSubscriberPage {
    items: Vec<SubscriberWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// A line of the consent ledger.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterLedgerLine)]
pub(super) struct LineWire {
    id: Uuid,
    #[schema(value_type = String)]
    at: Timestamp,
    /// asked, agreed, stated, ended or erased.
    #[schema(example = "agreed")]
    what: &'static str,
    /// Where: page, json, application, import, desk or system.
    #[schema(example = "page")]
    form: &'static str,
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// The very words that were agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// SHA-256 of these words, or of the file that was brought in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    sha256: Option<Digest>,
    /// What shows a consent that was given elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<String>,
    /// link, one-click, json, desk or restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    how: Option<How>,
}

/// Why nothing is sent to an address.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterSuppression)]
pub(crate) struct SuppressionWire {
    /// The keyed hash of the address.
    #[schema(value_type = String)]
    mark: Digest,
    /// unsubscribed, bounced, complained, erased; overruled is none.
    #[schema(value_type = String, example = "bounced")]
    reason: Reason,
    #[schema(value_type = String)]
    at: Timestamp,
}

/// A subscriber with their ledger.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterSubscriberWhole)]
pub(super) struct WholeWire {
    #[serde(flatten)]
    subscriber: SubscriberWire,
    /// Oldest line first.
    ledger: Vec<LineWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<SuppressionWire>,
}

/// All that is kept of an address.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterPerson)]
pub(super) struct PersonWire {
    #[serde(skip_serializing_if = "Option::is_none")]
    subscriber: Option<SubscriberWire>,
    /// Oldest line first.
    ledger: Vec<LineWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<SuppressionWire>,
    /// The letters they were to get.
    letters: Vec<LetterWire>,
    /// Those of them that came back, the latest first.
    bounces: Vec<BounceWire>,
    /// How often the address bounced, as far as it is remembered.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<ScoreWire>,
}

/// Whose data. It stands in the body: addresses of requests are logged.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterAddress)]
pub(super) struct AddressWire {
    #[schema(example = "mina.park@seoul.example")]
    address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    state: Option<Stage>,
    language: Option<Language>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// Subscribers, the newest first, for the Secretariat.
#[utoipa::path(
    get, path = "/subscribers", operation_id = "listNewsletterSubscribers", tag = "newsletter",
    security(("bearer" = [permission::READ])),
    params(
        ("state" = Option<String>, Query, description = "Only those that are asked, confirmed, unsubscribed or erased."),
        ("language" = Option<String>, Query, description = "Only those who read this."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of subscribers.", body = NewsletterSubscriberPage))
)]
pub(super) async fn list(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<SubscriberWire>>, Problem> {
    let filter = Filter { state: wanted.state, language: wanted.language, words: None };
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let after = paging.after::<Behind>()?;
    let rows = newsletter.subscribers(&actor, &filter, after.as_ref(), paging.limit() + 1).await?;
    Ok(Json(paging.page(rows, Behind::of).map(SubscriberWire::from)))
}

/// One subscriber with what they agreed to.
#[utoipa::path(
    get, path = "/subscribers/{id}", operation_id = "readNewsletterSubscriber", tag = "newsletter",
    security(("bearer" = [permission::READ])),
    params(("id" = Uuid, Path, description = "The subscriber.")),
    responses((status = 200, description = "The subscriber.", body = WholeWire))
)]
pub(super) async fn one(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<SubscriberId>,
) -> Result<Json<WholeWire>, Problem> {
    let told = newsletter.told(&actor, id).await?;
    Ok(Json(WholeWire {
        subscriber: told.subscriber.into(),
        ledger: told.ledger.into_iter().map(LineWire::from).collect(),
        suppression: told.suppression.map(SuppressionWire::from),
    }))
}

/// Ends somebody's subscription for them.
#[utoipa::path(
    post, path = "/subscribers/{id}/end", operation_id = "endNewsletterFor", tag = "newsletter",
    security(("bearer" = [permission::WRITE])),
    params(("id" = Uuid, Path, description = "The subscriber.")),
    responses((status = 200, description = "No more comes.", body = StandingWire))
)]
pub(super) async fn end(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<SubscriberId>,
) -> Result<Json<StandingWire>, Problem> {
    let stands = newsletter.unsubscribe_for(&caller, id).await?;
    Ok(Json(StandingWire { state: stands.state }))
}

/// All that is kept of an address, for its owner.
#[utoipa::path(
    post, path = "/persons/export", operation_id = "exportNewsletterPerson", tag = "newsletter",
    security(("bearer" = [permission::ERASE])),
    request_body = AddressWire,
    responses((status = 200, description = "All of it.", body = PersonWire))
)]
pub(super) async fn export(
    State(newsletter): State<Newsletter>,
    ActorOf(actor): ActorOf,
    Json(wire): Json<AddressWire>,
) -> Result<Json<PersonWire>, Problem> {
    actor.require(permission::ERASE)?;
    let address = Address::parse("address", &wire.address)?;
    Ok(Json(newsletter.everything_of(&actor, &address).await?.into()))
}

/// Takes an address out of the house. What stays is a keyed hash, by which it is not written to again.
#[utoipa::path(
    post, path = "/persons/erasure", operation_id = "eraseNewsletterPerson", tag = "newsletter",
    security(("bearer" = [permission::ERASE])),
    request_body = AddressWire,
    responses((status = 204, description = "It is gone."))
)]
pub(super) async fn erase(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<AddressWire>,
) -> Result<StatusCode, Problem> {
    caller.actor.require(permission::ERASE)?;
    let address = Address::parse("address", &wire.address)?;
    newsletter.erase(&caller, &address).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The same as a text to keep.
///
/// # Errors
/// Never: all of it is plain data.
pub(crate) fn person(all: Everything) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&PersonWire::from(all))
}

impl From<Subscriber> for SubscriberWire {
    fn from(one: Subscriber) -> Self {
        Self {
            id: one.id.uuid(),
            address: one.address,
            language: one.language,
            state: one.state.stage(),
            since: one.state.since(),
        }
    }
}

impl From<Entry> for LineWire {
    fn from(entry: Entry) -> Self {
        let mut line = Self {
            id: entry.id.uuid(),
            at: entry.at,
            what: entry.what.code(),
            form: entry.form.code(),
            language: entry.language,
            text: None,
            sha256: None,
            proof: None,
            how: None,
        };
        match entry.what {
            What::Agreed { text, sha256 } => {
                (line.text, line.sha256) = (Some(text), Some(sha256));
            }
            What::Stated { proof, own, file } => {
                let proof = [Some(proof), own].into_iter().flatten().collect::<Vec<_>>();
                (line.proof, line.sha256) = (Some(proof.join(" ")), Some(file));
            }
            What::Ended { how } => line.how = Some(how),
            What::Asked | What::Erased => {}
        }
        line
    }
}

impl From<Suppression> for SuppressionWire {
    fn from(one: Suppression) -> Self {
        Self { mark: one.mark.0, reason: one.reason, at: one.at }
    }
}

impl From<Everything> for PersonWire {
    fn from(all: Everything) -> Self {
        Self {
            subscriber: all.subscriber.map(SubscriberWire::from),
            ledger: all.ledger.into_iter().map(LineWire::from).collect(),
            suppression: all.suppression.map(SuppressionWire::from),
            letters: all.letters.into_iter().map(LetterWire::from).collect(),
            bounces: all.bounces.into_iter().map(BounceWire::from).collect(),
            score: Some(all.score).filter(|score| *score != Score::default()).map(Into::into),
        }
    }
}
