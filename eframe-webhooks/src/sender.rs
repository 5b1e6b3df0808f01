//! The sending: it takes deliveries that are due, tries them, and writes down how that ended. Any number of instances may be
//! at it together.
//!
//! - Whoever tries a delivery holds a *lease* on its row, longer than an attempt can take, and writes under its fence. A lease
//!   that has not moved for its whole span while somebody looked on is taken away, whatever a clock says: whoever held it
//!   ended, and the message is tried again under the same id.
//! - A sender that was held up looks at its own clock before it sends, and gives back what it holds too long.
//! - One endpoint gets a few messages at a time at most, so that one that is slow holds nobody else up.

mod client;
mod exchange;
mod resolve;

pub use client::Patience;
pub use resolve::{Resolver, SystemResolver};

use std::future::IntoFuture;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use eframe_core::log::SPANS;
use eframe_core::outbox::Watch;
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep};
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::model::{Endpoint, Last, Lost, Message, Why};
use crate::rules::{Answer, Next, is_given_up, next};
use crate::store::{Claim, Claimed, Free, HandBack, Key, Mark, Report, Trouble};
use crate::{Error, Webhooks};
use client::{Client, Post};

/// Tries deliveries. Built by [`Webhooks::sender`].
pub struct Sender {
    shop: Arc<Shop>,
}

struct Shop {
    webhooks: Webhooks,
    client: Client,
    patience: Patience,
    leases: Mutex<Watch<Key, Mark>>,
}

impl Webhooks {
    /// Whoever tries deliveries, who does nothing yet. Names are looked up by the machine's own means.
    pub fn sender(&self, patience: Patience) -> Sender {
        self.sender_by(patience, Arc::new(SystemResolver))
    }

    /// The same with another way to look names up. What it finds is checked like any other address.
    pub fn sender_by(&self, patience: Patience, resolver: Arc<dyn Resolver>) -> Sender {
        let client = Client::new(resolver, self.allowed().clone(), patience);
        let leases = Mutex::new(Watch::new());
        Sender { shop: Arc::new(Shop { webhooks: self.clone(), client, patience, leases }) }
    }
}

impl Sender {
    /// Tries all that is due now, and comes back when nothing is: for tests and command lines.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn run_pending(&self) -> Result<(), Error> {
        loop {
            let taken = self.shop.take(self.shop.patience.at_once).await?;
            if taken.is_empty() {
                return Ok(());
            }
            let mut busy = JoinSet::new();
            for claimed in taken {
                busy.spawn(Arc::clone(&self.shop).attempt(claimed, Instant::now()));
            }
            busy.join_all().await;
        }
    }

    /// Lets it work until `shutdown` is through. Attempts under way then come to their end, which they do in their time.
    pub fn spawn(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Sending {
        Sending(tokio::spawn(work(self.shop, shutdown)))
    }
}

/// A sender at work. Awaiting it waits until it has stopped.
pub struct Sending(JoinHandle<()>);

impl IntoFuture for Sending {
    type Output = ();
    type IntoFuture = BoxFuture<'static, ()>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            if let Err(error) = self.0.await {
                tracing::error!(%error, "the sender of webhooks ended");
            }
        })
    }
}

async fn work(shop: Arc<Shop>, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = pin!(shutdown);
    let mut busy = JoinSet::new();
    let mut trouble = false;
    loop {
        let room = shop.patience.at_once.saturating_sub(busy.len());
        // Not to be given up half-way: leases might be taken already.
        let pause = match shop.take(room).await {
            Ok(taken) => {
                trouble = false;
                for claimed in taken {
                    busy.spawn(Arc::clone(&shop).attempt(claimed, Instant::now()));
                }
                shop.patience.look
            }
            Err(error) => {
                if !std::mem::replace(&mut trouble, true) {
                    tracing::warn!(%error, "the sender of webhooks cannot reach its work");
                }
                5 * shop.patience.look
            }
        };
        tokio::select! {
            () = &mut shutdown => break,
            Some(_) = busy.join_next() => {}
            () = sleep(pause) => {}
        }
    }
    while busy.join_next().await.is_some() {}
}

impl Shop {
    /// Takes leases on what is due, as far as there is room, and takes them away from whoever ended.
    async fn take(&self, room: usize) -> Result<Vec<Claimed>, Error> {
        let (store, now) = (self.webhooks.store(), self.webhooks.now());
        let leases = store.leases().await?;
        let stale = {
            let mut seen = self.leases.lock().unwrap_or_else(PoisonError::into_inner);
            seen.look(leases, Instant::now(), |_| self.patience.lease)
        };
        if !stale.is_empty() {
            let freed = store.database().run(Free { stale, now }).await?;
            tracing::warn!(freed, "took over deliveries that another sender held");
        }
        if room == 0 {
            return Ok(Vec::new());
        }
        let lease = SignedDuration::try_from(self.patience.lease).unwrap_or(SignedDuration::MAX);
        let until = now.checked_add(lease).unwrap_or(now);
        let claim = Claim { now, until, room, each: self.patience.each };
        if !store.is_due(&claim).await? {
            return Ok(Vec::new());
        }
        Ok(store.database().run(claim).await?)
    }

    /// Tries one delivery. `taken` is when its lease was taken, by a clock that knows no time of day.
    async fn attempt(self: Arc<Self>, claimed: Claimed, taken: Instant) {
        if let Err(error) = self.tried(claimed, taken).await {
            // The lease runs out, and the message is tried again.
            tracing::warn!(%error, "how a delivery of a webhook ended is not written down");
        }
    }

    async fn tried(&self, claimed: Claimed, taken: Instant) -> Result<(), Error> {
        let Key { message, endpoint } = claimed.key;
        let store = self.webhooks.store();
        let found = (store.endpoint(endpoint).await?, store.message(message).await?);
        let (Some(endpoint), Some(message)) = found else {
            return Ok(store.database().run(HandBack(claimed)).await?);
        };
        // Half of it at most has passed, so that nobody else has taken over while this is tried.
        if !endpoint.is_on() || taken.elapsed() >= self.patience.lease / 2 {
            return Ok(store.database().run(HandBack(claimed)).await?);
        }
        let answer = self.send_seen(&endpoint, &message).await;
        let mut chance = [0; 1];
        store.database().world().random.fill(&mut chance);
        let next = next(&answer, claimed.attempt, chance[0]);
        count(next);
        let (code, lost, said) = match answer {
            Answer::Said { code, text, .. } => (Some(code), None, text),
            Answer::Lost(lost) => (None, Some(lost), String::new()),
        };
        let last = Last { at: self.webhooks.now(), code, lost, said };
        match store.database().run(Report { claimed, last, next }).await? {
            None => tracing::warn!(id = %message.id, "the lease on a delivery was lost"),
            Some(trouble) => self.heed(&endpoint, next, trouble).await?,
        }
        Ok(())
    }

    /// Gives an endpoint up that wants no more, or took nothing for days.
    async fn heed(
        &self,
        endpoint: &Endpoint,
        next: Next,
        trouble: Option<Trouble>,
    ) -> Result<(), Error> {
        let now = self.webhooks.now();
        let failing = |trouble: Trouble| is_given_up(trouble.since, trouble.failures, now);
        let why = match next {
            Next::Gone => Why::Gone,
            _ if trouble.is_some_and(failing) => Why::Failing,
            _ => return Ok(()),
        };
        tracing::warn!(endpoint = %endpoint.id, why = why.code(), "an endpoint is switched off");
        self.webhooks.give_up(endpoint, why).await
    }

    /// Sends it inside a span. Which trace that belongs to is nobody's business outside: the request says nothing of it.
    async fn send_seen(&self, endpoint: &Endpoint, message: &Message) -> Answer {
        let span = tracing::debug_span!(
            target: SPANS,
            "webhook",
            otel.kind = "client",
            otel.status_code = Empty,
            endpoint = %endpoint.id,
            message = %message.id,
            http.response.status_code = Empty,
        );
        let answer = self.send(endpoint, message).instrument(span.clone()).await;
        let code = match &answer {
            Answer::Said { code, .. } => Some(*code),
            Answer::Lost(_) => None,
        };
        span.record("http.response.status_code", code);
        if code.is_none_or(|code| code >= 400) {
            span.record("otel.status_code", "ERROR");
        }
        answer
    }

    async fn send(&self, endpoint: &Endpoint, message: &Message) -> Answer {
        let now = self.webhooks.now();
        let (id, body) = (message.id.header(), message.body());
        let made = endpoint.secrets(now).filter_map(|mark| {
            let secret = self.webhooks.secrets().of(endpoint.id, mark)?;
            Some(secret.sign(&id, now.as_second(), &body))
        });
        let signature = made.collect::<Vec<_>>().join(" ");
        if signature.is_empty() {
            return Answer::Lost(Lost::NoSecret);
        }
        let post = Post { target: &endpoint.target, id, now, signature, body: body.into() };
        self.client.post(post).await
    }
}

/// Counts attempts by how they ended.
fn count(next: Next) {
    let outcome = match next {
        Next::Arrived => "arrived",
        Next::Again { .. } => "again",
        Next::Failed => "failed",
        Next::Gone => "gone",
    };
    metrics::counter!("eframe_webhooks_attempts", "outcome" => outcome).increment(1);
}

impl Patience {
    /// So little of it that a lease outlasts any attempt by half.
    pub(crate) fn is_sound(&self) -> bool {
        self.whole <= self.lease / 3 && self.lease > Duration::ZERO
    }
}
