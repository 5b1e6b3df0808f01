//! What people do to endpoints.

use eframe_core::{Actor, Commit, Decision, Guard, Timestamp, Version};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Change, OVERLAP_HOURS, Wish};
use crate::Refusal;
use crate::event::PING;
use crate::model::{
    Delivery, DeliveryState, Endpoint, EndpointId, Message, MessageId, Older, SecretMark, State,
    Why,
};
use crate::permission::{
    ADDED, CHANGED, MANAGE, PINGED, REMOVED, REPEATED, ROTATED, SWITCHED_OFF, SWITCHED_ON,
};

/// What becomes of the secret of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// Messages are signed with it too for a day.
    Kept,
    /// It counts no more at once: somebody may have learnt it.
    None,
}

/// The outcome of each is the endpoint it was about.
type Decided = Result<Decision<Change, EndpointId>, Refusal>;

/// Adds an endpoint; it is on.
///
/// # Errors
/// When the actor may not.
pub fn add(
    id: EndpointId,
    secret: SecretMark,
    wish: Wish,
    actor: &Actor,
    now: Timestamp,
) -> Decided {
    actor.require(MANAGE)?;
    let endpoint = Endpoint {
        id,
        about: wish.about,
        target: wish.target,
        events: wish.events,
        state: State::On,
        secret,
        older: None,
        created: now,
        failing_since: None,
        failures: 0,
        version: Version::FIRST,
    };
    let commit = Commit::by(actor, now).audit(ADDED, endpoint.subject(), facts(&endpoint));
    Ok(Decision::new(commit.change(Change::Add(Box::new(endpoint))), id))
}

/// Changes what it is called, where it is and of what it is told.
///
/// # Errors
/// When the actor may not.
pub fn change(endpoint: &Endpoint, wish: Wish, actor: &Actor, now: Timestamp) -> Decided {
    actor.require(MANAGE)?;
    let Wish { about, target, events } = wish;
    let elsewhere = target != endpoint.target;
    let new = Endpoint { about, target, events, ..endpoint.clone() };
    // What did not arrive at the old address says nothing of the new one.
    let new = if elsewhere { forgiven(new) } else { new };
    let facts = facts(&new);
    written(new, actor, now, |commit, new| commit.audit(CHANGED, new.subject(), facts))
}

/// Gives it another secret.
///
/// # Errors
/// When the actor may not.
pub fn rotate(
    endpoint: &Endpoint,
    secret: SecretMark,
    overlap: Overlap,
    actor: &Actor,
    now: Timestamp,
) -> Decided {
    actor.require(MANAGE)?;
    let until = now + SignedDuration::from_hours(OVERLAP_HOURS);
    let older = match overlap {
        Overlap::Kept => Some(Older { secret: endpoint.secret.clone(), until }),
        Overlap::None => None,
    };
    let facts = json!({ "olderUntil": older.as_ref().map(|older| older.until) });
    let new = Endpoint { secret, older, ..endpoint.clone() };
    written(new, actor, now, |commit, new| commit.audit(ROTATED, new.subject(), facts))
}

/// Switches it on: what waits goes on its way.
///
/// # Errors
/// When the actor may not, or it is on.
pub fn switch_on(endpoint: &Endpoint, actor: &Actor, now: Timestamp) -> Decided {
    actor.require(MANAGE)?;
    if endpoint.is_on() {
        return Err(Refusal::IsOn);
    }
    let new = forgiven(Endpoint { state: State::On, ..endpoint.clone() });
    written(new, actor, now, |commit, new| commit.audit(SWITCHED_ON, new.subject(), json!({})))
}

/// Switches it off. What waits stays, and goes on its way when it is switched on again.
///
/// # Errors
/// When the actor may not, or it is off.
pub fn switch_off(endpoint: &Endpoint, why: Why, actor: &Actor, now: Timestamp) -> Decided {
    actor.require(MANAGE)?;
    if !endpoint.is_on() {
        return Err(Refusal::IsOff);
    }
    let new = Endpoint { state: State::Off { why, since: now }, ..endpoint.clone() };
    // Whoever did so knows; what the machinery did somebody is to see.
    let new = if why == Why::Person { forgiven(new) } else { new };
    let facts = json!({ "why": why });
    written(new, actor, now, |commit, new| commit.audit(SWITCHED_OFF, new.subject(), facts))
}

/// Takes it away.
///
/// # Errors
/// When the actor may not.
pub fn remove(endpoint: &Endpoint, actor: &Actor, now: Timestamp) -> Decided {
    actor.require(MANAGE)?;
    let commit = Commit::by(actor, now)
        .guard(hold(endpoint))
        .change(Change::Remove(endpoint.id))
        .audit(REMOVED, endpoint.subject(), facts(endpoint));
    Ok(Decision::new(commit, endpoint.id))
}

/// Sends it a message that tells of nothing, to try it out.
///
/// # Errors
/// When the actor may not, or it is off.
pub fn ping(
    endpoint: &Endpoint,
    message: MessageId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MessageId>, Refusal> {
    actor.require(MANAGE)?;
    if !endpoint.is_on() {
        return Err(Refusal::IsOff);
    }
    let data = json!({ "endpoint": endpoint.id });
    let ping = Message { id: message, event: PING.to_owned(), at: now, data };
    let commit = Commit::by(actor, now)
        .change(Change::Send(Box::new(ping), vec![endpoint.id]))
        .audit(PINGED, endpoint.subject(), json!({ "message": message }));
    Ok(Decision::new(commit, message))
}

/// Sends it a message once more: the same, under the same id.
///
/// # Errors
/// When the actor may not, the endpoint is off, or the message waits already.
pub fn repeat(endpoint: &Endpoint, delivery: &Delivery, actor: &Actor, now: Timestamp) -> Decided {
    actor.require(MANAGE)?;
    if !endpoint.is_on() {
        return Err(Refusal::IsOff);
    }
    if matches!(delivery.state, DeliveryState::Waiting { .. }) {
        return Err(Refusal::Waits);
    }
    let commit = Commit::by(actor, now)
        .change(Change::Repeat(delivery.message, endpoint.id))
        .audit(REPEATED, endpoint.subject(), json!({ "message": delivery.message }));
    Ok(Decision::new(commit, endpoint.id))
}

/// Sends it all once more that failed and is not older than what is kept.
///
/// # Errors
/// When the actor may not, or the endpoint is off.
pub fn repeat_failed(
    endpoint: &Endpoint,
    kept: SignedDuration,
    actor: &Actor,
    now: Timestamp,
) -> Decided {
    actor.require(MANAGE)?;
    if !endpoint.is_on() {
        return Err(Refusal::IsOff);
    }
    let commit = Commit::by(actor, now).change(Change::RepeatFailed(endpoint.id, kept)).audit(
        REPEATED,
        endpoint.subject(),
        json!({ "message": "failed" }),
    );
    Ok(Decision::new(commit, endpoint.id))
}

/// The same with nothing held against it.
fn forgiven(endpoint: Endpoint) -> Endpoint {
    Endpoint { failing_since: None, failures: 0, ..endpoint }
}

fn written(
    new: Endpoint,
    actor: &Actor,
    now: Timestamp,
    audit: impl FnOnce(Commit<Change>, &Endpoint) -> Commit<Change>,
) -> Decided {
    let id = new.id;
    let commit = audit(Commit::by(actor, now).guard(hold(&new)), &new);
    Ok(Decision::new(commit.change(Change::Write(Box::new(new))), id))
}

fn hold(endpoint: &Endpoint) -> Guard {
    Guard::write("webhooks_endpoint", endpoint.id.uuid(), endpoint.version)
}

/// What the audit log says of an endpoint: not the whole address, which may be a secret of its receiver's.
fn facts(endpoint: &Endpoint) -> Value {
    json!({
        "about": endpoint.about,
        "origin": endpoint.target.origin(),
        "events": endpoint.events,
    })
}

#[cfg(test)]
mod tests;
