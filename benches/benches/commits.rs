//! Durable commits by many writers, each a new row under the version guard of what owns it, an audit row and an
//! outbox row.
//!
//! The yardstick writes the same rows by hand with constant statements through the same driver: on SQLite one task
//! 64 of them to a transaction, on PostgreSQL 16 tasks one to a transaction. Every round measures both, one
//! after the other, and the middle one of the rounds' ratios counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use benches::{Bound, median, say_ratio};
use eframe_core::block::chrono::{DateTime, Utc};
use eframe_core::block::sea_orm::sea_query::{ColumnDef, Expr, ExprTrait as _, Query, Table};
use eframe_core::block::sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use eframe_core::block::sea_orm::{
    self, ConnectOptions, ConnectionTrait as _, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, DbErr, Statement, TransactionTrait as _, Value,
};
use eframe_core::block::stored;
use eframe_core::test::{TestDatabase, on_postgres, postgres, sqlite};
use eframe_core::{
    Action, Actor, Change, Commit, Constraint, Database, Event, Guard, Migration, MigrationList,
    Subject, Timestamp, Version, World,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

/// How long each side of a round is measured.
const SPAN: Duration = Duration::from_secs(3);

/// How many rounds there are.
const ROUNDS: usize = 5;

/// How many rows there are: each writer has its own.
const ROWS: usize = 64;

const COUNTERS: MigrationList = MigrationList {
    block: "bench",
    migrations: &[Migration { name: "0001_counter", up: counter }],
};

fn counter(on: DatabaseBackend) -> Vec<Statement> {
    let counters = Table::create()
        .table("bench_counter")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned();
    let steps = Table::create()
        .table("bench_step")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("counter").uuid().not_null())
        .col(ColumnDef::new("value").text().not_null())
        .to_owned();
    let mut all = vec![on.build(&counters), on.build(&steps)];
    for n in 0..ROWS {
        let insert = Query::insert()
            .into_table("bench_counter")
            .columns(["id", "version"])
            .values_panic([Expr::val(row(n)), Expr::val(1_i64)])
            .to_owned();
        all.push(on.build(&insert));
    }
    all
}

fn row(n: usize) -> Uuid {
    Uuid::from_u128(1 + n as u128)
}

fn value(version: i64) -> String {
    format!("{version:0100}")
}

/// A new row that a counter owns.
struct Step {
    id: Uuid,
    counter: Uuid,
    version: i64,
}

#[async_trait]
impl Change for Step {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, transaction: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        let text = value(self.version);
        let insert = Query::insert()
            .into_table("bench_step")
            .columns(["id", "counter", "value"])
            .values_panic([Expr::val(self.id), Expr::val(self.counter), Expr::val(text)])
            .to_owned();
        transaction.execute(&insert).await?;
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Counted {
    row: Uuid,
    version: i64,
}

impl Event for Counted {
    const NAME: &'static str = "bench.counted";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("bench.counter:{}", self.row)
    }
}

/// What a block commits when one thing was decided.
fn commit(database: &Database, clerk: &Actor, counter: Uuid, version: i64) -> Commit<Step> {
    let facts = json!({ "version": version });
    Commit::by(clerk, database.world().now())
        .guard(Guard::write("bench_counter", counter, Version::new(version)))
        .change(Step { id: database.world().ids.next(), counter, version })
        .audit(Action::new("bench.count"), Subject::of("bench.counter", counter), facts)
        .send(&Counted { row: counter, version })
}

/// Commits a second by so many writers.
async fn by_writers(database: &Database, writers: usize) -> f64 {
    let (stop, begun) = (Arc::new(AtomicBool::new(false)), Instant::now());
    let mut tasks = tokio::task::JoinSet::new();
    for id in (0..writers).map(row) {
        let (database, stop) = (database.clone(), Arc::clone(&stop));
        tasks.spawn(async move {
            let clerk = Actor::system("clerk");
            let first = version_of(database.read(), id).await;
            let mut version = first;
            while !stop.load(Ordering::Relaxed) {
                database.commit(commit(&database, &clerk, id, version)).await.expect("a commit");
                version += 1;
            }
            version - first
        });
    }
    tokio::time::sleep(SPAN).await;
    stop.store(true, Ordering::Relaxed);
    let commits: i64 = tasks.join_all().await.into_iter().sum();
    commits as f64 / begun.elapsed().as_secs_f64()
}

async fn version_of(connection: &DatabaseConnection, id: Uuid) -> i64 {
    let query = Query::select()
        .column("version")
        .from("bench_counter")
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    let row = connection.query_one(&query).await.expect("an answer").expect("a row");
    row.try_get("", "version").expect("a version")
}

/// The same rows by hand: the statements never change, and nothing is made but what they need.
struct ByHand {
    on: DatabaseBackend,
    world: World,
    actor: Uuid,
}

impl ByHand {
    fn new(on: DatabaseBackend) -> Self {
        Self { on, world: World::system(), actor: Actor::system("clerk").id().uuid() }
    }

    async fn write(&self, transaction: &DatabaseTransaction, id: Uuid, version: i64) {
        let now: DateTime<Utc> = stored(self.world.now());
        let subject = format!("bench.counter:{id}");
        let statements: [(&str, Vec<Value>); 4] = [
            (
                "UPDATE bench_counter SET version = $1 WHERE id = $2 AND version = $3",
                vec![(version + 1).into(), id.into(), version.into()],
            ),
            (
                "INSERT INTO bench_step (id, counter, value) VALUES ($1, $2, $3)",
                vec![self.world.ids.next().into(), id.into(), value(version).into()],
            ),
            (
                "INSERT INTO core_audit (id, at, actor, action, subject, facts, salt, leaf, digest) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                vec![
                    self.world.ids.next().into(),
                    now.into(),
                    self.actor.into(),
                    "bench.count".into(),
                    subject.clone().into(),
                    json!({ "version": version }).into(),
                    vec![7_u8; 32].into(),
                    vec![8_u8; 32].into(),
                    vec![9_u8; 32].into(),
                ],
            ),
            (
                "INSERT INTO core_outbox (id, at, name, version, subject, payload, spread) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                vec![
                    self.world.ids.next().into(),
                    now.into(),
                    "bench.counted".into(),
                    1.into(),
                    subject.into(),
                    json!({ "row": id, "version": version }).into(),
                    false.into(),
                ],
            ),
        ];
        for (sql, values) in statements {
            let statement = Statement::from_sql_and_values(self.on, sql, values);
            let done = transaction.execute_raw(statement).await.expect("a row");
            assert_eq!(done.rows_affected(), 1, "the version fits");
        }
    }
}

/// Rows a second by one task that writes 64 to a transaction.
async fn by_hand_in_slices(connection: &DatabaseConnection) -> f64 {
    let hand = ByHand::new(DatabaseBackend::Sqlite);
    let mut version = version_of(connection, row(0)).await;
    let (begun, mut written) = (Instant::now(), 0);
    while begun.elapsed() < SPAN {
        let transaction = connection.begin().await.expect("a transaction");
        for n in 0..ROWS {
            hand.write(&transaction, row(n), version).await;
        }
        transaction.commit().await.expect("a commit");
        version += 1;
        written += ROWS;
    }
    written as f64 / begun.elapsed().as_secs_f64()
}

/// Rows a second by 16 tasks, one to a transaction.
async fn by_hand_each(pool: &DatabaseConnection) -> f64 {
    let (stop, begun) = (Arc::new(AtomicBool::new(false)), Instant::now());
    let mut tasks = tokio::task::JoinSet::new();
    for id in (0..16).map(row) {
        let (pool, stop) = (pool.clone(), Arc::clone(&stop));
        tasks.spawn(async move {
            let hand = ByHand::new(DatabaseBackend::Postgres);
            let first = version_of(&pool, id).await;
            let mut version = first;
            while !stop.load(Ordering::Relaxed) {
                let transaction = pool.begin().await.expect("a transaction");
                hand.write(&transaction, id, version).await;
                transaction.commit().await.expect("a commit");
                version += 1;
            }
            version - first
        });
    }
    tokio::time::sleep(SPAN).await;
    stop.store(true, Ordering::Relaxed);
    let commits: i64 = tasks.join_all().await.into_iter().sum();
    commits as f64 / begun.elapsed().as_secs_f64()
}

/// A connection with the settings that the writer has.
async fn hand_written_sqlite(site: &TestDatabase) -> DatabaseConnection {
    let mut options = ConnectOptions::new(site.url.clone());
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
    });
    sea_orm::Database::connect(options).await.expect("a connection")
}

async fn hand_written_postgres(site: &TestDatabase) -> DatabaseConnection {
    let mut options = ConnectOptions::new(site.url.clone());
    options.max_connections(16).sqlx_logging(false);
    options.test_before_acquire_if_idle_for(Duration::from_secs(30));
    sea_orm::Database::connect(options).await.expect("a pool")
}

/// Our side of a test's database, with the system's clock.
async fn ours(site: &TestDatabase) -> Database {
    Database::open(&site.url, World::system()).await.expect("opens")
}

async fn on_sqlite() {
    let (site, other) = (sqlite(&[COUNTERS]).await, sqlite(&[COUNTERS]).await);
    let (database, hand) = (ours(&site).await, hand_written_sqlite(&other).await);
    let (mut of_slices, mut of_one) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let slices = by_hand_in_slices(&hand).await;
        let many = by_writers(&database, ROWS).await;
        let one = by_writers(&database, 1).await;
        println!(
            "sqlite: by hand 64 a transaction {slices:.0}/s, 64 writers {many:.0}/s, one {one:.0}/s"
        );
        of_slices.push(many / slices);
        of_one.push(many / one);
    }
    say_ratio("commits-sqlite-by-hand", median(of_slices), Bound::AtLeast(0.7));
    say_ratio("commits-sqlite-alone", median(of_one), Bound::AtLeast(5.0));
}

async fn on_postgresql() {
    let (site, other) = (on_postgres(&[COUNTERS]).await, on_postgres(&[COUNTERS]).await);
    let (database, hand) = (ours(&site).await, hand_written_postgres(&other).await);
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let each = by_hand_each(&hand).await;
        let many = by_writers(&database, ROWS).await;
        println!("postgres: by hand, 16 tasks {each:.0}/s, 64 writers {many:.0}/s");
        ratios.push(many / each);
    }
    say_ratio("commits-postgres-by-hand", median(ratios), Bound::AtLeast(0.6));
}

#[tokio::main]
async fn main() {
    on_sqlite().await;
    if !postgres::skipped() {
        on_postgresql().await;
    }
}
