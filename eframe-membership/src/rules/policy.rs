use eframe_core::{Actor, Denied, OrganisationId, Permission, Scope};

use crate::Refusal;
use crate::model::{Application, Side};
use crate::permission::{APPLY, MEET, READ, VOTE};

/// The one answer to "may they see it?", for pages, JSON, files, lists and the desk alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What the register shows.
    Public,
    /// That, and everything that belongs to these organisations.
    Own(Vec<OrganisationId>),
    /// Every case.
    Staff,
}

impl Sight {
    /// What this actor may see.
    pub fn of(actor: &Actor) -> Self {
        if actor.may(READ) {
            return Self::Staff;
        }
        let mut own = organisations(actor, &[APPLY, VOTE, READ]);
        own.sort();
        own.dedup();
        if own.is_empty() { Self::Public } else { Self::Own(own) }
    }

    /// Whether what belongs to this organisation is in sight.
    pub fn shows(&self, organisation: OrganisationId) -> bool {
        match self {
            Self::Public => false,
            Self::Own(own) => own.contains(&organisation),
            Self::Staff => true,
        }
    }

    /// Whether everything is.
    pub const fn is_staff(&self) -> bool {
        matches!(self, Self::Staff)
    }
}

/// The organisations for which this very actor holds one of these permissions, not those who hold it everywhere.
pub(crate) fn organisations(actor: &Actor, permissions: &[Permission]) -> Vec<OrganisationId> {
    let held = actor.grants().iter().filter(|grant| {
        permissions.iter().any(|permission| permission.name() == grant.permission())
    });
    held.filter_map(|grant| match grant.scope() {
        Scope::Organisation(organisation) => Some(organisation),
        Scope::Everywhere => None,
    })
    .collect()
}

/// Whether the actor belongs to the organisation, rather than acting for everyone.
pub(crate) fn is_of(actor: &Actor, organisation: OrganisationId) -> bool {
    organisations(actor, &[APPLY]).contains(&organisation)
}

/// Whether the actor writes for the organisation in this case: whoever belongs to it, or began the case for an
/// organisation that nobody acted for then, and acts as the whole person they are. To sign or confirm one has to belong
/// to it.
pub(crate) fn writes_for(actor: &Actor, application: &Application) -> bool {
    let begun = application.creator.is_some_and(|creator| actor.owns(creator));
    is_of(actor, application.organisation) || begun
}

/// The side on which somebody stands in an organisation's case.
pub(crate) fn side(actor: &Actor, application: &Application) -> Side {
    if writes_for(actor, application) { Side::Applicant } else { Side::Secretariat }
}

/// The side on which somebody stands who begins a case: the Secretariat's are those who fill in for everybody.
pub(crate) fn beginning_side(actor: &Actor, organisation: OrganisationId) -> Side {
    let secretariat = actor.may(APPLY) && !is_of(actor, organisation);
    if secretariat { Side::Secretariat } else { Side::Applicant }
}

/// Lets only those pass who fill in for the organisation.
pub(crate) fn applies(actor: &Actor, application: &Application) -> Result<(), Refusal> {
    if writes_for(actor, application) {
        return Ok(());
    }
    let asked = actor.require_for(APPLY, application.organisation);
    asked.map_err(|denied: Denied| denied.into())
}

/// Lets only those pass who vote for the organisation, or run meetings.
pub(crate) fn sits_for(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    if organisations(actor, &[VOTE]).contains(&organisation) {
        return Ok(());
    }
    let asked = actor.require(MEET).or_else(|_| actor.require_for(VOTE, organisation));
    asked.map_err(|denied: Denied| denied.into())
}
