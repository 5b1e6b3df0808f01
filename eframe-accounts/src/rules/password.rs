use eframe_core::{Actor, Commit, Denied, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::writes;
use crate::Refusal;
use crate::event::{PasswordChanged, ResetAsked};
use crate::model::{Account, Change, PasswordHash, ProviderChange, Reset, Roles, State};
use crate::permission::action;

/// Gives an account a new password at its owner's wish. The old one was proven before. Every session ends
/// and every token is dropped, for whoever changes a password may have reason to; whoever asked starts a new session.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner, or when the account is off.
pub fn change_password(
    actor: &Actor,
    account: &Account,
    password: PasswordHash,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if actor.id() != account.id.actor() || !account.is_active() {
        return Err(Denied::SignIn.into());
    }
    let commit =
        Commit::by(actor, now).audit(action::CHANGE_PASSWORD, account.id.subject(), json!({}));
    Ok(renew(commit, account, password))
}

/// Notes that somebody wants a new password for an address. Whether it has an account is not asked.
pub fn ask_reset(reset: Reset, now: Timestamp) -> Commit<Change> {
    let asked = ResetAsked { reset: reset.id };
    Commit::by(&Actor::anonymous(), now).change(Change::AskReset(reset)).send(&asked)
}

/// Gives an account the password that the reader of its mails chose. Every session ends, every link and every
/// token is dropped, links to sign-ins elsewhere too, for somebody else may have made them, and nobody waits for attempts made before:
/// `attempts` is the row that counts them.
///
/// # Errors
/// [`Refusal::LinkDead`] when the link is too old, for another account, or the account is off.
pub fn reset_password(
    roles: &Roles,
    reset: &Reset,
    account: &Account,
    password: PasswordHash,
    attempts: Uuid,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if !reset.is_open(now) || reset.email.key() != account.email.key() || !account.is_active() {
        return Err(Refusal::LinkDead);
    }
    let owner = account.actor(roles);
    let commit =
        Commit::by(&owner, now).audit(action::RESET_PASSWORD, account.id.subject(), json!({}));
    Ok(renew(commit, account, password)
        .change(Change::Provider(ProviderChange::UnlinkAll(account.id)))
        .change(Change::ForgetAttempts { row: attempts }))
}

/// Keeps the same password under a hash of today's cost. Nothing else changes, and nobody need know.
pub fn rehash(account: &Account, password: PasswordHash, now: Timestamp) -> Commit<Change> {
    Commit::by(&Actor::system("accounts"), now)
        .guard(writes(account))
        .change(Change::SetState { account: account.id, state: State::Active { password } })
}

fn renew(commit: Commit<Change>, account: &Account, password: PasswordHash) -> Commit<Change> {
    let id = account.id;
    commit
        .guard(writes(account))
        .change(Change::SetState { account: id, state: State::Active { password } })
        .change(Change::EndSessionsOf { account: id, but: None })
        .change(Change::RevokeTokensOf(id))
        .change(Change::DropResetsFor { email_key: account.email.key() })
        .send(&PasswordChanged { account: id })
}
