mod copy;
mod disk;
mod draft;
mod error;
mod part;
mod s3;
mod shelf;
mod sweep;

use async_trait::async_trait;
use bytes::Bytes;

use crate::{Body, Digest, Timestamp};

pub use copy::{Copied, copy_blobs};
pub use disk::DiskBlobs;
pub use error::BlobError;
pub use s3::{Bucket, S3Blobs, S3Keys, WrongBucket};
pub use shelf::Shelf;
pub(crate) use sweep::PERIOD as SWEEP_PERIOD;
pub use sweep::{NamesBlobs, Sweeper};

crate::id! {
    /// Names a stored file. Made by the store, never by whoever hands a file in.
    pub struct BlobId;
}

/// Where files are kept: on the local disk ([`DiskBlobs`]), in an S3 store ([`S3Blobs`]), or where a host keeps them by a
/// store of its own. Blocks use it through a [`Shelf`].
///
/// A blob never changes. It belongs to an `owner`, the name of the block that keeps it, and only that block's
/// [`Sweeper`] may find it superfluous.
#[async_trait]
pub trait BlobStore: Send + Sync {
    /// Begins a new blob, which nobody sees before it is [kept](BlobDraft::keep).
    ///
    /// # Errors
    /// When there is no room or the store does not answer.
    async fn begin(&self, owner: &str) -> Result<Box<dyn BlobDraft>, BlobError>;

    /// Begins a blob under an id that it had before, as when a backup is restored. The id must not be in use.
    ///
    /// # Errors
    /// When there is no room or the store does not answer.
    async fn begin_again(&self, owner: &str, id: BlobId) -> Result<Box<dyn BlobDraft>, BlobError>;

    /// Opens a blob for reading; `None` when there is none.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn open(&self, owner: &str, id: BlobId) -> Result<Option<OpenBlob>, BlobError>;

    /// Opens a part of a blob: at most `bytes` of it, from the byte `from` on. `None` when there is no such blob.
    ///
    /// A store that can begin anywhere says so by its own; this one reads over what comes before.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn open_part(
        &self,
        owner: &str,
        id: BlobId,
        from: u64,
        bytes: u64,
    ) -> Result<Option<OpenBlob>, BlobError> {
        Ok(self.open(owner, id).await?.map(|open| part::of(open, from, bytes)))
    }

    /// Removes a blob; one that is gone already is no error.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn delete(&self, owner: &str, id: BlobId) -> Result<(), BlobError>;

    /// The blobs of an owner that were begun before an instant, in the order of their ids.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn begun_before(&self, owner: &str, instant: Timestamp)
    -> Result<Vec<BlobId>, BlobError>;

    /// Removes what uploads left that were begun before an instant and never ended, as after a power cut.
    ///
    /// # Errors
    /// When the store does not answer.
    async fn tidy(&self, owner: &str, instant: Timestamp) -> Result<(), BlobError>;
}

/// A blob in the making. Dropped before it is kept, nothing of it remains.
#[async_trait]
pub trait BlobDraft: Send {
    /// Appends bytes.
    ///
    /// # Errors
    /// When there is no room or the store does not answer; the draft is of no use then.
    async fn write(&mut self, bytes: Bytes) -> Result<(), BlobError>;

    /// Makes it durable and visible: after this returns it survives a power cut.
    ///
    /// # Errors
    /// When there is no room or the store does not answer; nothing remains then.
    async fn keep(self: Box<Self>) -> Result<StoredBlob, BlobError>;
}

/// A blob that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredBlob {
    /// Its name.
    pub id: BlobId,
    /// The SHA-256 of its bytes as they are stored.
    pub sha256: Digest,
    /// How many bytes it has.
    pub bytes: u64,
}

/// A blob that is being read.
#[derive(Debug)]
pub struct OpenBlob {
    /// How many bytes it has, all of it.
    pub bytes: u64,
    /// Its bytes, or those of the part that was asked for, as they come from the store.
    pub body: Body,
}

/// Whether this names a block, and may name a folder.
fn is_owner(name: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=32).contains(&name.len()) && name.bytes().all(plain)
}
