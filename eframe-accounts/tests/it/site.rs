//! A city hall for one test: its people have names, its clock stands still.

use eframe_accounts::model::{AccountId, EmailAddress, Membership, Role, Roles};
use eframe_accounts::rules::Registration;
use eframe_accounts::{Accounts, Client, Keyring, MIGRATIONS, PasswordCost, permission};
use eframe_core::test::{self, TestDatabase};
use eframe_core::{Actor, Caller, Language, OrganisationId};

/// A password that everyone here has.
pub(crate) const PASSWORD: &str = "lantern quay elbow 47 thimble";
/// Another one.
pub(crate) const OTHER: &str = "marmalade over nine violet hinges";

pub(crate) struct Site {
    pub(crate) accounts: Accounts,
    pub(crate) base: TestDatabase,
}

/// The same site on SQLite and on PostgreSQL.
pub(crate) async fn sites() -> Vec<Site> {
    let bases = test::databases(&[MIGRATIONS]).await;
    bases.into_iter().map(|base| Site { accounts: accounts(&base), base }).collect()
}

pub(crate) fn roles() -> Roles {
    Roles::new(Role::everywhere("administrator", permission::ALL))
        .with(Role::everywhere("editor", &[]))
        .with(Role::of_an_organisation(
            "officer",
            &[permission::READ, permission::INVITE, permission::GRANT],
        ))
}

fn accounts(base: &TestDatabase) -> Accounts {
    let keyring = Keyring::throw_away(&*base.database.world().random);
    Accounts::builder(base.database.clone(), roles(), keyring)
        .password_cost(PasswordCost::TRIFLING)
        .words(["City"])
        .build()
}

/// The system itself.
pub(crate) fn system() -> Caller {
    Caller::new(Actor::system("test"))
}

pub(crate) fn email(text: &str) -> EmailAddress {
    EmailAddress::parse("email", text).expect("an address")
}

pub(crate) fn client(address: &str) -> Client {
    Client { address: Some(address.parse().expect("an address")), agent: "Browser/1".to_owned() }
}

impl Site {
    /// A person with these roles: `mina` signs in as `mina@city.example`.
    pub(crate) async fn person(&self, name: &str, memberships: Vec<Membership>) -> AccountId {
        let wish = Registration {
            email: email(&format!("{name}@city.example")),
            name: name.to_owned(),
            language: Language::EN,
            memberships,
        };
        self.accounts.register(&system(), wish, PASSWORD).await.expect("registered")
    }

    pub(crate) async fn administrator(&self, name: &str) -> AccountId {
        self.person(name, vec![Membership::everywhere("administrator")]).await
    }

    pub(crate) async fn caller(&self, id: AccountId) -> Caller {
        Caller::new(self.accounts.actor_of(id).await.expect("active"))
    }

    pub(crate) async fn organisation(&self, name: &str) -> OrganisationId {
        self.accounts.add_organisation(&system(), name.to_owned()).await.expect("added")
    }

    pub(crate) fn seconds(&self, seconds: i64) {
        self.base.clock.advance(jiff::SignedDuration::from_secs(seconds));
    }
}
