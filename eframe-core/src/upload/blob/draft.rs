use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use sha2::{Digest as _, Sha256};

use super::disk::{blocking, make_folder, sync};
use super::{BlobDraft, BlobError, BlobId, StoredBlob};
use crate::Digest;

/// How much is written to the disk at a time.
const PIECE: usize = 128 * 1024;

/// How much the store holds, and how much it may.
#[derive(Clone)]
pub(super) struct Room {
    used: Arc<AtomicU64>,
    quota: u64,
}

impl Room {
    pub(super) fn new(used: u64) -> Self {
        Self { used: Arc::new(AtomicU64::new(used)), quota: u64::MAX }
    }

    pub(super) fn set_quota(&mut self, quota: u64) {
        self.quota = quota;
    }

    pub(super) fn counted(&self, used: u64) {
        self.used.store(used, Ordering::Relaxed);
    }

    /// Whether anybody has to count.
    pub(super) fn is_limited(&self) -> bool {
        self.quota < u64::MAX
    }

    pub(super) fn take(&self, bytes: u64) -> Result<(), BlobError> {
        let more = |used: u64| used.checked_add(bytes).filter(|sum| *sum <= self.quota);
        let taken = self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        taken.map(drop).map_err(|_| BlobError::Quota { quota: self.quota })
    }

    pub(super) fn give_back(&self, bytes: u64) {
        let less = |used: u64| Some(used.saturating_sub(bytes));
        // Never refused: `less` always has an answer.
        let _ = self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }
}

/// Half a file. Dropped, wherever it is at that moment, it takes the file and its room away with it.
pub(super) struct Half {
    file: File,
    path: PathBuf,
    whole: PathBuf,
    hash: Sha256,
    bytes: u64,
    room: Room,
    kept: bool,
}

impl Half {
    pub(super) fn begin(path: PathBuf, whole: PathBuf, room: Room) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        // A process that was killed may have left half of the same one behind.
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let file = options.open(&path)?;
        Ok(Self { file, path, whole, hash: Sha256::new(), bytes: 0, room, kept: false })
    }

    fn write(&mut self, piece: &[u8]) -> Result<(), BlobError> {
        self.room.take(piece.len() as u64)?;
        self.bytes += piece.len() as u64;
        self.hash.update(piece);
        Ok(self.file.write_all(piece)?)
    }

    /// The name is changed only when all bytes are on the disk, and is on the disk itself when this returns.
    fn keep(mut self) -> Result<(Digest, u64), BlobError> {
        self.file.sync_all()?;
        let bucket = self.whole.parent().unwrap_or(Path::new("."));
        make_folder(bucket)?;
        fs::rename(&self.path, &self.whole)?;
        // The bucket's own name too: whoever made it at the same moment may not have got to that yet.
        if let Err(error) = sync(bucket).and_then(|()| bucket.parent().map_or(Ok(()), sync)) {
            // Whether the name would survive is not known, so it must not be relied on.
            let _ = fs::remove_file(&self.whole);
            return Err(error.into());
        }
        self.kept = true;
        Ok((Digest::new(self.hash.clone().finalize().into()), self.bytes))
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        if !self.kept {
            // What cannot be removed now is removed by the sweeper.
            let _ = fs::remove_file(&self.path);
            self.room.give_back(self.bytes);
        }
    }
}

/// Half a file and what of it is not on the disk yet. The file is absent after a failure.
pub(super) struct Draft {
    id: BlobId,
    half: Option<Half>,
    waiting: BytesMut,
}

impl Draft {
    pub(super) fn new(id: BlobId, half: Half) -> Self {
        Self { id, half: Some(half), waiting: BytesMut::new() }
    }

    /// Works on the file elsewhere. Whoever goes away meanwhile leaves the work to end, and the file to be removed.
    async fn work<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(Half, &[u8]) -> Result<T, BlobError> + Send + 'static,
    ) -> Result<T, BlobError> {
        let half =
            self.half.take().ok_or_else(|| io::Error::other("the draft has failed before"))?;
        let piece = self.waiting.split().freeze();
        blocking(move || Ok(work(half, &piece))).await?
    }
}

#[async_trait]
impl BlobDraft for Draft {
    async fn write(&mut self, bytes: Bytes) -> Result<(), BlobError> {
        self.waiting.extend_from_slice(&bytes);
        if self.waiting.len() >= PIECE {
            let written = self.work(|mut half, piece| half.write(piece).map(|()| half)).await?;
            self.half = Some(written);
        }
        Ok(())
    }

    async fn keep(mut self: Box<Self>) -> Result<StoredBlob, BlobError> {
        let id = self.id;
        let kept = self.work(|mut half, piece| half.write(piece).and_then(|()| half.keep()));
        let (sha256, bytes) = kept.await?;
        Ok(StoredBlob { id, sha256, bytes })
    }
}
