use eframe_core::{Actor, Commit, Denied, Timestamp};
use jiff::SignedDuration;

use super::factor::spend;
use super::reads;
use crate::Refusal;
use crate::model::{
    Account, Change, Factors, Halfway, Over, Proof, Roles, Session, SessionId, SessionLimits,
};

/// A session's last use is written down once in this time, not at each request.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Starts a session for an account that proved who it is. The session was made for it alone: no id from
/// before sign-in lives on. An account that is switched off in the same moment gets none.
///
/// # Errors
/// [`Refusal::WrongPassword`] when the account is off, which nobody is told.
pub fn start(
    roles: &Roles,
    account: &Account,
    session: Session,
) -> Result<Commit<Change>, Refusal> {
    if !account.is_active() {
        return Err(Refusal::WrongPassword);
    }
    let now = session.started;
    Ok(Commit::by(&account.actor(roles), now)
        .guard(reads(account))
        .change(Change::StartSession(session)))
}

/// Notes that the password was right and the second factor is still owed.
///
/// # Errors
/// [`Refusal::WrongPassword`] when the account is off, which nobody is told.
pub fn owe(roles: &Roles, account: &Account, halfway: Halfway) -> Result<Commit<Change>, Refusal> {
    if !account.is_active() {
        return Err(Refusal::WrongPassword);
    }
    let now = halfway.began;
    Ok(Commit::by(&account.actor(roles), now)
        .guard(reads(account))
        .change(Change::StartHalfway(halfway)))
}

/// Ends a sign-in by the second factor: the proof counts, and the session starts, in one.
///
/// # Errors
/// [`Refusal::TooLate`] when nobody waits for the second factor any more; [`Refusal::WrongCode`] or
/// [`PasskeyRefusal::Wrong`](crate::PasskeyRefusal::Wrong) when the proof counted before.
pub fn finish(
    roles: &Roles,
    account: &Account,
    factors: &Factors,
    halfway: &Halfway,
    proof: Proof,
    session: Session,
) -> Result<Commit<Change>, Refusal> {
    let now = session.started;
    if !halfway.is_open(now) || halfway.account != account.id || !account.is_active() {
        return Err(Refusal::TooLate);
    }
    let commit = Commit::by(&account.actor(roles), now).guard(reads(account));
    Ok(spend(commit, factors, proof, now)?
        .change(Change::EndHalfway(halfway.id))
        .change(Change::StartSession(session)))
}

/// Whether enough time has gone by to write a session's last use down.
pub fn is_worth_noting(session: &Session, now: Timestamp) -> bool {
    now.duration_since(session.seen) >= NOTED_EVERY
}

/// Notes that a session was used.
pub fn touch(actor: &Actor, session: SessionId, now: Timestamp) -> Commit<Change> {
    Commit::by(actor, now).change(Change::TouchSession { session, seen: now })
}

/// Ends one session: everyone their own.
///
/// # Errors
/// [`Refusal::Denied`] for anyone else's, and for whoever acts as less than they are.
pub fn end_session(
    actor: &Actor,
    session: &Session,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require_whole()?;
    if session.account.actor() != actor.id() {
        return Err(Denied::SignIn.into());
    }
    Ok(Commit::by(actor, now).change(Change::EndSession(session.id)))
}

/// Ends every session of the account but this one.
pub fn end_others(
    actor: &Actor,
    account: &Account,
    kept: Option<SessionId>,
    now: Timestamp,
) -> Commit<Change> {
    Commit::by(actor, now).change(Change::EndSessionsOf { account: account.id, but: kept })
}

/// Clears away what no longer counts: sessions, tokens, resets and counts of attempts that are over.
pub fn sweep(limits: SessionLimits, now: Timestamp) -> Commit<Change> {
    let ago = |span| now.checked_sub(span).unwrap_or(now);
    Commit::by(&Actor::system("accounts"), now).change(Change::Sweep(Over {
        now,
        sessions_started_before: ago(limits.absolute),
        sessions_seen_before: ago(limits.idle),
        halfways_begun_before: ago(Halfway::LIFE),
    }))
}
