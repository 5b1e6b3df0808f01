use eframe_core::{Actor, ActorKind, Commit, Language, Timestamp, Version};
use jiff::SignedDuration;
use serde_json::json;

use super::account::may_grant;
use super::{reads, settles, writes};
use crate::Refusal;
use crate::event::{Invited, Opened, RolesChanged};
use crate::model::{
    Account, AccountId, Change, EmailAddress, Invitation, InvitationId, InvitationState,
    Membership, PasswordHash, Reach, Role, Roles, State, ThrottleKey,
};
use crate::permission::{self, action};

/// How long an invitation waits.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The wish to invite somebody.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Whom.
    pub email: EmailAddress,
    /// The name the inviter knows them by.
    pub name: String,
    /// The language of the mail.
    pub language: Language,
    /// The roles that come with it, at least one.
    pub memberships: Vec<Membership>,
}

/// Who comes in by a link: what they say of themselves.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The id of the account to be.
    pub id: AccountId,
    /// The name others will see.
    pub name: String,
    /// The language of their mails.
    pub language: Language,
    /// Their password, hashed.
    pub password: PasswordHash,
}

/// Invites somebody. Whether they have an account already makes no difference, so nobody learns it this way.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::INVITE`] for every role that comes with it, or
/// [`permission::INVITE_TO_ORGANISATIONS`] for roles of organisations; [`Refusal::BeyondOrganisations`];
/// [`Refusal::Invalid`].
pub fn invite(
    actor: &Actor,
    roles: &Roles,
    wish: Invite,
    id: InvitationId,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if wish.memberships.is_empty() {
        if !actor.may(permission::INVITE_TO_ORGANISATIONS) {
            actor.require(permission::INVITE)?;
        }
        return Err(eframe_core::FieldErrors::one("roles", "accounts.desk.roles.empty").into());
    }
    for one in &wish.memberships {
        may_invite(actor, roles, one)?;
    }
    let by = (actor.kind() == ActorKind::Person).then(|| AccountId::new(actor.id().uuid()));
    let invitation = Invitation {
        id,
        sender: by,
        email: wish.email,
        name: wish.name,
        language: wish.language,
        memberships: roles.checked(wish.memberships)?,
        sent: now,
        expires: now.checked_add(GOOD_FOR).unwrap_or(now),
        state: InvitationState::Open,
        version: Version::FIRST,
    };
    let facts = json!({ "roles": &invitation.memberships });
    Ok(Commit::by(actor, now)
        .audit(action::INVITE, invitation.subject(), facts)
        .change(Change::SendInvitation(invitation))
        .send(&Invited { invitation: id, by }))
}

/// What an invitation counts against: each is a letter in the site's name to an address that somebody only claims to
/// know. Whoever may invite to any organisation is trusted with that, and the system too.
pub fn counted_for(actor: &Actor, wish: &Invite) -> Vec<ThrottleKey> {
    let trusted = [permission::INVITE, permission::INVITE_TO_ORGANISATIONS];
    if trusted.into_iter().any(|everywhere| actor.may(everywhere)) {
        return Vec::new();
    }
    let by = AccountId::new(actor.id().uuid());
    vec![ThrottleKey::InvitationsBy(by), ThrottleKey::InvitationsTo(wish.email.key())]
}

/// Takes an invitation back.
///
/// # Errors
/// [`Refusal::Denied`] and [`Refusal::BeyondOrganisations`] for whoever may not send it; [`Refusal::LinkDead`] when
/// it was accepted or taken back.
pub fn withdraw(
    actor: &Actor,
    roles: &Roles,
    invitation: &Invitation,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    for one in &invitation.memberships {
        may_invite(actor, roles, one)?;
    }
    if invitation.state != InvitationState::Open {
        return Err(Refusal::LinkDead);
    }
    let state = InvitationState::Withdrawn;
    Ok(Commit::by(actor, now)
        .guard(settles(invitation))
        .change(Change::SetInvitation { invitation: invitation.id, state })
        .audit(action::WITHDRAW, invitation.subject(), json!({})))
}

/// Whether an invitation stands still: it falls with the right of whoever sent it. `sender` is their account as it is now;
/// what the system sent stands by itself.
pub(crate) fn stands(roles: &Roles, invitation: &Invitation, sender: Option<&Account>) -> bool {
    match invitation.sender {
        None => true,
        Some(id) => sender.is_some_and(|sender| {
            sender.id == id && sender.is_active() && passes_on(roles, sender, invitation)
        }),
    }
}

/// Whether the roles of an account permit to send this invitation. Whether its owner has the second factor at hand that a
/// role asks for is not looked at: that keeps them from acting, and takes nothing from them.
fn passes_on(roles: &Roles, sender: &Account, invitation: &Invitation) -> bool {
    let grants = roles.grants(&sender.memberships);
    let actor = Actor::person(sender.id.actor(), &*sender.name, grants);
    invitation.memberships.iter().all(|one| may_invite(&actor, roles, one).is_ok())
}

/// Those of its open invitations that an account may send no more, once it is as it is here.
pub(super) fn fallen(roles: &Roles, sender: &Account, sent: &[Invitation]) -> Vec<InvitationId> {
    let falls = |one: &&Invitation| !stands(roles, one, Some(sender));
    sent.iter().filter(falls).map(|one| one.id).collect()
}

/// Opens an account for whoever holds the link, with the roles of the invitation. `sender` is the account of who sent it, as
/// it is now.
///
/// That the address has no account yet is not asked here: the store says so when it is false.
///
/// # Errors
/// [`Refusal::LinkDead`].
pub fn accept_as_newcomer(
    roles: &Roles,
    invitation: &Invitation,
    sender: Option<&Account>,
    newcomer: Newcomer,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    let account = Account {
        id: newcomer.id,
        email: invitation.email.clone(),
        name: newcomer.name,
        language: newcomer.language,
        state: State::Active { password: newcomer.password },
        memberships: invitation.memberships.clone(),
        second_factor: None,
        version: Version::FIRST,
    };
    let id = account.id;
    let commit = settle(roles, &account, invitation, sender, now)?;
    Ok(commit.change(Change::OpenAccount(account)).send(&Opened { account: id }))
}

/// Adds the roles of the invitation to the account that is signed in. Its sessions end, for its rights change. `sender` is the
/// account of who sent it, as it is now.
///
/// # Errors
/// [`Refusal::OtherAccount`] when the invitation is for another address; [`Refusal::LinkDead`].
pub fn accept_with_account(
    roles: &Roles,
    invitation: &Invitation,
    sender: Option<&Account>,
    account: &Account,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if account.email.key() != invitation.email.key() || !account.is_active() {
        return Err(Refusal::OtherAccount);
    }
    let mut memberships = account.memberships.clone();
    memberships.extend(invitation.memberships.iter().cloned());
    memberships.sort();
    memberships.dedup();
    let commit = settle(roles, account, invitation, sender, now)?;
    Ok(commit
        .guard(writes(account))
        .change(Change::SetMemberships { account: account.id, memberships })
        .change(Change::EndSessionsOf { account: account.id, but: None })
        .send(&RolesChanged { account: account.id }))
}

/// Whether the actor may invite somebody with this role. Beside whoever may [`permission::INVITE`] there, those with
/// [`permission::INVITE_TO_ORGANISATIONS`] may, as long as the role does not hold everywhere; a role that the host
/// does not know gives nothing, and is refused for that where roles are checked.
pub(crate) fn may_invite(actor: &Actor, roles: &Roles, one: &Membership) -> Result<(), Refusal> {
    let denied = match may_grant(actor, roles, permission::INVITE, one) {
        Ok(()) => return Ok(()),
        Err(denied) => denied,
    };
    if !actor.may(permission::INVITE_TO_ORGANISATIONS) {
        return Err(denied.into());
    }
    match roles.get(&one.role).map(Role::reach) {
        Some(Reach::Everywhere) => Err(Refusal::BeyondOrganisations { role: one.role.clone() }),
        Some(Reach::Organisation) | None => Ok(()),
    }
}

fn settle(
    roles: &Roles,
    account: &Account,
    invitation: &Invitation,
    sender: Option<&Account>,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if !invitation.is_open(now) || !stands(roles, invitation, sender) {
        return Err(Refusal::LinkDead);
    }
    let by = account.id;
    let state = InvitationState::Accepted(by);
    let mut commit = Commit::by(&account.actor(roles), now).guard(settles(invitation));
    // Whoever accepts their own is guarded already.
    if let Some(sender) = sender.filter(|sender| sender.id != by) {
        commit = commit.guard(reads(sender));
    }
    Ok(commit.change(Change::SetInvitation { invitation: invitation.id, state }).audit(
        action::ACCEPT,
        invitation.subject(),
        json!({ "account": by }),
    ))
}
