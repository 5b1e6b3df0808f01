//! What holds after every sequence of commands.

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Actor, Commit, Language, OrganisationId, Timestamp, Version};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{
    AccountId, Change, Directory, EmailAddress, FirstLink, Membership, PasswordHash, Role, Roles,
};
use crate::permission;

/// A city hall in memory: what the store would hold.
struct Hall {
    roles: Roles,
    accounts: BTreeMap<AccountId, Account>,
    first: Option<FirstLink>,
    version: Version,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Claim(u8),
    Register(u8, bool),
    SetRoles { actor: u8, of: u8, administrator: bool, officer: bool },
    Off { actor: u8, of: u8 },
    On { actor: u8, of: u8 },
}

fn id(number: u8) -> AccountId {
    AccountId::new(Uuid::from_u128(u128::from(number) + 1))
}

fn email(number: u8) -> EmailAddress {
    EmailAddress::parse("email", &format!("p{number}@city.example")).expect("an address")
}

fn newcomer(number: u8) -> Newcomer {
    Newcomer {
        id: id(number),
        name: format!("Person {number}"),
        language: Language::EN,
        password: PasswordHash::new("$argon2id$"),
    }
}

impl Hall {
    fn new() -> Self {
        let link = FirstLink { id: Uuid::from_u128(9), expires: Timestamp::MAX };
        Self {
            roles: Roles::new(Role::everywhere("administrator", permission::ALL))
                .with(Role::of_an_organisation("officer", &[permission::GRANT])),
            accounts: BTreeMap::new(),
            first: Some(link),
            version: Version::FIRST,
        }
    }

    fn administrators(&self) -> BTreeSet<AccountId> {
        self.accounts.values().filter(|a| a.administers(&self.roles)).map(|a| a.id).collect()
    }

    fn directory(&self) -> Directory {
        let administrators = self.administrators();
        Directory { administrators, first: self.first, version: self.version }
    }

    fn actor(&self, number: u8) -> Actor {
        let account = self.accounts.get(&id(number)).filter(|account| account.is_active());
        account.map_or_else(Actor::anonymous, |account| account.actor(&self.roles))
    }

    fn decide(&self, step: Step) -> Option<Result<Commit<Change>, crate::Refusal>> {
        let now = Timestamp::UNIX_EPOCH;
        let directory = self.directory();
        Some(match step {
            Step::Claim(by) => {
                let link = self.first.map_or(Uuid::nil(), |first| first.id);
                claim(&self.roles, &directory, link, email(by), newcomer(by), now)
            }
            Step::Register(number, administrator) => {
                let memberships =
                    if administrator { vec![self.roles.administrator()] } else { Vec::new() };
                let Newcomer { id, name, language, password } = newcomer(number);
                let wish = Registration { email: email(number), name, language, memberships };
                register(&Actor::system("seed"), &self.roles, wish, id, password, now)
            }
            Step::SetRoles { actor, of, administrator, officer } => {
                let city = OrganisationId::new(Uuid::from_u128(5));
                let mut wanted = Vec::new();
                wanted.extend(administrator.then(|| self.roles.administrator()));
                wanted.extend(officer.then(|| Membership::of("officer", city)));
                let account = self.accounts.get(&id(of))?;
                change_roles(&self.actor(actor), &self.roles, &directory, account, &[], wanted, now)
            }
            Step::Off { actor, of } => {
                let account = self.accounts.get(&id(of))?;
                switch_off(&self.actor(actor), &self.roles, &directory, account, &[], now)
            }
            Step::On { actor, of } => {
                switch_on(&self.actor(actor), self.accounts.get(&id(of))?, now)
            }
        })
    }

    fn apply(&mut self, commit: &Commit<Change>) {
        for change in commit.changes() {
            match change.clone() {
                Change::OpenAccount(account) => {
                    self.accounts.entry(account.id).or_insert(account);
                }
                Change::SetState { account, state } => {
                    self.accounts.get_mut(&account).expect("loaded").state = state;
                }
                Change::SetMemberships { account, memberships } => {
                    self.accounts.get_mut(&account).expect("loaded").memberships = memberships;
                }
                Change::SetFirstLink(first) => self.first = first,
                _ => {}
            }
        }
        if commit.guards().iter().any(|guard| guard.table == table::DIRECTORY) {
            self.version = self.version.next();
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let who = 0..4_u8;
    prop_oneof![
        who.clone().prop_map(Step::Claim),
        (who.clone(), any::<bool>()).prop_map(|(number, admin)| Step::Register(number, admin)),
        (who.clone(), who.clone(), any::<bool>(), any::<bool>()).prop_map(
            |(actor, of, administrator, officer)| Step::SetRoles {
                actor,
                of,
                administrator,
                officer
            }
        ),
        (who.clone(), who.clone()).prop_map(|(actor, of)| Step::Off { actor, of }),
        (who.clone(), who).prop_map(|(actor, of)| Step::On { actor, of }),
    ]
}

proptest! {
    #[test]
    fn bad_input_40_there_is_an_administrator_from_the_first_on(
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut hall = Hall::new();
        let mut founded = false;
        for step in steps {
            let before = hall.administrators();
            if let Some(Ok(commit)) = hall.decide(step) {
                hall.apply(&commit);
                let after = hall.administrators();
                let left = before.difference(&after).count();
                let guarded = commit.guards().iter().any(|guard| guard.table == table::DIRECTORY);
                prop_assert!(left == 0 || guarded, "{step:?} left the set unguarded");
            }
            founded |= !hall.administrators().is_empty();
            prop_assert!(!founded || !hall.administrators().is_empty(), "{step:?}");
        }
    }

    #[test]
    fn a_right_for_one_city_gives_no_role_elsewhere(
        own in 1..4_u128, other in 1..4_u128, everywhere in any::<bool>(),
    ) {
        let hall = Hall::new();
        let city = |n| OrganisationId::new(Uuid::from_u128(n));
        let officer = Actor::person(
            id(8).actor(),
            "Officer",
            hall.roles.grants(&[Membership::of("officer", city(own))]),
        );
        let Newcomer { id, name, language, password } = newcomer(1);
        let account = Account {
            id, name, language, email: email(1), state: crate::model::State::Active { password },
            memberships: Vec::new(), second_factor: None, version: Version::FIRST,
        };
        let wanted = if everywhere {
            hall.roles.administrator()
        } else {
            Membership::of("officer", city(other))
        };
        let given = change_roles(
            &officer, &hall.roles, &hall.directory(), &account, &[], vec![wanted], Timestamp::UNIX_EPOCH,
        );
        prop_assert_eq!(given.is_ok(), !everywhere && own == other);
    }
}

#[test]
fn bad_input_45_an_invitation_is_for_its_address_alone() {
    let hall = Hall::new();
    let wish = Invite {
        email: email(1),
        name: "Person 1".to_owned(),
        language: Language::EN,
        memberships: vec![hall.roles.administrator()],
    };
    let now = Timestamp::UNIX_EPOCH;
    let number = crate::model::InvitationId::new(Uuid::from_u128(4));
    let sent = invite(&Actor::system("seed"), &hall.roles, wish, number, now).expect("invited");
    let [Change::SendInvitation(invitation)] = sent.changes() else { panic!("one change") };
    let Newcomer { id, name, language, password } = newcomer(2);
    let state = crate::model::State::Active { password };
    let version = Version::FIRST;
    let other = Account {
        id,
        name,
        language,
        email: email(2),
        state,
        memberships: vec![],
        second_factor: None,
        version,
    };
    let refused = accept_with_account(&hall.roles, invitation, None, &other, now);
    assert_eq!(refused.map(drop), Err(crate::Refusal::OtherAccount));
    let own = Account { email: email(1), ..other };
    assert!(accept_with_account(&hall.roles, invitation, None, &own, now).is_ok());
}
