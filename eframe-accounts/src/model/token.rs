use std::collections::BTreeSet;

use eframe_core::{Digest, Grant, Subject, Timestamp};
use serde::{Deserialize, Serialize};

use super::AccountId;

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

    /// How audit entries name it.
    pub fn subject(&self) -> Subject {
        Subject::of("accounts.token", self.id.uuid())
    }
}
