use std::collections::BTreeMap;
use std::future::{Future, IntoFuture};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, DbErr, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _,
};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, timeout};

use super::claim::{Claim, Claimed, Key, Mark, due};
use super::declare::{self, Declare, Forget, Forgotten};
use super::deliver::Subscriber;
use super::hold::later;
use super::schedule::{Job, Schedule};
use super::spread::{Spread, Subscriptions};
use super::{OutboxError, Pace, Watch};
use crate::Database;
use crate::database::invalidation;
use crate::database::stored;
use crate::database::table::{delivery, outbox, subscriber};

/// Those who deliver messages, run jobs, and tell this instance's caches what others changed.
pub struct Workers {
    shop: Arc<Shop>,
}

/// What the workers share.
pub(super) struct Shop {
    pub(super) database: Database,
    pub(super) subscribers: BTreeMap<String, Subscriber>,
    pub(super) pace: Pace,
    subscriptions: Arc<Subscriptions>,
    schedule: Schedule,
    leases: Mutex<Watch<Key, Mark>>,
    roll: Mutex<Roll>,
}

/// What was declared, by this program and by others.
#[derive(Default)]
struct Roll {
    declared: Option<Instant>,
    seen: Watch<(String, String), DateTime<Utc>>,
}

/// Work to be done now.
enum Work {
    Delivery(Box<Claimed>),
    Job(super::schedule::Turn),
}

impl Shop {
    pub(super) fn new(
        database: Database,
        subscribers: BTreeMap<String, Subscriber>,
        jobs: Vec<Job>,
        pace: Pace,
    ) -> Self {
        let mut subscriptions = Subscriptions::new();
        for subscriber in subscribers.values() {
            subscriptions.entry(subscriber.event).or_default().push(subscriber.name.clone());
        }
        let subscriptions = Arc::new(subscriptions);
        let schedule = Schedule::new(database.clone(), jobs, pace);
        let leases = Mutex::new(Watch::new());
        let roll = Mutex::default();
        Self { database, subscribers, pace, subscriptions, schedule, leases, roll }
    }

    /// Declares this program's subscribers to all instances, and forgets those that no program has any more.
    async fn declare(&self) -> Result<(), OutboxError> {
        let asked = Instant::now();
        if !self.subscriptions.is_empty() {
            let now = stored(self.database.world().now());
            self.database.run(Declare::of(&self.subscriptions, now)).await?;
        }
        for row in self.gone(asked).await? {
            self.forget(row).await?;
        }
        self.roll().declared = Some(asked);
        Ok(())
    }

    async fn forget(&self, row: subscriber::Model) -> Result<(), OutboxError> {
        const SAID: &str =
            "no program has this subscriber any more: what waited for it is forgotten";
        let mut deliveries = 0;
        loop {
            match self.database.run(Forget(row.clone())).await? {
                Forgotten::Some(forgotten) => deliveries += forgotten,
                Forgotten::All => {
                    tracing::warn!(row.subscriber, row.event, deliveries, "{SAID}");
                    break;
                }
                Forgotten::Nothing => break,
            }
        }
        Ok(())
    }

    /// Subscribers that nobody declared for a week by the clock, nor while this process looked on: a clock that jumps
    /// ahead makes none of them go.
    async fn gone(&self, now: Instant) -> Result<Vec<subscriber::Model>, DbErr> {
        let rows = subscriber::Entity::find().all(self.database.read()).await?;
        let marks = rows.into_iter().map(|row| ((row.event, row.subscriber), row.seen_at));
        let still = self.roll().seen.look(marks.collect(), now, |_| 3 * self.pace.declare);
        let last = stored(self.database.world().now() - declare::GONE);
        let gone = still.into_iter().filter(|(_, seen_at)| *seen_at < last);
        Ok(gone
            .map(|((event, subscriber), seen_at)| subscriber::Model { event, subscriber, seen_at })
            .collect())
    }

    fn roll(&self) -> MutexGuard<'_, Roll> {
        self.roll.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Spreads what was sent, and takes leases on what is due: jobs, and deliveries as far as there is room.
    async fn take(&self, room: usize) -> Result<Vec<Work>, OutboxError> {
        let declared = self.roll().declared;
        if declared.is_none_or(|at| at.elapsed() >= self.pace.declare) {
            self.declare().await?;
        }
        while self.is_unspread().await? && self.spread().await? > 0 {}
        let mut work = Vec::new();
        if room > 0 && !self.subscribers.is_empty() {
            let claimed = self.claim(room).await?;
            work.extend(claimed.into_iter().map(Box::new).map(Work::Delivery));
        }
        match self.schedule.take().await {
            Ok(turns) => work.extend(turns.into_iter().map(Work::Job)),
            Err(error) if work.is_empty() => return Err(error),
            // What was claimed is to be done; the trouble will still be there at the next look.
            Err(_) => {}
        }
        Ok(work)
    }

    async fn is_unspread(&self) -> Result<bool, DbErr> {
        let unspread = outbox::Entity::find().filter(Expr::cust("NOT spread")).limit(1);
        Ok(unspread.count(self.database.read()).await? > 0)
    }

    async fn spread(&self) -> Result<usize, OutboxError> {
        let now = stored(self.database.world().now());
        let subscriptions = Arc::clone(&self.subscriptions);
        Ok(self.database.run(Spread { subscriptions, now }).await?)
    }

    async fn claim(&self, room: usize) -> Result<Vec<Claimed>, OutboxError> {
        let (database, world) = (&self.database, self.database.world());
        let subscribers: Vec<_> = self.subscribers.keys().cloned().collect();
        let stale = self.stale().await?;
        let (now, horizon) = (stored(world.now()), stored(world.now() + self.pace.longest_pause));
        let any = due(&subscribers, now, horizon).limit(1).count(database.read()).await?;
        if stale.is_empty() && any == 0 {
            return Ok(Vec::new());
        }
        let until = stored(later(world.now(), world.now(), self.pace.lease));
        let room = room as u64;
        Ok(database.run(Claim { subscribers, now, until, horizon, stale, room }).await?)
    }

    /// Leases that have not moved for as long as a lease lasts.
    async fn stale(&self) -> Result<Vec<(Key, Mark)>, DbErr> {
        let leased = delivery::Entity::find()
            .filter(delivery::Column::LeasedUntil.is_not_null())
            .filter(delivery::Column::Subscriber.is_in(self.subscribers.keys()))
            .all(self.database.read())
            .await?;
        let marks = leased.into_iter().filter_map(|row| {
            let key = Key { subscriber: row.subscriber, position: row.position };
            Some((key, (row.fence, row.leased_until?)))
        });
        let mut leases = self.leases.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(leases.look(marks.collect(), Instant::now(), |_| self.pace.lease))
    }

    async fn do_it(&self, work: Work, leave: watch::Receiver<bool>) {
        match work {
            Work::Delivery(claimed) => self.deliver(*claimed, leave).await,
            Work::Job(turn) => self.schedule.run(turn, leave).await,
        }
    }
}

impl Workers {
    pub(super) fn new(shop: Shop) -> Self {
        Self { shop: Arc::new(shop) }
    }

    /// Tells all instances who hears of what here, so that whichever spreads a message makes deliveries for these
    /// subscribers too, also one of a version that does not have them. Working does the same first of all and every hour;
    /// a host that calls it before it answers its first request has no moment in which something is sent that its new
    /// subscribers do not hear of.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn declare(&self) -> Result<(), OutboxError> {
        self.shop.declare().await
    }

    /// Does all that is due now, one thing after the other, until nothing is: for tests and command lines. What fails
    /// is due again later, so this comes to an end.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn run_pending(&self) -> Result<(), OutboxError> {
        let (_stay, leave) = watch::channel(false);
        loop {
            let work = self.shop.take(self.shop.pace.at_once).await?;
            if work.is_empty() {
                return Ok(());
            }
            for work in work {
                self.shop.do_it(work, leave.clone()).await;
            }
        }
    }

    /// Lets them work until `shutdown` is through. What is under way then has ten seconds to end, and is handed
    /// back if it does not, for another instance or the next start.
    pub fn spawn(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Running {
        let watching = tokio::spawn(invalidation::follow(self.shop.database.clone()));
        let working = tokio::spawn(async move {
            work(self.shop, shutdown).await;
            watching.abort();
        });
        Running(working)
    }
}

/// Workers at work. Awaiting it waits until they have stopped.
pub struct Running(JoinHandle<()>);

impl IntoFuture for Running {
    type Output = ();
    type IntoFuture = BoxFuture<'static, ()>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            if let Err(error) = self.0.await {
                tracing::error!(%error, "the workers ended");
            }
        })
    }
}

async fn work(shop: Arc<Shop>, shutdown: impl Future<Output = ()> + Send) {
    let shutdown = shutdown.shared();
    let (order, leave) = watch::channel(false);
    let mut busy = JoinSet::new();
    let mut trouble = false;
    loop {
        let room = shop.pace.at_once.saturating_sub(busy.len());
        let taken = tokio::select! {
            // Not to be given up half-way: leases might be taken already.
            taken = shop.take(room) => taken,
            // But for a database that answers no more.
            () = after(shutdown.clone(), shop.pace.farewell) => break,
        };
        let look = start(&shop, &mut busy, &leave, taken, &mut trouble);
        tokio::select! {
            () = shutdown.clone() => break,
            Some(_) = busy.join_next() => {}
            () = shop.database.sent() => {}
            () = sleep(look) => {}
        }
    }
    stop(&order, &mut busy, shop.pace.farewell).await;
}

/// Starts what was taken, and says when to look again at the latest.
fn start(
    shop: &Arc<Shop>,
    busy: &mut JoinSet<()>,
    leave: &watch::Receiver<bool>,
    taken: Result<Vec<Work>, OutboxError>,
    trouble: &mut bool,
) -> Duration {
    match taken {
        Ok(work) => {
            if std::mem::take(trouble) {
                tracing::info!("the workers are at it again");
            }
            for work in work {
                let (shop, leave) = (Arc::clone(shop), leave.clone());
                busy.spawn(async move { shop.do_it(work, leave).await });
            }
            shop.pace.look
        }
        Err(error) => {
            if !std::mem::replace(trouble, true) {
                tracing::error!(%error, "the workers cannot reach their work");
            }
            5 * shop.pace.look
        }
    }
}

async fn after(shutdown: impl Future<Output = ()>, farewell: Duration) {
    shutdown.await;
    sleep(farewell).await;
}

async fn stop(order: &watch::Sender<bool>, busy: &mut JoinSet<()>, farewell: Duration) {
    let ended = timeout(farewell, async { while busy.join_next().await.is_some() {} }).await;
    if ended.is_err() {
        // Whoever is still at it hands back what they hold.
        let _ = order.send(true);
        let _ = timeout(farewell, async { while busy.join_next().await.is_some() {} }).await;
    }
}
