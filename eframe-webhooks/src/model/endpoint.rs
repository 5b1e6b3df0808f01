use std::collections::BTreeSet;

use eframe_core::{Subject, Timestamp, Version};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Target;
use crate::event::ENDPOINT;

eframe_core::id! {
    /// Names an endpoint.
    pub struct EndpointId;
}

/// Another program that is told of what happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// What people call it, 1 to 120 characters.
    pub about: String,
    /// Where it is.
    pub target: Target,
    /// Of what it is told.
    pub events: Wanted,
    /// Whether it is told anything now.
    pub state: State,
    /// By what its messages are signed.
    pub secret: SecretMark,
    /// By what they are signed too for a while, so that the receiver can change over.
    pub older: Option<Older>,
    /// When it was added.
    pub created: Timestamp,
    /// Since when it took nothing; none where it took the last message that was tried.
    pub failing_since: Option<Timestamp>,
    /// How many attempts have failed since.
    pub failures: u32,
    /// How often it was changed.
    pub version: Version,
}

/// Of which events an endpoint is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeSet<String>", into = "BTreeSet<String>")]
pub enum Wanted {
    /// Of all that are public, also of those that come later.
    All,
    /// Of these, by name.
    Only(BTreeSet<String>),
}

/// What stands in the place of names where all are wanted.
const ALL: &str = "*";

/// Whether an endpoint is told anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// It is.
    On,
    /// It is not: nothing new is kept for it, and what waits stays.
    Off {
        /// Why.
        why: Why,
        /// Since when.
        since: Timestamp,
    },
}

/// Why an endpoint was switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Somebody did so.
    Person,
    /// It said that it wants no more: 410.
    Gone,
    /// It took nothing for three days.
    Failing,
}

/// By what a secret is made again, so that none stands in a row: the name of the house's secret that it comes of, and a salt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecretMark {
    /// The name of the house's secret.
    pub house: String,
    /// What makes it another one each time.
    pub salt: Uuid,
}

/// A secret of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Older {
    /// By what it is made again.
    pub secret: SecretMark,
    /// Until when messages are signed with it too.
    pub until: Timestamp,
}

impl Endpoint {
    /// What audit entries and events say they are about.
    pub fn subject(&self) -> Subject {
        Subject::of(ENDPOINT, self.id.uuid())
    }

    /// Whether it is told anything.
    pub const fn is_on(&self) -> bool {
        matches!(self.state, State::On)
    }

    /// By what a message is signed at this moment, the newest first.
    pub fn secrets(&self, now: Timestamp) -> impl Iterator<Item = &SecretMark> {
        let older = self.older.as_ref().filter(|older| older.until > now);
        std::iter::once(&self.secret).chain(older.map(|older| &older.secret))
    }
}

impl Wanted {
    /// Whether an event of this name is among them.
    pub fn has(&self, event: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(event),
        }
    }

    /// The names, as they are written: `*` for all.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::All => vec![ALL],
            Self::Only(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

impl From<BTreeSet<String>> for Wanted {
    fn from(names: BTreeSet<String>) -> Self {
        if names.contains(ALL) { Self::All } else { Self::Only(names) }
    }
}

impl From<Wanted> for BTreeSet<String> {
    fn from(wanted: Wanted) -> Self {
        wanted.names().into_iter().map(str::to_owned).collect()
    }
}

impl State {
    /// Its name in rows and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off { .. } => "off",
        }
    }
}

impl Why {
    /// Its name in messages and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}
