use std::collections::BTreeMap;

use eframe_core::{FieldErrors, Grant, OrganisationId, Permission, Scope};
use serde::{Deserialize, Serialize};

/// What a host calls a kind of work, and the permissions that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    name: String,
    reach: Reach,
    permissions: Vec<Permission>,
    second_factor: bool,
}

/// Where a role holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// For the whole installation.
    Everywhere,
    /// For the organisation it is given with.
    Organisation,
}

/// One role of one account: everywhere, or for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Membership {
    /// The role's name.
    pub role: String,
    /// The organisation it is held for, where the role asks for one.
    pub organisation: Option<OrganisationId>,
}

/// Every role of a host. One of them is the administrator's, which is never without an active owner.
///
/// ```
/// use eframe_accounts::{model::{Role, Roles}, permission};
/// let roles = Roles::new(Role::everywhere("administrator", permission::ALL))
///     .with(Role::of_an_organisation("officer", &[]));
/// assert_eq!(roles.iter().count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles {
    administrator: String,
    roles: BTreeMap<String, Role>,
}

impl Role {
    /// A role that holds for the whole installation.
    pub fn everywhere(name: impl Into<String>, permissions: &[Permission]) -> Self {
        Self::new(name.into(), Reach::Everywhere, permissions)
    }

    /// A role that is given for one organisation at a time.
    pub fn of_an_organisation(name: impl Into<String>, permissions: &[Permission]) -> Self {
        Self::new(name.into(), Reach::Organisation, permissions)
    }

    fn new(name: String, reach: Reach, permissions: &[Permission]) -> Self {
        Self { name, reach, permissions: permissions.to_vec(), second_factor: false }
    }

    /// The same for people with a second factor alone: whoever holds it and has none may do nothing until they set
    /// one up.
    #[must_use]
    pub fn with_second_factor(mut self) -> Self {
        self.second_factor = true;
        self
    }

    /// Whether it asks for a second factor.
    pub fn asks_second_factor(&self) -> bool {
        self.second_factor
    }

    /// Its name, in lower case and in the host's own words.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it holds.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// What it permits.
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }
}

impl Membership {
    /// A role that holds for the whole installation.
    pub fn everywhere(role: impl Into<String>) -> Self {
        Self { role: role.into(), organisation: None }
    }

    /// A role for one organisation.
    pub fn of(role: impl Into<String>, organisation: OrganisationId) -> Self {
        Self { role: role.into(), organisation: Some(organisation) }
    }

    fn scope(&self) -> Scope {
        self.organisation.map_or(Scope::Everywhere, Scope::Organisation)
    }
}

impl Roles {
    /// The roles of a host, beginning with the administrator's.
    pub fn new(administrator: Role) -> Self {
        let name = administrator.name.clone();
        Self { administrator: name, roles: BTreeMap::new() }.with(administrator)
    }

    /// Adds a role, in place of one of the same name.
    #[must_use]
    pub fn with(mut self, role: Role) -> Self {
        self.roles.insert(role.name.clone(), role);
        self
    }

    /// The role of this name.
    pub fn get(&self, name: &str) -> Option<&Role> {
        self.roles.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Role> {
        self.roles.values()
    }

    /// The administrator's role, as a membership.
    pub fn administrator(&self) -> Membership {
        Membership::everywhere(&*self.administrator)
    }

    /// Whether this membership is the administrator's.
    pub fn is_administrator(&self, membership: &Membership) -> bool {
        membership.role == self.administrator
    }

    /// What these memberships permit, and where. A role that the host no longer knows permits nothing.
    pub fn grants(&self, memberships: &[Membership]) -> Vec<Grant> {
        let held = memberships.iter().filter_map(|one| Some((self.get(&one.role)?, one.scope())));
        held.flat_map(|(role, scope)| {
            role.permissions.iter().map(move |&permission| Grant::new(permission, scope))
        })
        .collect()
    }

    /// Whether one of these asks for a second factor.
    pub fn ask_second_factor(&self, memberships: &[Membership]) -> bool {
        memberships.iter().filter_map(|one| self.get(&one.role)).any(Role::asks_second_factor)
    }

    /// The names of those of these roles that hold for the whole installation and that the host still knows.
    pub fn held_everywhere<'a>(
        &'a self,
        memberships: &'a [Membership],
    ) -> impl Iterator<Item = &'a str> {
        let held = memberships.iter().filter(|one| one.organisation.is_none());
        held.filter_map(|one| Some(self.get(&one.role)?.name()))
    }

    /// Sorts memberships out: each once, by name, each with an organisation exactly when its role asks for one.
    ///
    /// # Errors
    /// Field errors of `roles`: `accounts.desk.roles.unknown`, `.organisation-missing`, `.organisation-needless`.
    pub fn checked(&self, mut wanted: Vec<Membership>) -> Result<Vec<Membership>, FieldErrors> {
        let mut errors = FieldErrors::new();
        wanted.sort();
        wanted.dedup();
        for one in &wanted {
            let fault = match (self.get(&one.role).map(Role::reach), one.organisation) {
                (None, _) => "accounts.desk.roles.unknown",
                (Some(Reach::Organisation), None) => "accounts.desk.roles.organisation-missing",
                (Some(Reach::Everywhere), Some(_)) => "accounts.desk.roles.organisation-needless",
                _ => continue,
            };
            errors.add_with("roles", fault, vec![("role", one.role.clone())]);
        }
        errors.finish(wanted)
    }
}
