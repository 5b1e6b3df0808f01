use std::fmt;
use std::sync::Arc;

use super::{BlobDraft, BlobError, BlobId, BlobStore, OpenBlob, is_owner};
use crate::upload::Upload;

/// One block's part of a [`BlobStore`]: what uploads are received into and served from.
///
/// A block makes it from the host's store and its own name, so that no block reads or sweeps another's files.
///
/// ```no_run
/// # async fn wire() -> Result<(), eframe_core::upload::BlobError> {
/// use std::sync::Arc;
/// use eframe_core::World;
/// use eframe_core::upload::{BlobStore, DiskBlobs, Shelf};
///
/// let store: Arc<dyn BlobStore> = Arc::new(DiskBlobs::open("wego-data/files", World::system()).await?);
/// let shelf = Shelf::new(store, "membership");
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Shelf {
    store: Arc<dyn BlobStore>,
    owner: &'static str,
}

impl Shelf {
    /// The shelf of the block `owner`: lower-case letters, digits and hyphens.
    ///
    /// # Panics
    /// When the name is another: it becomes the name of a folder.
    pub fn new(store: Arc<dyn BlobStore>, owner: &'static str) -> Self {
        assert!(is_owner(owner), "a shelf is named like a block, not {owner:?}");
        Self { store, owner }
    }

    /// Whose it is.
    pub fn owner(&self) -> &'static str {
        self.owner
    }

    /// As [`BlobStore::begin`].
    ///
    /// # Errors
    /// As there.
    pub async fn begin(&self) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.store.begin(self.owner).await
    }

    /// As [`BlobStore::open`].
    ///
    /// # Errors
    /// As there.
    pub async fn open(&self, id: BlobId) -> Result<Option<OpenBlob>, BlobError> {
        self.store.open(self.owner, id).await
    }

    /// As [`BlobStore::open_part`].
    ///
    /// # Errors
    /// As there.
    pub async fn open_part(
        &self,
        id: BlobId,
        from: u64,
        bytes: u64,
    ) -> Result<Option<OpenBlob>, BlobError> {
        self.store.open_part(self.owner, id, from, bytes).await
    }

    /// Removes a blob at once, rather than leaving it to the sweeper: for what must be gone, such as a withdrawn
    /// document. Do it after the commit that forgets it.
    ///
    /// # Errors
    /// As [`BlobStore::delete`].
    pub async fn delete(&self, id: BlobId) -> Result<(), BlobError> {
        self.store.delete(self.owner, id).await
    }

    /// Removes what was received and what, for certain, no row names and none will: a rule refused its commit. Not for a
    /// commit whose outcome is unknown. A store that does not answer is no error here, for the sweeper comes later.
    pub async fn discard(&self, upload: &Upload) {
        if let Err(error) = self.delete(upload.blob).await {
            tracing::warn!(owner = self.owner, %error, "a file that nothing names waits for the sweep");
        }
    }

    pub(super) fn store(&self) -> &dyn BlobStore {
        &*self.store
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Shelf").field(&self.owner).finish()
    }
}
