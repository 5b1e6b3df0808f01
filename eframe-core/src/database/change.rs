use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::{DatabaseTransaction, DbErr, RuntimeErr, sqlx};
use uuid::Uuid;

use crate::Timestamp;

/// One change of a block, applied by its `store.rs` within the transaction of a commit.
///
/// It may await nothing but the transaction, and may run twice: the group it stood in may be tried again.
#[async_trait]
pub trait Change: Send + Sync + 'static {
    /// The unique constraints whose refusal means something to the block.
    const CONSTRAINTS: &'static [Constraint];

    /// Writes the change; `at` is the time of the decision.
    ///
    /// # Errors
    /// Whatever the database says.
    async fn apply(&self, transaction: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr>;
}

/// A unique index by its name, with what it stands on: SQLite names only the columns when it refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The index's name, the same on both databases: `page_path_unique`.
    pub name: &'static str,
    /// Its table.
    pub table: &'static str,
    /// Its columns, in order.
    pub columns: &'static [&'static str],
}

/// Why a commit did not happen.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommitError {
    /// A guarded row is not what the rule saw: load again and decide anew.
    #[error("{table} {id} was changed meanwhile")]
    Stale {
        /// The row's table.
        table: &'static str,
        /// The row.
        id: Uuid,
    },
    /// A named unique constraint of the block refused.
    #[error("the constraint {0} refused")]
    Constraint(&'static str),
    /// The subscriber had done its work for this message already.
    #[error("this delivery was done before")]
    Settled,
    /// The idempotency key came before with another request.
    #[error("this Idempotency-Key belongs to another request")]
    KeyReused,
    /// A request with the same idempotency key is still running.
    #[error("a request with this Idempotency-Key is still running")]
    KeyRunning,
    /// The rule was decided anew as often as is sensible and each time something it read had moved on.
    #[error("too many people are changing the same thing at once")]
    Contended,
    /// The database asks for the whole transaction to be run again: two of them got in each other's way.
    #[error("the database asks for another try")]
    Again(#[source] StoreError),
    /// The database cannot be reached, or is too busy: nothing was written.
    #[error("the database is not available")]
    Unavailable(#[source] StoreError),
    /// The database went away while it committed, and could not be asked whether it did.
    #[error("the database went away and the outcome is unknown")]
    Unknown(#[source] StoreError),
    /// The database refused for a reason that is a fault of the program.
    #[error("the database refused")]
    Store(#[source] StoreError),
}

/// What the database's driver said. Opaque: it is for logs, not for people.
#[derive(Clone, Debug, thiserror::Error)]
#[error(transparent)]
pub struct StoreError(Arc<dyn std::error::Error + Send + Sync>);

impl StoreError {
    /// Wraps what a driver or a decoder said.
    pub fn new(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        Self::new(error)
    }
}

impl CommitError {
    /// Sorts what the driver said: a constraint of the block, a database that is away, or a fault.
    pub(super) fn from_driver(error: DbErr, constraints: &[Constraint]) -> Self {
        if let Some(name) = refused_by(&error, constraints) {
            Self::Constraint(name)
        } else if wants_another_try(&error) {
            Self::Again(error.into())
        } else if is_away(&error) {
            Self::Unavailable(error.into())
        } else {
            Self::Store(error.into())
        }
    }

    /// Its name in traces: it says nothing of what was to be written.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "stale",
            Self::Constraint(name) => name,
            Self::Settled => "settled",
            Self::KeyReused => "key-reused",
            Self::KeyRunning => "key-running",
            Self::Contended => "contended",
            Self::Again(_) => "again",
            Self::Unavailable(_) => "unavailable",
            Self::Unknown(_) => "unknown",
            Self::Store(_) => "store",
        }
    }

    /// Whether something is wrong with the database or the program, and not with what was asked for.
    pub(super) fn is_trouble(&self) -> bool {
        matches!(self, Self::Again(_) | Self::Unavailable(_) | Self::Unknown(_) | Self::Store(_))
    }

    /// Whether the driver's idea of its transaction may be wrong after this.
    pub(super) fn is_suspect(&self) -> bool {
        self.is_trouble()
    }
}

fn database_error(error: &DbErr) -> Option<&dyn sqlx::error::DatabaseError> {
    let (DbErr::Conn(inner) | DbErr::Exec(inner) | DbErr::Query(inner)) = error else {
        return None;
    };
    match inner {
        RuntimeErr::SqlxError(error) => error.as_database_error(),
        RuntimeErr::Internal(_) => None,
    }
}

/// The database's own number or name of what went wrong.
pub(super) fn code_of(error: &DbErr) -> Option<String> {
    database_error(error)?.code().map(std::borrow::Cow::into_owned)
}

/// The name of the unique constraint that refused, if it is one of these.
pub(super) fn refused_by(error: &DbErr, constraints: &[Constraint]) -> Option<&'static str> {
    let refusal = database_error(error)?;
    if !refusal.is_unique_violation() {
        return None;
    }
    let named = |constraint: &&Constraint| match refusal.constraint() {
        Some(name) => name == constraint.name,
        None => names_columns(refusal.message(), constraint),
    };
    constraints.iter().find(named).map(|constraint| constraint.name)
}

/// Whether a row of this key is there already.
pub(super) fn is_taken(error: &DbErr) -> bool {
    database_error(error).is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

/// Whether SQLite could not make a commit last. What it wrote before it failed may be whole all the same, and then
/// whoever recovers the file after a crash finds it: so it is not known whether it was done.
pub(crate) fn is_in_doubt(error: &DbErr) -> bool {
    let code = database_error(error).and_then(|refusal| refusal.code());
    code.is_some_and(|code| is_doubtful_code(&code))
}

/// Errors of input and output on SQLite. Where the disk was full, the end of the commit was not written.
fn is_doubtful_code(code: &str) -> bool {
    code.len() < 5 && code.parse::<u32>().is_ok_and(|number| number & 0xff == 10)
}

/// SQLite says `UNIQUE constraint failed: cms_address.language, cms_address.path`.
fn names_columns(message: &str, constraint: &Constraint) -> bool {
    let Some((_, columns)) = message.split_once("constraint failed: ") else {
        return false;
    };
    let expected = constraint.columns.iter().map(|column| (constraint.table, *column));
    columns.split(", ").map(|column| column.split_once('.').unwrap_or(("", column))).eq(expected)
}

/// Serialization failure (40001) or deadlock (40P01).
fn wants_another_try(error: &DbErr) -> bool {
    database_error(error)
        .and_then(|refusal| refusal.code())
        .is_some_and(|code| matches!(&*code, "40001" | "40P01"))
}

/// No connection, no room in the pool, a lock waited for too long, or a primary that became read-only.
pub(crate) fn is_away(error: &DbErr) -> bool {
    let driver = match error {
        DbErr::ConnectionAcquire(_) => return true,
        DbErr::Conn(RuntimeErr::SqlxError(driver))
        | DbErr::Exec(RuntimeErr::SqlxError(driver))
        | DbErr::Query(RuntimeErr::SqlxError(driver)) => driver,
        _ => return false,
    };
    match driver.as_ref() {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(refusal) => refusal.code().is_some_and(|code| is_away_code(&code)),
        _ => false,
    }
}

/// Classes 08, 53, 57, read-only and a lock waited for on PostgreSQL, whose codes have five characters; busy,
/// read-only, I/O, full and cannot-open on SQLite, whose numbers carry the kind in their lowest byte.
fn is_away_code(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 8 | 10 | 13 | 14),
        _ => matches!(code.get(..2), Some("08" | "53" | "57")) || matches!(code, "25006" | "55P03"),
    }
}

/// Why a question could not be answered: the database is away, or the program is at fault.
pub fn unread(error: DbErr) -> CommitError {
    CommitError::from_driver(error, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_a_database_that_is_away_are_known() {
        // Busy while recovering, an I/O error at fsync, full; connection lost, too many, shut down, lock timeout.
        for away in ["5", "261", "1034", "13", "08006", "53300", "57P01", "25006", "55P03"] {
            assert!(is_away_code(away), "{away}");
        }
        // Unique and commit hook on SQLite; unique and serialization on PostgreSQL.
        for other in ["2067", "531", "23505", "40001"] {
            assert!(!is_away_code(other), "{other}");
        }
    }

    #[test]
    fn bad_input_85_a_commit_that_could_not_be_flushed_is_in_doubt() {
        // An I/O error, and the same at fsync; then busy, full, and connection lost.
        assert!(is_doubtful_code("10") && is_doubtful_code("1034"));
        assert!(!["5", "13", "08006"].into_iter().any(is_doubtful_code));
    }

    #[test]
    fn sqlite_names_the_columns_in_order() {
        let path = Constraint {
            name: "page_path_unique",
            table: "cms_address",
            columns: &["language", "path"],
        };
        let message = "UNIQUE constraint failed: cms_address.language, cms_address.path";
        assert!(names_columns(message, &path));
        assert!(!names_columns("UNIQUE constraint failed: cms_address.path", &path));
    }
}
