use eframe_core::{Actor, Commit, Digest, FieldErrors, Timestamp};
use serde_json::json;

use super::factor::{counting, is_own, written};
use super::{reads, writes};
use crate::event::{FactorAdded, FactorKind};
use crate::model::{
    Account, Change, FactorChange, Factors, Halfway, Passkey, PasskeyEnrolment, Question, SessionId,
};
use crate::permission::action;
use crate::{PasskeyRefusal, Refusal};

/// So many one account may have: a person has a handful of devices.
const MOST: usize = 20;
/// A name has at most so many characters.
const LONGEST_NAME: usize = 60;

/// Begins to make a passkey, for this session alone. It counts for nothing until [`confirm_passkey`]. The password was
/// proven before.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::Invalid`] without a name of 1 to 60 characters;
/// [`PasskeyRefusal::TooMany`] from the twentieth on.
pub fn begin_passkey(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    enrolment: PasskeyEnrolment,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    let name = &enrolment.name;
    let mut errors = FieldErrors::new();
    let named = !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME;
    errors.check(named, "name", "accounts.passkey.name-wrong");
    errors.finish(())?;
    if factors.passkeys.len() >= MOST {
        return Err(Refusal::Passkey(PasskeyRefusal::TooMany));
    }
    let commit = Commit::by(actor, now).guard(reads(account));
    let new = factors.version.is_none();
    let begun = FactorChange::BeginPasskey { enrolment, new };
    Ok(written(commit, factors).change(Change::Factor(account.id, begun)))
}

/// Lets the passkey count that this session made. The first second factor comes with recovery codes, of which `codes` are the
/// hashes; any other leaves them as they are. Every session ends, and whoever asked starts a new one.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::NothingBegun`] when this session makes none, or no longer.
pub fn confirm_passkey(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    session: SessionId,
    passkey: Passkey,
    codes: &[Digest],
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    factors.passkey_enrolment_in(session, now).ok_or(Refusal::NothingBegun)?;
    let id = account.id;
    let commit = written(Commit::by(actor, now).guard(writes(account)), factors)
        .change(Change::Factor(id, FactorChange::CountPasskey(passkey)));
    let facts = json!({ "kind": "passkey", "replaces": false });
    Ok(counting(commit, account, factors, codes, now)
        .audit(action::ADD_FACTOR, id.subject(), facts)
        .send(&FactorAdded { account: id, replaces: false, kind: FactorKind::Passkey }))
}

/// Uses the question up that was answered wrongly: another passkey begins anew.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::NothingBegun`].
pub fn give_up_passkey(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    session: SessionId,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    factors.passkey_enrolment_in(session, now).ok_or(Refusal::NothingBegun)?;
    let commit = written(Commit::by(actor, now).guard(reads(account)), factors);
    Ok(commit.change(Change::Factor(account.id, FactorChange::GiveUpPasskey)))
}

/// Puts another question in the place of the one that was answered wrongly.
pub fn ask_anew(
    actor: &Actor,
    halfway: &Halfway,
    question: Question,
    now: Timestamp,
) -> Commit<Change> {
    Commit::by(actor, now).change(Change::AskAnew { halfway: halfway.id, question })
}
