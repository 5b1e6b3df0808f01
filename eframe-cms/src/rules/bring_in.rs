use std::collections::BTreeMap;
use std::path::PathBuf;

use eframe_core::{
    Actor, Commit, Decision, Digest, Guard, IdSource, Subject, Tag, Timestamp, Version,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{Change, THE_TREE, TREE};
use crate::Refusal;
use crate::permission::{IMPORT, IMPORTED};

/// A file with the whole content of a site, which was read to its end and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The SHA-256 of its bytes.
    pub sha256: Digest,
    /// What it holds.
    pub holds: Brought,
    /// Where the bytes of its files are kept by now, by their SHA-256.
    pub blobs: BTreeMap<Digest, uuid::Uuid>,
}

/// How much of each a content file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// Documents.
    pub documents: u64,
    /// Editions of them, whatever their stage.
    pub editions: u64,
    /// Files of the library.
    pub media: u64,
    /// Menus.
    pub menus: u64,
    /// What is to happen at a time.
    pub plans: u64,
    /// Addresses from before.
    pub redirects: u64,
}

/// Brings the whole content of another site in, with all its editions, ids and addresses: in one commit with one
/// audit entry.
///
/// # Errors
/// When the actor may not, or there is content already.
pub fn bring_in(
    file: ContentFile,
    is_empty: bool,
    tree: Version,
    ids: &dyn IdSource,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Brought>, Refusal> {
    actor.require(IMPORT)?;
    if !is_empty {
        return Err(Refusal::NotEmpty);
    }
    let holds = file.holds;
    let facts = json!({ "hash": file.sha256, "imported": holds });
    let commit = Commit::by(actor, now)
        .guard(Guard::write(TREE, THE_TREE, tree))
        .audit(IMPORTED, Subject::of("cms.import", ids.next()), facts)
        .change(Change::BringIn(file))
        .touch(Tag::EVERYTHING);
    Ok(Decision::new(commit, holds))
}
