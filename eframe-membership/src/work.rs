//! What membership does in the background.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::Mailer;
use eframe_core::outbox::{OutboxBuilder, Retry};
use eframe_core::upload::Sweeper;
use eframe_core::{Actor, Caller};
use jiff::SignedDuration;

use crate::model::{ApplicationId, Entry, EntryId, Side, Stage};
use crate::rules;
use crate::store::Eyes;
use crate::store::Filter;
use crate::{Error, Membership, Refusal, mail};

/// How often it is looked who is to be reminded, whose grace is over, and what was left lying. All go by days.
const LOOKED_EVERY: Duration = Duration::from_secs(6 * 3_600);
/// How many applications are looked at together.
const SLICE: u64 = 200;
/// Nobody is reminded of what was touched within this time.
const RESTING: SignedDuration = SignedDuration::from_hours(24);

impl Membership {
    /// Adds what membership does in the background: mail, reminders, lapses of those who did not pay within their grace,
    /// and clearing away files that nothing names and imports that were never made real.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let outbox = mail::subscribe(self, outbox, mailer);
        let reminding = self.clone();
        let outbox = outbox.every("membership.reminders", LOOKED_EVERY, move || {
            let membership = reminding.clone();
            async move { membership.remind().await.map(drop).map_err(retry) }
        });
        let lapsing = self.clone();
        let outbox = outbox.every("membership.lapses", LOOKED_EVERY, move || {
            let membership = lapsing.clone();
            async move { membership.lapse_overdue().await.map(drop).map_err(retry) }
        });
        let sweeping = self.clone();
        let outbox = outbox.every("membership.imports", LOOKED_EVERY, move || {
            let membership = sweeping.clone();
            async move { membership.sweep_imports().await.map_err(retry) }
        });
        match self.shelf() {
            Ok(shelf) => {
                let clock = self.store().database().world().clock.clone();
                outbox.sweep_blobs(Sweeper::new(shelf.clone(), clock, self.store().clone()))
            }
            Err(_) => outbox,
        }
    }

    /// Reminds whoever has something to do, and tells how many were.
    ///
    /// # Errors
    /// When the database does not answer; who was reminded before is not reminded again.
    pub async fn remind(&self) -> Result<usize, Error> {
        let open: Vec<Stage> = Stage::ALL.into_iter().filter(|stage| !stage.is_over()).collect();
        let untouched_since = Some(self.now() - RESTING);
        let filter = Filter { stages: open, untouched_since, ..Filter::default() };
        let (mut after, mut reminded) = (None, 0);
        loop {
            let heads =
                self.store().applications(&filter, after.as_ref(), SLICE, &Eyes::staff()).await?;
            let Some(last) = heads.last() else { return Ok(reminded) };
            after = Some(filter.position(last));
            let ids = heads.iter().map(|head| head.id.uuid()).collect();
            let mut known = BTreeMap::<_, Vec<Entry>>::new();
            for (case, entry) in self.store().reminders(ids).await? {
                known.entry(case).or_default().push(entry);
            }
            for head in &heads {
                let history = known.get(&head.id.uuid()).map(Vec::as_slice).unwrap_or_default();
                let (charter, now) = (self.charter(), self.now());
                let whom = rules::reminder(&head.state, head.changed, history, charter, now);
                if let Some(whom) = whom {
                    reminded += usize::from(self.remind_of(head.id, whom).await?);
                }
            }
        }
    }

    /// Reminds of one application, unless it moved on meanwhile.
    async fn remind_of(&self, id: ApplicationId, whom: Side) -> Result<bool, Error> {
        let caller = Caller::new(Actor::system("membership"));
        let entry = EntryId::new(self.store().database().world().ids.next());
        let decided = self.decide(&caller, || async {
            let application = self.application(&caller.actor, id).await?;
            let (charter, now) = (self.charter(), self.now());
            let reminders = self.store().reminders(vec![id.uuid()]).await?;
            let history: Vec<Entry> = reminders.into_iter().map(|(_, entry)| entry).collect();
            let (state, changed) = (&application.state, application.changed);
            if rules::reminder(state, changed, &history, charter, now) != Some(whom) {
                return Err(Refusal::NotAtThatStage(state.stage()).into());
            }
            Ok(rules::remind(&application, whom, entry, &caller.actor, now))
        });
        match decided.await {
            Ok(_) => Ok(true),
            Err(Error::Refused(_) | Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// Why background work is tried again.
pub(crate) fn retry(error: Error) -> Retry {
    match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    }
}
