use eframe_core::{Actor, Denied, OrganisationId, Permission, Scope};

use crate::Refusal;
use crate::permission::{ANSWER, LEAD, READ, REVIEW};

/// The one answer to "may they see it?", for pages, JSON, files and lists alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Rounds and instruments.
    Public,
    /// Those, and everything that belongs to these organisations.
    Own(Vec<OrganisationId>),
    /// Every assessment.
    Staff,
}

impl Sight {
    /// What this actor may see.
    pub fn of(actor: &Actor) -> Self {
        if actor.may(READ) {
            return Self::Staff;
        }
        let mut own = organisations(actor, &[ANSWER, LEAD, REVIEW, READ]);
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

/// Lets only those pass who answer for the organisation, or lead its assessments.
pub(super) fn answers(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    let may = actor.require_for(ANSWER, organisation);
    let may = may.or_else(|denied| actor.require_for(LEAD, organisation).map_err(|_| denied));
    may.map_err(|denied: Denied| denied.into())
}

/// Lets only those pass who lead the organisation's assessments.
pub(super) fn leads(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    actor.require_for(LEAD, organisation).map_err(|denied: Denied| denied.into())
}

/// Lets only those pass who review the organisation's assessments.
pub(super) fn reviews(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    actor.require_for(REVIEW, organisation).map_err(|denied: Denied| denied.into())
}

/// Lets only those pass who may say something about it: its team, and whoever reviews it.
pub(super) fn speaks(actor: &Actor, organisation: OrganisationId) -> Result<(), Refusal> {
    answers(actor, organisation).or_else(|denied| reviews(actor, organisation).map_err(|_| denied))
}
