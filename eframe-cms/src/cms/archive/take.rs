//! The files of an archive, kept before the commit that names them.

use std::collections::BTreeMap;

use eframe_core::Digest;
use eframe_core::upload::{BlobId, UploadError, receive};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::super::Cms;
use super::super::library::{TAKEN, kept};
use crate::archive::{ArchiveError, MediaLine, Met};
use crate::model::StoredFile;
use crate::rules::ContentFile;
use crate::store::walk;

/// What of an archive concerns its files.
enum Part {
    File(Digest, Vec<u8>),
    Media(Box<MediaLine>),
}

impl Cms {
    /// Keeps the files of an archive, each looked at as if somebody had handed it in: what comes of it has to be the very
    /// bytes that came.
    ///
    /// # Errors
    /// When one is none that this site would have kept, or none can be kept. Nothing remains of the others then.
    pub(super) async fn take_files(
        &self,
        file: &ContentFile,
    ) -> Result<BTreeMap<Digest, Uuid>, ArchiveError> {
        if file.holds.media == 0 {
            return Ok(BTreeMap::new());
        }
        let (found, mut parts) = mpsc::channel(1);
        let path = file.path.clone();
        let reading = spawn_blocking(move || {
            let send = |part| found.blocking_send(part).map_err(|_| "nobody listens".to_owned());
            walk(&path, &mut |met| match met {
                Met::File(sha256, bytes) => send(Part::File(sha256, bytes)),
                Met::Media(line) => send(Part::Media(line)),
                _ => Ok(()),
            })
        });
        let mut files = BTreeMap::new();
        let taken = self.take_parts(&mut parts, &mut files).await;
        drop(parts);
        let read = reading.await.map_err(|error| ArchiveError::Disk(std::io::Error::other(error)));
        let blobs = files.into_iter().map(|(sha256, kept)| (sha256, kept.blob)).collect();
        match taken.and(read.and_then(|read| read)) {
            Ok(_) => Ok(blobs),
            Err(error) => {
                self.drop_files(&blobs).await;
                Err(error)
            }
        }
    }

    async fn take_parts(
        &self,
        parts: &mut mpsc::Receiver<Part>,
        files: &mut BTreeMap<Digest, StoredFile>,
    ) -> Result<(), ArchiveError> {
        while let Some(part) = parts.recv().await {
            match part {
                Part::File(sha256, bytes) => {
                    let file = self.take(sha256, bytes).await?;
                    files.insert(sha256, file);
                }
                Part::Media(line) => are_as_told(*line, files)?,
            }
        }
        Ok(())
    }

    async fn take(&self, sha256: Digest, bytes: Vec<u8>) -> Result<StoredFile, ArchiveError> {
        let wrong = |what: &str| ArchiveError::Damaged(format!("files/{sha256}: {what}"));
        let shelf = self.shelf().map_err(|_| wrong("this site keeps no files"))?;
        let body = http_body_util::Full::new(bytes::Bytes::from(bytes));
        let upload = receive(shelf, body, "", &TAKEN).await.map_err(|error| match error {
            UploadError::Store(error) => ArchiveError::Disk(std::io::Error::other(error)),
            other => wrong(&other.to_string()),
        })?;
        if upload.sha256 != sha256 {
            shelf.discard(&upload).await;
            return Err(wrong("it tells more than what it shows"));
        }
        Ok(kept(&upload))
    }

    /// Lets go of files that nothing will name.
    pub(super) async fn drop_files(&self, blobs: &BTreeMap<Digest, Uuid>) {
        let Ok(shelf) = self.shelf() else { return };
        for blob in blobs.values() {
            if let Err(error) = shelf.delete(BlobId::new(*blob)).await {
                tracing::warn!(%error, "a file that nothing names waits for the sweep");
            }
        }
    }
}

/// What the library says of its files is what they are.
fn are_as_told(line: MediaLine, files: &BTreeMap<Digest, StoredFile>) -> Result<(), ArchiveError> {
    let id = line.id;
    for version in line.media(|_| Uuid::nil()).files {
        let told = version.file;
        let is_so = files.get(&told.sha256).is_some_and(|file| {
            (&file.mime, file.bytes, file.pixels) == (&told.mime, told.bytes, told.pixels)
        });
        if !is_so {
            let what = format!("version {} of {id} is told otherwise than it is", version.number);
            return Err(ArchiveError::Damaged(what));
        }
    }
    Ok(())
}
