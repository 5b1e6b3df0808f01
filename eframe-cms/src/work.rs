//! What content does in the background.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::Mailer;
use eframe_core::outbox::{OutboxBuilder, Retry};
use eframe_core::upload::Sweeper;

use crate::event::{EditionPublished, FileAdded};
use crate::{Cms, Error, mail};

/// How often the index is brought to this program's way of making it: at the start, and once a day.
const INDEXED_EVERY: Duration = Duration::from_secs(24 * 3_600);
/// How often that is let go which nobody needs any more.
const TIDIED_EVERY: Duration = Duration::from_secs(24 * 3_600);
/// How often it is looked for texts that came in otherwise than by being published, or are to be made anew.
const KEPT_EVERY: Duration = Duration::from_secs(600);
/// How often it is looked who is to be reminded; everybody is at most once a week.
const LOOKED_EVERY: Duration = Duration::from_secs(6 * 3_600);

impl Cms {
    /// Adds what content does in the background: it publishes and ends what was planned to the second, writes to
    /// those who have something to look at, makes smaller pictures of new ones, clears away what nobody needs any more,
    /// [indexes](Self::reindex) what an older program wrote and [keeps texts](Self::keep_texts) as they are shown.
    /// Without it nothing happens at its time.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let outbox = mail::subscribe(self, outbox, mailer);
        let (looking, firing, reminding) = (self.clone(), self.clone(), self.clone());
        let (indexing, tidying) = (self.clone(), self.clone());
        let is_due = move || {
            let cms = looking.clone();
            async move { cms.is_plan_due().await.map_err(retry) }
        };
        let outbox = outbox.whenever("cms.plans", is_due, move || {
            let cms = firing.clone();
            async move { cms.fire_due().await.map(drop).map_err(retry) }
        });
        let outbox = outbox.every("cms.search", INDEXED_EVERY, move || {
            let cms = indexing.clone();
            async move { cms.reindex().await.map(drop).map_err(retry) }
        });
        let outbox = outbox.every("cms.tidy", TIDIED_EVERY, move || {
            let cms = tidying.clone();
            async move { cms.tidy().await.map_err(retry) }
        });
        let outbox = self.keep_what_is_published(outbox);
        let outbox = outbox.every("cms.reviews", LOOKED_EVERY, move || {
            let cms = reminding.clone();
            async move { cms.remind().await.map(drop).map_err(retry) }
        });
        self.keeping_files(outbox)
    }

    fn keeping_files(&self, outbox: OutboxBuilder) -> OutboxBuilder {
        let making = self.clone();
        let outbox = outbox.subscribe::<FileAdded, _, _>("cms.renditions", move |added, _| {
            let cms = making.clone();
            async move { cms.render_added(added).await }
        });
        let Ok(shelf) = self.shelf() else { return outbox };
        let clock = self.store().database().world().clock.clone();
        outbox.sweep_blobs(Sweeper::new(shelf.clone(), clock, self.store().clone()))
    }

    /// A text is kept when its edition goes live.
    fn keep_what_is_published(&self, outbox: OutboxBuilder) -> OutboxBuilder {
        let (publishing, looking) = (self.clone(), self.clone());
        let outbox = outbox.subscribe("cms.texts", move |event: EditionPublished, _| {
            let cms = publishing.clone();
            async move { cms.keep_texts_in(event.document).await.map_err(retry) }
        });
        outbox.every("cms.texts", KEPT_EVERY, move || {
            let cms = looking.clone();
            async move { cms.keep_texts().await.map(drop).map_err(retry) }
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
