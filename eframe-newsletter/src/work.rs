//! What the newsletter does in the background.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::Mailer;
use eframe_core::outbox::{OutboxBuilder, Retry};

use crate::{Error, Newsletter, mail};

/// How often it is looked whose time is over. All go by days.
const LOOKED_EVERY: Duration = Duration::from_secs(6 * 3_600);

impl Newsletter {
    /// Adds what the newsletter does in the background: the mails to whoever entered an address, and taking addresses out
    /// whose time is over.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let forgetting = self.clone();
        let outbox = mail::subscribe(self, outbox, mailer);
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
