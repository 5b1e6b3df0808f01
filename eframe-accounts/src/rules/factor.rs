use eframe_core::{Actor, Commit, Denied, Digest, Guard, Timestamp};
use serde_json::json;

use super::{reads, table, writes};
use crate::event::{FactorAdded, FactorKind, FactorRemoved, RecoveryMade, RecoveryUsed, Remover};
use crate::model::{
    Account, AccountId, App, Change, Enrolment, FactorChange, Factors, Part, Proof, Roles, Seed,
    SessionId,
};
use crate::permission::{self, action};
use crate::{PasskeyRefusal, Refusal};

/// Begins to set an app up, for this session alone. What counted before still does, and the new one for nothing until
/// [`confirm_app`]. The password was proven before.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner.
pub fn begin_app(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    seed: Seed,
    session: SessionId,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    let enrolment = Enrolment { seed, session, begun: now };
    let commit = Commit::by(actor, now).guard(reads(account));
    let new = factors.version.is_none();
    let begun = FactorChange::BeginApp { enrolment, new };
    Ok(written(commit, factors).change(Change::Factor(account.id, begun)))
}

/// Lets the app that was set up count, for its code of `step` was right; that one code has thereby counted. The first
/// second factor comes with recovery codes, of which `codes` are the hashes; any other leaves
/// them as they are. Every session ends, and whoever asked starts a new one.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::NothingBegun`] when this session sets none up, or no longer.
pub fn confirm_app(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    session: SessionId,
    step: i64,
    codes: &[Digest],
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    let enrolment = factors.enrolment_in(session, now).ok_or(Refusal::NothingBegun)?;
    let id = account.id;
    let app = App { seed: enrolment.seed.clone(), used: step };
    let replaces = factors.app.is_some();
    let facts = json!({ "kind": "app", "replaces": replaces });
    let commit = written(Commit::by(actor, now).guard(writes(account)), factors)
        .change(Change::Factor(id, FactorChange::CountApp(app)));
    Ok(counting(commit, account, factors, codes, now)
        .audit(action::ADD_FACTOR, id.subject(), facts)
        .send(&FactorAdded { account: id, replaces, kind: FactorKind::App }))
}

/// What follows when one more counts: the first brings recovery codes, and every session ends.
pub(super) fn counting(
    mut commit: Commit<Change>,
    account: &Account,
    factors: &Factors,
    codes: &[Digest],
    now: Timestamp,
) -> Commit<Change> {
    let id = account.id;
    if !factors.is_any() {
        commit = commit.change(recovery(id, codes));
    }
    if account.second_factor.is_none() {
        commit = commit.change(Change::Factor(id, FactorChange::SetSince(Some(now))));
    }
    commit.change(Change::EndSessionsOf { account: id, but: None })
}

/// Makes new recovery codes, of which `codes` are the hashes; the old ones end. The password was proven before.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::NoSecondFactor`].
pub fn renew_codes(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    codes: &[Digest],
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    if !factors.is_any() {
        return Err(Refusal::NoSecondFactor);
    }
    let id = account.id;
    Ok(written(Commit::by(actor, now).guard(reads(account)), factors)
        .change(recovery(id, codes))
        .audit(action::MAKE_RECOVERY, id.subject(), json!({ "codes": codes.len() }))
        .send(&RecoveryMade { account: id }))
}

/// Takes one of one's own second factors away; with the last one the recovery codes go, as in [`remove_factor`]. The
/// password was proven before. Every session ends, and whoever asked starts a new one.
///
/// # Errors
/// Those of [`remove_factor`]; [`Refusal::NoSecondFactor`] when there is no such one.
pub fn remove_part(
    actor: &Actor,
    roles: &Roles,
    account: &Account,
    factors: &Factors,
    part: Part,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    let (there, left, kind, change) = match part {
        Part::App => {
            let (there, left) = (factors.app.is_some(), factors.passkeys.len());
            (there, left, FactorKind::App, FactorChange::DropApp)
        }
        Part::Passkey(which) => {
            let others = factors.passkeys.iter().filter(|one| one.id != which).count();
            let there = others < factors.passkeys.len();
            let left = others + usize::from(factors.app.is_some());
            (there, left, FactorKind::Passkey, FactorChange::DropPasskey(which))
        }
    };
    if !there {
        return Err(Refusal::NoSecondFactor);
    }
    if left == 0 {
        return remove_factor(actor, roles, account, factors, now);
    }
    let id = account.id;
    Ok(written(Commit::by(actor, now).guard(writes(account)), factors)
        .change(Change::Factor(id, change))
        .change(Change::EndSessionsOf { account: id, but: None })
        .audit(action::REMOVE_FACTOR, id.subject(), json!({ "kind": kind, "left": left }))
        .send(&FactorRemoved { account: id, by: Remover::Owner, kind: Some(kind) }))
}

/// Takes one's own second factor away, with its recovery codes. The password was proven before. Every session ends, and
/// whoever asked starts a new one.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::SecondFactorNeeded`] when a role asks for one;
/// [`Refusal::NoSecondFactor`].
pub fn remove_factor(
    actor: &Actor,
    roles: &Roles,
    account: &Account,
    factors: &Factors,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    if roles.ask_second_factor(&account.memberships) {
        return Err(Refusal::SecondFactorNeeded);
    }
    let commit = dropped(actor, account, factors, Remover::Owner, now)?;
    Ok(commit.audit(action::REMOVE_FACTOR, account.id.subject(), json!({})))
}

/// Takes somebody's second factor away who lost it. They are signed out everywhere, and get a letter; where a role asks
/// for one they set a new one up when they next come.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::TAKE_FACTOR`]; [`Refusal::OnYourself`]; [`Refusal::NoSecondFactor`].
pub fn take_factor(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::TAKE_FACTOR)?;
    if actor.id() == account.id.actor() {
        return Err(Refusal::OnYourself);
    }
    let commit = dropped(actor, account, factors, Remover::Administration, now)?;
    Ok(commit.audit(action::TAKE_FACTOR, account.id.subject(), json!({})))
}

/// Lets a proof count, once: whoever shows the same again, also in the same moment, is refused.
///
/// # Errors
/// [`Refusal::WrongCode`] or [`PasskeyRefusal::Wrong`] when it counted before, or never did.
pub(super) fn spend(
    commit: Commit<Change>,
    factors: &Factors,
    proof: Proof,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if !factors.accept(&proof) {
        return Err(match proof {
            Proof::Passkey(_) => Refusal::Passkey(PasskeyRefusal::Wrong),
            Proof::Step(_) | Proof::Recovery(_) => Refusal::WrongCode,
        });
    }
    let account = factors.account;
    let commit = written(commit, factors);
    Ok(match proof {
        Proof::Step(step) => commit.change(Change::Factor(account, FactorChange::UseStep(step))),
        Proof::Passkey(signed) => {
            commit.change(Change::Factor(account, FactorChange::UsePasskey { signed, at: now }))
        }
        Proof::Recovery(code) => {
            let left = factors.recovery.len().saturating_sub(1);
            commit
                .change(Change::Factor(account, FactorChange::UseRecovery(code)))
                .audit(action::USE_RECOVERY, account.subject(), json!({ "left": left }))
                .send(&RecoveryUsed { account, left })
        }
    })
}

fn dropped(
    actor: &Actor,
    account: &Account,
    factors: &Factors,
    by: Remover,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if account.second_factor.is_none() {
        return Err(Refusal::NoSecondFactor);
    }
    let id = account.id;
    Ok(written(Commit::by(actor, now).guard(writes(account)), factors)
        .change(Change::Factor(id, FactorChange::Drop))
        .change(Change::Factor(id, FactorChange::SetSince(None)))
        .change(Change::EndSessionsOf { account: id, but: None })
        .send(&FactorRemoved { account: id, by, kind: None }))
}

fn recovery(account: AccountId, codes: &[Digest]) -> Change {
    Change::Factor(account, FactorChange::SetRecovery(codes.to_vec()))
}

/// The guard of the row that owns the factors; where there is none yet, the store refuses a second one.
pub(super) fn written(commit: Commit<Change>, factors: &Factors) -> Commit<Change> {
    match factors.version {
        Some(version) => commit.guard(Guard::write(table::FACTOR, factors.account.uuid(), version)),
        None => commit,
    }
}

pub(super) fn is_own(actor: &Actor, account: &Account) -> Result<(), Denied> {
    let own = actor.id() == account.id.actor() && account.is_active();
    if own { Ok(()) } else { Err(Denied::SignIn) }
}

#[cfg(test)]
mod tests;
