//! Makes the whole log anew from its entries, and holds it against what is stored and what was signed.

mod walk;

use std::fmt;

use sea_orm::{DatabaseTransaction, DbErr};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::form::{Standing, checked};
use super::key::PublicKey;
use super::note::SignedCheckpoint;
use super::store;
use crate::backup::snapshot;
use crate::database::unread;
use crate::{CommitError, Database, Digest, StoreError};
use walk::{Slice, Walk};

/// How many entries are read at a time.
const SLICE: u64 = 4096;

/// What a log came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// How many entries are sealed.
    pub entries: u64,
    /// How many of them had their facts erased: they are proven by what stands for them.
    pub erased: u64,
    /// How many wait to be sealed.
    pub unsealed: u64,
    /// How many checkpoints were signed.
    pub checkpoints: u64,
    /// The keys they were signed with, the last first.
    pub keys: Vec<String>,
    /// The root of the tree over the entries.
    pub root: Digest,
    /// What is wrong with the first entry with which anything is; then nothing after it was looked at.
    pub fault: Option<Fault>,
}

/// The first entry that is not what it was, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// Its number in the log, counted from zero; none for one that is not sealed yet.
    pub entry: Option<u64>,
    /// Its id, where there is an entry.
    pub id: Option<Uuid>,
    /// What is wrong.
    pub found: Found,
}

impl std::error::Error for Fault {}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { entry, id, found } = self;
        match entry {
            // About who signed, and about no entry.
            _ if matches!(found, Found::Key { .. } | Found::Stranger) => return found.fmt(out),
            Some(number) => write!(out, "entry {number}")?,
            None => out.write_str("an entry that is not sealed yet")?,
        }
        if let Some(id) = id {
            write!(out, " ({id})")?;
        }
        write!(out, ": {found}")
    }
}

/// What is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Found {
    /// No entry has this number.
    #[error("it is missing")]
    Missing,
    /// Two entries have this number.
    #[error("it is there twice")]
    Twice,
    /// Its facts do not give its leaf.
    #[error("it was changed after it was written: its facts do not give its leaf")]
    Altered,
    /// It is whole in itself, but not what the tile says.
    #[error("it is not the one that was sealed here")]
    Other,
    /// A tile is missing or is not what its entries give.
    #[error("the tile {position} of level {level} is missing or was changed")]
    Tile {
        /// The tile's level.
        level: u32,
        /// Its position in the level.
        position: u64,
    },
    /// There are more tiles than the entries give.
    #[error("there are tiles beyond the last entry")]
    Tiles,
    /// A checkpoint is missing, was changed, or is not signed.
    #[error(
        "the checkpoint {position}, the next after it, is missing, was changed or is not signed by its key"
    )]
    Checkpoint {
        /// Its position among the checkpoints, counted from one.
        position: i64,
    },
    /// Some entry was exchanged together with its tiles: the signed root tells.
    #[error(
        "it or one of the next up to {until} is not the one that was signed: their root is another"
    )]
    Rewritten {
        /// The last entry of which that may be.
        until: u64,
    },
    /// It has a number, and was never signed.
    #[error("it was numbered and never signed")]
    Unsigned,
    /// The last checkpoint is signed by a key that is not the log's.
    #[error("the last checkpoint is signed by the key {key}, which is not this log's")]
    Key {
        /// The key.
        key: String,
    },
    /// The kept checkpoint knows more entries.
    #[error("it is missing: the log was cut, for the kept checkpoint has {size} entries")]
    Cut {
        /// How many entries the log had.
        size: u64,
    },
    /// The kept checkpoint is of another history.
    #[error(
        "it or one of the next is another than it was: the kept checkpoint of {size} entries has another root"
    )]
    Forked {
        /// How many entries the log had.
        size: u64,
    },
    /// The kept checkpoint is signed by none of the log's keys.
    #[error("the kept checkpoint is not signed by a key of this log")]
    Stranger,
}

fn failed(error: DbErr) -> CommitError {
    unread(error)
}

/// Reads the whole log from one snapshot and makes everything anew: each leaf from its facts where they are not erased,
/// each tile, each root that was signed, and each signature.
///
/// `key` is the one that has to have signed last, if it is known. `kept` is a checkpoint that somebody kept: only by
/// it is found that the end of the log was cut off, or that the whole of it was written anew by whoever has the key.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(
    database: &Database,
    key: Option<&PublicKey>,
    kept: Option<&SignedCheckpoint>,
) -> Result<Verified, CommitError> {
    let read = snapshot(database).await.map_err(failed)?;
    let keys = store::keys(&read).await.map_err(failed)?;
    let mut walk = Walk::new(kept.map(|kept| kept.checkpoint.clone()));
    let mut fault = entries(&read, &mut walk).await?;
    if fault.is_none() {
        fault = beyond(&read, &walk).await?;
    }
    let (mut unsealed, mut altered) = (0, None);
    if fault.is_none() {
        (unsealed, altered) = waiting(&read).await?;
    }
    read.commit().await.map_err(failed)?;
    let fault = fault.or(altered).or_else(|| strangers(&keys, key, kept, &walk));
    let (entries, erased, checkpoints) = (walk.size(), walk.erased, walk.checkpoints);
    Ok(Verified { entries, erased, unsealed, checkpoints, keys, root: walk.root(), fault })
}

/// Goes through the sealed entries: while some are hashed the next are read.
async fn entries(
    read: &DatabaseTransaction,
    walk: &mut Walk,
) -> Result<Option<Fault>, CommitError> {
    let mut slice = Some(fetch(read, 0).await?);
    while let Some(Slice { rows, tiles }) = slice.take() {
        let next = rows.last().and_then(|row| row.number).filter(|_| rows.len() as u64 == SLICE);
        refill(read, walk).await?;
        let mut walking = std::mem::take(walk);
        let hashing = spawn_blocking(move || {
            let fault = walking.go(Slice { rows, tiles }).err();
            (walking, fault)
        });
        if let Some(last) = next {
            slice = Some(fetch(read, last + 1).await?);
        }
        let hashed = hashing.await;
        let (walked, fault) =
            hashed.map_err(|ended| CommitError::Unavailable(StoreError::new(ended)))?;
        *walk = walked;
        if fault.is_some() {
            return Ok(fault);
        }
        if let Some(fault) = compare(read, walk.take_high()).await? {
            return Ok(Some(fault));
        }
    }
    refill(read, walk).await?;
    Ok(walk.end().err())
}

async fn fetch(read: &DatabaseTransaction, from: i64) -> Result<Slice, CommitError> {
    let rows = store::sealed(read, from, SLICE).await.map_err(failed)?;
    let first = from.unsigned_abs() / 256;
    let tiles = (first..=first + SLICE / 256).map(|position| (0, position));
    let tiles = store::tiles(read, tiles).await.map_err(failed)?;
    Ok(Slice { rows, tiles })
}

/// Has enough checkpoints at hand for a slice: there is at most one for each entry, and a few for new keys.
async fn refill(read: &DatabaseTransaction, walk: &mut Walk) -> Result<(), CommitError> {
    if walk.wants_checkpoints(SLICE) {
        let more = store::checkpoints(read, walk.last_position(), 2 * SLICE).await;
        walk.add_checkpoints(more.map_err(failed)?, 2 * SLICE);
    }
    Ok(())
}

/// Holds tiles that were made against those that are stored.
async fn compare(
    read: &DatabaseTransaction,
    made: Vec<super::tree::Tile>,
) -> Result<Option<Fault>, CommitError> {
    for tile in made {
        let key = (tile.level, tile.position);
        let stored = store::tiles(read, [key]).await.map_err(failed)?;
        if stored.get(&key) != Some(&tile.hashes) {
            return Ok(Some(walk::bad_tile(tile.level, tile.position)));
        }
    }
    Ok(None)
}

/// The tiles at the right edge, and that there are no others, nor entries with numbers that no log gives.
async fn beyond(read: &DatabaseTransaction, walk: &Walk) -> Result<Option<Fault>, CommitError> {
    if let Some(fault) = compare(read, walk.partial()).await? {
        return Ok(Some(fault));
    }
    if store::sealed_count(read).await.map_err(failed)? != walk.size() {
        return Ok(Some(walk.fault(Found::Unsigned)));
    }
    let found = store::tile_count(read).await.map_err(failed)?;
    Ok((found != walk.tiles()).then(|| walk.fault(Found::Tiles)))
}

/// Counts the entries that are not sealed yet, and looks at their leaves.
async fn waiting(read: &DatabaseTransaction) -> Result<(u64, Option<Fault>), CommitError> {
    let (mut count, mut last) = (0, None);
    loop {
        let rows = store::unsealed(read, last.as_ref(), SLICE).await.map_err(failed)?;
        count += rows.len() as u64;
        if let Some(bad) = rows.iter().find(|row| checked(row).1 == Standing::Altered) {
            let fault = Fault { entry: None, id: Some(bad.id), found: Found::Altered };
            return Ok((count, Some(fault)));
        }
        match rows.into_iter().next_back() {
            Some(row) => last = Some(row),
            None => return Ok((count, None)),
        }
    }
}

/// Whether who signed is who should have.
fn strangers(
    keys: &[String],
    key: Option<&PublicKey>,
    kept: Option<&SignedCheckpoint>,
    walk: &Walk,
) -> Option<Fault> {
    if let (Some(key), Some(last)) = (key, keys.first())
        && key.to_string() != *last
    {
        return Some(walk.fault(Found::Key { key: last.clone() }));
    }
    let known = |key: &String| key.parse::<PublicKey>().ok();
    let signed = |kept: &SignedCheckpoint| {
        let mut known = keys.iter().filter_map(known).chain(key.cloned());
        known.any(|key| kept.is_signed_by(&key))
    };
    kept.filter(|kept| !signed(kept)).map(|_| Fault {
        entry: Some(0),
        id: None,
        found: Found::Stranger,
    })
}
