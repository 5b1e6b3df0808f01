use serde::{Deserialize, Serialize};

use super::DocumentId;

/// How what was live ended, and what the public is told of it.
///
/// The default is for rows of the time before anybody could say how: those are gone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// What its address answers from then on.
    #[serde(default)]
    pub end: End,
    /// Why, for the public; may be empty. Whoever chooses [`End::Withdrawn`] among the ends has to say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What an address answers once nothing is live there in any language. To publish again undoes each of them, but opens
/// no past that is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum End {
    /// That it was withdrawn, why, and where to read what it said: its past stays open.
    Withdrawn,
    /// That it is gone. Nothing of it is shown any more, its past included, also once it is published again; files that
    /// only its past showed are served to staff alone.
    #[default]
    Gone,
    /// It leads to another document, wherever that stands.
    Redirect {
        /// That document.
        to: DocumentId,
    },
    /// A page that says which document has taken its place.
    Substitute {
        /// That document.
        by: DocumentId,
    },
}

impl Ending {
    /// Taken down without a word, with its past left open.
    pub const fn withdrawn() -> Self {
        Self { end: End::Withdrawn, note: String::new() }
    }
}

impl End {
    /// Its name in JSON and in forms.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Gone => "gone",
            Self::Redirect { .. } => "redirect",
            Self::Substitute { .. } => "substitute",
        }
    }

    /// The document it leads to.
    pub const fn target(&self) -> Option<DocumentId> {
        match self {
            Self::Redirect { to: target } | Self::Substitute { by: target } => Some(*target),
            Self::Withdrawn | Self::Gone => None,
        }
    }
}
