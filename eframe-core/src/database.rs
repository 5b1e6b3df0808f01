//! The database of either kind, and the one way anything is written to it.

mod apply;
mod change;
mod decide;
mod errand;
mod freed;
mod hold;
pub(crate) mod invalidation;
mod ledger;
mod like;
mod line;
pub(crate) mod lock;
mod migration;
mod open;
mod postgres;
mod primary;
mod reader;
mod schema;
mod sound;
mod stored;
pub(crate) mod table;
mod writer;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use tokio::sync::Notify;
use tracing::Instrument as _;

pub use change::{Change, CommitError, Constraint, StoreError, unread};
pub(crate) use change::{is_away, is_in_doubt};
pub use migration::{MigrateError, Migration, MigrationList};
pub(crate) use migration::{begin_alone, known, seen, step};
pub use open::{OpenError, Patience};
pub use reader::Reader;
pub use sound::Unsound;
pub use stored::{instant, stored};

pub(crate) use decide::RECEIPT_LIFE;
pub use errand::Errand;
pub(crate) use ledger::slices_of;
pub use like::containing;
pub(crate) use like::pattern;

use crate::{ActorId, Commit, Tag, World};
use apply::Prepared;
use line::Lines;
use primary::Leading;
use writer::Writer;

/// A database, SQLite or PostgreSQL, opened by its URL. Cheap to clone: all clones are one.
///
/// Reads go through a [`Reader`]. Writes go through [`Database::commit`], which applies all of a
/// [`Commit`] or nothing: on SQLite grouped with whatever else waits, on PostgreSQL each in a
/// transaction of its own. A caller that goes away is still committed.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    readers: Reader,
    #[cfg(any(test, feature = "test-util"))]
    asked: Arc<std::sync::atomic::AtomicU64>,
    writes: Writes,
    world: World,
    listeners: RwLock<Vec<Listener>>,
    running: Mutex<HashSet<(ActorId, String)>>,
    lines: Lines,
    sent: Notify,
}

enum Writes {
    Sqlite(Writer),
    /// Connections of their own, how long one is waited for, and what leads them to the primary.
    Postgres(DatabaseConnection, Patience, Option<Arc<Leading>>),
}

type Listener = Arc<dyn Fn(&[Tag]) + Send + Sync>;

impl Database {
    /// What questions are asked through. On SQLite its connections cannot write.
    pub fn read(&self) -> &Reader {
        &self.inner.readers
    }

    /// How many statements were asked so far. For tests.
    #[cfg(any(test, feature = "test-util"))]
    pub fn asked(&self) -> u64 {
        self.inner.asked.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// The clock, chance and ids this database was opened with.
    pub fn world(&self) -> &World {
        &self.inner.world
    }

    /// Calls `listener` with the tags of each commit that went through here, before its caller is told; with those
    /// of other instances soon after; with [`Tag::UNHEARD`] when these could not be heard of for five seconds, and
    /// with [`Tag::HEARD`] once they are again.
    pub fn when_stale(&self, listener: impl Fn(&[Tag]) + Send + Sync + 'static) {
        let listeners = self.inner.listeners.write();
        listeners.unwrap_or_else(PoisonError::into_inner).push(Arc::new(listener));
    }

    /// Makes a decision real: all of it or nothing.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when a guarded row has moved on, [`CommitError::Constraint`] when a named
    /// constraint of the block refuses, [`CommitError::Settled`] when the delivery was done before,
    /// [`CommitError::Unavailable`] when the database is away, [`CommitError::Unknown`] when it went away at
    /// the very end and could not be asked again.
    pub async fn commit<C: Change>(&self, commit: Commit<C>) -> Result<(), CommitError> {
        self.carry_out(Prepared::new(commit, None, &self.inner.world)?).await
    }

    async fn carry_out<C: Change>(&self, prepared: Prepared<C>) -> Result<(), CommitError> {
        let tags = prepared.tags();
        let sends = prepared.sends();
        let span = prepared.span(self.kind());
        let carried = self.carry(Arc::new(prepared)).instrument(span.clone()).await;
        if let Err(error) = &carried {
            span.record("error.type", error.kind());
            if error.is_trouble() {
                span.record("otel.status_code", "ERROR");
            }
        }
        carried?;
        if sends {
            self.wake();
        }
        if !tags.is_empty() {
            self.announce(&tags);
        }
        Ok(())
    }

    /// What kind of database it is, as traces call it.
    fn kind(&self) -> &'static str {
        match &self.inner.writes {
            Writes::Sqlite(_) => "sqlite",
            Writes::Postgres(..) => "postgresql",
        }
    }

    /// Wakes whoever waits for messages.
    pub(crate) fn wake(&self) {
        self.inner.sent.notify_one();
    }

    /// Waits until a commit of this process has sent a message. One that was sent before counts once.
    pub(crate) async fn sent(&self) {
        self.inner.sent.notified().await;
    }

    pub(crate) fn announce(&self, tags: &[Tag]) {
        let listeners = self.inner.listeners.read().unwrap_or_else(PoisonError::into_inner).clone();
        for listener in listeners {
            listener(tags);
        }
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Database").field("kind", &self.read().get_database_backend()).finish()
    }
}
