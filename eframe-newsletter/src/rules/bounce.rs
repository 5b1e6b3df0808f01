//! What follows from a letter that came back, or a reader who complained.

use eframe_core::{Actor, Commit, Decision, Guard, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::score::{self, Bounced, Kind, Score, Verdict};
use super::{Change, SUBSCRIBERS};
use crate::Refusal;
use crate::event::{SUBSCRIBER, Suppressed};
use crate::model::{IssueId, Mark, Reason, Reply, Subscriber, SubscriberId, Suppression};
use crate::permission::{BOUNCE_OVERRULED, SUPPRESSED, WRITE};

eframe_core::id! {
    /// Names one report of a bounce. It is made of the report itself: the same one twice is one.
    pub struct BounceId;
}

/// Where it was heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The mail server refused the letter.
    Refusal,
    /// A report came back.
    Report,
}

impl Source {
    /// What it is called in rows and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refusal => "refusal",
            Self::Report => "report",
        }
    }

    /// The source of this code.
    pub fn named(code: &str) -> Option<Self> {
        [Self::Refusal, Self::Report].into_iter().find(|one| one.code() == code)
    }
}

/// One letter that came back, or was complained about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// Names it.
    pub id: BounceId,
    /// Whose letter.
    pub subscriber: SubscriberId,
    /// Of which issue; none for the question.
    pub issue: Option<IssueId>,
    /// How it failed.
    pub kind: Kind,
    /// Where it was heard of.
    pub source: Source,
    /// What was said.
    pub reply: Reply,
}

/// One letter that came back, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastBounce {
    /// Names it.
    pub id: BounceId,
    /// Whose letter.
    pub subscriber: SubscriberId,
    /// Of which issue; none for the question.
    pub issue: Option<IssueId>,
    /// When it was heard of.
    pub at: Timestamp,
    /// How it failed.
    pub kind: Kind,
    /// Where it was heard of.
    pub source: Source,
    /// What was said.
    pub answer: String,
}

/// What is changed of bounces, applied by the store.
#[derive(Clone, Debug, PartialEq)]
pub enum BounceChange {
    /// It is remembered, and the letter counts as bounced.
    Note(Bounce),
    /// How often the address bounced.
    Score {
        /// Whose.
        subscriber: SubscriberId,
        /// How often.
        score: Score,
    },
    /// Nothing is remembered of it any more.
    Forget(SubscriberId),
}

/// What is told of a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// It was counted; the address is still written to.
    GoesOn,
    /// The address is written to no more.
    Ended,
}

/// What the house knows of a subscriber whose letter comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// How often the address bounced.
    pub score: Score,
    /// Whether an issue between the last hard bounce and this one arrived as far as anybody knows.
    pub arrived_between: bool,
    /// Whether this one's issue is later than that of the last hard bounce.
    pub later: bool,
    /// Why nothing is sent to it already.
    pub suppression: Option<Reason>,
}

/// Counts a bounce, and has the address written to no more when it is enough. The machinery does so. What its owner wished
/// stays as they said it: a letter that comes back late says nothing new of them.
pub fn bounce(
    subscriber: &Subscriber,
    mark: Option<Mark>,
    before: Before,
    bounce: Bounce,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, Counted> {
    let Before { score, arrived_between, later, suppression } = before;
    let reached = later && bounce.reply.is_of_a_mailbox();
    let counted = Bounced { kind: bounce.kind, issue: bounce.issue, arrived_between, reached };
    let (score, verdict) = score::count(score, counted, now);
    let reason = match verdict {
        Verdict::GoOn => None,
        Verdict::Enough => Some(Reason::Bounced),
        Verdict::Complained => Some(Reason::Complained),
    };
    let kind = bounce.kind;
    let commit = Commit::by(actor, now)
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Bounce(BounceChange::Score { subscriber: subscriber.id, score }))
        .change(Change::Bounce(BounceChange::Note(bounce)));
    let held = suppression.filter(|held| held.is_in_force());
    let new = reason.filter(|new| held.is_none_or(|held| !held.is_own_wish() && held != *new));
    let (Some(reason), Some(mark)) = (new, mark) else {
        let counted = if held.is_some() { Counted::Ended } else { Counted::GoesOn };
        return Decision::new(commit, counted);
    };
    let facts = json!({ "reason": reason, "kind": kind, "tenths": score.tenths });
    let commit = commit
        .change(Change::Suppress { mark, reason })
        .audit(SUPPRESSED, Subject::of(SUBSCRIBER, subscriber.id.uuid()), facts)
        .send(&Suppressed::of(&Suppression { mark, reason, at: now }));
    Decision::new(commit, Counted::Ended)
}

/// Has an address written to again: somebody knows better than its server.
///
/// # Errors
/// When the actor may not, or it is held back for another reason than bounces: whoever unsubscribed or complained says yes anew.
pub fn overrule(
    subscriber: &Subscriber,
    mark: Mark,
    suppression: Option<&Suppression>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ()>, Refusal> {
    actor.require(WRITE)?;
    let reason = suppression.map(|suppression| suppression.reason);
    if reason.is_some_and(Reason::is_own_wish) {
        return Err(Refusal::TheirOwnWish);
    }
    let commit = Commit::by(actor, now)
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Bounce(BounceChange::Forget(subscriber.id)))
        .audit(BOUNCE_OVERRULED, Subject::of(SUBSCRIBER, subscriber.id.uuid()), json!({}));
    let commit = match reason {
        Some(Reason::Bounced) => {
            let reason = Reason::Overruled;
            let lifted = commit.change(Change::Suppress { mark, reason });
            lifted.send(&Suppressed::of(&Suppression { mark, reason, at: now }))
        }
        _ => commit,
    };
    Ok(Decision::new(commit, ()))
}
