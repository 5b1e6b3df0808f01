use eframe_core::{Actor, Commit, OrganisationId, Settled, Timestamp};

use super::invitation::{Invite, invite};
use super::organisation::add;
use crate::Refusal;
use crate::model::{Account, Change, Invitation, InvitationId, Membership, Organisation, Roles};
use crate::permission;

/// An organisation that another part of the host came to know, and the first of its people.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The id that it has there.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whom to invite, with roles for it.
    pub invite: Invite,
}

/// What is known here of a [`Welcome`].
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The organisation of that id.
    pub organisation: Option<Organisation>,
    /// The account of the address.
    pub account: Option<Account>,
    /// The invitations to the address that wait, the oldest first.
    pub waiting: Vec<Invitation>,
}

/// So many invitations to one address wait at a time, when nobody that is known here sends them. What people sent is
/// counted elsewhere, and keeps nobody's welcome waiting.
const WAITING: usize = 5;

/// Takes an organisation in under the id that it has elsewhere, and invites the first of its
/// people. What is here already is left as it is: the organisation, the roles of an account, an invitation that waits.
///
/// Whether the address has an account makes no difference to anybody who watches: its owner gets a mail either way.
///
/// # Errors
/// [`Refusal::Denied`] for whoever may not add organisations and invite; [`Refusal::Throttled`] when the address has
/// several invitations of the system's waiting; [`Refusal::Invalid`].
pub fn welcome(
    actor: &Actor,
    roles: &Roles,
    wish: &Welcome,
    known: &Known,
    id: InvitationId,
    settled: Settled,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::ORGANISE)?;
    let wanted = roles.checked(wish.invite.memberships.clone())?;
    let held = |one: &Membership| {
        known.account.as_ref().is_some_and(|account| account.memberships.contains(one))
    };
    let waits = known.waiting.iter().any(|one| one.memberships == wanted);
    let own: Vec<_> = known.waiting.iter().filter(|one| one.sender.is_none()).collect();
    let commit = if waits || wanted.iter().all(held) {
        Commit::by(actor, now)
    } else if own.len() >= WAITING {
        let until = own.first().map_or(now, |oldest| oldest.expires);
        return Err(Refusal::Throttled { until });
    } else {
        invite(actor, roles, wish.invite.clone(), id, now)?
    };
    let commit = match known.organisation {
        Some(_) => commit,
        None => add(commit, Organisation { id: wish.organisation, name: wish.name.clone() }),
    };
    Ok(commit.settle(settled))
}
