use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};

use super::{BlobError, BlobId, BlobStore, OpenBlob};
use crate::{Digest, Timestamp};

/// What became of the files that were to be copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// How many were copied.
    pub files: u64,
    /// How many bytes those have together.
    pub bytes: u64,
    /// How many were there already.
    pub there: u64,
}

/// Copies all blobs of an owner into another store, under the ids they have, and reads each back. `watch` is told after
/// each how far it has come.
///
/// What is there already is left as it is, for a blob never changes: so it is done again and again while people hand in
/// more, until a last time when nobody does. Nothing is taken away from the first store.
///
/// # Errors
/// When one of the stores does not answer, or what is read back is not what was copied. What was copied by then stays.
pub async fn copy_blobs(
    from: &dyn BlobStore,
    to: &dyn BlobStore,
    owner: &str,
    watch: &(dyn Fn(Copied) + Send + Sync),
) -> Result<Copied, BlobError> {
    let mut copied = Copied::default();
    for id in from.begun_before(owner, Timestamp::MAX).await? {
        // Gone meanwhile: no row names it any more.
        let Some(blob) = from.open(owner, id).await? else { continue };
        let there = to.open(owner, id).await?.map(|there| there.bytes);
        match there {
            Some(bytes) if bytes == blob.bytes => copied.there += 1,
            Some(bytes) => {
                return Err(differs(id, &format!("{bytes} bytes there and {} here", blob.bytes)));
            }
            None => {
                copied.bytes += one(blob, to, owner, id).await?;
                copied.files += 1;
            }
        }
        watch(copied);
    }
    Ok(copied)
}

/// Copies one and tells how large it is.
async fn one(
    blob: OpenBlob,
    to: &dyn BlobStore,
    owner: &str,
    id: BlobId,
) -> Result<u64, BlobError> {
    let mut draft = to.begin_again(owner, id).await?;
    let OpenBlob { bytes, mut body } = blob;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(std::io::Error::other)?;
        if let Ok(piece) = frame.into_data() {
            draft.write(piece).await?;
        }
    }
    let kept = draft.keep().await?;
    let back = match to.open(owner, id).await? {
        Some(back) => Some(hash(back).await?),
        None => None,
    };
    if kept.bytes != bytes || back != Some(kept.sha256) {
        to.delete(owner, id).await?;
        return Err(differs(id, "what was read back is not what was copied"));
    }
    Ok(bytes)
}

async fn hash(blob: OpenBlob) -> Result<Digest, BlobError> {
    let (mut hash, mut body) = (Sha256::new(), blob.body);
    while let Some(frame) = body.frame().await {
        if let Ok(piece) = frame.map_err(std::io::Error::other)?.into_data() {
            hash.update(&piece);
        }
    }
    Ok(Digest::new(hash.finalize().into()))
}

fn differs(id: BlobId, what: &str) -> BlobError {
    let what =
        format!("the file {id} differs: {what}; look at it in both places, and take one away");
    BlobError::Failed(std::io::Error::new(std::io::ErrorKind::InvalidData, what))
}
