use eframe_core::{Digest, Timestamp, Version};
use serde::{Deserialize, Serialize};

use crate::model::{
    About, Author, FileVersion, Media, MediaId, MediaKind, Pixels, Released, Slug, StoredFile,
};

/// A file of the library with all its versions. Their bytes are entries of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct MediaLine {
    pub(crate) id: MediaId,
    pub(crate) version: Version,
    pub(crate) kind: MediaKind,
    pub(crate) name: Slug,
    pub(crate) about: About,
    pub(crate) added: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retired: Option<Timestamp>,
    pub(crate) files: Vec<VersionLine>,
}

/// One of its versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct VersionLine {
    pub(crate) number: u32,
    pub(crate) sha256: Digest,
    pub(crate) mime: String,
    pub(crate) bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pixels: Option<Pixels>,
    pub(crate) called: String,
    pub(crate) by: Author,
    pub(crate) at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) released: Option<Released>,
}

impl MediaLine {
    /// It with its bytes where `blob` says.
    pub(crate) fn media(self, blob: impl Fn(&Digest) -> uuid::Uuid) -> Media {
        let Self { id, version, kind, name, about, added, retired, files } = self;
        let files = files.into_iter().map(|line| {
            let VersionLine { number, sha256, mime, bytes, pixels, called, by, at, released } =
                line;
            let blob = blob(&sha256);
            let file = StoredFile { blob, sha256, mime, bytes, pixels, called };
            FileVersion { number, file, by, at, released }
        });
        let files = files.collect();
        Media { id, kind, name, about, added, retired, version, shown: Version::FIRST, files }
    }
}

impl From<Media> for MediaLine {
    fn from(media: Media) -> Self {
        // All of it: what a file gets more has to come along. Where its bytes are, and what happens beside it, is the
        // site's own affair.
        let Media { id, kind, name, about, added, retired, version, shown: _, files } = media;
        let files = files.into_iter().map(|version| {
            let FileVersion { number, file, by, at, released } = version;
            let StoredFile { blob: _, sha256, mime, bytes, pixels, called } = file;
            VersionLine { number, sha256, mime, bytes, pixels, called, by, at, released }
        });
        let files = files.collect();
        Self { id, version, kind, name, about, added, retired, files }
    }
}
