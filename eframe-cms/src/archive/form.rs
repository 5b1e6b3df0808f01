use std::collections::BTreeMap;

use eframe_core::{Digest, Language, Timestamp, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    self, Author, Care, Content, DocumentId, Edition, EditionId, Kind, MEGABYTES, MenuEntry,
    MenuId, Slug, State,
};

/// What stands before the hash in the name of a file's entry.
const FILES: &str = "files/";
/// How many bytes a file of the library may have.
pub(super) const MOST_OF_A_FILE: u64 = MEGABYTES as u64 * 1_000_000;

/// The form described here.
pub(crate) const FORMAT: u32 = 1;
/// The first entry.
pub(crate) const ABOUT: &str = "about.json";
/// The last entry.
pub(crate) const SUMMARY: &str = "summary.json";
/// How many bytes of lines an entry has at least before the next one begins.
#[cfg(feature = "server")]
pub(crate) const SLICE: usize = 1024 * 1024;
/// How many bytes an entry of lines may have: a slice and one line of any size that is sensible.
pub(super) const MOST: u64 = 8 * 1024 * 1024;

/// `about.json`: what it is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct About {
    /// Always `eframe-cms`.
    pub(crate) content: String,
    pub(crate) format: u32,
}

/// `summary.json`: what has to have been there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Summary {
    /// How many lines, by section.
    pub(crate) lines: BTreeMap<Section, u64>,
    /// The SHA-256 of each entry between the first and this one.
    pub(crate) entries: BTreeMap<String, Digest>,
}

/// A kind of lines. Their order is that of their names, and of the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Section {
    Documents,
    Editions,
    Media,
    Menus,
    Plans,
    Redirects,
}

/// A document without what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DocumentLine {
    pub(crate) id: DocumentId,
    pub(crate) version: Version,
    pub(crate) kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<DocumentId>,
    pub(crate) position: i32,
    pub(crate) path: model::Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) day: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Timestamp>,
    /// Who answers for it, and until when.
    #[serde(default, skip_serializing_if = "Care::is_nobodys")]
    pub(crate) care: Care,
    /// Every address it ever had, by path.
    pub(crate) addresses: Vec<Address>,
}

/// An address that belongs to a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) path: model::Address,
    pub(crate) since: Timestamp,
    /// Whether something was ever live there; where nothing is said, it was.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub(crate) known: bool,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_yes(known: &bool) -> bool {
    *known
}

/// What a document says, said or is to say in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EditionLine {
    pub(crate) id: EditionId,
    pub(crate) document: DocumentId,
    pub(crate) language: Language,
    pub(crate) number: u32,
    pub(crate) revision: Version,
    pub(crate) state: State,
    pub(crate) content: Content,
    pub(crate) authors: Vec<Author>,
    pub(crate) saved: Timestamp,
}

/// A menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct MenuLine {
    pub(crate) id: MenuId,
    pub(crate) version: Version,
    pub(crate) name: Slug,
    pub(crate) entries: Vec<MenuEntry>,
}

/// The name of the entry that is a file of the library: the hash of its bytes.
#[cfg(feature = "server")]
pub(crate) fn file_entry(sha256: Digest) -> String {
    format!("{FILES}{sha256}")
}

/// The hash in such a name.
pub(super) fn file_named(entry: &str) -> Option<Digest> {
    entry.strip_prefix(FILES)?.parse().ok()
}

impl Section {
    /// All of them in the archive's order.
    pub(super) const ALL: [Self; 6] =
        [Self::Documents, Self::Editions, Self::Media, Self::Menus, Self::Plans, Self::Redirects];

    /// The folder of its entries.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Editions => "editions",
            Self::Media => "media",
            Self::Menus => "menus",
            Self::Plans => "plans",
            Self::Redirects => "redirects",
        }
    }

    /// The name of its entry of this number, from 1.
    pub(crate) fn entry(self, number: u32) -> String {
        format!("{}/{number:08}.jsonl", self.folder())
    }
}

impl From<Edition> for EditionLine {
    fn from(edition: Edition) -> Self {
        // All of it: what an edition gets more has to come along.
        let Edition { id, document, language, number, revision, content, authors, saved, state } =
            edition;
        Self { id, document, language, number, revision, state, content, authors, saved }
    }
}

impl From<EditionLine> for Edition {
    fn from(line: EditionLine) -> Self {
        let EditionLine { id, document, language, number, revision, .. } = line;
        let EditionLine { state, content, authors, saved, .. } = line;
        Self { id, document, language, number, revision, content, authors, saved, state }
    }
}
