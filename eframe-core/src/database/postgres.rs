//! A transaction for each commit on PostgreSQL, which groups their flushes by itself.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, DbErr, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    TransactionTrait as _,
};
use tokio::time::timeout;

use super::apply::{Applicable, Witness};
use super::change::{CommitError, StoreError, is_away, is_taken};
use super::ledger::insert_all;
use super::primary::Leading;
use super::table::{audit, outbox};
use super::{Patience, open};

/// How often a transaction is run again when the database asks for it.
const TRIES: u32 = 5;

/// How long, and how often, a lost outcome is asked after.
const ASKING: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];

/// Applies a commit in a task of its own, so that a caller who goes away, be it with the database, does not leave it half
/// done.
pub(super) async fn apply(
    (pool, leading): (DatabaseConnection, Option<Arc<Leading>>),
    patience: Patience,
    commit: Arc<dyn Applicable>,
) -> Result<(), CommitError> {
    let done =
        async move { again_while_asked((&pool, leading.as_deref()), patience, &*commit).await };
    let done = tokio::spawn(done).await;
    done.unwrap_or_else(|ended| Err(CommitError::Unavailable(StoreError::new(ended))))
}

enum Attempt {
    Done,
    /// The whole transaction is to be run again.
    Again(StoreError),
    Refused(CommitError),
    /// The connection was lost at COMMIT: it may have gone through.
    Lost(DbErr),
    /// COMMIT was not answered in time: it may be through, or wait for a replica that is away.
    Unanswered,
}

impl From<CommitError> for Attempt {
    fn from(refusal: CommitError) -> Self {
        match refusal {
            CommitError::Again(source) => Self::Again(source),
            refusal => Self::Refused(refusal),
        }
    }
}

async fn again_while_asked(
    (pool, leading): (&DatabaseConnection, Option<&Leading>),
    patience: Patience,
    commit: &dyn Applicable,
) -> Result<(), CommitError> {
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt((pool, leading), patience, commit).await {
            Attempt::Done => return Ok(()),
            Attempt::Refused(refusal) => return Err(refusal),
            Attempt::Again(error) if tries >= TRIES => return Err(CommitError::Unavailable(error)),
            Attempt::Again(_) => {}
            Attempt::Lost(error) => {
                // Whoever looks may come to wait for the same as the one who is looked for.
                let found = timeout(patience.statement, read_back(pool, commit.witness(), error));
                return found.await.unwrap_or_else(|_| Err(unanswered()));
            }
            Attempt::Unanswered => {
                let found = timeout(patience.wait, look_once(pool, commit.witness())).await;
                return found.unwrap_or_else(|_| Err(unanswered()));
            }
        }
    }
}

/// PostgreSQL's own limit for a statement ends before it commits. What waits on keeps its connection, of those that write,
/// until the server has answered.
async fn attempt(
    (pool, leading): (&DatabaseConnection, Option<&Leading>),
    patience: Patience,
    commit: &dyn Applicable,
) -> Attempt {
    let transaction = match begin(pool, leading).await {
        Ok(transaction) => transaction,
        Err(error) => return Attempt::from(CommitError::from_driver(error, &[])),
    };
    if let Err(refusal) = commit.apply(&transaction).await {
        // The first error says why; the rollback's own would only hide it.
        let _ = transaction.rollback().await;
        return Attempt::from(refusal);
    }
    match timeout(patience.statement, transaction.commit()).await {
        Ok(Ok(())) => Attempt::Done,
        Ok(Err(error)) if is_away(&error) => Attempt::Lost(error),
        Ok(Err(error)) => Attempt::from(CommitError::from_driver(error, &[])),
        Err(_) => Attempt::Unanswered,
    }
}

/// Begins a transaction, unless it is known that the database is away: nothing was written, and whoever waits is told so
/// at once. One whose outcome is looked for waits instead.
async fn begin(
    pool: &DatabaseConnection,
    leading: Option<&Leading>,
) -> Result<DatabaseTransaction, DbErr> {
    let Some(leading) = leading else { return open::begin(pool).await };
    let pool = pool.clone();
    leading.begin(async move { open::begin(&pool).await }).await
}

#[derive(Debug, thiserror::Error)]
#[error("the database did not answer COMMIT in time")]
struct Unanswered;

fn unanswered() -> CommitError {
    CommitError::Unknown(StoreError::new(Unanswered))
}

/// Whether it stands by now although its COMMIT was not answered.
async fn look_once(pool: &DatabaseConnection, witness: Option<Witness>) -> Result<(), CommitError> {
    let Some(witness) = witness else { return Err(unanswered()) };
    match stands(pool, witness).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(CommitError::Unavailable(StoreError::new(Unanswered))),
        Err(_) => Err(unanswered()),
    }
}

/// Asks after a row that only this commit can have written, until it stands or never will.
async fn read_back(
    pool: &DatabaseConnection,
    witness: Option<Witness>,
    lost: DbErr,
) -> Result<(), CommitError> {
    let Some(witness) = witness else {
        return Err(CommitError::Unknown(lost.into()));
    };
    for pause in ASKING {
        tokio::time::sleep(pause).await;
        match stands(pool, witness).await {
            Ok(true) => return Ok(()),
            Ok(false) => return Err(CommitError::Unavailable(lost.into())),
            Err(_) => {}
        }
    }
    Err(CommitError::Unknown(lost.into()))
}

/// Whether the row stands, and will also when this server is lost. Not to see it would not be enough: the COMMIT may be
/// on its way yet, or wait for a replica, with nobody left to hear of it. Whoever wants to write the same waits until that
/// has ended, one way or the other. To see it would not be enough either: it may have been told by nobody but this server.
async fn stands(pool: &DatabaseConnection, witness: Witness) -> Result<bool, DbErr> {
    let asking = open::begin(pool).await?;
    if written(&asking, witness).await? {
        cover(&asking).await?;
        asking.commit().await?;
        return Ok(true);
    }
    // A connection that is gone undoes it as well.
    let _ = asking.rollback().await;
    Ok(false)
}

/// Whether it was written. What that takes is undone, with its locks, and the connection goes on.
async fn written(asking: &DatabaseTransaction, witness: Witness) -> Result<bool, DbErr> {
    let part = asking.begin().await?;
    let written = match witness {
        Witness::Audit(id) => {
            let wanted = [audit::Model::nothing(id)];
            match insert_all::<audit::Entity, _>(&part, wanted).await {
                Ok(()) => false,
                Err(error) if is_taken(&error) => true,
                Err(error) => return Err(error),
            }
        }
        Witness::Message(id) => {
            part.execute_unprepared("LOCK TABLE core_outbox IN SHARE MODE").await?;
            let sent = outbox::Entity::find().filter(outbox::Column::Id.eq(id));
            sent.count(&part).await? > 0
        }
    };
    part.rollback().await.map(|()| written)
}

/// Lets a transaction's COMMIT wait until a synchronous replica has all that was written before on the same server, by
/// writing a word to the log that changes nothing. A row that is read may have been flushed there alone: whoever waited
/// for the replica is gone, and with the machine the row would be, too. On SQLite there is nothing to wait for.
pub(super) async fn cover(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    const WORD: &str = "SELECT pg_logical_emit_message(true, 'eframe', '')";
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction.execute_unprepared(WORD).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tokio::runtime::Handle;

    use super::*;

    #[tokio::test]
    async fn bad_input_87_who_is_refused_at_once_leaves_nobody_behind_in_the_line() {
        // Nobody gets so far as to ask it for a connection.
        let pool = DatabaseConnection::default();
        let (leading, known) = Leading::to_nobody();
        let tasks = || Handle::current().metrics().num_alive_tasks();
        let before = tasks();
        for _ in 0..40 {
            let refused = begin(&pool, Some(&leading)).await.expect_err("nobody is the primary");
            assert!(refused.to_string().contains("no database server is the primary"), "{refused}");
        }
        assert_eq!(tasks(), before);
        drop(known);
    }
}
