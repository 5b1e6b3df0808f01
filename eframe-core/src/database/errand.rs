use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use sea_orm::{DatabaseTransaction, DbErr};

use super::apply::{Applicable, Witness};
use super::change::{CommitError, StoreError};
use super::ledger::Ledger;
use super::{Database, Writes, postgres};
use crate::Guard;

/// A piece of the machinery's own work: written in one transaction like a commit, through the same writer, but
/// decided by nobody, so neither guarded nor audited: leases, results of deliveries. It may run twice, and its last answer
/// counts. What a person or a rule decides is a [`Commit`](crate::Commit).
#[async_trait]
pub trait Errand: Send + Sync + 'static {
    /// What it found out.
    type Answer: Send + 'static;

    /// Does the work; it may await nothing but the transaction.
    ///
    /// # Errors
    /// Whatever the database says.
    async fn run(&self, transaction: &DatabaseTransaction) -> Result<Self::Answer, DbErr>;
}

/// One after the other.
#[async_trait]
impl<A: Errand, B: Errand> Errand for (A, B) {
    type Answer = (A::Answer, B::Answer);

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<Self::Answer, DbErr> {
        Ok((self.0.run(transaction).await?, self.1.run(transaction).await?))
    }
}

/// An errand on its way through the writer.
struct Underway<E: Errand> {
    errand: E,
    answer: Mutex<Option<E::Answer>>,
}

#[async_trait]
impl<E: Errand> Applicable for Underway<E> {
    fn guards(&self) -> &[Guard] {
        &[]
    }

    async fn change(
        &self,
        transaction: &DatabaseTransaction,
        _: &[Guard],
    ) -> Result<(), CommitError> {
        let answer = self.errand.run(transaction).await;
        let answer = answer.map_err(|error| CommitError::from_driver(error, &[]))?;
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        Ok(())
    }

    /// Nobody decided anything.
    fn enter<'a>(&'a self, _: &mut Ledger<'a>) {}

    fn witness(&self) -> Option<Witness> {
        None
    }
}

impl Database {
    /// Runs an errand in a transaction and tells what it found.
    ///
    /// # Errors
    /// As [`commit`](Self::commit), without what only rules bring about.
    pub async fn run<E: Errand>(&self, errand: E) -> Result<E::Answer, CommitError> {
        let underway = Arc::new(Underway { errand, answer: Mutex::new(None) });
        self.carry(Arc::clone(&underway) as Arc<dyn Applicable>).await?;
        let answer = underway.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        answer.ok_or_else(|| CommitError::Unknown(StoreError::new(Unanswered)))
    }

    /// Has a transaction written, by whichever way the database at hand takes.
    pub(super) async fn carry(&self, work: Arc<dyn Applicable>) -> Result<(), CommitError> {
        match &self.inner.writes {
            Writes::Sqlite(writer) => writer.apply(work).await,
            Writes::Postgres(pool, patience, leading) => {
                postgres::apply((pool.clone(), leading.clone()), *patience, work).await
            }
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the transaction was committed without an answer")]
struct Unanswered;
