use eframe_core::Version;
use serde::{Deserialize, Serialize};

use super::{DocumentId, Kind, Slug};

eframe_core::id! {
    /// Names a menu.
    pub struct MenuId;
}

/// An ordered choice of documents and lists that the frame of every page shows.
///
/// It names documents and not addresses, so a move leaves it right; an entry shows while its document is live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Names it.
    pub id: MenuId,
    /// What the frame calls it: `main`, `footer`.
    pub name: Slug,
    /// Its version.
    pub version: Version,
    /// What it leads to, in order.
    pub entries: Vec<MenuEntry>,
}

/// One line of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MenuEntry {
    /// A document, by its title in the reader's language.
    Document(DocumentId),
    /// The list of a kind, by its usual name. Pages have no list.
    List(Kind),
}

impl MenuEntry {
    /// The document it leads to, unless it leads to a list.
    pub const fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Document(document) => Some(*document),
            Self::List(_) => None,
        }
    }
}

impl Menu {
    /// Most entries of a menu.
    pub const MOST: usize = 40;
}
