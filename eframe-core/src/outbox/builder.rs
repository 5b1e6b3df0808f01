use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;

use super::deliver::Subscriber;
use super::schedule::Job;
use super::workers::Shop;
use super::{Delivery, Pace, Retry, Workers, sweep};
use crate::upload::{SWEEP_PERIOD, Sweeper};
use crate::{Database, Event};

/// How often it is looked whether a job is wanted.
const LOOK: Duration = Duration::from_secs(1);

/// Says who hears of what, and what is done when. Only the host knows both sides.
pub struct OutboxBuilder {
    database: Database,
    subscribers: BTreeMap<String, Subscriber>,
    jobs: Vec<Job>,
    pace: Pace,
}

impl OutboxBuilder {
    pub(super) fn new(database: Database) -> Self {
        let jobs = vec![sweep::job(database.clone())];
        Self { database, subscribers: BTreeMap::new(), jobs, pace: Pace::default() }
    }

    /// Tells `handler` of each event of one type. The subscriber's name is kept with each delivery and with what
    /// is done for it, so it never changes.
    ///
    /// A new subscriber hears of what is sent once it was [declared](Workers::declare), whichever version of the program
    /// comes upon it; one that is taken away gets nothing more, and what waits for it is forgotten after a week. The handler may be called more than once for a message:
    /// it settles the delivery in its own commit, or what it does is harmless to do twice.
    ///
    /// # Panics
    /// When the name is taken: two subscribers of one name would share their deliveries.
    #[must_use]
    pub fn subscribe<E, H, F>(mut self, name: &str, handler: H) -> Self
    where
        E: Event,
        H: Fn(E, Delivery) -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), Retry>> + Send + 'static,
    {
        let handler = Arc::new(handler);
        let subscriber = Subscriber {
            name: name.to_owned(),
            event: E::NAME,
            version: E::VERSION,
            handler: Arc::new(move |payload, delivery| {
                let handler = Arc::clone(&handler);
                async move {
                    // What serde says may quote the payload, so it is not kept.
                    let event = serde_json::from_value(payload)
                        .map_err(|_| Retry::park("the message cannot be read"))?;
                    handler(event, delivery).await
                }
                .boxed()
            }),
        };
        let before = self.subscribers.insert(name.to_owned(), subscriber);
        assert!(before.is_none(), "the subscriber {name} is there already");
        self
    }

    /// Runs `job` once in each `period`, on one instance. The first time is at once; from then on every period is
    /// counted from the time before, so that runs do not drift, and missed ones are not made up for.
    ///
    /// A run that fails is tried again like a delivery; after the last attempt the job waits for its next
    /// occasion, and staff see what it failed of.
    ///
    /// # Panics
    /// When the name is taken or the period is not positive.
    #[must_use]
    pub fn every<J, F>(mut self, name: &str, period: Duration, job: J) -> Self
    where
        J: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), Retry>> + Send + 'static,
    {
        assert!(!self.jobs.iter().any(|job| job.name == name), "the job {name} is there already");
        self.jobs.push(Job::new(name, period, job));
        self
    }

    /// Runs `job` whenever `wanted` says that there is something for it to do, on one instance: looked for as often as
    /// for other work, every second, by reading alone. For what is to happen to the second and seldom does.
    ///
    /// # Panics
    /// When the name is taken.
    #[must_use]
    pub fn whenever<W, G, J, F>(mut self, name: &str, wanted: W, job: J) -> Self
    where
        W: Fn() -> G + Send + Sync + 'static,
        G: Future<Output = Result<bool, Retry>> + Send + 'static,
        J: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), Retry>> + Send + 'static,
    {
        assert!(!self.jobs.iter().any(|job| job.name == name), "the job {name} is there already");
        self.jobs.push(Job::new(name, LOOK, job).when(wanted));
        self
    }

    /// Has the files of a block swept that nothing names, four times a day: the job `OWNER.files`. It is as patient as the
    /// [pace](Self::pace) that was set before says, unless it says so itself.
    ///
    /// # Panics
    /// When the block's files are swept already.
    #[must_use]
    pub fn sweep_blobs(self, sweeper: Sweeper) -> Self {
        let name = format!("{}.files", sweeper.owner());
        let sweeper = sweeper.or_patience(self.pace.unnamed);
        self.every(&name, SWEEP_PERIOD, move || {
            let sweeper = sweeper.clone();
            async move { sweeper.run().await.map(drop) }
        })
    }

    /// Changes how patient the workers are.
    #[must_use]
    pub fn pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// The workers, who do nothing yet.
    pub fn build(self) -> Workers {
        let Self { database, subscribers, jobs, pace } = self;
        Workers::new(Shop::new(database, subscribers, jobs, pace))
    }
}
