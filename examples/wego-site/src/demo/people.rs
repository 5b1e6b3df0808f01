//! The demo's people: one of each role, three of them of cities that do not exist.

use eframe_accounts::model::{AccountId, EmailAddress, Membership, TokenScope};
use eframe_accounts::rules::{MakeToken, Registration};
use eframe_accounts::{Accounts, Client};
use eframe_core::{Actor, Caller, Language, OrganisationId, World};

use crate::Failure;

/// Name in the printed line, role in the site, city if it is held for one, name, language.
const PEOPLE: [(&str, &str, Option<&str>, &str, Language); 8] = [
    ("administrator", "administrator", None, "Mina Park", Language::KO),
    ("secretariat", "secretariat", None, "Joon Seo", Language::KO),
    ("editor", "editor", None, "Clara Weiss", Language::EN),
    ("reviewer", "reviewer", None, "Samir Haddad", Language::AR),
    ("committee", "committee", Some("Zvonorechensk"), "Elena Orlova", Language::RU),
    ("officer-a", "officer", Some("Porto Azul"), "Rui Tavares", Language::EN),
    ("officer-b", "officer", Some("Nordhaven"), "Ingrid Dahl", Language::EN),
    ("reader", "reader", None, "Amadou Diallo", Language::FR),
];

/// Short words, easily told apart when read aloud.
const WORDS: [&str; 64] = [
    "acorn", "anchor", "apron", "badge", "barley", "basin", "beacon", "bishop", "bottle", "bridge",
    "butter", "cabin", "candle", "canvas", "carpet", "cellar", "cherry", "copper", "cotton",
    "cradle", "dragon", "elbow", "ember", "fabric", "falcon", "feather", "ferry", "garden",
    "ginger", "hammer", "harbor", "helmet", "hollow", "island", "jacket", "jungle", "kettle",
    "ladder", "lantern", "lemon", "magnet", "marble", "meadow", "mirror", "napkin", "needle",
    "orchard", "oyster", "pebble", "pepper", "pillow", "quarry", "ribbon", "saddle", "shovel",
    "silver", "temple", "thimble", "timber", "tunnel", "velvet", "violin", "walnut", "window",
];

/// Somebody who can sign in to the demo.
pub(super) struct Person {
    /// The role as the printed line says it.
    pub(super) role: &'static str,
    pub(super) account: AccountId,
    /// The city that the role is held for, and the id it has.
    pub(super) city: Option<(&'static str, OrganisationId)>,
    email: String,
    password: String,
    token: String,
}

impl Person {
    /// `person ROLE EMAIL PASSWORD TOKEN`.
    pub(super) fn line(&self) -> String {
        format!("person {} {} {} {}", self.role, self.email, self.password, self.token)
    }
}

/// Opens an account for each, with a password of this run and a token.
///
/// # Errors
/// When they are there already: the demo starts on data of its own.
pub(super) async fn register(accounts: &Accounts, world: &World) -> Result<Vec<Person>, Failure> {
    let demo = Caller::new(Actor::system("demo"));
    let mut people = Vec::new();
    for (label, role, city, name, language) in PEOPLE {
        let email = format!("{label}@demo.wego.example");
        let password = password(world);
        let city = match city {
            Some(name) => Some((name, accounts.add_organisation(&demo, name.to_owned()).await?)),
            None => None,
        };
        let membership = match city {
            Some((_, organisation)) => Membership::of(role, organisation),
            None => Membership::everywhere(role),
        };
        let registration = Registration {
            email: EmailAddress::parse("email", &email)?,
            name: name.to_owned(),
            language,
            memberships: vec![membership],
        };
        let account = accounts.register(&demo, registration, &password).await?;
        let own = Caller::new(accounts.actor_of(account).await?);
        let wish = MakeToken { name: "demo".to_owned(), scope: TokenScope::Everything, days: 30 };
        let token = accounts.make_token(&own, wish, &password, &Client::default()).await?.text;
        people.push(Person { role: label, account, city, email, password, token });
    }
    Ok(people)
}

/// Four words and a number, new in each run: 31 bits, which throttling makes enough for an example.
fn password(world: &World) -> String {
    let mut bytes = [0; 5];
    world.random.fill(&mut bytes);
    let word = |byte: u8| WORDS[usize::from(byte) % WORDS.len()];
    format!(
        "{}-{}-{}-{}-{}",
        word(bytes[0]),
        word(bytes[1]),
        word(bytes[2]),
        bytes[3] % 90 + 10,
        word(bytes[4])
    )
}
