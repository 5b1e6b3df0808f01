use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sea_orm::EntityTrait as _;
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use super::claim::{Claimed, Key};
use super::report::{Report, What};
use super::retry::Verdict;
use super::workers::Shop;
use super::{Delivery, Held, Retry, hold};
use crate::CommitError;
use crate::database::table::outbox_done;
use crate::database::{instant, stored};
use crate::log::SPANS;

/// Who is told of an event, and how.
pub(super) struct Subscriber {
    pub(super) name: String,
    pub(super) event: &'static str,
    pub(super) version: u16,
    pub(super) handler: Handler,
}

/// Reads the payload and does the work.
pub(super) type Handler =
    Arc<dyn Fn(Value, Delivery) -> BoxFuture<'static, Result<(), Retry>> + Send + Sync>;

impl Shop {
    /// Carries one delivery out and writes down how it went.
    pub(super) async fn deliver(&self, claimed: Claimed, leave: watch::Receiver<bool>) {
        let (delivery, message) = (&claimed.delivery, &claimed.message);
        let span = tracing::debug_span!(
            target: SPANS,
            "deliver",
            otel.name = format!("deliver {}", delivery.subscriber),
            otel.kind = "consumer",
            otel.status_code = Empty,
            messaging.destination.name = delivery.subscriber,
            messaging.message.id = %message.id,
            attempt = delivery.attempts,
            outcome = Empty,
        );
        self.deliver_it(claimed, leave).instrument(span).await;
    }

    async fn deliver_it(&self, claimed: Claimed, leave: watch::Receiver<bool>) {
        let Claimed { delivery, message } = claimed;
        let key = Key { subscriber: delivery.subscriber, position: delivery.position };
        let fence = delivery.fence;
        let attempt = u32::try_from(delivery.attempts).unwrap_or(u32::MAX);
        let told = Delivery {
            message: message.id,
            subscriber: key.subscriber.clone(),
            attempt,
            sent: instant(message.at),
        };
        let report = |what| Report { key: key.clone(), fence, what };
        let until = delivery.leased_until.map_or_else(|| self.database.world().now(), instant);
        let renewal = |until| report(What::Held { until: stored(until) });
        let work = self.attempt(message.version, message.payload, told.clone());
        let held = hold(&self.database, self.pace.lease, until, renewal, leave, work).await;
        let what = match held {
            Held::Ended(Ok(())) => What::Arrived,
            Held::Ended(Err(retry)) => self.failure(&told, &retry),
            Held::HandBack => What::HandedBack,
            Held::Lost => {
                count(&told, "lost");
                tracing::warn!(message = %told.message, told.subscriber, "the lease was lost");
                return;
            }
        };
        count(&told, outcome(&what));
        self.note(&told, self.database.run(report(what)).await);
    }

    async fn attempt(&self, version: i32, payload: Value, told: Delivery) -> Result<(), Retry> {
        if told.attempt > self.pace.attempts {
            return Err(Retry::park("the program ended each time it was at this"));
        }
        let Some(subscriber) = self.subscribers.get(&told.subscriber) else {
            return Err(Retry::because("there is no such subscriber"));
        };
        if version != i32::from(subscriber.version) {
            let event = subscriber.event;
            let reason = format!("version {version} of {event} is not read by this program");
            return Err(Retry::because(reason));
        }
        if self.was_settled(&told).await? {
            return Ok(());
        }
        // Also the making of the future may panic, so it is inside.
        let handler = Arc::clone(&subscriber.handler);
        let work = async move { handler(payload, told).await };
        let work = timeout(self.pace.delivery, AssertUnwindSafe(work).catch_unwind());
        match work.await {
            Ok(Ok(Err(done))) if done.verdict == Verdict::Done => Ok(()),
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(Retry::because("the subscriber panicked")),
            Err(_) => Err(Retry::because("the subscriber took too long")),
        }
    }

    async fn was_settled(&self, told: &Delivery) -> Result<bool, Retry> {
        let id = (told.message, told.subscriber.clone());
        let found = outbox_done::Entity::find_by_id(id).one(self.database.read()).await;
        found.map(|row| row.is_some()).map_err(|_| Retry::because("the database is not available"))
    }

    fn failure(&self, told: &Delivery, retry: &Retry) -> What {
        let error = retry.reason().to_owned();
        let pause = match retry.verdict {
            Verdict::Park => None,
            _ if told.attempt >= self.pace.attempts => None,
            Verdict::After(pause) => Some(pause.min(self.pace.longest_pause)),
            Verdict::Again | Verdict::Done => Some(self.pace.pause_after(told.attempt)),
        };
        let (message, attempt) = (told.message, told.attempt);
        match pause {
            Some(pause) => {
                tracing::warn!(id = %message, told.subscriber, attempt, error, "a delivery failed");
                What::Failed { error, due_at: stored(self.database.world().now() + pause) }
            }
            None => {
                tracing::error!(id = %message, told.subscriber, attempt, error, "a delivery is parked");
                What::Parked { error }
            }
        }
    }

    fn note(&self, told: &Delivery, written: Result<bool, CommitError>) {
        let message = told.message;
        match written {
            Ok(true) => {}
            Ok(false) => tracing::warn!(id = %message, told.subscriber, "the lease was lost"),
            // The lease runs out, and the message is delivered again.
            Err(error) => {
                tracing::warn!(id = %message, told.subscriber, %error, "not written down")
            }
        }
    }
}

fn outcome(what: &What) -> &'static str {
    match what {
        What::Arrived => "arrived",
        What::Failed { .. } => "failed",
        What::Parked { .. } => "parked",
        What::Held { .. } | What::HandedBack => "handed-back",
    }
}

/// Counts attempts by how they ended.
fn count(told: &Delivery, outcome: &'static str) {
    let span = Span::current();
    span.record("outcome", outcome);
    if matches!(outcome, "failed" | "parked" | "lost") {
        span.record("otel.status_code", "ERROR");
    }
    let subscriber = told.subscriber.clone();
    metrics::counter!("eframe_outbox_deliveries", "subscriber" => subscriber, "outcome" => outcome)
        .increment(1);
}
