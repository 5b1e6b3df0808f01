//! Whether a restore stands whose COMMIT was not answered.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Query};
use sea_orm::{ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, Order};
use tokio::time::{sleep, timeout};

use super::column;
use super::{Backup, BackupError};
use crate::database::{begin_alone, is_away, is_in_doubt};

/// How long, and how often, a lost outcome is asked after.
const ASKING: [Duration; 6] = [
    Duration::from_millis(100),
    Duration::from_millis(400),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
];

/// How long the end of the lost transaction is waited for each time.
const PATIENCE: Duration = Duration::from_secs(20);

/// Core's ledger: which steps the schema has seen, and when. Whoever else made tables here meanwhile made them at another
/// time.
pub(super) type Ledger = Vec<(String, DateTime<Utc>)>;

const LEDGER: &str = "core_migration";

/// What tells this restore from anything else that may be found in the database.
pub(super) async fn witness(transaction: &DatabaseTransaction) -> Result<Ledger, DbErr> {
    let query = Query::select()
        .columns(["name", "at"])
        .from(Alias::new(LEDGER))
        .order_by("name", Order::Asc)
        .to_owned();
    let rows = transaction.query_all(&query).await?;
    rows.iter().map(|row| Ok((row.try_get("", "name")?, row.try_get("", "at")?))).collect()
}

/// What came of it. SQLite says itself that nothing did, but for a disk that failed: what it could not make last may be
/// found by whoever recovers the file.
///
/// # Errors
/// The one it was refused with when it does not stand and never will; [`BackupError::Unknown`] when nobody can tell.
pub(super) async fn after(
    backup: &Backup,
    witness: &Ledger,
    error: DbErr,
) -> Result<(), BackupError> {
    if is_in_doubt(&error) {
        return Err(BackupError::Unknown(error.into()));
    }
    if !is_away(&error)
        || backup.database.read().get_database_backend() != DatabaseBackend::Postgres
    {
        return Err(error.into());
    }
    for pause in ASKING {
        sleep(pause).await;
        match timeout(PATIENCE, stands(backup, witness)).await {
            Ok(Ok(true)) => return Ok(()),
            Ok(Ok(false)) => return Err(error.into()),
            Ok(Err(_)) | Err(_) => {}
        }
    }
    Err(BackupError::Unknown(error.into()))
}

/// The lost transaction holds the lock under which schemas are changed: whoever has it after that sees how it ended.
async fn stands(backup: &Backup, witness: &Ledger) -> Result<bool, BackupError> {
    let asking = begin_alone(&backup.database).await?;
    let tables = column::tables(&asking, &["core"]).await?;
    let stands = tables.iter().any(|table| table.name == LEDGER)
        && self::witness(&asking).await? == *witness;
    asking.rollback().await?;
    Ok(stands)
}
