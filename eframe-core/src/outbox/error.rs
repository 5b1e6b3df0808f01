use sea_orm::DbErr;

use crate::{CommitError, Denied, StoreError};

/// Why a question of the outbox has no answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutboxError {
    /// Whoever asks may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The message is not parked: it was tried again meanwhile, or never was.
    #[error("no such message is parked")]
    NotParked,
    /// What was asked for could not be written.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// The database could not be asked.
    #[error("the database could not be asked")]
    Store(#[source] StoreError),
}

impl From<DbErr> for OutboxError {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}
