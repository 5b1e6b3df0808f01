//! The last signed checkpoint, kept beside the key: a database that does not have it lost what was signed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use tokio::task::spawn_blocking;

use super::note::{Checkpoint, SignedCheckpoint};
use super::{SealError, store};
use crate::backup::column;
use crate::database::table::audit_checkpoint;
use crate::database::unread;
use crate::{CommitError, Database, SecretFile, StoreError};

fn failed(error: DbErr) -> SealError {
    SealError::Store(unread(error))
}

/// Puts the last checkpoint of the database into the file.
pub(super) async fn keep(database: &Database, path: &Path) -> Result<(), SealError> {
    let Some(head) = store::head(database.read()).await.map_err(failed)? else { return Ok(()) };
    let (path, random) = (path.to_owned(), database.world().random.clone());
    let written = spawn_blocking(move || {
        SecretFile::new(&path, &*random).replace(head.note.as_bytes(), None)
    });
    let ended = |ended| CommitError::Unavailable(StoreError::new(ended));
    Ok(written.await.map_err(ended)??)
}

/// The checkpoint in the file, if there is one.
pub(super) fn read(path: &Path) -> Result<Option<SignedCheckpoint>, SealError> {
    let wrong = |what: String| SealError::Kept { path: path.to_owned(), what };
    let note = match fs::read_to_string(path) {
        Ok(note) => note,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(wrong(source.to_string())),
    };
    let kept = note.parse().map_err(|what: super::NoCheckpoint| wrong(what.to_string()))?;
    Ok(Some(kept))
}

/// Holds the database against the checkpoint in the file, if there is one.
pub(super) async fn refuse_lost(database: &Database, path: &Path) -> Result<(), SealError> {
    let Some(SignedCheckpoint { checkpoint: kept, .. }) = read(path)? else { return Ok(()) };
    let there = there(database).await?;
    if has(database.read(), there.as_ref(), &kept).await.map_err(failed)? {
        return Ok(());
    }
    let size = there.map_or(0, |head| head.size.unsigned_abs());
    Err(SealError::Lost { path: path.to_owned(), kept: kept.size, there: size })
}

/// Whether a log has this checkpoint, and nobody else signed it since.
pub(crate) async fn holds<C: ConnectionTrait>(
    on: &C,
    kept: &SignedCheckpoint,
) -> Result<bool, DbErr> {
    let Some(head) = store::head(on).await? else { return Ok(false) };
    let by_the_same = head.key.parse().is_ok_and(|key| kept.is_signed_by(&key));
    Ok(by_the_same && has(on, Some(&head), &kept.checkpoint).await?)
}

/// Whether the log that ends with `head` has this checkpoint.
async fn has<C: ConnectionTrait>(
    on: &C,
    head: Option<&audit_checkpoint::Model>,
    kept: &Checkpoint,
) -> Result<bool, DbErr> {
    let size = head.map_or(0, |head| head.size.unsigned_abs());
    Ok(match head {
        _ if kept.size == 0 => true,
        Some(head) if size == kept.size => head.root == kept.root.bytes(),
        Some(_) if size > kept.size => {
            signed(on, kept.size).await?.is_some_and(|root| root == kept.root.bytes())
        }
        _ => false,
    })
}

/// The last checkpoint, also of a database that has no tables yet.
async fn there(database: &Database) -> Result<Option<audit_checkpoint::Model>, SealError> {
    let tables = column::tables(database.read(), &["core"]).await;
    let tables = tables
        .map_err(|error| SealError::Store(CommitError::Unavailable(StoreError::new(error))))?;
    if tables.iter().all(|table| table.name != "core_audit_checkpoint") {
        return Ok(None);
    }
    store::head(database.read()).await.map_err(failed)
}

/// The root that was signed at this size. What was kept is mostly near the end: it is looked for from there.
async fn signed<C: ConnectionTrait>(on: &C, size: u64) -> Result<Option<Vec<u8>>, DbErr> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let found = audit_checkpoint::Entity::find()
        .filter(audit_checkpoint::Column::Size.eq(size))
        .order_by_desc(audit_checkpoint::Column::Position)
        .one(on)
        .await;
    Ok(found?.map(|found| found.root))
}
