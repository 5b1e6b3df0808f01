use std::panic::AssertUnwindSafe;

use async_trait::async_trait;
use futures_util::FutureExt as _;
use sea_orm::{DatabaseTransaction, DbErr};
use serde_json::Value;
use tracing::Span;
use tracing::field::Empty;
use uuid::Uuid;

use super::change::{Change, CommitError, StoreError, refused_by};
use super::decide::RECEIPT_LIFE;
use super::hold::hold;
use super::ledger::{Ledger, insert_all};
use super::stored::stored;
use super::table::{audit, outbox, outbox_done, receipt};
use crate::audit::{form, salted};
use crate::log::SPANS;
use crate::{AuditEntry, Commit, Guard, RepeatKey, Settled, Tag, World, sha256};

/// A commit of any block, ready to be applied in a transaction, as often as it takes.
#[async_trait]
pub(super) trait Applicable: Send + Sync {
    /// What it stands on, in the order of [`Prepared`].
    fn guards(&self) -> &[Guard];

    /// Claims what it settles, holds `guards`, which are its own or none, and applies its changes; what it
    /// [`enter`](Applicable::enter)s is not written yet.
    async fn change(
        &self,
        transaction: &DatabaseTransaction,
        guards: &[Guard],
    ) -> Result<(), CommitError>;

    /// Puts down the rows that every commit leaves, whatever its block.
    fn enter<'a>(&'a self, ledger: &mut Ledger<'a>);

    /// The whole commit.
    async fn apply(&self, transaction: &DatabaseTransaction) -> Result<(), CommitError> {
        self.change(transaction, self.guards()).await?;
        let mut ledger = Ledger::default();
        self.enter(&mut ledger);
        ledger.write(transaction).await.map_err(|error| CommitError::from_driver(error, &[]))
    }

    /// A row that stands if the commit went through, for asking after an outcome that got lost.
    fn witness(&self) -> Option<Witness>;
}

/// A row whose presence proves a commit.
#[derive(Clone, Copy)]
pub(super) enum Witness {
    Audit(Uuid),
    Message(Uuid),
}

/// A commit with its rows made: hashing and ids are the caller's work, not the writer's.
pub(super) struct Prepared<C> {
    commit: Commit<C>,
    guards: Vec<Guard>,
    audit: Vec<audit::Model>,
    outbox: Vec<outbox::Row>,
    receipt: Option<receipt::Model>,
}

/// What a repeat is to be answered with.
pub(super) struct Receipt {
    pub(super) key: RepeatKey,
    pub(super) outcome: Value,
}

impl<C: Change> Prepared<C> {
    pub(super) fn new(
        commit: Commit<C>,
        receipt: Option<Receipt>,
        world: &World,
    ) -> Result<Self, CommitError> {
        let mut guards = commit.guards().to_vec();
        // One order for everyone, so that two commits never wait for each other.
        guards.sort_unstable();
        let entries = commit.entries().iter();
        let audit = entries.map(|entry| audit_row(&commit, entry, world)).collect::<Result<_, _>>();
        let audit = audit.map_err(|error| CommitError::Store(StoreError::new(error)))?;
        let at = stored(commit.at());
        let messages = commit.messages().iter();
        let outbox =
            messages.map(|message| outbox::Row::new(world.ids.next(), at, message)).collect();
        let receipt = receipt.map(|Receipt { key, outcome }| receipt::Model {
            actor: commit.actor().uuid(),
            key: key.key,
            fingerprint: key.fingerprint.bytes().to_vec(),
            outcome,
            at,
        });
        Ok(Self { commit, guards, audit, outbox, receipt })
    }

    pub(super) fn tags(&self) -> Vec<Tag> {
        self.commit.tags().to_vec()
    }

    pub(super) fn sends(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// The span of its way to the database: what was decided, by its name alone, and how much of it there is.
    pub(super) fn span(&self, database: &'static str) -> Span {
        tracing::debug_span!(
            target: SPANS,
            "commit",
            otel.kind = "client",
            otel.status_code = Empty,
            db.system.name = database,
            action = self.audit.first().map(|entry| entry.action.as_str()),
            changes = self.commit.changes().len(),
            messages = self.outbox.len(),
            "error.type" = Empty,
        )
    }

    async fn write(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        for change in self.commit.changes() {
            change.apply(transaction, self.commit.at()).await?;
        }
        Ok(())
    }
}

/// Ids, the salt and the leaf of an audit entry.
fn audit_row<C>(
    commit: &Commit<C>,
    entry: &AuditEntry,
    world: &World,
) -> Result<audit::Model, serde_json::Error> {
    let id = world.ids.next();
    let mut salt = [0; 32];
    world.random.fill(&mut salt);
    let digest = salted(&salt, &entry.facts)?;
    let what = (entry.action.name(), entry.subject.as_str());
    let leaf = sha256(form(what, id, commit.at(), commit.actor(), digest).as_bytes());
    Ok(audit::Model {
        id,
        at: stored(commit.at()),
        actor: commit.actor().uuid(),
        action: entry.action.name().to_owned(),
        subject: entry.subject.as_str().to_owned(),
        facts: Some(entry.facts.clone()),
        salt: Some(salt.to_vec()),
        leaf: leaf.bytes().to_vec(),
        digest: Some(digest.bytes().to_vec()),
        number: None,
    })
}

#[async_trait]
impl<C: Change> Applicable for Prepared<C> {
    fn guards(&self) -> &[Guard] {
        &self.guards
    }

    async fn change(
        &self,
        transaction: &DatabaseTransaction,
        guards: &[Guard],
    ) -> Result<(), CommitError> {
        // First of all, so that a repeat is told that it is one, and not that its own first run was in its way.
        if let Some(receipt) = &self.receipt {
            keep(transaction, receipt).await?;
        }
        if let Some(settled) = self.commit.settled() {
            settle(transaction, settled, &self.commit).await?;
        }
        hold(transaction, guards).await?;
        // A panic in a block's change must not take the writer with it.
        let written = AssertUnwindSafe(self.write(transaction)).catch_unwind().await;
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(CommitError::from_driver(error, C::CONSTRAINTS)),
            Err(_) => Err(CommitError::Store(StoreError::new(Panicked))),
        }
    }

    fn enter<'a>(&'a self, ledger: &mut Ledger<'a>) {
        ledger.enter(&self.audit, &self.outbox, self.commit.tags(), stored(self.commit.at()));
    }

    fn witness(&self) -> Option<Witness> {
        let audited = self.audit.first().map(|entry| Witness::Audit(entry.id));
        audited.or_else(|| self.outbox.first().map(|row| Witness::Message(row.id())))
    }
}

/// Keeps a receipt in place of one that is too old to count.
async fn keep(
    transaction: &DatabaseTransaction,
    receipt: &receipt::Model,
) -> Result<(), CommitError> {
    let kept = async {
        receipt::forget(transaction, receipt, RECEIPT_LIFE).await?;
        insert_all::<receipt::Entity, _>(transaction, [receipt.clone()]).await
    };
    kept.await.map_err(|error| match refused_by(&error, &[receipt::KEY]) {
        // Two requests with one key ran on two instances; the other was first.
        Some(_) => CommitError::KeyRunning,
        None => CommitError::from_driver(error, &[]),
    })
}

async fn settle<C>(
    transaction: &DatabaseTransaction,
    settled: &Settled,
    commit: &Commit<C>,
) -> Result<(), CommitError> {
    let row = outbox_done::Model {
        message: settled.message,
        subscriber: settled.subscriber.clone(),
        at: stored(commit.at()),
    };
    let inserted = insert_all::<outbox_done::Entity, _>(transaction, [row]).await;
    inserted.map_err(|error| match refused_by(&error, &[outbox_done::KEY]) {
        Some(_) => CommitError::Settled,
        None => CommitError::from_driver(error, &[]),
    })
}

#[derive(Debug, thiserror::Error)]
#[error("a change panicked")]
struct Panicked;
