//! What an archive says of itself, at its beginning and at its end.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::column::Table;
use crate::{Digest, Timestamp};

/// The form described here.
pub(super) const FORMAT: u32 = 1;
/// The first entry.
pub(super) const ABOUT: &str = "about.json";
/// The last entry.
pub(super) const MANIFEST: &str = "manifest.json";
/// What the names of files' entries begin with.
pub(super) const FILES: &str = "files/";
/// How many bytes of rows an entry has at least before the next one begins.
pub(super) const SLICE: usize = 1024 * 1024;
/// How many bytes an entry that is read as a whole may have: a slice and one row of any size that is sensible.
pub(super) const MOST: u64 = 256 * 1024 * 1024;

/// `about.json`: what is needed to read what follows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct About {
    pub(super) format: u32,
    pub(super) made: Timestamp,
    /// The steps that the schema has seen, by block.
    pub(super) migrations: BTreeMap<String, Vec<String>>,
    pub(super) tables: Vec<Table>,
}

/// `manifest.json`: what has to have been there.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    /// By name.
    pub(super) tables: BTreeMap<String, Rows>,
    pub(super) files: Vec<File>,
    /// Under which names blocks keep the files that were to be saved.
    #[serde(default)]
    pub(super) owners: Vec<String>,
    /// Files that rows name and that were taken away, rows and all, while the archive was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) gone: Vec<Uuid>,
    pub(super) audit: Audit,
}

/// How many rows, and the SHA-256 of their lines one after the other.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rows {
    pub(super) rows: u64,
    pub(super) sha256: Digest,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct File {
    pub(super) owner: String,
    pub(super) id: Uuid,
    pub(super) bytes: u64,
    pub(super) sha256: Digest,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Audit {
    pub(super) entries: u64,
    pub(super) root: Digest,
}

impl Default for Audit {
    fn default() -> Self {
        Self { entries: 0, root: crate::sha256(b"") }
    }
}

/// The name of a slice of a table's rows.
pub(super) fn slice_of(table: &str, number: u32) -> String {
    format!("tables/{table}/{number:08}.jsonl")
}

/// The name of a file's entry.
pub(super) fn file_of(owner: &str, id: Uuid) -> String {
    format!("{FILES}{owner}/{id}")
}
