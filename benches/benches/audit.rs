//! Sealing the audit log, and verifying a long one.
//!
//! The bounds are absolute: 10,000 entries sealed a second, and a million verified within 20 s; on SQLite, with the
//! checks that the site's command makes. How long the log is may be set by `AUDIT_ENTRIES`.

use std::time::Instant;

use async_trait::async_trait;
use benches::{Bound, say_ratio};
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr};
use eframe_core::seal::{AuditLog, SealKey, verify};
use eframe_core::test::sqlite;
use eframe_core::{Action, Actor, Change, Commit, Constraint, Database, Subject, Timestamp};
use serde_json::json;
use uuid::Uuid;

/// How many entries there are, unless something else is said.
const ENTRIES: usize = 1_000_000;

/// How many one commit leaves: what is measured is not the committing.
const TOGETHER: usize = 1_000;

/// How many wait when sealing begins, each time.
const WAITING: usize = 50_000;

/// A commit that only decides.
struct Nothing;

#[async_trait]
impl Change for Nothing {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, _: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        Ok(())
    }
}

#[tokio::main]
async fn main() {
    let entries = std::env::var("AUDIT_ENTRIES").ok().and_then(|entries| entries.parse().ok());
    let entries: usize = entries.unwrap_or(ENTRIES);
    let site = sqlite(&[]).await;
    let key = SealKey::new("bench.example/audit", &*site.database.world().random).expect("a key");
    let log = AuditLog::open(site.database.clone(), key).await.expect("a log");
    let mut sealing = 0.0;
    for begun in (0..entries).step_by(WAITING) {
        decide(&site.database, WAITING.min(entries - begun)).await;
        let begin = Instant::now();
        log.seal().await.expect("sealed");
        sealing += begin.elapsed().as_secs_f64();
    }
    let rate = entries as f64 / sealing;
    println!("{rate:.0} entries sealed a second, {entries} in {sealing:.1} s");
    say_ratio("audit, 10,000 entries sealed a second", rate / 10_000.0, Bound::AtLeast(1.0));
    let begin = Instant::now();
    let all = verify(&site.database, Some(&log.key()), None).await.expect("it can be read");
    let took = begin.elapsed().as_secs_f64();
    assert_eq!((all.entries, all.fault), (entries as u64, None));
    println!("{entries} entries verified in {took:.1} s");
    let million = took * 1e6 / entries as f64;
    say_ratio("audit, seconds to verify a million entries", million, Bound::AtMost(20.0));
}

async fn decide(database: &Database, entries: usize) {
    for begun in (0..entries).step_by(TOGETHER) {
        let clerk = Actor::system("clerk");
        let mut commit = Commit::<Nothing>::by(&clerk, database.world().now());
        for n in begun..entries.min(begun + TOGETHER) {
            let subject = Subject::of("membership.application", Uuid::from_u128(n as u128));
            let facts =
                json!({ "version": n, "state": "accepted", "signatures": 3, "reason": "complete" });
            commit = commit.audit(Action::new("membership.application.accept"), subject, facts);
        }
        database.commit(commit).await.expect("a commit");
    }
}
