//! Instances of two versions on one database.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use eframe_core::block::sea_orm::ConnectionTrait as _;
use eframe_core::outbox::{Outbox, OutboxBuilder, Pace, Retry};
use eframe_core::test::{TestDatabase, databases, world};
use eframe_core::{Commit, Database, Event};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::notebook::{Edit, NOTEBOOK, clerk, count, until};

/// What both versions know.
#[derive(Serialize, Deserialize)]
struct Rung(u32);

/// What the newer one alone knows.
#[derive(Serialize, Deserialize)]
struct Opened(u32);

impl Event for Rung {
    const NAME: &'static str = "bell.rung";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        "door:a".to_owned()
    }
}

impl Event for Opened {
    const NAME: &'static str = "door.opened";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        "door:a".to_owned()
    }
}

async fn send(database: &Database, event: &impl Event) {
    let commit = Commit::<Edit>::by(&clerk(), database.world().now()).send(event);
    database.commit(commit).await.expect("it is sent");
}

async fn again(site: &TestDatabase) -> Database {
    Database::open(&site.url, site.database.world().clone()).await.expect("a second instance")
}

/// What was heard by whom, in order.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn listen<E: Event>(
        &self,
        outbox: OutboxBuilder,
        who: &'static str,
        number: fn(&E) -> u32,
    ) -> OutboxBuilder {
        let heard = self.clone();
        outbox.subscribe(who, move |event: E, _| {
            heard.0.lock().expect("no panic").push(format!("{who} {}", number(&event)));
            async { Ok(()) }
        })
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no panic"))
    }

    fn older(&self, database: &Database) -> OutboxBuilder {
        self.listen(Outbox::builder(database.clone()), "porter", |rung: &Rung| rung.0)
    }

    fn newer(&self, database: &Database) -> OutboxBuilder {
        let outbox = self.listen(self.older(database), "cook", |rung: &Rung| rung.0);
        self.listen(outbox, "warden", |opened: &Opened| opened.0)
    }
}

#[tokio::test]
async fn bad_input_90_an_older_instance_swallows_nothing_that_a_newer_one_hears_of() {
    for site in databases(&[NOTEBOOK]).await {
        let (at_old, at_new) = (Heard::default(), Heard::default());
        let older = at_old.older(&site.database).build();
        send(&site.database, &Rung(1)).await;
        older.run_pending().await.expect("it works");
        assert_eq!(at_old.take(), ["porter 1"], "{}", site.kind);

        let database = again(&site).await;
        let newer = at_new.newer(&database).build();
        newer.declare().await.expect("it says what it has");
        send(&site.database, &Rung(2)).await;
        send(&database, &Opened(3)).await;
        send(&database, &Opened(4)).await;
        send(&database, &Rung(5)).await;
        // The older one has the turn for all of them.
        older.run_pending().await.expect("it works");
        assert_eq!(at_old.take(), ["porter 2", "porter 5"], "{}", site.kind);
        newer.run_pending().await.expect("it works");
        let mut heard = at_new.take();
        heard.sort();
        assert_eq!(heard, ["cook 2", "cook 5", "warden 3", "warden 4"], "{}", site.kind);
        assert_eq!(count(&site.database, "core_delivery").await, 0);

        // The other way round the newer one makes what only the older one has yet.
        send(&database, &Rung(6)).await;
        newer.run_pending().await.expect("it works");
        older.run_pending().await.expect("it works");
        let mut heard = [at_old.take(), at_new.take()].concat();
        heard.sort();
        assert_eq!(heard, ["cook 6", "porter 6"], "{}", site.kind);
    }
}

#[tokio::test]
async fn bad_input_90_a_program_from_before_who_hears_of_what_was_declared_still_works() {
    for site in databases(&[NOTEBOOK]).await {
        // It knows nothing of the table and writes nothing there.
        let empty = "DELETE FROM core_subscriber";
        let heard = Heard::default();
        let workers = heard.newer(&site.database).build();
        workers.declare().await.expect("it says what it has");
        site.database.run(Statement(empty)).await.expect("none is declared");
        send(&site.database, &Rung(1)).await;
        workers.run_pending().await.expect("it works");
        assert_eq!(heard.take(), ["cook 1", "porter 1"], "its own hear of it, on {}", site.kind);
    }
}

/// A statement of the test's own.
struct Statement(&'static str);

#[async_trait::async_trait]
impl eframe_core::block::Errand for Statement {
    type Answer = ();

    async fn run(
        &self,
        transaction: &eframe_core::block::sea_orm::DatabaseTransaction,
    ) -> Result<(), eframe_core::block::sea_orm::DbErr> {
        transaction.execute_unprepared(self.0).await.map(drop)
    }
}

/// Lets workers work for so long.
async fn work_for(workers: &eframe_core::outbox::Workers, span: Duration) {
    let begun = Instant::now();
    until(async || {
        workers.run_pending().await.expect("they work");
        begun.elapsed() > span
    })
    .await;
}

#[tokio::test]
async fn bad_input_90_what_waits_for_a_subscriber_that_is_gone_is_forgotten_after_a_week() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        heard.newer(&site.database).build().declare().await.expect("it says what it has");
        // Back to the older program; the porter is not at the door.
        let hasty = Pace { declare: Duration::from_millis(5), ..Pace::default() };
        let stays = Outbox::builder(site.database.clone());
        let stays = stays.subscribe("porter", |_: Rung, _| async { Err(Retry::because("away")) });
        let stays = stays.pace(hasty).build();
        send(&site.database, &Rung(1)).await;
        send(&site.database, &Opened(2)).await;
        work_for(&stays, Duration::from_millis(50)).await;
        site.clock.advance(SignedDuration::from_hours(24 * 6));
        work_for(&stays, Duration::from_millis(50)).await;
        assert_eq!(count(&site.database, "core_delivery").await, 3, "{}", site.kind);
        assert_eq!(count(&site.database, "core_subscriber").await, 3, "{}", site.kind);

        // The newer one is back in time.
        let newer = heard.newer(&site.database).build();
        newer.declare().await.expect("it says what it has");
        site.clock.advance(SignedDuration::from_hours(24 * 6));
        work_for(&stays, Duration::from_millis(50)).await;
        assert_eq!(count(&site.database, "core_delivery").await, 3, "{}", site.kind);

        site.clock.advance(SignedDuration::from_hours(24 * 2));
        until(async || {
            stays.run_pending().await.expect("they work");
            count(&site.database, "core_subscriber").await == 1
        })
        .await;
        assert_eq!(count(&site.database, "core_delivery").await, 1, "the porter's, {}", site.kind);
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_jumps_ahead_forgets_no_subscriber_that_another_instance_has() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        // Its clock goes right.
        let (right, clock) = world();
        let database = Database::open(&site.url, right).await.expect("a second instance");
        let newer = heard.newer(&database).build();
        newer.declare().await.expect("it says what it has");
        let pace = Pace { declare: Duration::from_millis(100), ..Pace::default() };
        let older = heard.older(&site.database).pace(pace).build();
        older.run_pending().await.expect("it works");
        site.clock.advance(SignedDuration::from_hours(24 * 365));
        send(&site.database, &Opened(1)).await;
        let begun = Instant::now();
        until(async || {
            clock.advance(SignedDuration::from_secs(1));
            newer.declare().await.expect("it says what it has");
            older.run_pending().await.expect("it works");
            begun.elapsed() > Duration::from_millis(900)
        })
        .await;
        assert_eq!(count(&database, "core_subscriber").await, 3, "{}", site.kind);
        newer.run_pending().await.expect("it works");
        assert_eq!(heard.take(), ["warden 1"], "{}", site.kind);
    }
}
