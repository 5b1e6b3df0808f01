//! The sealed log, on either kind of database: numbered, signed, served, and checked by this program and by another.

mod kept;
mod outsider;
mod service;
mod tampering;
mod vectors;

use eframe_core::backup::Backup;
use eframe_core::block::sea_orm::prelude::DateTimeUtc;
use eframe_core::block::sea_orm::sea_query::Query;
use eframe_core::block::sea_orm::{
    self, ConnectionTrait as _, DatabaseConnection, Statement, Value as Bound,
};
use eframe_core::outbox::Outbox;
use eframe_core::seal::{AuditLog, Found, SealError, SealKey, SignedCheckpoint, Verified, verify};
use eframe_core::test::{SeededRandom, TestDatabase, bare_databases, databases};
use eframe_core::{Action, Commit, Database, Subject, World};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::notebook::{Edit, NOTEBOOK, clerk};

pub(crate) const NAME: &str = "city.example/audit";

/// The same key each time.
pub(crate) fn key(seed: u64) -> SealKey {
    SealKey::new(NAME, &SeededRandom::new(seed)).expect("a key")
}

pub(crate) async fn log(database: &Database) -> AuditLog {
    AuditLog::open(database.clone(), key(1)).await.expect("a log")
}

/// So many entries, in one commit.
pub(crate) async fn decide(database: &Database, entries: usize) {
    let mut commit = Commit::<Edit>::by(&clerk(), database.world().now());
    for n in 0..entries {
        let subject = Subject::of("note", Uuid::from_u128(n as u128));
        commit = commit.audit(
            Action::new("note.write"),
            subject,
            json!({ "name": format!("note {n}") }),
        );
    }
    database.commit(commit).await.expect("a commit");
}

pub(crate) async fn checked(database: &Database, kept: Option<&SignedCheckpoint>) -> Verified {
    verify(database, Some(&key(1).public()), kept).await.expect("it can be read")
}

/// The last checkpoint as it is served.
pub(crate) async fn note(database: &Database) -> String {
    let query = Query::select()
        .column("note")
        .from("core_audit_checkpoint")
        .order_by("position", sea_orm::Order::Desc)
        .limit(1)
        .to_owned();
    let row = database.read().query_one(&query).await.expect("read").expect("a checkpoint");
    row.try_get("", "note").expect("a note")
}

/// Somebody who writes to the database without asking the program.
pub(crate) struct Hand(pub(crate) DatabaseConnection);

impl Hand {
    pub(crate) async fn on(site: &TestDatabase) -> Self {
        let mut alone = sea_orm::ConnectOptions::new(&site.url);
        alone.max_connections(1);
        let hand = Self(sea_orm::Database::connect(alone).await.expect("connects"));
        if site.kind == "sqlite" {
            // What is put back a thousand times need not outlive a power cut.
            hand.run("PRAGMA synchronous = OFF", []).await;
        }
        hand
    }

    pub(crate) async fn run(&self, sql: &str, values: impl IntoIterator<Item = Bound>) -> u64 {
        let on = self.0.get_database_backend();
        let statement = Statement::from_sql_and_values(on, sql, values);
        self.0
            .execute_raw(statement)
            .await
            .unwrap_or_else(|why| panic!("{sql}: {why}"))
            .rows_affected()
    }
}

#[tokio::test]
async fn every_entry_gets_the_next_number_and_nothing_is_sealed_twice() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        assert_eq!(log.seal().await.expect("an empty log is signed"), 0);
        assert!(note(&site.database).await.starts_with("city.example/audit\n0\n47DEQpj8"));
        decide(&site.database, 2500).await;
        let waiting = checked(&site.database, None).await;
        assert_eq!((waiting.entries, waiting.unsealed, waiting.fault), (0, 2500, None));
        assert_eq!(log.seal().await.expect("sealed"), 2500, "{}", site.kind);
        assert_eq!(log.seal().await.expect("nothing to do"), 0);
        decide(&site.database, 1).await;
        assert_eq!(log.seal().await.expect("sealed"), 1);
        let all = checked(&site.database, None).await;
        assert_eq!(
            (all.entries, all.unsealed, all.fault.clone()),
            (2501, 0, None),
            "{}",
            site.kind
        );
        // One for the empty log, one for each slice, one for the last entry.
        assert_eq!((all.checkpoints, all.keys.len()), (5, 1));
    }
}

#[tokio::test]
async fn bad_input_66_the_clock_steps_back_and_numbers_still_follow() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        decide(&site.database, 300).await;
        log.seal().await.expect("sealed");
        let before: SignedCheckpoint = note(&site.database).await.parse().expect("a checkpoint");
        site.clock.advance(SignedDuration::from_hours(-1));
        decide(&site.database, 300).await;
        log.seal().await.expect("sealed");
        site.clock.advance(SignedDuration::from_hours(24 * 365));
        decide(&site.database, 1).await;
        log.seal().await.expect("sealed");
        let all = checked(&site.database, Some(&before)).await;
        assert_eq!((all.entries, all.fault), (601, None), "{}", site.kind);
        let query = Query::select().columns(["number", "at"]).from("core_audit").to_owned();
        let rows = site.database.read().query_all(&query).await.expect("read");
        let times = |numbers: std::ops::Range<i64>| {
            let in_them = rows
                .iter()
                .filter(move |row| numbers.contains(&row.try_get("", "number").expect("a number")));
            in_them.map(|row| row.try_get::<DateTimeUtc>("", "at").expect("a time"))
        };
        let (first, then) = (times(0..300).min(), times(300..600).max());
        assert!(then < first, "what was decided earlier by the clock comes later in the log");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_instances_seal_one_log_while_it_is_written_to() {
    for site in databases(&[NOTEBOOK]).await {
        let other = Database::open(&site.url, World::system()).await.expect("opens");
        log(&site.database).await.seal().await.expect("sealed");
        let (one, two) = (log(&site.database).await, log(&other).await);
        let sealing = [one.clone(), two].map(|log| {
            tokio::spawn(async move {
                let mut sealed = 0;
                for _ in 0..40 {
                    sealed += log.seal().await.expect("sealed, or left to the other");
                }
                sealed
            })
        });
        for _ in 0..20 {
            decide(&site.database, 20).await;
            decide(&other, 20).await;
        }
        let mut sealed = 0;
        for task in sealing {
            sealed += task.await.expect("it ends");
        }
        sealed += one.seal().await.expect("the rest");
        let all = checked(&other, None).await;
        assert_eq!((all.entries, all.fault), (800, None), "{}", site.kind);
        assert_eq!(sealed, 800, "each entry by one of them");
        other.close().await;
    }
}

#[tokio::test]
async fn erased_facts_keep_every_proof() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        decide(&site.database, 400).await;
        log.seal().await.expect("sealed");
        let kept: SignedCheckpoint = note(&site.database).await.parse().expect("a checkpoint");
        decide(&site.database, 3).await;
        let hand = Hand::on(&site).await;
        let subject = format!("note:{}", Uuid::from_u128(2));
        // One of them is sealed, the other is not yet.
        let erase = "UPDATE core_audit SET facts = NULL, salt = NULL WHERE subject = $1";
        assert_eq!(hand.run(erase, [subject.into()]).await, 2);
        let before = checked(&site.database, Some(&kept)).await;
        assert_eq!((before.erased, before.unsealed, before.fault), (1, 3, None), "{}", site.kind);
        log.seal().await.expect("sealed");
        let after = checked(&site.database, Some(&kept)).await;
        assert_eq!((after.entries, after.erased, after.fault), (403, 2, None), "{}", site.kind);
    }
}

#[tokio::test]
async fn a_saved_log_comes_back_with_its_root_and_checkpoint_and_goes_on() {
    for site in databases(&[NOTEBOOK]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = folder.path().join("site.tar.gz");
        decide(&site.database, 700).await;
        log(&site.database).await.seal().await.expect("sealed");
        decide(&site.database, 5).await;
        let (before, kept) = (checked(&site.database, None).await, note(&site.database).await);
        let backup = Backup::of(site.database.clone(), &[NOTEBOOK]);
        backup.write(&archive, &|_| ()).await.expect("saved");
        for target in bare_databases().await {
            let restore = Backup::of(target.database.clone(), &[NOTEBOOK]);
            restore.restore(&archive, &|_| ()).await.expect("restored");
            assert_eq!(note(&target.database).await, kept);
            assert_eq!(checked(&target.database, None).await, before, "{}", target.kind);
            assert_eq!(log(&target.database).await.seal().await.expect("it goes on"), 5);
            let kept = kept.parse().expect("a checkpoint");
            let after = checked(&target.database, Some(&kept)).await;
            assert_eq!((after.entries, after.fault), (705, None));
        }
    }
}

#[tokio::test]
async fn another_key_is_refused_until_it_is_said_to_take_over() {
    for site in databases(&[NOTEBOOK]).await {
        let (first, second) = (log(&site.database).await, key(2));
        decide(&site.database, 3).await;
        // Made at the same time by an instance with a folder of its own.
        let rival = AuditLog::open(site.database.clone(), key(2)).await.expect("nothing is sealed");
        first.seal().await.expect("sealed");
        decide(&site.database, 1).await;
        assert!(matches!(rival.seal().await, Err(SealError::OtherKey { .. })));
        let refused = AuditLog::open(site.database.clone(), key(2)).await;
        assert!(matches!(refused, Err(SealError::OtherKey { .. })));
        let kept: SignedCheckpoint = note(&site.database).await.parse().expect("a checkpoint");
        let later = AuditLog::succeed(site.database.clone(), key(2)).await.expect("it takes over");
        decide(&site.database, 1).await;
        assert!(first.seal().await.is_err(), "the old one is done");
        later.seal().await.expect("sealed");
        let all = verify(&site.database, Some(&second.public()), Some(&kept)).await.expect("read");
        assert_eq!((all.entries, all.fault), (5, None), "{}", site.kind);
        assert_eq!(all.keys, [key(2).public().to_string(), key(1).public().to_string()]);
        let signers = later.signers().await.expect("read");
        let begins: Vec<_> = signers.iter().map(|signer| (&signer.key, signer.from)).collect();
        assert_eq!(begins, [(&all.keys[0], 3), (&all.keys[1], 0)], "{}", site.kind);
        let wrong = checked(&site.database, None).await.fault.expect("not the key it should be");
        assert!(matches!(wrong.found, Found::Key { .. }), "{wrong}");
        // The first one is brought back: it signed from the beginning all the same.
        let again = AuditLog::succeed(site.database.clone(), key(1)).await.expect("it takes over");
        decide(&site.database, 1).await;
        again.seal().await.expect("sealed");
        let signers = again.signers().await.expect("read");
        let begins: Vec<_> = signers.iter().map(|signer| (&signer.key, signer.from)).collect();
        assert_eq!(begins, [(&all.keys[1], 0), (&all.keys[0], 3)], "{}", site.kind);
    }
}

#[tokio::test]
async fn workers_seal_each_second() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        let workers = log.work(Outbox::builder(site.database.clone())).build();
        for round in 1..=3 {
            decide(&site.database, 10).await;
            workers.run_pending().await.expect("they work");
            assert_eq!(checked(&site.database, None).await.entries, 10 * round, "{}", site.kind);
            site.clock.advance(SignedDuration::from_secs(1));
        }
    }
}
