use std::collections::BTreeSet;

use eframe_core::{Actor, Digest, Grant, Narrowing, Subject, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Account, AccountId, Membership, Roles};

eframe_core::id! {
    /// Names a token in lists. It opens nothing.
    pub struct TokenId;
}

/// A key by which a program acts for its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Names it in lists.
    pub id: TokenId,
    /// For whom it acts.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// What it may do of all its owner may.
    pub scope: TokenScope,
    /// SHA-256 of its text, which nobody keeps.
    pub secret: Digest,
    /// When it was made.
    pub made: Timestamp,
    /// When it stops.
    pub expires: Timestamp,
}

/// What a token may do of all its owner may. It never may more than its owner at that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenScope {
    /// All of it.
    Everything,
    /// Only these permissions, by name.
    Only(BTreeSet<String>),
}

impl TokenScope {
    /// What of these grants the token has.
    pub fn of(&self, grants: &[Grant]) -> Vec<Grant> {
        let within = |grant: &&Grant| match self {
            Self::Everything => true,
            Self::Only(names) => names.contains(grant.permission()),
        };
        grants.iter().filter(within).cloned().collect()
    }
}

impl ApiToken {
    /// Whether it still counts.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        now < self.expires
    }

    /// Whoever shows it, with what its scope leaves of what its owner may at that moment: of roles that ask for a second
    /// factor nothing, unless the owner had that factor when the token was made. Whatever leaves something out narrows the
    /// actor: what is the owner's own is not open to it.
    pub fn actor(&self, owner: &Account, roles: &Roles) -> Actor {
        let (held, left_out) = self.held(owner, roles);
        let grants = self.scope.of(&roles.grants(&held));
        let offices = roles.held_everywhere(&held).map(str::to_owned).collect::<Vec<_>>();
        let actor = Actor::person(owner.id.actor(), &*owner.name, grants).in_roles(offices);
        match self.scope {
            TokenScope::Only(_) => actor.narrowed(Narrowing::Token),
            TokenScope::Everything if !left_out.is_empty() => {
                actor.narrowed(Narrowing::SecondFactor)
            }
            TokenScope::Everything => actor,
        }
    }

    /// Whether the owner has a role that the token does not act in, for it was made without the second factor.
    pub fn is_held_back(&self, owner: &Account, roles: &Roles) -> bool {
        !self.held(owner, roles).1.is_empty()
    }

    /// The owner's memberships in which it acts, and those that ask for a second factor it was made without.
    fn held(&self, owner: &Account, roles: &Roles) -> (Vec<Membership>, Vec<Membership>) {
        let proven = owner.second_factor.is_some_and(|since| self.made >= since);
        let open = |one: &Membership| proven || !roles.ask_second_factor(std::slice::from_ref(one));
        owner.memberships.iter().cloned().partition(open)
    }

    /// How audit entries name it.
    pub fn subject(&self) -> Subject {
        Subject::of("accounts.token", self.id.uuid())
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::{Language, Permission, Version};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::model::{EmailAddress, PasswordHash, Role, State};

    const READ: Permission = Permission::new("host.book.read");
    const SEAL: Permission = Permission::new("host.book.seal");

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    fn roles() -> Roles {
        Roles::new(Role::everywhere("administrator", &[SEAL]).with_second_factor())
            .with(Role::everywhere("reader", &[READ]))
            .with(Role::everywhere("keeper", &[READ, SEAL]).with_second_factor())
    }

    fn owner(held: &[&str], since: Option<i64>) -> Account {
        let password = PasswordHash::new("$argon2id$");
        Account {
            id: AccountId::new(Uuid::from_u128(1)),
            email: EmailAddress::parse("email", "mina@city.example").expect("an address"),
            name: "Mina".to_owned(),
            language: Language::EN,
            state: State::Active { password },
            memberships: held.iter().map(|role| Membership::everywhere(*role)).collect(),
            second_factor: since.map(at),
            version: Version::FIRST,
        }
    }

    fn token(made: i64, scope: TokenScope) -> ApiToken {
        ApiToken {
            id: TokenId::new(Uuid::from_u128(2)),
            account: AccountId::new(Uuid::from_u128(1)),
            name: "App".to_owned(),
            scope,
            secret: Digest::new([7; 32]),
            made: at(made),
            expires: Timestamp::MAX,
        }
    }

    proptest! {
        #[test]
        fn nothing_made_with_one_factor_holds_a_role_that_asks_for_two(
            held in proptest::sample::subsequence(vec!["administrator", "keeper", "reader", "gone"], 0..=4),
            made in 0..4_i64,
            since in proptest::option::of(0..4_i64),
            all in any::<bool>(),
        ) {
            let only = || TokenScope::Only([READ.name().to_owned(), SEAL.name().to_owned()].into());
            let token = token(made, if all { TokenScope::Everything } else { only() });
            let (owner, roles) = (owner(&held, since), roles());
            let actor = token.actor(&owner, &roles);
            let proven = since.is_some_and(|since| since <= made);
            let guarded = held.iter().any(|role| ["administrator", "keeper"].contains(role));
            prop_assert_eq!(actor.may(SEAL), guarded && proven);
            prop_assert_eq!(actor.holds_office("administrator"), held.contains(&"administrator") && proven);
            let reads = held.contains(&"reader") || (held.contains(&"keeper") && proven);
            prop_assert_eq!(actor.may(READ), reads);
            prop_assert_eq!(token.is_held_back(&owner, &roles), guarded && !proven);
            prop_assert_eq!(actor.owns(owner.id.actor()), all && (proven || !guarded));
        }
    }
}
