use eframe_core::{Actor, Commit, Denied, Language, Permission, Timestamp, Version};
use serde_json::{Value, json};

use super::invitation::fallen;
use super::{owns_the_set, writes};
use crate::Refusal;
use crate::event::{Opened, RolesChanged, Switched};
use crate::model::{
    Account, AccountId, Change, Directory, EmailAddress, Invitation, InvitationId, Membership,
    PasswordHash, Role, Roles, State,
};
use crate::permission::{self, action};

/// Someone whom the host already knows: for moving people in from elsewhere, and for examples.
#[derive(Clone, Debug)]
pub struct Registration {
    /// What they sign in with.
    pub email: EmailAddress,
    /// The name others see.
    pub name: String,
    /// The language of their mails.
    pub language: Language,
    /// Their roles.
    pub memberships: Vec<Membership>,
}

/// Opens an account without an invitation.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::REGISTER`] or the right to give these roles; [`Refusal::Invalid`].
pub fn register(
    actor: &Actor,
    roles: &Roles,
    registration: Registration,
    id: AccountId,
    password: PasswordHash,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::REGISTER)?;
    let memberships = roles.checked(registration.memberships)?;
    let facts = json!({ "roles": &memberships });
    let account = Account {
        id,
        email: registration.email,
        name: registration.name,
        language: registration.language,
        state: State::Active { password },
        memberships,
        second_factor: None,
        version: Version::FIRST,
    };
    Ok(Commit::by(actor, now)
        .change(Change::OpenAccount(account))
        .audit(action::REGISTER, id.subject(), facts)
        .send(&Opened { account: id }))
}

/// Gives an account exactly these roles. Every session of it ends, so that nothing old acts with new rights
/// or the other way about; and of its invitations that wait, `sent`, those are taken back that it may send no more.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::GRANT`] for each role that is given or taken, or for any of those that stay where
/// none is; [`Refusal::OnYourself`], [`Refusal::LastAdministrator`], [`Refusal::Invalid`].
pub fn change_roles(
    actor: &Actor,
    roles: &Roles,
    directory: &Directory,
    account: &Account,
    sent: &[Invitation],
    wanted: Vec<Membership>,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    let (given, taken) = difference(&account.memberships, &wanted);
    for one in given.iter().chain(&taken) {
        may_grant(actor, roles, permission::GRANT, one)?;
    }
    let grants = |one| may_grant(actor, roles, permission::GRANT, one).is_ok();
    if given.is_empty() && taken.is_empty() && !account.memberships.iter().any(grants) {
        // It ends sessions all the same.
        actor.require(permission::GRANT)?;
    }
    actor_is_known(actor)?;
    let kept: Vec<_> = wanted.iter().filter(|one| !given.contains(one)).cloned().collect();
    let mut memberships = roles.checked(given.clone())?;
    memberships.extend(kept);
    memberships.sort();
    memberships.dedup();

    let mut commit = Commit::by(actor, now).guard(writes(account));
    if taken.iter().any(|one| roles.is_administrator(one)) && account.is_active() {
        commit = commit.guard(leave(actor, directory, account.id)?);
    }
    let after = Account { memberships, ..account.clone() };
    let facts = json!({ "given": given, "taken": taken });
    let (commit, facts) = with_fallen(commit, facts, fallen(roles, &after, sent));
    Ok(commit
        .change(Change::SetMemberships { account: account.id, memberships: after.memberships })
        .change(Change::EndSessionsOf { account: account.id, but: None })
        .audit(action::GRANT, account.id.subject(), facts)
        .send(&RolesChanged { account: account.id }))
}

/// Switches an account off: from then on no session and no token of it is served, and its invitations that wait, `sent`, are
/// taken back.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::SWITCH`]; [`Refusal::OnYourself`], [`Refusal::LastAdministrator`].
pub fn switch_off(
    actor: &Actor,
    roles: &Roles,
    directory: &Directory,
    account: &Account,
    sent: &[Invitation],
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::SWITCH)?;
    if actor.id() == account.id.actor() {
        return Err(Refusal::OnYourself);
    }
    let mut commit = Commit::by(actor, now).guard(writes(account));
    if account.administers(roles) {
        commit = commit.guard(leave(actor, directory, account.id)?);
    }
    let state = State::Off { password: account.password().clone() };
    let after = Account { state: state.clone(), ..account.clone() };
    let (commit, facts) = with_fallen(commit, json!({}), fallen(roles, &after, sent));
    Ok(commit
        .change(Change::SetState { account: account.id, state })
        .change(Change::EndSessionsOf { account: account.id, but: None })
        .audit(action::SWITCH_OFF, account.id.subject(), facts)
        .send(&Switched { account: account.id }))
}

/// Switches an account on again, with the password and the roles it had.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::SWITCH`].
pub fn switch_on(
    actor: &Actor,
    account: &Account,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::SWITCH)?;
    let state = State::Active { password: account.password().clone() };
    Ok(Commit::by(actor, now)
        .guard(writes(account))
        .change(Change::SetState { account: account.id, state })
        .audit(action::SWITCH_ON, account.id.subject(), json!({}))
        .send(&Switched { account: account.id }))
}

/// Changes the name others see and the language of mails: everyone their own.
///
/// # Errors
/// [`Refusal::Denied`] for anyone else.
pub fn change_profile(
    actor: &Actor,
    account: &Account,
    name: String,
    language: Language,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if actor.id() != account.id.actor() {
        return Err(Denied::SignIn.into());
    }
    Ok(Commit::by(actor, now).guard(writes(account)).change(Change::SetProfile {
        account: account.id,
        name,
        language,
    }))
}

/// Whether the actor may give or take a role there. A right that holds for one organisation reaches only the
/// roles of that organisation, and of those only what the actor may do there as well: nobody passes on more than
/// they have.
pub(crate) fn may_grant(
    actor: &Actor,
    roles: &Roles,
    permission: Permission,
    one: &Membership,
) -> Result<(), Denied> {
    let Some(organisation) = one.organisation else { return actor.require(permission) };
    if actor.may(permission) {
        return Ok(());
    }
    let passed_on = roles.get(&one.role).map(Role::permissions).unwrap_or_default();
    let needed = [&[permission], passed_on].concat();
    needed.into_iter().try_for_each(|permission| actor.require_for(permission, organisation))
}

/// Adds that invitations fall, and says which.
fn with_fallen(
    commit: Commit<Change>,
    mut facts: Value,
    fallen: Vec<InvitationId>,
) -> (Commit<Change>, Value) {
    if fallen.is_empty() {
        return (commit, facts);
    }
    facts["withdrawn"] = json!(fallen);
    (commit.change(Change::WithdrawInvitations(fallen)), facts)
}

/// The guard under which an administrator leaves the set.
fn leave(
    actor: &Actor,
    directory: &Directory,
    leaver: AccountId,
) -> Result<eframe_core::Guard, Refusal> {
    if !directory.administrators.iter().any(|&one| one != leaver) {
        return Err(Refusal::LastAdministrator);
    }
    if actor.id() == leaver.actor() {
        return Err(Refusal::OnYourself);
    }
    Ok(owns_the_set(directory.version))
}

fn actor_is_known(actor: &Actor) -> Result<(), Denied> {
    if actor.is_anonymous() { Err(Denied::SignIn) } else { Ok(()) }
}

/// What is new in the second list, and what of the first is no longer in it.
fn difference(held: &[Membership], wanted: &[Membership]) -> (Vec<Membership>, Vec<Membership>) {
    let given = wanted.iter().filter(|one| !held.contains(one)).cloned().collect();
    let taken = held.iter().filter(|one| !wanted.contains(one)).cloned().collect();
    (given, taken)
}
