//! 32 clients hand in applications, beside 32 tasks that write the same rows in transactions by hand.
//!
//! A submission writes five rows in one transaction: the application with its next version (the block guards the
//! version in a statement of its own), the entry in its history, an audit row and an outbox row. By hand the
//! application is found and changed by one statement, nothing is read, nothing is checked and nothing is hashed. The
//! clients' side reads the application, its documents and its organisation's membership, and decides.
//!
//! On SQLite 32 tasks share the one connection that writes; since each of their transactions waits for the disk alone,
//! one task that writes 32 submissions to a transaction is the harder yardstick, and stands beside it.

use std::time::{Duration, Instant};

use benches::process::cpu_of;
use benches::{Bound, median, say_ratio};
use eframe_core::block::sea_orm::{DatabaseConnection, TransactionTrait as _};

use crate::Kind;
use crate::by_hand::{self, ByHand};
use crate::seed::{Copied, Seeded, officer};

const CLIENTS: usize = 32;
const ROUNDS: usize = 5;

/// How many applications each of the clients hands in, in each round.
const EACH: usize = 60;

/// The version of a signed draft: begun, then signed.
const SIGNED: i64 = 2;

pub(crate) async fn compare(kind: Kind) {
    let (mut ours, mut theirs) = (Seeded::fresh(kind).await, Seeded::fresh(kind).await);
    let (mut of_each, mut of_slices) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let by_hand = by_tasks(&mut theirs).await;
        let clients = by_clients(&mut ours).await;
        print!("{}: 32 clients {clients}; by hand, 32 tasks {by_hand}", kind.name());
        of_each.push(clients.rate() / by_hand.rate());
        if kind == Kind::Sqlite {
            let slices = in_slices(&mut theirs).await;
            print!(", 32 a transaction {slices}");
            of_slices.push(clients.rate() / slices.rate());
        }
        println!();
    }
    let name = |of: &str| format!("submissions, {}, beside {of}", kind.name());
    say_ratio(&name("32 tasks by hand"), median(of_each), Bound::AtLeast(0.4));
    if kind == Kind::Sqlite {
        // Told, not judged: who submits waits for their own receipt, not for thirty others.
        println!("{} {:.2}", name("one task, 32 a transaction"), median(of_slices));
    }
}

/// What so many submissions took.
struct Took {
    span: Duration,
    /// Processor time of this process; a PostgreSQL server's is not in it.
    cpu: Duration,
}

impl Took {
    /// What `all` takes, which hands in a share for each.
    async fn by(all: impl Future<Output = ()>) -> Self {
        let me = std::process::id();
        let (begun, before) = (Instant::now(), cpu_of(me));
        all.await;
        Self { span: begun.elapsed(), cpu: cpu_of(me) - before }
    }

    /// Submissions a second.
    fn rate(&self) -> f64 {
        (CLIENTS * EACH) as f64 / self.span.as_secs_f64()
    }
}

impl std::fmt::Display for Took {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let each = self.cpu.as_secs_f64() * 1e6 / (CLIENTS * EACH) as f64;
        write!(out, "{:.0}/s ({each:.0} µs of processor time each)", self.rate())
    }
}

/// Signed drafts, a share for each.
async fn shares(seeded: &mut Seeded) -> Vec<Vec<Copied>> {
    let drafts = seeded.signed(CLIENTS * EACH).await;
    seeded.settle().await;
    drafts.chunks(EACH).map(<[_]>::to_vec).collect()
}

/// By clients of the handle.
async fn by_clients(seeded: &mut Seeded) -> Took {
    let shares = shares(seeded).await;
    let membership = &seeded.membership;
    let client = |share: Vec<Copied>| {
        let membership = membership.clone();
        async move {
            for draft in share {
                let caller = officer(draft.organisation()).into();
                membership.submit(&caller, draft.id()).await.expect("it is handed in");
            }
        }
    };
    Took::by(at_once(shares.into_iter().map(client))).await
}

/// By tasks that write by hand, one to a transaction.
async fn by_tasks(seeded: &mut Seeded) -> Took {
    let shares = shares(seeded).await;
    let pool = by_hand::connect(seeded.kind, &seeded.site.url).await;
    let task = |share: Vec<Copied>| {
        let pool = pool.clone();
        async move {
            let hand = ByHand::new(pool.get_database_backend());
            for draft in share {
                write(&pool, &hand, &[draft]).await;
            }
        }
    };
    let took = Took::by(at_once(shares.into_iter().map(task))).await;
    pool.close().await.expect("a clean end");
    took
}

/// By one task that writes 32 to a transaction.
async fn in_slices(seeded: &mut Seeded) -> Took {
    let drafts = shares(seeded).await.concat();
    let connection = by_hand::connect(seeded.kind, &seeded.site.url).await;
    let hand = ByHand::new(connection.get_database_backend());
    let took = Took::by(async {
        for some in drafts.chunks(CLIENTS) {
            write(&connection, &hand, some).await;
        }
    })
    .await;
    connection.close().await.expect("a clean end");
    took
}

/// Runs all of these beside each other to their ends.
async fn at_once<F: Future<Output = ()> + Send + 'static>(all: impl Iterator<Item = F>) {
    let mut tasks = tokio::task::JoinSet::new();
    all.for_each(|one| drop(tasks.spawn(one)));
    tasks.join_all().await;
}

/// One transaction.
async fn write(on: &DatabaseConnection, hand: &ByHand, drafts: &[Copied]) {
    let transaction = on.begin().await.expect("a transaction");
    for draft in drafts {
        let (id, organisation) = (draft.id().uuid(), draft.organisation().uuid());
        hand.submit(&transaction, id, organisation, SIGNED).await;
    }
    transaction.commit().await.expect("a commit");
}
