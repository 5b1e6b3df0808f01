//! What was deleted from a SQLite file can be read in its freed space until something else is written there.

use std::time::Duration;

use sea_orm::{ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement};
use tokio::time::{Instant, sleep};

use super::change::{CommitError, StoreError, unread};
use super::{Database, Writes};

/// Somebody read on, so that the log could not be emptied.
#[derive(Debug, thiserror::Error)]
#[error(
    "somebody reads from an older state of the database, whose log cannot be emptied meanwhile"
)]
struct Held;

/// How long somebody else has to end before the log is looked at again.
const PAUSE: Duration = Duration::from_millis(50);

impl Database {
    /// Writes a SQLite file anew without its freed space (`VACUUM`), and empties its log: what was deleted or replaced before
    /// stands in neither any more, which no `PRAGMA secure_delete` achieves, since pages that were divided keep old copies.
    ///
    /// It is for an erasure, and not for every day: commits wait meanwhile, some ten milliseconds for each megabyte, and are refused where
    /// that is longer than there is patience ([`Patience::wait`](super::Patience::wait)). It takes as much room again on
    /// the disk and in the folder for temporary files. On PostgreSQL there is nothing to do: its server clears by itself (autovacuum), in
    /// its own time, and keeps its log and copies as it was told.
    ///
    /// # Errors
    /// [`CommitError::Unavailable`] when another process writes or reads for too long, or the disk is full: then it is as it
    /// was, and can be asked for again.
    pub async fn clear_freed(&self) -> Result<(), CommitError> {
        let Writes::Sqlite(writer) = &self.inner.writes else { return Ok(()) };
        let alone = writer.another_connection().await.map_err(unread)?;
        let cleared = clear(&alone, writer.patience().wait).await;
        self.let_go(alone).await;
        cleared
    }
}

async fn clear(alone: &DatabaseConnection, patience: Duration) -> Result<(), CommitError> {
    alone.execute_unprepared("VACUUM").await.map_err(unread)?;
    let end = Instant::now() + patience;
    while !empty(alone).await? {
        if Instant::now() >= end {
            return Err(CommitError::Unavailable(StoreError::new(Held)));
        }
        sleep(PAUSE).await;
    }
    Ok(())
}

/// Empties the log; not when somebody reads from before, nor at once when another process empties it at this moment, which SQLite
/// waits for in no way.
async fn empty(alone: &DatabaseConnection) -> Result<bool, CommitError> {
    let empty = "PRAGMA wal_checkpoint(TRUNCATE)";
    let empty = Statement::from_string(DatabaseBackend::Sqlite, empty);
    let row = alone.query_one_raw(empty).await.map_err(unread)?;
    let busy = row.map(|row| row.try_get_by_index::<i32>(0)).transpose().map_err(unread)?;
    Ok(busy == Some(0))
}
