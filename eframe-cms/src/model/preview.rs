use eframe_core::{Digest, Language, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Author, DocumentId};

eframe_core::id! {
    /// Names a preview in lists. It opens nothing.
    pub struct PreviewId;
}

/// A link by which somebody without an account reads what is in the making, until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Names it in lists.
    pub id: PreviewId,
    /// The document.
    pub document: DocumentId,
    /// The language in which it is read.
    pub language: Language,
    /// SHA-256 of what the link holds, which nobody keeps.
    pub secret: Digest,
    /// Who made it.
    pub by: Author,
    /// When they did.
    pub made: Timestamp,
    /// When it stops.
    pub until: Timestamp,
}

impl Preview {
    /// So many days a link opens something at most.
    pub const MOST_DAYS: u16 = 30;
    /// So many links of one text are open at most.
    pub const MOST: usize = 20;

    /// Whether it still opens something.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.until
    }
}
