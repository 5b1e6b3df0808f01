use eframe_core::{Digest, Timestamp};
use serde::{Deserialize, Serialize};

/// What stays of an address when the address is gone: a keyed hash of its [key](super::Address::key), by which it is
/// known again and from which nobody without the house's secret makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mark(pub Digest);

/// An address to which nothing is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Whose.
    pub mark: Mark,
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub at: Timestamp,
}

/// Why nothing is sent to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// Its owner wants no more.
    Unsubscribed,
    /// Mail to it comes back.
    Bounced,
    /// Its owner complained to their provider.
    Complained,
    /// Its owner had it erased.
    Erased,
    /// None: somebody at the desk lifted what was there.
    Overruled,
}

impl Reason {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Unsubscribed, Self::Bounced, Self::Complained, Self::Erased, Self::Overruled];

    /// Whether mail is held back.
    pub const fn is_in_force(self) -> bool {
        !matches!(self, Self::Overruled)
    }

    /// Whether the owner of the address said so, and not their mail server: then nobody else lifts it.
    pub const fn is_own_wish(self) -> bool {
        match self {
            Self::Unsubscribed | Self::Complained | Self::Erased => true,
            Self::Bounced | Self::Overruled => false,
        }
    }

    /// What it is called in rows, JSON and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unsubscribed => "unsubscribed",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
            Self::Erased => "erased",
            Self::Overruled => "overruled",
        }
    }

    /// The reason of this code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}
