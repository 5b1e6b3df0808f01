use eframe_core::{Actor, ActorId, Language, Subject, Timestamp, Version};

use super::{EmailAddress, Membership, PasswordHash, Roles};

eframe_core::id! {
    /// Names an account; the same number names its owner as an actor.
    pub struct AccountId;
}

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Where its mails go, and what its owner signs in with.
    pub email: EmailAddress,
    /// The name others see.
    pub name: String,
    /// The language of its mails.
    pub language: Language,
    /// Whether it may be used.
    pub state: State,
    /// The roles it has, each everywhere or for one organisation.
    pub memberships: Vec<Membership>,
    /// Since when it has a second factor, if it has one.
    pub second_factor: Option<Timestamp>,
    /// How often it was written.
    pub version: Version,
}

/// Whether an account may be used. Either way its password is kept, so that switching it on again is all
/// that is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Its owner may sign in.
    Active {
        /// What the owner signs in with.
        password: PasswordHash,
    },
    /// Switched off: no session and no token of it is served.
    Off {
        /// What the owner will sign in with once it is on again.
        password: PasswordHash,
    },
}

impl AccountId {
    /// Its owner, as an actor.
    pub const fn actor(self) -> ActorId {
        ActorId::new(self.uuid())
    }

    /// How audit entries and events name the account.
    pub fn subject(self) -> Subject {
        Subject::of("accounts.account", self.uuid())
    }
}

impl Account {
    /// The owner as an actor, with what the roles grant: nothing at all, as long as one of them asks for a second
    /// factor and there is none.
    pub fn actor(&self, roles: &Roles) -> Actor {
        if self.owes_second_factor(roles) {
            return Actor::person(self.id.actor(), &*self.name, Vec::new());
        }
        Actor::person(self.id.actor(), &*self.name, roles.grants(&self.memberships))
            .in_roles(roles.held_everywhere(&self.memberships))
    }

    /// Whether one of its roles asks for a second factor and it has none.
    pub fn owes_second_factor(&self, roles: &Roles) -> bool {
        self.second_factor.is_none() && roles.ask_second_factor(&self.memberships)
    }

    /// Whether it counts as an administrator: active, and with that role.
    pub fn administers(&self, roles: &Roles) -> bool {
        self.is_active() && self.memberships.iter().any(|one| roles.is_administrator(one))
    }

    /// Whether its owner may sign in.
    pub fn is_active(&self) -> bool {
        matches!(self.state, State::Active { .. })
    }

    /// The password it is kept with.
    pub fn password(&self) -> &PasswordHash {
        match &self.state {
            State::Active { password } | State::Off { password } => password,
        }
    }
}
