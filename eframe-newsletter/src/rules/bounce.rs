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

/// One letter that came back, or was complained about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// Names it.
    pub id: BounceId,
    /// Whose letter.
    pub subscriber: SubscriberId,
    /// Of which issue.
    pub issue: IssueId,
    /// How it failed.
    pub kind: Kind,
    /// Where it was heard of.
    pub source: Source,
    /// What was said.
    pub reply: Reply,
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

/// Counts a bounce, and has the address written to no more when it is enough. The machinery does so.
pub fn bounce(
    subscriber: &Subscriber,
    mark: Option<Mark>,
    (score, arrived_between): (Score, bool),
    bounce: Bounce,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, Counted> {
    let counted = Bounced { kind: bounce.kind, issue: bounce.issue, arrived_between };
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
    let (Some(reason), Some(mark)) = (reason, mark) else {
        return Decision::new(commit, Counted::GoesOn);
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
    if !matches!(reason, None | Some(Reason::Bounced | Reason::Overruled)) {
        return Err(Refusal::TheirOwnWish);
    }
    let commit = Commit::by(actor, now)
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Bounce(BounceChange::Forget(subscriber.id)))
        .audit(BOUNCE_OVERRULED, Subject::of(SUBSCRIBER, subscriber.id.uuid()), json!({}));
    let commit = match reason {
        Some(Reason::Bounced) => {
            commit.change(Change::Suppress { mark, reason: Reason::Overruled })
        }
        _ => commit,
    };
    Ok(Decision::new(commit, ()))
}
