//! Sealing: read and hash first, beside everybody's work, then write in one short transaction.

use std::time::Duration;

use sea_orm::DbErr;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::note::Checkpoint;
use super::store::{self, Seal};
use super::tree::{Edge, hash_leaf};
use super::{AuditLog, PublicKey, SealError, Signer, form, kept};
use crate::backup::snapshot;
use crate::database::table::{audit, audit_checkpoint};
use crate::database::{stored, unread};
use crate::{CommitError, Database};

/// How many entries are sealed in one transaction, so that nobody waits long.
const SLICE: u64 = 1024;

/// How long a successor waits for whoever is sealing.
const PAUSE: Duration = Duration::from_millis(50);

fn failed(error: DbErr) -> SealError {
    SealError::Store(unread(error))
}

/// Seals what waits, and keeps what was signed.
pub(super) async fn seal(log: &AuditLog) -> Result<u64, SealError> {
    let sealed = slices(log).await?;
    if sealed > 0 {
        log.keep().await?;
    }
    Ok(sealed)
}

/// Seals slice by slice until every entry has its number.
async fn slices(log: &AuditLog) -> Result<u64, SealError> {
    let mut sealed = 0;
    loop {
        let read = log.database.read();
        if !store::is_unsealed(read).await.map_err(failed)? {
            let begun = store::head(read).await.map_err(failed)?.is_some();
            if begun {
                return Ok(sealed);
            }
        }
        if let Some(kept) = log.kept.as_deref().filter(|_| sealed == 0) {
            kept::refuse_lost(&log.database, kept).await?;
        }
        let Some(seal) = prepare(log, Key::Same).await? else { return Ok(sealed) };
        let entries = seal.entries.len() as u64;
        if !log.database.run(seal).await.map_err(SealError::Store)? {
            // Somebody else is at it.
            return Ok(sealed);
        }
        sealed += entries;
    }
}

/// Signs the log as it stands with another key.
pub(super) async fn take_over(log: &AuditLog) -> Result<(), SealError> {
    loop {
        let Some(seal) = prepare(log, Key::Successor).await? else { return Ok(()) };
        if log.database.run(seal).await.map_err(SealError::Store)? {
            return Ok(());
        }
        // Somebody is sealing with the key of before.
        sleep(PAUSE).await;
    }
}

pub(super) async fn last_key(database: &Database) -> Result<Option<PublicKey>, SealError> {
    let head = store::head(database.read()).await.map_err(failed)?;
    Ok(head.and_then(|head| head.key.parse().ok()))
}

pub(super) async fn signers(database: &Database) -> Result<Vec<Signer>, SealError> {
    store::signers(database.read()).await.map_err(failed)
}

pub(super) async fn waiting(database: &Database) -> Result<u64, SealError> {
    store::unsealed_count(database.read()).await.map_err(failed)
}

pub(super) async fn refuse_other_key(log: &AuditLog) -> Result<(), SealError> {
    let head = store::head(log.database.read()).await.map_err(failed)?;
    head.map_or(Ok(()), |head| same_key(log, &head))
}

fn same_key(log: &AuditLog, head: &audit_checkpoint::Model) -> Result<(), SealError> {
    let given = log.key().to_string();
    if head.key == given {
        return Ok(());
    }
    Err(SealError::OtherKey { sealed: head.key.clone(), given })
}

/// Whether the key has to be the one that signed last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Same,
    Successor,
}

/// What is to be written next; nothing when there is nothing to seal.
async fn prepare(log: &AuditLog, key: Key) -> Result<Option<Seal>, SealError> {
    let read = snapshot(&log.database).await.map_err(failed)?;
    let head = store::head(&read).await.map_err(failed)?;
    let entries = store::unsealed(&read, None, SLICE).await.map_err(failed)?;
    let size = head.as_ref().map_or(0, |head| head.size.unsigned_abs());
    let edge = store::edge(&read, size).await.map_err(failed)?;
    read.commit().await.map_err(failed)?;
    let whole =
        |edge: &Edge| head.as_ref().is_none_or(|head| edge.root().bytes() == head.root.as_slice());
    let edge = edge.filter(whole).ok_or(SealError::Damaged { size })?;
    match (&head, key) {
        (Some(head), Key::Same) => {
            same_key(log, head)?;
            if entries.is_empty() {
                return Ok(None);
            }
        }
        (Some(head), Key::Successor) if same_key(log, head).is_ok() => return Ok(None),
        _ => {}
    }
    let position = head.map_or(0, |head| head.position) + 1;
    let log = log.clone();
    let work = spawn_blocking(move || grow(&log, position, edge, entries));
    let seal =
        work.await.map_err(|ended| CommitError::Unavailable(crate::StoreError::new(ended)))?;
    Ok(Some(seal))
}

/// Numbers the entries, and makes the tiles and the checkpoint that come of them.
fn grow(log: &AuditLog, position: i64, mut edge: Edge, mut entries: Vec<audit::Model>) -> Seal {
    let mut full = Vec::new();
    for entry in &mut entries {
        entry.number = i64::try_from(edge.size()).ok();
        entry.digest = form::digest(entry).map(|digest| digest.bytes().to_vec());
        edge.push(hash_leaf(form::sealed(entry).as_bytes()), &mut full);
    }
    let root = edge.root();
    let checkpoint = Checkpoint { origin: log.key.name().to_owned(), size: edge.size(), root };
    let checkpoint = audit_checkpoint::Model {
        position,
        size: i64::try_from(edge.size()).unwrap_or(i64::MAX),
        at: stored(log.database.world().now()),
        root: root.bytes().to_vec(),
        key: log.key().to_string(),
        note: checkpoint.sign(&log.key),
    };
    let tiles = if entries.is_empty() {
        Vec::new()
    } else {
        full.into_iter().chain(edge.partial()).collect()
    };
    Seal { entries, tiles: tiles.iter().map(store::row).collect(), checkpoint }
}
