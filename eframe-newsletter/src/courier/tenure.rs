use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use super::Sending;
use crate::store::delivery::{Beat, Enter, Leave, Trouble};
use crate::{Error, Newsletter};

/// The time during which somebody takes part, under one lease. Cheap to clone: all clones are one.
#[derive(Clone)]
pub(super) struct Tenure(Arc<Inner>);

struct Inner {
    newsletter: Newsletter,
    lease: Uuid,
    span: Duration,
    renewed: Renewed,
    renewing: JoinHandle<()>,
}

/// When the lease was last renewed for certain, and how many took part then; none when it is lost.
type Renewed = Arc<Mutex<Option<(Instant, u32)>>>;

impl Tenure {
    pub(super) async fn begin(newsletter: &Newsletter, sending: &Sending) -> Result<Self, Error> {
        let database = newsletter.store().database();
        let (lease, span) = (database.world().ids.next(), sending.lease);
        let begun = Instant::now();
        let instances = database.run(Enter { lease, now: newsletter.now() }).await?;
        let renewed = Arc::new(Mutex::new(Some((begun, instances))));
        let renewing = tokio::spawn(renew(newsletter.clone(), lease, span, Arc::clone(&renewed)));
        let newsletter = newsletter.clone();
        Ok(Self(Arc::new(Inner { newsletter, lease, span, renewed, renewing })))
    }

    pub(super) fn lease(&self) -> Uuid {
        self.0.lease
    }

    /// Whether a letter may leave at this very moment, by a clock that goes on while the program is stopped.
    pub(super) fn stands(&self) -> bool {
        // A quarter less, so that a letter that is begun now has begun before anybody takes over.
        self.since_renewed().is_some_and(|since| since < self.0.span * 3 / 4)
    }

    /// Whether what is written still counts, as far as is known here.
    pub(super) fn is_held(&self) -> bool {
        self.since_renewed().is_some()
    }

    /// How many instances share the work, as far as is known here.
    pub(super) fn instances(&self) -> u32 {
        self.renewed().map_or(1, |(_, instances)| instances)
    }

    fn since_renewed(&self) -> Option<Duration> {
        self.renewed().map(|(renewed, _)| renewed.elapsed())
    }

    fn renewed(&self) -> Option<(Instant, u32)> {
        *self.0.renewed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the lease run out: somebody takes over what is half-way.
    pub(super) fn abandon(&self) {
        self.0.renewing.abort();
        *self.0.renewed.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Says for the desk what keeps letters from leaving.
    pub(super) async fn tell(&self, what: Option<String>) -> Result<(), Error> {
        let database = self.0.newsletter.store().database();
        Ok(database.run(Trouble { lease: self.0.lease, what }).await?)
    }

    /// Gives everything back.
    pub(super) async fn end(&self) -> Result<(), Error> {
        self.abandon();
        let database = self.0.newsletter.store().database();
        Ok(database.run(Leave { lease: self.0.lease }).await?)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}

async fn renew(newsletter: Newsletter, lease: Uuid, span: Duration, renewed: Renewed) {
    let database = newsletter.store().database();
    loop {
        sleep(span / 3).await;
        let asked = Instant::now();
        let beat = Beat { lease, now: newsletter.now() };
        let stands = match timeout(span, database.run(beat)).await {
            Ok(Ok(instances)) => instances.map(|instances| (asked, instances)),
            // It runs out by itself.
            Ok(Err(_)) | Err(_) => continue,
        };
        *renewed.lock().unwrap_or_else(PoisonError::into_inner) = stands;
        if stands.is_none() {
            tracing::warn!(%lease, "the lease was lost");
            return;
        }
    }
}

/// Since when each of the others has shown the same count.
#[derive(Default)]
pub(super) struct Seen {
    shown: HashMap<Uuid, (i64, Instant)>,
    /// When it was looked last.
    looked: Option<Instant>,
}

impl Seen {
    /// Whether it is time to look again; then that is done. Whoever sends comes by for each batch, many times a second.
    pub(super) fn is_due(&mut self, now: Instant, every: Duration) -> bool {
        let due = self.looked.is_none_or(|looked| now.duration_since(looked) >= every);
        if due {
            self.looked = Some(now);
        }
        due
    }

    /// Those who have shown the same for as long as `span`.
    pub(super) fn look(
        &mut self,
        beats: Vec<(Uuid, i64)>,
        now: Instant,
        span: Duration,
    ) -> Vec<(Uuid, i64)> {
        self.shown.retain(|lease, _| beats.iter().any(|(known, _)| known == lease));
        let mut stale = Vec::new();
        for (lease, beat) in beats {
            let seen = self.shown.entry(lease).or_insert((beat, now));
            if seen.0 != beat {
                *seen = (beat, now);
            } else if now.duration_since(seen.1) >= span {
                stale.push((lease, beat));
            }
        }
        stale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_66_a_lease_is_judged_by_watching_and_by_no_time_of_day() {
        let (mut seen, begin, span) = (Seen::default(), Instant::now(), Duration::from_secs(30));
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert!(seen.look(vec![(one, 5), (two, 9)], begin, span).is_empty());
        let later = begin + Duration::from_secs(29);
        assert!(seen.look(vec![(one, 5), (two, 10)], later, span).is_empty());
        let later = begin + Duration::from_secs(30);
        assert_eq!(seen.look(vec![(one, 5), (two, 10)], later, span), [(one, 5)]);
        // Somebody else took it over; it comes again anew.
        assert!(seen.look(vec![(two, 11)], later, span).is_empty());
        assert!(seen.look(vec![(one, 5), (two, 12)], later, span).is_empty());
    }

    #[test]
    fn others_are_looked_at_once_in_each_span_however_often_somebody_comes_by() {
        let (mut seen, begin, every) = (Seen::default(), Instant::now(), Duration::from_secs(1));
        let after = |milliseconds| begin + Duration::from_millis(milliseconds);
        let due = [0, 1, 999, 1_000, 1_500, 2_000].map(|at| seen.is_due(after(at), every));
        assert_eq!(due, [true, false, false, true, false, true]);
    }
}
