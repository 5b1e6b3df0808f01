//! What the fuzz target does with any bytes. The tests do the same with the corpus.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use eframe_core::upload::{
    BlobDraft, BlobError, BlobId, BlobStore, OpenBlob, Policy, Shelf, StoredBlob, Upload,
    UploadError, receive,
};
use eframe_core::{Body, Timestamp, sha256};

/// Any bytes, handed in as a picture: what is taken lies within its limits, is the same in whatever pieces it comes, and
/// taken in again it stays as it is.
pub(crate) fn picture(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let policy = Policy::documents().megabytes(1).megapixels(1);
        let (whole, kept) = take(bytes, bytes.len().max(1), &policy).await;
        let (in_pieces, pieces) = take(bytes, 7, &policy).await;
        assert_eq!(told(&whole), told(&in_pieces));
        let Ok(taken) = whole else { return };
        assert_eq!(kept, pieces);
        assert_eq!((taken.sha256, taken.bytes), (sha256(&kept), kept.len() as u64));
        if let Some(picture) = taken.picture {
            let pixels = u64::from(picture.width) * u64::from(picture.height);
            assert!((1..=policy.pixels()).contains(&pixels), "{picture:?}");
        }
        let (again, kept_again) = take(&kept, kept.len(), &policy).await;
        let again = again.expect("what was taken is taken");
        assert_eq!((kept_again, again.picture), (kept, taken.picture));
    });
}

type Told = Result<(eframe_core::Digest, Option<eframe_core::upload::Picture>), String>;

fn told(taken: &Result<Upload, UploadError>) -> Told {
    match taken {
        Ok(upload) => Ok((upload.sha256, upload.picture)),
        Err(error) => Err(error.to_string()),
    }
}

async fn take(bytes: &[u8], piece: usize, policy: &Policy) -> (Result<Upload, UploadError>, Bytes) {
    let memory = Memory::default();
    let shelf = Shelf::new(Arc::new(memory.clone()), "fuzz");
    let pieces: Vec<_> = bytes.chunks(piece).map(Bytes::copy_from_slice).collect();
    let frames =
        pieces.into_iter().map(|piece| Ok::<_, std::io::Error>(http_body::Frame::data(piece)));
    let body = http_body_util::StreamBody::new(futures_util::stream::iter(frames));
    let taken = receive(&shelf, Body::new(body), "file", policy).await;
    let kept = memory.0.lock().expect("no panic").clone();
    (taken, kept)
}

/// A store of one file, in memory.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Bytes>>);

struct Draft(Memory, BytesMut);

#[async_trait]
impl BlobStore for Memory {
    async fn begin(&self, owner: &str) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.begin_again(owner, BlobId::new(uuid::Uuid::nil())).await
    }

    async fn begin_again(&self, _: &str, _: BlobId) -> Result<Box<dyn BlobDraft>, BlobError> {
        Ok(Box::new(Draft(self.clone(), BytesMut::new())))
    }

    async fn open(&self, _: &str, _: BlobId) -> Result<Option<OpenBlob>, BlobError> {
        Ok(None)
    }

    async fn delete(&self, _: &str, _: BlobId) -> Result<(), BlobError> {
        Ok(())
    }

    async fn begun_before(&self, _: &str, _: Timestamp) -> Result<Vec<BlobId>, BlobError> {
        Ok(Vec::new())
    }

    async fn tidy(&self, _: &str, _: Timestamp) -> Result<(), BlobError> {
        Ok(())
    }
}

#[async_trait]
impl BlobDraft for Draft {
    async fn write(&mut self, bytes: Bytes) -> Result<(), BlobError> {
        self.1.extend_from_slice(&bytes);
        Ok(())
    }

    async fn keep(self: Box<Self>) -> Result<StoredBlob, BlobError> {
        let Self(memory, bytes) = *self;
        let bytes = bytes.freeze();
        let stored = StoredBlob {
            id: BlobId::new(uuid::Uuid::nil()),
            sha256: sha256(&bytes),
            bytes: bytes.len() as u64,
        };
        *memory.0.lock().expect("no panic") = bytes;
        Ok(stored)
    }
}
