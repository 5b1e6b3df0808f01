//! What the newsletter does in the background.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::Mailer;
use eframe_core::outbox::{OutboxBuilder, Retry};

use crate::event::Suppressed;
use crate::{Error, Newsletter, mail};

/// How often it is looked whose time is over. All go by days.
const LOOKED_EVERY: Duration = Duration::from_secs(6 * 3_600);

impl Newsletter {
    /// Adds what the newsletter does in the background: the mails to whoever entered an address, keeping apart to whom
    /// nothing is sent, clearing away addresses whose time is over and imports that were never made real, and, where the host
    /// wants it, proposing the issue of the coming quarter.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let forgetting = self.clone();
        let (keeping, sweeping) = (self.clone(), self.clone());
        let outbox = mail::subscribe(self, outbox, mailer);
        let outbox = outbox.subscribe("newsletter.kept", move |event: Suppressed, _| {
            let newsletter = keeping.clone();
            async move {
                let kept = newsletter.keep(event).await;
                kept.map_err(|_| Retry::because("the kept list cannot be written"))
            }
        });
        let outbox = outbox.every("newsletter.imports", LOOKED_EVERY, move || {
            let newsletter = sweeping.clone();
            async move { newsletter.sweep_imports().await.map_err(retry) }
        });
        let outbox = match self.rhythm() {
            Some(_) => {
                let proposing = self.clone();
                outbox.every("newsletter.rhythm", LOOKED_EVERY, move || {
                    let newsletter = proposing.clone();
                    async move { newsletter.keep_rhythm().await.map_err(retry) }
                })
            }
            None => outbox,
        };
        outbox.every("newsletter.erasures", LOOKED_EVERY, move || {
            let newsletter = forgetting.clone();
            async move { newsletter.forget_overdue().await.map(drop).map_err(retry) }
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
