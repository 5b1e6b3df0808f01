use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ActorId, sha256};

/// Whom somebody asks for: the id of an account, or a mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// An account.
    Account(ActorId),
    /// An address, in small letters.
    Address(String),
}

/// What was given is neither an id nor an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither an account's id nor a mail address")]
pub struct NoPerson;

/// The longest that an address may be, in octets.
const LONGEST: usize = 254;

impl FromStr for Asked {
    type Err = NoPerson;

    fn from_str(text: &str) -> Result<Self, NoPerson> {
        let text = text.trim();
        if let Ok(id) = text.parse::<Uuid>() {
            return if id.is_nil() { Err(NoPerson) } else { Ok(Self::Account(ActorId::new(id))) };
        }
        let (local, domain) = text.rsplit_once('@').ok_or(NoPerson)?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"');
        if local.is_empty() || domain.is_empty() || text.len() > LONGEST || text.contains(odd) {
            return Err(NoPerson);
        }
        Ok(Self::Address(text.to_lowercase()))
    }
}

/// Somebody, by all they are found by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    id: Option<ActorId>,
    addresses: Vec<String>,
    names: Vec<String>,
    shared: Vec<String>,
    subjects: Vec<String>,
}

impl Person {
    /// Whoever is asked for, and nothing more of them yet.
    pub fn of(asked: &Asked) -> Self {
        match asked {
            Asked::Account(id) => Self { id: Some(*id), ..Self::default() },
            Asked::Address(address) => {
                Self { addresses: vec![address.to_lowercase()], ..Self::default() }
            }
        }
    }

    /// Adds that this is their account.
    pub fn add_id(&mut self, id: ActorId) {
        self.id.get_or_insert(id);
    }

    /// Adds an address of theirs.
    pub fn add_address(&mut self, address: &str) {
        add(&mut self.addresses, address.trim().to_lowercase());
    }

    /// Adds a name of theirs.
    pub fn add_name(&mut self, name: &str) {
        // An invitation without a name calls people by their address.
        if !name.contains('@') {
            add(&mut self.names, name.trim().to_owned());
        }
    }

    /// Says that this is what a city or an office is called too, so that it is never looked for within a text.
    pub fn share_name(&mut self, name: &str) {
        add(&mut self.shared, name.trim().to_lowercase());
    }

    /// Adds what the audit log calls something that is theirs alone, so that the facts of its entries go.
    pub fn add_subject(&mut self, subject: impl Into<String>) {
        add(&mut self.subjects, subject.into());
    }

    /// The same without their names: whoever bears one like it may be somebody else.
    #[must_use]
    pub(super) fn unnamed(&self) -> Self {
        Self { names: Vec::new(), ..self.clone() }
    }

    /// Their account.
    pub fn id(&self) -> Option<ActorId> {
        self.id
    }

    /// Their addresses, in small letters.
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// Their names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// What the audit log calls things that are theirs alone.
    pub fn subjects(&self) -> &[String] {
        &self.subjects
    }

    /// The names that nobody and nothing else is likely to have: those are looked for within texts too. A name of one word
    /// in an alphabet is everybody's.
    pub(super) fn sought(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(|name| {
            let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
            let told = if name.chars().any(is_dense) {
                letters >= 3
            } else {
                letters >= 4 && name.split_whitespace().count() >= 2
            };
            told && !self.shared.contains(&name.to_lowercase())
        })
    }

    /// Their names but those that are a city's too.
    pub(super) fn own_names(&self) -> impl Iterator<Item = &str> {
        let own = |name: &&String| !self.shared.contains(&name.to_lowercase());
        self.names.iter().filter(own).map(String::as_str)
    }

    /// The hashes by which events name an address without telling it.
    pub(super) fn hashes(&self) -> impl Iterator<Item = String> {
        self.addresses.iter().map(|address| sha256(address.as_bytes()).to_string())
    }
}

/// A letter of a script that writes names without spaces.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn add(list: &mut Vec<String>, one: String) {
    if !one.is_empty() && !list.contains(&one) {
        list.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_asked_for_has_an_id_or_an_address() {
        let id = "0198c0de-0000-7000-8000-000000000001";
        assert_eq!(id.parse(), Ok(Asked::Account(ActorId::new(id.parse().expect("an id")))));
        assert_eq!(
            " Mina@Seoul.Example ".parse(),
            Ok(Asked::Address("mina@seoul.example".to_owned()))
        );
        let nil = Uuid::nil().to_string();
        for nobody in ["", "mina", "@", "mina@", "@seoul", "a b@c.d", "<a@b.c>", &nil, "%"] {
            assert_eq!(nobody.parse::<Asked>(), Err(NoPerson), "{nobody:?}");
        }
    }

    #[test]
    fn a_name_that_many_have_is_not_looked_for_in_texts() {
        let mut person = Person::default();
        for name in ["Alex", "Mina Park", "박민아", "Porto Azul", "李", "mina@seoul.example"] {
            person.add_name(name);
        }
        person.share_name("Porto Azul");
        assert_eq!(person.sought().collect::<Vec<_>>(), ["Mina Park", "박민아"]);
    }
}
