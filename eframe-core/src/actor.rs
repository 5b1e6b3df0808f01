use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Permission;

crate::id! {
    /// Names whoever acts: a person, or a part of the system.
    pub struct ActorId;
}

crate::id! {
    /// Names an organisation on whose behalf people act: a city, a secretariat.
    pub struct OrganisationId;
}

/// Who is asking, and what they may do.
///
/// The host's sign-in makes it; blocks only read it. Rules take it as an argument, so nothing in a block
/// knows how people sign in.
///
/// ```
/// use eframe_core::{Actor, Grant, Permission, Scope};
/// const EDIT: Permission = Permission::new("cms.page.edit");
///
/// let editor = Actor::person(
///     eframe_core::ActorId::new(uuid::Uuid::from_u128(1)),
///     "Mina Park",
///     vec![Grant::new(EDIT, Scope::Everywhere)],
/// );
/// assert!(editor.may(EDIT));
/// assert!(Actor::anonymous().require(EDIT).is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    id: ActorId,
    name: String,
    kind: ActorKind,
    grants: Vec<Grant>,
    roles: Vec<String>,
    narrowed: Option<Narrowing>,
}

/// Why somebody acts as less than the person they are: what their grants name is open to them, and nothing of what is
/// open to people because it is their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowing {
    /// By a token that was made for some of their permissions alone.
    Token,
    /// Without the second factor that a role of theirs asks for.
    SecondFactor,
}

/// What kind of being acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// Nobody has signed in.
    Anonymous,
    /// A person who has proven who they are.
    Person,
    /// A part of the system: a job, an import, a migration.
    System,
}

/// A permission and where it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    permission: Cow<'static, str>,
    scope: Scope,
}

/// Where a grant holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// For every organisation, and for what belongs to none.
    Everywhere,
    /// For what belongs to this organisation.
    Organisation(OrganisationId),
}

/// Why somebody may not do what they ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody has signed in; signing in may help.
    #[error("sign in first")]
    SignIn,
    /// The person is known and has not this permission.
    #[error("the permission {0} is needed")]
    Forbidden(Permission),
    /// What is asked for is open to a person because it is their own, and they act as less than that.
    #[error("what is one's own is not open to {0}")]
    Narrowed(Narrowing),
}

impl std::fmt::Display for Narrowing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Token => "a token for some permissions",
            Self::SecondFactor => "whoever owes a second factor",
        })
    }
}

impl Grant {
    /// The right to `permission` within `scope`.
    pub fn new(permission: Permission, scope: Scope) -> Self {
        Self { permission: Cow::Borrowed(permission.name()), scope }
    }

    /// The same from a name known only at run time, such as one read from a token's scope.
    pub fn named(permission: impl Into<String>, scope: Scope) -> Self {
        Self { permission: Cow::Owned(permission.into()), scope }
    }

    /// The dotted name of the permission.
    pub fn permission(&self) -> &str {
        &self.permission
    }

    /// Where it holds.
    pub fn scope(&self) -> Scope {
        self.scope
    }
}

impl Actor {
    /// Nobody in particular: may do only what needs no permission.
    pub fn anonymous() -> Self {
        Self {
            id: ActorId::new(Uuid::nil()),
            name: String::new(),
            kind: ActorKind::Anonymous,
            grants: Vec::new(),
            roles: Vec::new(),
            narrowed: None,
        }
    }

    /// A person whom the host has signed in.
    pub fn person(id: ActorId, name: impl Into<String>, grants: Vec<Grant>) -> Self {
        let (kind, name) = (ActorKind::Person, name.into());
        Self { id, name, kind, grants, roles: Vec::new(), narrowed: None }
    }

    /// The same person with the names of the roles that they hold for the whole installation. What they may do
    /// stands in their grants alone; rules that ask for people of several offices ask for these.
    #[must_use]
    pub fn in_roles<R: Into<String>>(mut self, roles: impl IntoIterator<Item = R>) -> Self {
        self.roles = roles.into_iter().map(Into::into).collect();
        self
    }

    /// The same person as less than they are: with the grants they have and no more. What people may do because it is
    /// their own, such as to take their data away or to sign their browsers out, is then refused.
    ///
    /// ```
    /// use eframe_core::{Actor, ActorId, Denied, Narrowing};
    /// let mina = Actor::person(ActorId::new(uuid::Uuid::from_u128(1)), "Mina Park", Vec::new());
    /// assert!(mina.owns(mina.id()));
    /// let program = mina.narrowed(Narrowing::Token);
    /// assert!(!program.owns(program.id()));
    /// assert_eq!(program.require_whole(), Err(Denied::Narrowed(Narrowing::Token)));
    /// ```
    #[must_use]
    pub fn narrowed(mut self, by: Narrowing) -> Self {
        self.narrowed = Some(by);
        self
    }

    /// A part of the system, such as `outbox` or `seed`. It may do everything; its id is derived from its
    /// name (UUIDv8 of a hash), so the audit log names it the same for ever.
    pub fn system(name: &str) -> Self {
        let digest = crate::sha256(name.as_bytes());
        let mut half = [0; 16];
        half.copy_from_slice(&digest.bytes()[..16]);
        let id = uuid::Builder::from_custom_bytes(half).into_uuid();
        Self {
            id: ActorId::new(id),
            name: name.to_owned(),
            kind: ActorKind::System,
            grants: Vec::new(),
            roles: Vec::new(),
            narrowed: None,
        }
    }

    /// Names the actor in audit entries.
    pub fn id(&self) -> ActorId {
        self.id
    }

    /// The name people know them by; empty for the anonymous.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of being this is.
    pub fn kind(&self) -> ActorKind {
        self.kind
    }

    /// Every grant the host gave.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether nobody has signed in.
    pub fn is_anonymous(&self) -> bool {
        self.kind == ActorKind::Anonymous
    }

    /// Whether what is this person's own is open to the actor: it is they, and whole.
    pub fn owns(&self, person: ActorId) -> bool {
        self.kind != ActorKind::Anonymous && self.id == person && self.narrowed.is_none()
    }

    /// Refuses whoever acts as less than they are. Rules ask this before they ask whose something is; what a permission names
    /// needs it not.
    ///
    /// # Errors
    /// [`Denied::Narrowed`] with the reason.
    pub fn require_whole(&self) -> Result<(), Denied> {
        self.narrowed.map_or(Ok(()), |by| Err(Denied::Narrowed(by)))
    }

    /// Whether they hold a role of this name, or a permission of this name everywhere: what rules that a city
    /// writes as data ask for, in its own words. Parts of the system hold no office.
    ///
    /// ```
    /// use eframe_core::{Actor, ActorId};
    /// let lawyer = Actor::person(ActorId::new(uuid::Uuid::from_u128(1)), "Mina Park", Vec::new()).in_roles(["legal"]);
    /// assert!(lawyer.holds_office("legal") && !lawyer.holds_office("press"));
    /// ```
    pub fn holds_office(&self, name: &str) -> bool {
        let granted = |grant: &Grant| grant.permission == name && grant.scope == Scope::Everywhere;
        self.roles.iter().any(|role| role == name) || self.grants.iter().any(granted)
    }

    /// May they do this everywhere?
    pub fn may(&self, permission: Permission) -> bool {
        self.holds(permission, |scope| scope == Scope::Everywhere)
    }

    /// May they do this for that organisation?
    pub fn may_for(&self, permission: Permission, organisation: OrganisationId) -> bool {
        self.holds(permission, |scope| match scope {
            Scope::Everywhere => true,
            Scope::Organisation(own) => own == organisation,
        })
    }

    /// Refuses whoever may not do this everywhere.
    ///
    /// # Errors
    /// [`Denied::SignIn`] for the anonymous, [`Denied::Forbidden`] for everyone else without the grant.
    pub fn require(&self, permission: Permission) -> Result<(), Denied> {
        self.denied_unless(self.may(permission), permission)
    }

    /// Refuses whoever may not do this for that organisation.
    ///
    /// # Errors
    /// As [`Actor::require`].
    pub fn require_for(
        &self,
        permission: Permission,
        organisation: OrganisationId,
    ) -> Result<(), Denied> {
        self.denied_unless(self.may_for(permission, organisation), permission)
    }

    fn holds(&self, permission: Permission, within: impl Fn(Scope) -> bool) -> bool {
        self.kind == ActorKind::System
            || self
                .grants
                .iter()
                .any(|grant| grant.permission == permission.name() && within(grant.scope))
    }

    fn denied_unless(&self, allowed: bool, permission: Permission) -> Result<(), Denied> {
        match (allowed, self.kind) {
            (true, _) => Ok(()),
            (false, ActorKind::Anonymous) => Err(Denied::SignIn),
            (false, _) => Err(Denied::Forbidden(permission)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDIT: Permission = Permission::new("cms.page.edit");

    #[test]
    fn a_grant_for_one_organisation_says_nothing_of_another() {
        let [ours, theirs] = [1, 2].map(|n| OrganisationId::new(Uuid::from_u128(n)));
        let officer = Actor::person(
            ActorId::new(Uuid::from_u128(3)),
            "Officer",
            vec![Grant::new(EDIT, Scope::Organisation(ours))],
        );
        assert!(officer.may_for(EDIT, ours));
        assert!(!officer.may_for(EDIT, theirs));
        assert_eq!(officer.require(EDIT), Err(Denied::Forbidden(EDIT)));
    }

    #[test]
    fn the_anonymous_are_asked_to_sign_in() {
        assert_eq!(Actor::anonymous().require(EDIT), Err(Denied::SignIn));
    }

    #[test]
    fn a_part_of_the_system_has_the_same_id_for_ever() {
        assert_eq!(Actor::system("seed").id(), Actor::system("seed").id());
        assert_ne!(Actor::system("seed").id(), Actor::system("outbox").id());
    }
}
