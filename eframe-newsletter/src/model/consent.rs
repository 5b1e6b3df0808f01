use std::fmt;
use std::str::FromStr;

use eframe_core::{Digest, Language, Timestamp, id};
use serde::{Deserialize, Serialize};

use super::{How, SubscriberId};

id! {
    /// Names an entry of the consent ledger.
    pub struct ConsentId;
}

/// One line of the consent ledger: what happened between somebody and the newsletter. Lines are only added; none has an
/// address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Names it.
    pub id: ConsentId,
    /// Whose it is.
    pub subscriber: SubscriberId,
    /// When.
    pub at: Timestamp,
    /// The language they read.
    pub language: Language,
    /// Where it happened.
    pub form: Form,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum What {
    /// Somebody asked for the newsletter at this address.
    Asked,
    /// Whoever reads mail there said yes to this text.
    Agreed {
        /// The very words.
        text: String,
        /// Their SHA-256 in UTF-8.
        sha256: Digest,
    },
    /// They had said yes elsewhere, as whoever brought the list in states.
    Stated {
        /// What shows it of all in the list, in their words.
        proof: String,
        /// What this person's own line says of it, until their address is erased.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        own: Option<String>,
        /// The SHA-256 of the file it stood in.
        file: Digest,
    },
    /// They want no more.
    Ended {
        /// How they said so.
        how: How,
    },
    /// The address was taken out of the house.
    Erased,
}

/// Where somebody asked or agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Form {
    /// The public page.
    Page,
    /// An app.
    Json,
    /// A city's application for membership.
    Application,
    /// A list that was kept elsewhere.
    Import,
    /// The desk.
    Desk,
    /// The house itself: a period ran out.
    System,
}

/// A text that names no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no form of this name")]
pub struct UnknownForm;

impl What {
    /// What it is called in rows and messages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed { .. } => "agreed",
            Self::Stated { .. } => "stated",
            Self::Ended { .. } => "ended",
            Self::Erased => "erased",
        }
    }
}

impl Form {
    const ALL: [Self; 6] =
        [Self::Page, Self::Json, Self::Application, Self::Import, Self::Desk, Self::System];

    /// What it is called in rows and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Json => "json",
            Self::Application => "application",
            Self::Import => "import",
            Self::Desk => "desk",
            Self::System => "system",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Form {
    type Err = UnknownForm;

    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or(UnknownForm)
    }
}
