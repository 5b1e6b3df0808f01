//! A database that is busy, slow or asks for another try.

use std::future::IntoFuture as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use eframe_core::block::sea_orm::{
    self, ConnectionTrait as _, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait as _,
};
use eframe_core::outbox::{Outbox, Pace};
use eframe_core::test::{TestDatabase, databases, on_postgres, postgres};
use eframe_core::{
    Change, Commit, CommitError, Constraint, Database, Patience, Tag, Timestamp, Version,
};
use tokio::sync::{Barrier, Notify};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use crate::notebook::{NOTEBOOK, clerk, count, read, rename, write};

const ID: Uuid = Uuid::from_u128(1);

/// Everybody has an answer after this: a few times the patience, on a slow machine.
const BOUND: Duration = Duration::from_secs(8);

async fn impatient(site: &TestDatabase) -> Database {
    let patience =
        Patience { wait: Duration::from_millis(300), statement: Duration::from_millis(900) };
    let world = site.database.world().clone();
    Database::open_with(&site.url, world, patience).await.expect("opens")
}

/// Somebody else's transaction, holding the whole database on SQLite and one note on PostgreSQL.
async fn hold(site: &TestDatabase) -> DatabaseTransaction {
    let other = sea_orm::Database::connect(&site.url).await.expect("another program connects");
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let held = other.begin_with_options(immediate).await.expect("it begins");
    if site.kind == "postgres" {
        held.execute_unprepared("SELECT 1 FROM note FOR UPDATE").await.expect("it locks");
    }
    held
}

#[tokio::test]
async fn bad_input_89_who_waits_for_a_lock_is_told_after_a_bounded_time() {
    for site in databases(&[NOTEBOOK]).await {
        let database = impatient(&site).await;
        database.commit(write(&database, ID, "quay")).await.expect("a note");
        let held = hold(&site).await;
        let begun = Instant::now();
        let mut crowd = tokio::task::JoinSet::new();
        for n in 0..40 {
            let (commit, database) =
                (rename(&database, ID, Version::FIRST, &n.to_string()), database.clone());
            crowd.spawn(async move { database.commit(commit).await });
        }
        for answer in crowd.join_all().await {
            assert!(
                matches!(answer, Err(CommitError::Unavailable(_))),
                "{answer:?} on {}",
                site.kind
            );
        }
        assert!(begun.elapsed() < BOUND, "{:?} on {}", begun.elapsed(), site.kind);
        held.rollback().await.expect("it lets go");
        database.commit(rename(&database, ID, Version::FIRST, "pier")).await.expect("a new name");
        assert_eq!(read(&database, ID).await, Some((Version::new(2), "pier".to_owned())));
    }
}

#[tokio::test]
async fn bad_input_89_a_question_that_finds_no_connection_is_answered_after_a_bounded_time() {
    for site in databases(&[NOTEBOOK]).await {
        let database = impatient(&site).await;
        let mut busy = Vec::new();
        let begun = Instant::now();
        let none_left = loop {
            match database.read().begin().await {
                Ok(transaction) => busy.push(transaction),
                Err(error) => break error,
            }
            assert!(busy.len() < 100, "the pool has an end");
        };
        assert!(matches!(none_left, DbErr::ConnectionAcquire(_)), "{none_left:?}");
        // Whoever writes has connections of their own.
        database.commit(write(&database, ID, "quay")).await.expect("a note");
        assert!(begun.elapsed() < BOUND, "{:?} on {}", begun.elapsed(), site.kind);
        drop(busy);
        assert_eq!(read(&database, ID).await.map(|(_, name)| name).as_deref(), Some("quay"));
    }
}

/// Takes every connection that questions are asked on, until what it answers is dropped.
async fn taken(database: &Database) -> (Vec<DatabaseTransaction>, JoinSet<()>) {
    let (mut taken, mut asking) = (Vec::new(), JoinSet::new());
    // SQLite is asked on connections of their own, beside those that transactions are begun on.
    if database.read().get_database_backend() == DbBackend::Sqlite {
        let long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) \
                    SELECT COUNT(*) FROM n";
        for _ in 0..16 {
            let database = database.clone();
            asking.spawn(async move {
                let long = Statement::from_string(DbBackend::Sqlite, long);
                // Nobody waits for its answer.
                let _ = database.read().query_one_raw(long).await;
            });
        }
    }
    while let Ok(one) = timeout(Duration::from_millis(500), database.read().begin()).await {
        taken.push(one.expect("it begins"));
    }
    (taken, asking)
}

#[tokio::test]
async fn bad_input_87_whoever_hears_no_answer_says_so_and_ends_when_told() {
    for site in databases(&[NOTEBOOK]).await {
        let patience = Patience { wait: 10 * BOUND, ..Patience::default() };
        let world = site.database.world().clone();
        let database = Database::open_with(&site.url, world, patience).await.expect("opens");
        let (told, heard) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let tells = Arc::clone(&heard);
        database.when_stale(move |tags| {
            if tags.contains(&Tag::UNHEARD) {
                tells.notify_one();
            }
        });
        let busy = taken(&database).await;
        let pace = Pace { farewell: Duration::from_millis(100), ..Pace::default() };
        let workers = Outbox::builder(database.clone()).pace(pace).build();
        let running = workers.spawn(Arc::clone(&told).notified_owned());
        timeout(BOUND, heard.notified()).await.expect("it says that it hears nothing");
        told.notify_one();
        timeout(BOUND, running.into_future()).await.expect("it ends");
        drop(busy);
    }
}

/// Runs one statement, as long as there are troubles left.
struct Trouble {
    statement: &'static str,
    left: Arc<AtomicUsize>,
}

#[async_trait]
impl Change for Trouble {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, transaction: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        if left.is_ok() {
            transaction.execute_unprepared(self.statement).await?;
        }
        let id = Uuid::from_u128(9);
        let note = format!("INSERT INTO note (id, version, name) VALUES ('{id}', 1, 'quay')");
        transaction.execute_unprepared(&note).await?;
        Ok(())
    }
}

async fn commit_with(
    database: &Database,
    statement: &'static str,
    times: usize,
) -> Result<(), CommitError> {
    let trouble = Trouble { statement, left: Arc::new(AtomicUsize::new(times)) };
    let commit = Commit::by(&clerk(), database.world().now()).change(trouble);
    timeout(BOUND, database.commit(commit)).await.expect("a bounded wait")
}

#[tokio::test]
async fn bad_input_89_a_serialization_failure_is_tried_again_whole() {
    const FAILURE: &str = "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$";
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    commit_with(&site.database, FAILURE, 3).await.expect("the fourth time it goes well");
    assert_eq!(count(&site.database, "note").await, 1);
    let never = commit_with(&site.database, FAILURE, usize::MAX).await;
    assert!(matches!(never, Err(CommitError::Unavailable(_))), "{never:?}");
}

#[tokio::test]
async fn bad_input_89_a_slow_statement_is_ended() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let database = impatient(&site).await;
    let slow = commit_with(&database, "SELECT pg_sleep(60)", 1).await;
    assert!(matches!(slow, Err(CommitError::Unavailable(_))), "{slow:?}");
}

/// Renames two notes, and waits in between until another does the same the other way round.
struct Cross {
    first: Uuid,
    second: Uuid,
    meeting: Arc<Barrier>,
    runs: Arc<AtomicUsize>,
}

#[async_trait]
impl Change for Cross {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, transaction: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        let rename = |id: Uuid| {
            let statement = format!("UPDATE note SET name = name || '!' WHERE id = '{id}'");
            async move { transaction.execute_unprepared(&statement).await }
        };
        rename(self.first).await?;
        if self.runs.fetch_add(1, Ordering::SeqCst) < 2 {
            self.meeting.wait().await;
        }
        rename(self.second).await?;
        Ok(())
    }
}

#[tokio::test]
async fn bad_input_89_of_two_in_a_deadlock_both_come_through() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let database = &site.database;
    let other = Uuid::from_u128(2);
    database.commit(write(database, ID, "quay")).await.expect("a note");
    database.commit(write(database, other, "pier")).await.expect("another");
    let (meeting, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let cross = |first, second| {
        let (meeting, runs) = (Arc::clone(&meeting), Arc::clone(&runs));
        let change = Cross { first, second, meeting, runs };
        database.commit(Commit::by(&clerk(), database.world().now()).change(change))
    };
    let both = timeout(BOUND, async { tokio::join!(cross(ID, other), cross(other, ID)) }).await;
    let (one, two) = both.expect("a bounded wait");
    one.and(two).expect("both are through");
    // PostgreSQL sends one of them back; on a busy machine sometimes each of them once.
    let runs = runs.load(Ordering::SeqCst);
    assert!((3..=4).contains(&runs), "{runs} runs instead of one or two more than two");
    assert_eq!(read(database, ID).await.map(|(_, name)| name).as_deref(), Some("quay!!"));
}
