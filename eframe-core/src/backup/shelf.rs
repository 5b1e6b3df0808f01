//! Where the files of an archive are put, and which were.

use std::sync::Arc;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::BackupError;
use crate::Digest;
use crate::upload::{BlobDraft, BlobError, BlobId, BlobStore, OpenBlob};

/// The store, and how far it has come.
pub(super) struct Shelf {
    store: Option<Arc<dyn BlobStore>>,
    /// Files are put nowhere, and that is as it should be.
    drops: bool,
    now: Option<Now>,
    /// Those that are being put on the disk while the next is read.
    keeping: JoinSet<Result<(String, BlobId), BlobError>>,
    kept: Vec<(String, BlobId)>,
    done: u64,
}

/// So many files wait for the disk at a time.
const AT_ONCE: usize = 2;

/// The file at hand.
enum Now {
    /// It is put there.
    New(String, Box<dyn BlobDraft>),
    /// One of that name is there already: of so many bytes, and with this hash. The archive's is hashed as it comes.
    There { owner: String, id: BlobId, there: (u64, Digest), bytes: u64, hash: Sha256 },
}

impl Shelf {
    pub(super) fn new(store: Option<Arc<dyn BlobStore>>, drops: bool) -> Self {
        Self { store, drops, now: None, keeping: JoinSet::new(), kept: Vec::new(), done: 0 }
    }

    /// How many files are done.
    pub(super) fn done(&self) -> u64 {
        self.done
    }

    /// A file that is there already is not touched, and has to be the same.
    pub(super) async fn begin(&mut self, owner: &str, id: Uuid) -> Result<(), BackupError> {
        if self.drops {
            return Ok(());
        }
        let id = BlobId::new(id);
        let Some(store) = &self.store else {
            return Err(
                BlobError::from(std::io::Error::other("no place for files was named")).into()
            );
        };
        let owner = owner.to_owned();
        self.now = Some(match store.open(&owner, id).await? {
            Some(blob) => {
                let (there, hash) = (hash(blob).await?, Sha256::new());
                Now::There { owner, id, there, bytes: 0, hash }
            }
            None => {
                let draft = store.begin_again(&owner, id).await?;
                Now::New(owner, draft)
            }
        });
        Ok(())
    }

    pub(super) async fn write(&mut self, piece: Vec<u8>) -> Result<(), BackupError> {
        match &mut self.now {
            Some(Now::New(_, draft)) => draft.write(Bytes::from(piece)).await?,
            Some(Now::There { bytes, hash, .. }) => {
                *bytes += piece.len() as u64;
                hash.update(&piece);
            }
            None => {}
        }
        Ok(())
    }

    pub(super) async fn keep(&mut self) -> Result<(), BackupError> {
        match self.now.take() {
            Some(Now::New(owner, draft)) => {
                self.keeping.spawn(async move { Ok((owner, draft.keep().await?.id)) });
                while self.keeping.len() > AT_ONCE {
                    self.one_more().await?;
                }
                return Ok(());
            }
            Some(Now::There { owner, id, there, bytes, hash }) => {
                let read = (bytes, Digest::new(hash.finalize().into()));
                if read != there {
                    return Err(BackupError::OtherFile { owner, id, there: there.0, saved: bytes });
                }
            }
            None => {}
        }
        self.done += 1;
        Ok(())
    }

    /// Waits until all files are where they belong; tells how many there are.
    pub(super) async fn end(&mut self) -> Result<u64, BackupError> {
        while self.one_more().await? {}
        Ok(self.done)
    }

    /// Waits for one that is being put on the disk; there may be none.
    async fn one_more(&mut self) -> Result<bool, BackupError> {
        let Some(kept) = self.keeping.join_next().await else { return Ok(false) };
        let kept = kept.map_err(|error| BlobError::from(std::io::Error::other(error)))?;
        self.kept.push(kept?);
        self.done += 1;
        Ok(true)
    }

    /// Takes away what was put: the rows that name it did not come to be.
    pub(super) async fn clear(mut self) {
        self.now = None;
        // What failed is not there.
        while !self.keeping.is_empty() {
            let _ = self.one_more().await;
        }
        let Some(store) = &self.store else { return };
        for (owner, id) in self.kept {
            // What cannot be removed is found by the sweeper, for no row names it.
            let _ = store.delete(&owner, id).await;
        }
    }
}

async fn hash(blob: OpenBlob) -> Result<(u64, Digest), BlobError> {
    let (mut bytes, mut hash, mut body) = (0, Sha256::new(), blob.body);
    while let Some(frame) = body.frame().await {
        if let Ok(piece) = frame.map_err(std::io::Error::other)?.into_data() {
            bytes += piece.len() as u64;
            hash.update(&piece);
        }
    }
    Ok((bytes, Digest::new(hash.finalize().into())))
}
