use std::fmt;

use eframe_core::{ActorId, Language, Timestamp};

use super::{DocumentId, Kind};

/// Which form of the desk somebody writes in: of a text, or of a document that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A text of a document.
    Text(DocumentId, Language),
    /// A new document of this kind.
    New(Kind),
}

/// What somebody wrote and did not save, as their browser sent it by itself.
///
/// It is theirs alone and says nothing to anybody else: no draft, no edition, no decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Who wrote it.
    pub person: ActorId,
    /// In which form.
    pub sheet: Sheet,
    /// The fields of that form, as they were posted.
    pub fields: Vec<(String, String)>,
    /// When.
    pub at: Timestamp,
}

impl Unsaved {
    /// So many bytes of names and values are kept at most.
    pub const MOST: usize = 512 * 1024;

    /// How many bytes its names and values have.
    pub fn size(&self) -> usize {
        self.fields.iter().map(|(name, value)| name.len() + value.len()).sum()
    }
}

/// Its name among what is kept of one person.
impl fmt::Display for Sheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(document, language) => write!(out, "{document}/{language}"),
            Self::New(kind) => write!(out, "new/{kind}"),
        }
    }
}
