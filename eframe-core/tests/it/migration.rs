use std::time::Duration;

use eframe_core::backup::Backup;
use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, Statement, TransactionTrait as _,
};
use eframe_core::test::{bare_databases, databases, on_postgres, postgres};
use eframe_core::{Database, MigrateError, Migration, MigrationList};

use tokio::time::timeout;

use crate::notebook::{NOTEBOOK, count, until};

#[tokio::test]
async fn bad_input_90_two_instances_migrate_at_once() {
    for site in databases(&[]).await {
        let mut crowd = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let (url, world) = (site.url.clone(), site.database.world().clone());
            crowd.spawn(async move {
                let instance = Database::open(&url, world).await.expect("opens");
                instance.migrate(&[NOTEBOOK]).await
            });
        }
        while let Some(done) = crowd.join_next().await {
            done.expect("no task panics").expect("each finds the schema up to date");
        }
        assert_eq!(count(&site.database, "note_migration").await, 1, "{}", site.kind);
    }
}

#[tokio::test]
async fn bad_input_90_an_old_program_refuses_a_newer_schema() {
    for site in databases(&[NOTEBOOK]).await {
        let older = MigrationList { block: "note", migrations: &[] };
        let refused = site.database.migrate(&[older]).await;
        let Err(error @ MigrateError::Newer { .. }) = refused else {
            panic!("{refused:?} on {}", site.kind);
        };
        assert!(error.to_string().contains("note/0001_note"), "{error}");
    }
}

#[tokio::test]
async fn bad_input_90_a_database_of_an_older_form_is_known_and_stays_as_it_is() {
    for site in bare_databases().await {
        let database = &site.database;
        let behind = async || database.behind(&[NOTEBOOK]).await.expect("it can be asked");
        assert_eq!(behind().await.as_deref(), Some("core/0001_audit"), "{}", site.kind);
        let empty = Backup::of(database.clone(), &[NOTEBOOK]).refuse_filled().await;
        empty.expect("asking makes no table");
        database.migrate(&[]).await.expect("core's own");
        for _ in 0..2 {
            assert_eq!(behind().await.as_deref(), Some("note/0001_note"), "{}", site.kind);
        }
        database.migrate(&[NOTEBOOK]).await.expect("the rest");
        assert_eq!(behind().await, None, "{}", site.kind);
        let older = MigrationList { block: "note", migrations: &[] };
        let refused = database.behind(&[older]).await;
        assert!(matches!(refused, Err(MigrateError::Newer { .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn bad_input_90_a_step_that_fails_leaves_nothing_and_goes_on_later() {
    fn broken(on: DatabaseBackend) -> Vec<Statement> {
        ["CREATE TABLE half (id integer)", "CREATE TABLE half (id integer)"]
            .map(|sql| Statement::from_string(on, sql))
            .into()
    }
    fn mended(on: DatabaseBackend) -> Vec<Statement> {
        vec![Statement::from_string(on, "CREATE TABLE half (id integer)")]
    }
    const BROKEN: MigrationList =
        MigrationList { block: "half", migrations: &[Migration { name: "0001_half", up: broken }] };
    const MENDED: MigrationList =
        MigrationList { block: "half", migrations: &[Migration { name: "0001_half", up: mended }] };
    for site in databases(&[]).await {
        let failed = site.database.migrate(&[BROKEN]).await;
        assert!(matches!(failed, Err(MigrateError::Failed { name: "0001_half", .. })));
        site.database.migrate(&[MENDED]).await.expect("the half step left nothing behind");
        assert_eq!(count(&site.database, "half").await, 0, "{}", site.kind);
    }
}

/// Until a migration that alters a table waits for somebody.
async fn until_a_step_waits(database: &Database) {
    const WAITS: &str = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' \
        AND query LIKE 'ALTER%' AND datname = current_database()";
    let waits = Statement::from_string(DatabaseBackend::Postgres, WAITS);
    until(async || database.read().query_one_raw(waits.clone()).await.expect("asked").is_some())
        .await;
}

#[tokio::test]
async fn bad_input_90_a_step_that_waits_for_a_table_lets_others_read_it() {
    fn wider(on: DatabaseBackend) -> Vec<Statement> {
        vec![Statement::from_string(on, "ALTER TABLE note ADD COLUMN extra integer")]
    }
    const WIDER: MigrationList = MigrationList {
        block: "wider",
        migrations: &[Migration { name: "0001_wider", up: wider }],
    };
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    // A backup reads, and holds what it has read until its end.
    let backup = site.database.read().begin().await.expect("it begins");
    backup.execute_unprepared("SELECT count(*) FROM note").await.expect("it reads");
    let migrating = site.database.clone();
    let migrating = tokio::spawn(async move { migrating.migrate(&[NOTEBOOK, WIDER]).await });
    let database = &site.database;
    until_a_step_waits(database).await;
    // A page is read behind it.
    let read = timeout(Duration::from_secs(6), count(database, "note")).await;
    read.expect("others are served meanwhile");
    assert!(!migrating.is_finished(), "it goes on trying");
    backup.rollback().await.expect("the backup ends");
    let done = timeout(Duration::from_secs(20), migrating).await.expect("it comes to its turn");
    done.expect("no panic").expect("migrates");
    assert_eq!(count(database, "wider_migration").await, 1);
}

#[tokio::test]
async fn bad_input_90_a_step_that_gets_in_the_way_of_a_commit_is_tried_again() {
    fn wider(on: DatabaseBackend) -> Vec<Statement> {
        ["note", "core_receipt"]
            .map(|table| format!("ALTER TABLE {table} ADD COLUMN extra integer"))
            .map(|alter| Statement::from_string(on, alter))
            .into()
    }
    const WIDER: MigrationList = MigrationList {
        block: "wider",
        migrations: &[Migration { name: "0001_wider", up: wider }],
    };
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let commit = site.database.read().begin().await.expect("it begins");
    commit.execute_unprepared("LOCK TABLE core_receipt IN ROW EXCLUSIVE MODE").await.expect("held");
    let migrating = site.database.clone();
    let migrating = tokio::spawn(async move { migrating.migrate(&[NOTEBOOK, WIDER]).await });
    let database = &site.database;
    until_a_step_waits(database).await;
    // Whoever waited first is the first to see that neither would ever go on, and gives way.
    let through = commit.execute_unprepared("LOCK TABLE note IN ROW EXCLUSIVE MODE").await;
    through.expect("the commit goes on");
    commit.commit().await.expect("it is through");
    let done = timeout(Duration::from_secs(20), migrating).await.expect("it comes to its turn");
    done.expect("no panic").expect("migrates");
    assert_eq!(count(database, "wider_migration").await, 1);
}

#[tokio::test]
async fn bad_input_90_a_step_may_take_longer_than_a_request() {
    fn patient(on: DatabaseBackend) -> Vec<Statement> {
        let unlimited = "SELECT 1 / (CASE WHEN current_setting('statement_timeout') = '0' \
            AND current_setting('lock_timeout') = '2s' THEN 1 ELSE 0 END)";
        let postgres = on == DatabaseBackend::Postgres;
        postgres.then(|| Statement::from_string(on, unlimited)).into_iter().collect()
    }
    const PATIENT: MigrationList = MigrationList {
        block: "patient",
        migrations: &[Migration { name: "0001_patient", up: patient }],
    };
    for site in databases(&[]).await {
        site.database.migrate(&[PATIENT]).await.expect("nothing limits a step");
    }
}
