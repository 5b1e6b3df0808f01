use std::borrow::Cow;

use serde_json::Value;
use uuid::Uuid;

use crate::{
    Action, Actor, ActorId, AuditEntry, Digest, Event, Message, Subject, Timestamp, Version,
};

/// What a rule decided, to be made real all at once or not at all.
///
/// It carries the block's changes, the [guards](Guard) on everything the rule read, the audit entries, the
/// events that leave, and the cache tags that go stale. Nothing has happened until the database applies it.
#[must_use = "a decision that is not committed did not happen"]
#[derive(Clone, Debug, PartialEq)]
pub struct Commit<C> {
    actor: ActorId,
    at: Timestamp,
    changes: Vec<C>,
    guards: Vec<Guard>,
    audit: Vec<AuditEntry>,
    messages: Vec<Message>,
    tags: Vec<Tag>,
    settled: Option<Settled>,
}

/// The version that a rule saw of a row, checked in the transaction that carries its decision out.
///
/// The table has the columns `id` and `version`. Under [`Hold::Write`] the check also raises the version by
/// one, so a change never raises it itself. A fact over a set is guarded by the row that owns the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Guard {
    /// The table the row stands in.
    pub table: &'static str,
    /// The row.
    pub id: Uuid,
    /// The version the rule saw.
    pub version: Version,
    /// What the commit does to the row.
    pub hold: Hold,
}

/// What a commit does to a guarded row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It must stay as it was read until the commit is through.
    Read,
    /// It is changed: its version rises by one.
    Write,
}

/// Names cached bytes that a commit makes stale: `page:ID`, `menu:en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(Cow<'static, str>);

/// The mark that a subscriber has done its work for one message, written in the same transaction as the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The message that was delivered.
    pub message: Uuid,
    /// The subscriber it was delivered to.
    pub subscriber: String,
}

/// A rule's yes: the commit, and what the caller is told when it is through.
#[must_use = "a decision that is not committed did not happen"]
#[derive(Clone, Debug, PartialEq)]
pub struct Decision<C, T> {
    /// What is to be made real.
    pub commit: Commit<C>,
    /// What the caller is told. It is kept with an idempotency key, so that a repeat is told the same.
    pub outcome: T,
}

/// Who asks for a change, and under which idempotency key, if any: the first argument of every method of a
/// handle that changes something.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who asks.
    pub actor: Actor,
    /// Makes a repeat harmless.
    pub repeat: Option<RepeatKey>,
}

/// An `Idempotency-Key` and the hash of the request it came with. It belongs to one actor, for 24 hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatKey {
    /// The key as the client chose it.
    pub key: String,
    /// SHA-256 over method, path and body: the same key with another request is refused.
    pub fingerprint: Digest,
}

impl<C> Commit<C> {
    /// A commit of nothing yet, decided by `actor` at `now`.
    pub fn by(actor: &Actor, now: Timestamp) -> Self {
        Self {
            actor: actor.id(),
            at: now,
            changes: Vec::new(),
            guards: Vec::new(),
            audit: Vec::new(),
            messages: Vec::new(),
            tags: Vec::new(),
            settled: None,
        }
    }

    /// Adds one change. Changes are applied in the order they were added.
    pub fn change(mut self, change: C) -> Self {
        self.changes.push(change);
        self
    }

    /// Adds several.
    pub fn with_changes(mut self, changes: impl IntoIterator<Item = C>) -> Self {
        self.changes.extend(changes);
        self
    }

    /// Adds a guard on something the rule read.
    pub fn guard(mut self, guard: Guard) -> Self {
        self.guards.push(guard);
        self
    }

    /// Adds an audit entry.
    pub fn audit(mut self, action: Action, subject: Subject, facts: Value) -> Self {
        self.audit.push(AuditEntry { action, subject, facts });
        self
    }

    /// Lets an event out with the commit.
    pub fn send(mut self, event: &impl Event) -> Self {
        self.messages.push(Message::of(event));
        self
    }

    /// Makes cached bytes stale.
    pub fn touch(mut self, tag: impl Into<Tag>) -> Self {
        self.tags.push(tag.into());
        self
    }

    /// Marks a delivery as done: a second delivery of the same message is then a no-op.
    pub fn settle(mut self, settled: Settled) -> Self {
        self.settled = Some(settled);
        self
    }

    /// Who decided.
    pub fn actor(&self) -> ActorId {
        self.actor
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The block's changes in order.
    pub fn changes(&self) -> &[C] {
        &self.changes
    }

    /// The guards.
    pub fn guards(&self) -> &[Guard] {
        &self.guards
    }

    /// The audit entries.
    pub fn entries(&self) -> &[AuditEntry] {
        &self.audit
    }

    /// The messages that leave.
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// The tags that go stale.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The delivery this settles.
    pub fn settled(&self) -> Option<&Settled> {
        self.settled.as_ref()
    }
}

impl Guard {
    /// The row must still have this version, and stay so.
    pub const fn read(table: &'static str, id: Uuid, version: Version) -> Self {
        Self { table, id, version, hold: Hold::Read }
    }

    /// The row must still have this version, and gets the next.
    pub const fn write(table: &'static str, id: Uuid, version: Version) -> Self {
        Self { table, id, version, hold: Hold::Write }
    }
}

impl Tag {
    /// Stands for every tag: whatever is cached is stale.
    pub const EVERYTHING: Self = Self(Cow::Borrowed("*"));

    /// Stands for every tag in doubt: whatever is cached may be stale, since the database does not tell what changed.
    pub const UNHEARD: Self = Self(Cow::Borrowed("?"));

    /// Says that the database tells again what changed. What was in doubt is not sure again by that.
    pub const HEARD: Self = Self(Cow::Borrowed("!"));

    /// Whether what was made with another tag is stale or in doubt by this one.
    pub fn is_every(&self) -> bool {
        *self == Self::EVERYTHING || *self == Self::UNHEARD
    }

    /// The tag of this name.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self(name.into())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl From<&'static str> for Tag {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Tag {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

impl<C, T> Decision<C, T> {
    /// The commit and what its caller is told.
    pub fn new(commit: Commit<C>, outcome: T) -> Self {
        Self { commit, outcome }
    }
}

impl Caller {
    /// A caller without an idempotency key: pages, jobs, command lines.
    pub fn new(actor: Actor) -> Self {
        Self { actor, repeat: None }
    }
}

impl From<Actor> for Caller {
    fn from(actor: Actor) -> Self {
        Self::new(actor)
    }
}
