//! Files that pages show: pictures and documents, each with one lasting address and all its versions.

mod about;
mod file;
mod rendition;

use eframe_core::{Digest, Timestamp, Version};
use serde::{Deserialize, Serialize};

pub use about::{About, AboutFields, Focus, Said};
#[cfg(feature = "server")]
pub(crate) use file::scaled;
pub use file::{FileRef, Pixels};
pub use rendition::{Form, Rendition, WIDTHS, widths};

use super::{Author, Slug};

eframe_core::id! {
    /// Names a file of the media library through all its versions.
    pub struct MediaId;
}

/// A file of the media library: its address stays, its bytes may be replaced.
///
/// It is the aggregate that guards its versions: whatever changes one of them raises its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Names it.
    pub id: MediaId,
    /// What sort it is. It never changes: a picture is replaced by a picture.
    pub kind: MediaKind,
    /// The last part of its address, without an ending. It never changes either.
    pub name: Slug,
    /// What is said of it.
    pub about: About,
    /// When it came.
    pub added: Timestamp,
    /// Since when it is offered no more, and shown to nobody but staff.
    pub retired: Option<Timestamp>,
    /// Its version.
    pub version: Version,
    /// Counts how often something that shows it went live; the first where nobody decides about it.
    pub shown: Version,
    /// Its files, the first one first; at least one.
    pub files: Vec<FileVersion>,
}

/// The sorts of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MediaKind {
    /// What a page shows.
    Picture,
    /// What a reader takes away.
    Document,
}

/// One of the files that stood at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// Which one: 1, 2, 3 ... without gaps.
    pub number: u32,
    /// What it is.
    pub file: StoredFile,
    /// Who brought it.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// Who made it public by itself, whether a page shows it or not.
    pub released: Option<Released>,
}

/// A file that was received and is kept, as a rule takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredFile {
    /// Where its bytes are.
    pub blob: uuid::Uuid,
    /// The SHA-256 of its bytes as they are kept and served.
    pub sha256: Digest,
    /// What it is, by its content: `image/jpeg`.
    pub mime: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The size of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<Pixels>,
    /// What whoever brought it called it.
    pub called: String,
}

/// Somebody's decision that a file is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// Whose.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}

impl Media {
    /// The newest file.
    pub fn newest(&self) -> Option<&FileVersion> {
        self.files.last()
    }

    /// The file of this number.
    pub fn file(&self, number: u32) -> Option<&FileVersion> {
        self.files.iter().find(|file| file.number == number)
    }

    /// The last part of its address as it is told today: `budget-2027.pdf`.
    pub fn file_name(&self) -> String {
        self.newest().map_or_else(|| self.name.to_string(), |newest| newest.file.name(&self.name))
    }
}

impl MediaKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Picture, Self::Document];

    /// Its name in JSON and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Document => "document",
        }
    }

    /// The kind of a file of this media type.
    pub fn of(mime: &str) -> Self {
        if mime.starts_with("image/") { Self::Picture } else { Self::Document }
    }
}

/// How many million bytes a file of the library may have.
pub(crate) const MEGABYTES: u16 = 20;

/// The kinds of files that a library has, and how their names end.
pub(crate) const MIMES: [(&str, &str); 3] =
    [("image/png", "png"), ("image/jpeg", "jpg"), ("application/pdf", "pdf")];

impl StoredFile {
    /// How its name ends.
    pub fn ending(&self) -> &'static str {
        let known = MIMES.into_iter().find(|(mime, _)| *mime == self.mime);
        known.map_or("pdf", |(_, ending)| ending)
    }

    /// The last part of its address: `budget-2027.pdf`.
    pub fn name(&self, of: &Slug) -> String {
        format!("{of}.{}", self.ending())
    }
}
