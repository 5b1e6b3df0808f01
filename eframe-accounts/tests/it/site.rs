//! A city hall for one test: its people have names, its clock stands still.

use std::sync::{Arc, Mutex};

use eframe_accounts::model::{AccountId, EmailAddress, Membership, Provider, Role, Roles};
use eframe_accounts::rules::Registration;
use eframe_accounts::{Accounts, Client, Keyring, MIGRATIONS, PasswordCost, bundle, permission};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::{Outbox, Workers};
use eframe_core::test::{self, TestDatabase};
use eframe_core::{Actor, Caller, Language, Mount, OrganisationId, Permission, Presentation};

/// A password that everyone here has.
pub(crate) const PASSWORD: &str = "lantern quay elbow 47 thimble";
/// Who vouches for people here.
pub(crate) const ISSUER: &str = "https://id.example";
/// What an auditor may and an officer may not.
const AUDIT: Permission = Permission::new("host.book.audit");
/// Another one.
pub(crate) const OTHER: &str = "marmalade over nine violet hinges";

pub(crate) struct Site {
    pub(crate) accounts: Accounts,
    pub(crate) base: TestDatabase,
    /// Where people reach it.
    pub(crate) origin: &'static str,
    workers: Workers,
    letters: Arc<Letters>,
}

/// Where people reach the site of most tests.
const HERE: &str = "http://127.0.0.1:8080";

/// A postbox that keeps what is put in.
#[derive(Default)]
struct Letters(Mutex<Vec<Letter>>);

#[async_trait::async_trait]
impl Mailer for Letters {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        self.0.lock().expect("not poisoned").push(letter.clone());
        Ok(())
    }
}

/// The same site on SQLite and on PostgreSQL.
pub(crate) async fn sites() -> Vec<Site> {
    sites_at(HERE).await
}

/// The same at another public address.
pub(crate) async fn sites_at(origin: &'static str) -> Vec<Site> {
    let bases = test::databases(&[MIGRATIONS]).await;
    let site = |base: TestDatabase| {
        let (accounts, letters) = (accounts(&base, origin), Arc::new(Letters::default()));
        let outbox = Outbox::builder(base.database.clone());
        let workers = accounts.work(outbox, Arc::clone(&letters) as Arc<dyn Mailer>).build();
        Site { accounts, base, origin, workers, letters }
    };
    bases.into_iter().map(site).collect()
}

pub(crate) fn roles() -> Roles {
    Roles::new(Role::everywhere("administrator", permission::ALL))
        .with(Role::everywhere("editor", &[]))
        .with(Role::everywhere(
            "secretariat",
            &[permission::READ, permission::INVITE_TO_ORGANISATIONS],
        ))
        .with(Role::of_an_organisation(
            "officer",
            &[permission::READ, permission::INVITE, permission::GRANT],
        ))
        .with(Role::of_an_organisation("auditor", &[AUDIT]))
        .with(
            Role::everywhere("treasurer", &[permission::READ, permission::ORGANISE])
                .with_second_factor(),
        )
}

fn accounts(base: &TestDatabase, origin: &str) -> Accounts {
    let keyring = Keyring::throw_away(&*base.database.world().random);
    let mount =
        Mount::new(origin).json("/api/v1/accounts").account("/account").desk("/desk/accounts");
    Accounts::builder(base.database.clone(), roles(), keyring)
        .at(mount)
        .presentation(Presentation::builder().bundle(bundle()).build().expect("a presentation"))
        .password_cost(PasswordCost::TRIFLING)
        .words(["City"])
        .provider(Provider {
            issuer: ISSUER.to_owned(),
            name: "City ID".to_owned(),
            begins: "/account/oidc".to_owned(),
        })
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

    /// The roles of a person, as they are kept.
    pub(crate) async fn held(&self, id: AccountId) -> Vec<Membership> {
        self.accounts.person(&system().actor, id).await.expect("there").memberships
    }

    pub(crate) async fn organisation(&self, name: &str) -> OrganisationId {
        self.accounts.add_organisation(&system(), name.to_owned()).await.expect("added")
    }

    /// Does what is due in the background, and gives the letters it wrote.
    pub(crate) async fn letters(&self) -> Vec<Letter> {
        self.workers.run_pending().await.expect("the outbox works");
        std::mem::take(&mut *self.letters.0.lock().expect("not poisoned"))
    }

    pub(crate) fn seconds(&self, seconds: i64) {
        self.base.clock.advance(jiff::SignedDuration::from_secs(seconds));
    }
}
