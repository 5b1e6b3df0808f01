//! Load, rule, commit; again when something moved on meanwhile; once for each idempotency key.

use std::future::Future;
use std::sync::PoisonError;
use std::time::Duration;

use async_trait::async_trait;
use jiff::SignedDuration;
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::apply::{Prepared, Receipt};
use super::change::{Change, CommitError, StoreError};
use super::line::First;
use super::postgres::cover;
use super::table::receipt;
use super::{Database, Errand, Writes, instant};
use crate::{ActorId, Caller, Decision, RepeatKey};

/// How often a rule is decided when something it read has moved on each time. Within one process the second try is
/// alone; the rest are for other instances, which stand in lines of their own.
const TRIES: u64 = 16;

/// By so much the longest pause before a further try grows, in milliseconds.
const PAUSE: u64 = 5;

/// How long the second of two clicks waits for the first, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK: Duration = Duration::from_millis(20);

/// How long an idempotency key is remembered.
pub(crate) const RECEIPT_LIFE: SignedDuration = SignedDuration::from_hours(24);

impl Database {
    /// Lets `attempt` load what a rule needs and decide, makes the decision real, and answers with its outcome.
    ///
    /// When something that the rule read has moved on, it is loaded and decided anew, in line with everybody else
    /// who changes the same, and at most sixteen times. A rule that was given a version by its caller refuses then by
    /// itself. With an idempotency key the outcome is kept in the same transaction, and a repeat is answered with it.
    ///
    /// `attempt` reads and decides; it never calls this again, or it may wait for itself.
    ///
    /// # Errors
    /// The rule's own, and [`CommitError`] as the caller's error type takes it.
    pub async fn decide<C, T, E, F, Attempt>(&self, caller: &Caller, mut attempt: F) -> Result<T, E>
    where
        C: Change,
        T: Serialize + DeserializeOwned,
        E: From<CommitError>,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<C, T>, E>>,
    {
        let Some(repeat) = &caller.repeat else {
            return self.attempts(None, &mut attempt).await.map_err(Refused::into_error);
        };
        let actor = caller.actor.id();
        let _running = self.enter_in_turn(actor, repeat).await?;
        if let Some(outcome) = self.replay(actor, repeat).await? {
            return Ok(outcome);
        }
        match self.attempts(Some(repeat), &mut attempt).await {
            // Another instance ran the same request at the same time, and was first.
            Err(Refused::Commit(CommitError::KeyRunning)) => {
                let replayed = self.replay(actor, repeat).await?;
                replayed.ok_or_else(|| CommitError::KeyRunning.into())
            }
            // What the rule saw may be what the same request did on another instance, since it was looked for.
            Err(Refused::Rule(refusal)) => self.replay(actor, repeat).await?.ok_or(refusal),
            other => other.map_err(Refused::into_error),
        }
    }

    async fn attempts<C, T, E, F, Attempt>(
        &self,
        repeat: Option<&RepeatKey>,
        attempt: &mut F,
    ) -> Result<T, Refused<E>>
    where
        C: Change,
        T: Serialize,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<C, T>, E>>,
    {
        let lines = &self.inner.lines;
        let mut first: Option<First<'_>> = None;
        for tried in 0..TRIES {
            let Decision { commit, outcome } = attempt().await.map_err(Refused::Rule)?;
            if first.is_none()
                && let Some(row) = lines.awaited(commit.guards())
            {
                first = Some(lines.stand(row).await);
                continue;
            }
            let kept = repeat.map(|key| receipt_for(key, &outcome)).transpose();
            let prepared = kept.and_then(|kept| Prepared::new(commit, kept, self.world()));
            match self.carry_out(prepared.map_err(Refused::Commit)?).await {
                Ok(()) => return Ok(outcome),
                Err(CommitError::Stale { id, .. }) => match first.take() {
                    // Another instance was faster.
                    Some(still) if still.is_for(id) => {
                        sleep(self.pause(tried)).await;
                        first = Some(still);
                    }
                    // Whoever waits for one place gives up the other, so that no two wait for each other.
                    other => {
                        drop(other);
                        first = Some(lines.stand(id).await);
                    }
                },
                Err(error) => return Err(Refused::Commit(error)),
            }
        }
        Err(Refused::Commit(CommitError::Contended))
    }

    /// A while by chance, longer from try to try: who got in each other's way does not do so again.
    fn pause(&self, tried: u64) -> Duration {
        let mut chance = [0; 2];
        self.world().random.fill(&mut chance);
        let longest = PAUSE * (tried + 1);
        Duration::from_millis(u64::from(u16::from_le_bytes(chance)) % longest)
    }

    /// What the same request was answered with before, if it came before.
    async fn replay<T: DeserializeOwned>(
        &self,
        actor: ActorId,
        repeat: &RepeatKey,
    ) -> Result<Option<T>, CommitError> {
        let id = (actor.uuid(), repeat.key.clone());
        let found = receipt::Entity::find_by_id(id.clone()).one(self.read()).await;
        let mut found = found.map_err(|error| CommitError::from_driver(error, &[]))?;
        if found.is_some() && matches!(self.inner.writes, Writes::Postgres(..)) {
            // What is repeated is acknowledged once more: for good, or not at all.
            found = self.run(Covered(id)).await?;
        }
        let Some(kept) = found.filter(|kept| !self.is_forgotten(kept)) else {
            return Ok(None);
        };
        if kept.fingerprint != repeat.fingerprint.bytes() {
            return Err(CommitError::KeyReused);
        }
        let outcome = serde_json::from_value(kept.outcome);
        outcome.map(Some).map_err(|error| CommitError::Store(StoreError::new(error)))
    }

    fn is_forgotten(&self, kept: &receipt::Model) -> bool {
        let age = self.world().now().duration_since(instant(kept.at));
        age >= RECEIPT_LIFE
    }

    /// As [`enter`](Self::enter); whoever clicked twice waits for the first click's answer.
    async fn enter_in_turn(
        &self,
        actor: ActorId,
        repeat: &RepeatKey,
    ) -> Result<Running<'_>, CommitError> {
        let begun = Instant::now();
        loop {
            match self.enter(actor, repeat) {
                Err(_) if repeat.is_of_form() && begun.elapsed() < PATIENCE => sleep(LOOK).await,
                entered => return entered,
            }
        }
    }

    /// Lets one request at a time run under a key.
    fn enter(&self, actor: ActorId, repeat: &RepeatKey) -> Result<Running<'_>, CommitError> {
        let name = (actor, repeat.key.clone());
        let mut running = self.inner.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.insert(name.clone()) {
            Ok(Running { database: self, name })
        } else {
            Err(CommitError::KeyRunning)
        }
    }
}

/// Reads a receipt so that it stands when its server is lost.
struct Covered((Uuid, String));

#[async_trait]
impl Errand for Covered {
    type Answer = Option<receipt::Model>;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<Self::Answer, DbErr> {
        let found = receipt::Entity::find_by_id(self.0.clone()).one(transaction).await?;
        if found.is_some() {
            cover(transaction).await?;
        }
        Ok(found)
    }
}

fn receipt_for<T: Serialize>(key: &RepeatKey, outcome: &T) -> Result<Receipt, CommitError> {
    let outcome = serde_json::to_value(outcome)
        .map_err(|error| CommitError::Store(StoreError::new(error)))?;
    Ok(Receipt { key: key.clone(), outcome })
}

/// Who said no.
enum Refused<E> {
    Rule(E),
    Commit(CommitError),
}

impl<E: From<CommitError>> Refused<E> {
    fn into_error(self) -> E {
        match self {
            Self::Rule(error) => error,
            Self::Commit(error) => error.into(),
        }
    }
}

/// A request under way; its end frees the key.
struct Running<'a> {
    database: &'a Database,
    name: (ActorId, String),
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let running = self.database.inner.running.lock();
        running.unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}
