//! Kills the real process under write load, again and again, and counts what is left.
//!
//! The process under test is this test binary, started with [`DATABASE`] in its environment. It says `up` when it
//! serves, `ack NAME` for each note whose commit it was told of, and `sealed` when the log has grown.

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use eframe_core::block::sea_orm::ConnectionTrait as _;
use eframe_core::block::sea_orm::sea_query::{Expr, Query};
use eframe_core::outbox::{Delivery, Outbox, OutboxBuilder, Pace};
use eframe_core::seal::{AuditLog, SealKey, verify};
use eframe_core::test::{SeededRandom, TestDatabase, on_postgres, postgres, sqlite};
use eframe_core::{Commit, Database, World};
use tokio::time::Instant;

use crate::notebook::{Edit, NOTEBOOK, Written, clerk, count, write};

/// Names the database that the process under test writes to.
const DATABASE: &str = "CRASH_TEST_DATABASE";

/// How often the process is killed.
const ROUNDS: usize = 10;

/// How many write at once.
const WRITERS: usize = 16;

#[test]
fn crash_kill_under_load_on_sqlite() {
    match env::var(DATABASE) {
        Ok(url) => writes_until_killed(&url),
        Err(_) => {
            runtime().block_on(async { survives(&sqlite(&[NOTEBOOK]).await, "sqlite").await })
        }
    }
}

#[test]
fn crash_kill_under_load_on_postgres() {
    match env::var(DATABASE) {
        Ok(url) => writes_until_killed(&url),
        Err(_) if postgres::skipped() => {}
        Err(_) => {
            runtime()
                .block_on(async { survives(&on_postgres(&[NOTEBOOK]).await, "postgres").await });
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().expect("a runtime")
}

/// Copies each note once: the effect is settled with the delivery.
fn copier(database: &Database) -> OutboxBuilder {
    let copying = database.clone();
    let pace = Pace { lease: Duration::from_millis(500), ..Pace::default() };
    let builder = Outbox::builder(database.clone()).pace(pace);
    builder.subscribe("copier", move |written: Written, delivery: Delivery| {
        let database = copying.clone();
        async move {
            let id = database.world().ids.next();
            let name = format!("copy {} {id}", written.note);
            let commit = Commit::by(&clerk(), database.world().now());
            let commit = commit.change(Edit::Write { id, name }).settle(delivery.settled());
            Ok(database.commit(commit).await?)
        }
    })
}

/// Signed by the same key whichever process it is.
async fn audit_log(database: &Database) -> AuditLog {
    let key = SealKey::new("crash.example/audit", &SeededRandom::new(1)).expect("a key");
    AuditLog::open(database.clone(), key).await.expect("a log")
}

/// The process under test.
fn writes_until_killed(url: &str) {
    runtime().block_on(async {
        let database = Database::open(url, World::system()).await.expect("opens");
        database.migrate(&[NOTEBOOK]).await.expect("migrates");
        let _workers = copier(&database).build().spawn(std::future::pending());
        let log = audit_log(&database).await;
        // Without a pause, so that whatever kills the process is likely to meet it half-way.
        tokio::spawn(async move { while log.seal().await.is_ok() {} });
        tokio::spawn(says_when_sealed(database.clone()));
        say("up");
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..WRITERS {
            let database = database.clone();
            writers.spawn(async move {
                loop {
                    let id = database.world().ids.next();
                    let name = format!("note {id}");
                    database.commit(write(&database, id, &name)).await.expect("a note");
                    say(&format!("ack {name}"));
                }
            });
        }
        writers.join_next().await;
        panic!("a writer gave up");
    });
}

/// Says so, once, when the log is longer than this process found it.
async fn says_when_sealed(database: Database) {
    let found = count(&database, "core_audit_checkpoint").await;
    while count(&database, "core_audit_checkpoint").await == found {
        tokio::task::yield_now().await;
    }
    say("sealed");
}

/// A whole line at once, so that the kill leaves none half said.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).and_then(|()| out.flush()).expect("heard");
}

struct Process {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts the process and waits until it serves.
    fn start(url: &str, kind: &str) -> Self {
        let begun = Instant::now();
        let mut command = Command::new(env::current_exe().expect("this binary"));
        command
            .args(["--exact", &format!("crash::crash_kill_under_load_on_{kind}"), "--nocapture"])
            .env(DATABASE, url)
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        let out = child.stdout.take().expect("its output");
        let mut process = Self { child, lines: BufReader::new(out).lines() };
        assert!(process.next().any(|line| line == "up"), "it serves");
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(2), "up after {took:?} on {kind}");
        process
    }

    fn next(&mut self) -> impl Iterator<Item = String> {
        self.lines.by_ref().map_while(Result::ok)
    }

    /// Lets it write so many notes and seal, kills it, and returns all it said it had written.
    fn kill_after(mut self, notes: usize) -> Vec<String> {
        let acknowledged = |line: String| line.strip_prefix("ack ").map(str::to_owned);
        let (mut written, mut sealed) = (Vec::new(), false);
        while written.len() < notes || !sealed {
            let line = self.next().next().expect("it writes and seals");
            sealed |= line == "sealed";
            written.extend(acknowledged(line));
        }
        self.child.kill().expect("it is killed");
        written.extend(self.next().filter_map(acknowledged));
        self.child.wait().expect("it ends");
        written
    }
}

async fn survives(site: &TestDatabase, kind: &str) {
    site.database.close().await;
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        let (url, name) = (site.url.clone(), kind.to_owned());
        let killed = move || Process::start(&url, &name).kill_after(10 + 37 * round);
        acknowledged.extend(tokio::task::spawn_blocking(killed).await.expect("a round"));
    }
    let database = Database::open(&site.url, World::system()).await.expect("opens");
    let (copies, notes): (Vec<_>, Vec<_>) =
        names(&database).await.into_iter().partition(|name| name.starts_with("copy "));
    drop(copies);
    let stored: BTreeSet<_> = notes.iter().cloned().collect();
    let lost: Vec<_> = acknowledged.iter().filter(|name| !stored.contains(*name)).collect();
    assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), acknowledged.len());
    assert_eq!(stored.len(), notes.len(), "none is there twice");
    assert_eq!(count(&database, "core_audit").await, notes.len() as i64, "whole or not at all");
    let unheard = stored.len() - acknowledged.len();
    assert!(unheard <= ROUNDS * WRITERS, "{unheard} were written and not acknowledged");
    if kind == "sqlite" {
        let check = database.read().query_one_raw(integrity_check()).await.expect("a check");
        let said: String = check.expect("a row").try_get("", "integrity_check").expect("a word");
        assert_eq!(said, "ok");
    }
    each_is_copied_once(&database, notes.len()).await;
    is_sealed_as_one(&database, notes.len() as u64).await;
    database.close().await;
}

/// Whatever the killed ones held is taken over and finished.
async fn each_is_copied_once(database: &Database, notes: usize) {
    let workers = copier(database).build();
    let begun = Instant::now();
    while count(database, "core_delivery").await + unspread(database).await > 0 {
        workers.run_pending().await.expect("they work");
        assert!(begun.elapsed() < Duration::from_secs(60), "it comes to an end");
    }
    let copied = names(database).await.into_iter().filter_map(|name| {
        name.strip_prefix("copy ").and_then(|copy| copy.split(' ').next()).map(str::to_owned)
    });
    let copied: Vec<_> = copied.collect();
    let each: BTreeSet<_> = copied.iter().collect();
    assert_eq!((copied.len(), each.len()), (notes, notes), "each effect happened once");
}

/// The log is whole as the killed ones left it, and takes up the rest.
async fn is_sealed_as_one(database: &Database, entries: u64) {
    let left = verify(database, None, None).await.expect("it can be read");
    assert_eq!((left.fault, left.entries + left.unsealed), (None, entries));
    assert!(left.checkpoints >= ROUNDS as u64, "they sealed: {}", left.checkpoints);
    audit_log(database).await.seal().await.expect("sealed");
    let all = verify(database, None, None).await.expect("it can be read");
    assert_eq!((all.fault, all.entries), (None, entries));
}

fn integrity_check() -> eframe_core::block::sea_orm::Statement {
    use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
    Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA integrity_check")
}

async fn unspread(database: &Database) -> i64 {
    let query = Query::select()
        .expr_as(Expr::cust("count(*)"), "n")
        .from("core_outbox")
        .and_where(Expr::cust("NOT spread"))
        .to_owned();
    let row = database.read().query_one(&query).await.expect("the messages can be counted");
    row.expect("a count").try_get("", "n").expect("a number")
}

async fn names(database: &Database) -> Vec<String> {
    let query = Query::select().column("name").from("note").to_owned();
    let rows = database.read().query_all(&query).await.expect("the notes");
    rows.iter().map(|row| row.try_get("", "name").expect("a name")).collect()
}
