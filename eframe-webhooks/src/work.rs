//! What webhooks do in the background, besides sending.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::Mailer;
use eframe_core::outbox::{OutboxBuilder, Retry};

use crate::store::Sweep;
use crate::webhooks::KEPT;
use crate::{Error, Webhooks, mail};

/// How often old deliveries are forgotten.
const SWEPT_EVERY: Duration = Duration::from_secs(3600);
/// How many go in one transaction.
const SLICE: u64 = 1000;

impl Webhooks {
    /// Adds what webhooks do in the background: hear of what is public, write to those who manage them when an endpoint is
    /// given up, and forget deliveries that came to their end thirty days ago. What was heard a [`Sender`](crate::Sender)
    /// carries out.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let sweeping = self.clone();
        let outbox = mail::subscribe(self, self.hear_all(outbox), mailer);
        outbox.every("webhooks.sweep", SWEPT_EVERY, move || {
            let webhooks = sweeping.clone();
            async move {
                let before = webhooks.now() - KEPT;
                while webhooks.store().database().run(Sweep { before, slice: SLICE }).await?
                    >= SLICE
                {}
                Ok::<(), Retry>(())
            }
        })
    }
}

/// Why background work is tried again.
pub(crate) fn retry(error: Error) -> Retry {
    match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    }
}
