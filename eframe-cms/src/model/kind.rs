use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What sort of document it is. Decides its facts, its place among the addresses and its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A page of the tree: `/about/offices`.
    Page,
    /// A dated piece of news: `/news/new-president-city`.
    News,
    /// Something that takes place at a time and a place: `/events/assembly-2027`.
    Event,
    /// A question with its answer: `/faq/who-may-join`.
    Faq,
    /// A person and their office: `/people/mina-park`.
    Person,
    /// An organisation that works with the host: `/partners/undesa`.
    Partner,
    /// Something to take away, with what it is good for: `/documents/statutes`.
    Document,
    /// What is said above pages until it is over: `/banners/town-hall-closed`.
    Banner,
}

/// A text that names no kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a kind is one of page, news, event, faq, person, partner, document, banner")]
pub struct UnknownKind;

impl Kind {
    /// Every kind, in the order the desk shows them.
    pub const ALL: [Self; 8] = [
        Self::Page,
        Self::News,
        Self::Event,
        Self::Faq,
        Self::Person,
        Self::Partner,
        Self::Document,
        Self::Banner,
    ];

    /// Its name in JSON, addresses of the desk and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::News => "news",
            Self::Event => "event",
            Self::Faq => "faq",
            Self::Person => "person",
            Self::Partner => "partner",
            Self::Document => "document",
            Self::Banner => "banner",
        }
    }

    /// The first segment of its addresses, where its list is; pages have none, they stand at the root.
    pub const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::News => Some("news"),
            Self::Event => Some("events"),
            Self::Faq => Some("faq"),
            Self::Person => Some("people"),
            Self::Partner => Some("partners"),
            Self::Document => Some("documents"),
            Self::Banner => Some("banners"),
        }
    }

    /// Whether its list runs by date, newest first, rather than by position.
    pub const fn is_dated(self) -> bool {
        matches!(self, Self::News | Self::Event)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(UnknownKind)
    }
}
