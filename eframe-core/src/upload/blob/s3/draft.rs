use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use object_store::multipart::{MultipartStore as _, PartId};
use object_store::path::Path;
use object_store::{MultipartId, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Handle;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout};

use super::{Place, fault};
use crate::Digest;
use crate::upload::blob::draft::Room;
use crate::upload::blob::{BlobDraft, BlobError, BlobId, StoredBlob};

/// How large a part is: the least that stores take, so that as little as can be is held.
const PART: usize = 5 * 1024 * 1024;
/// How many parts are held of all uploads together: 60 MiB.
pub(super) const PARTS: usize = 12;
/// What an upload may hold without counting as a part: most files are no larger.
const SMALL: usize = 256 * 1024;
/// How long an upload waits for others to be done with theirs.
const TURN: Duration = Duration::from_secs(10);
/// How long an upload has a part for itself although others wait, and how much comes in a second of one that has it for
/// longer: at 256 KiB a part is full after 20 s.
const HOLD: Duration = Duration::from_secs(5);
const PACE: f64 = 256.0 * 1024.0;
/// How often bytes are sent that came to the store as others.
const TRIES: usize = 3;

/// An object in the making. Dropped, wherever it is at that moment, it takes away what of it has come to be.
pub(super) struct Draft {
    place: Arc<Place>,
    room: Room,
    id: BlobId,
    path: Path,
    /// Whether the id was made for it, so that nobody else can have an object of that name.
    fresh: bool,
    waiting: BytesMut,
    held: Option<Held>,
    hash: Sha256,
    bytes: u64,
    parts: Option<Parts>,
    /// Whether the object may be there.
    ended: bool,
    kept: bool,
}

/// A part's memory, and since when it is filled.
struct Held {
    _turn: OwnedSemaphorePermit,
    since: Instant,
}

/// The parts that went up.
struct Parts {
    upload: MultipartId,
    done: Vec<PartId>,
}

impl Draft {
    pub(super) fn new(
        place: Arc<Place>,
        room: Room,
        (id, path): (BlobId, Path),
        fresh: bool,
    ) -> Self {
        Self {
            place,
            room,
            id,
            path,
            fresh,
            waiting: BytesMut::new(),
            held: None,
            hash: Sha256::new(),
            bytes: 0,
            parts: None,
            ended: false,
            kept: false,
        }
    }

    /// Has a part's memory for itself, as soon as it is more than a small file. Whoever waits for it holds none, so all
    /// come to their turn.
    async fn make_room(&mut self, more: usize) -> Result<(), BlobError> {
        if let Some(held) = &self.held {
            return self.make_way(held.since);
        }
        if self.waiting.len() + more <= SMALL {
            return Ok(());
        }
        let turns = Arc::clone(&self.place.parts);
        let turn = match Arc::clone(&turns).try_acquire_owned() {
            Ok(turn) => turn,
            Err(_) => {
                let _wants = Wants::one(&self.place.wanted);
                timeout(TURN, turns.acquire_owned())
                    .await
                    .map_err(|_| busy())?
                    .map_err(io::Error::other)?
            }
        };
        self.held = Some(Held { _turn: turn, since: Instant::now() });
        self.waiting.reserve(PART - self.waiting.len());
        Ok(())
    }

    /// Ends an upload that comes slowly, for one of those who wait for its place: a dozen that trickle in would keep
    /// everybody's larger files out.
    fn make_way(&self, since: Instant) -> Result<(), BlobError> {
        let held = since.elapsed();
        let is_slow = held > HOLD && (self.waiting.len() as f64) < PACE * held.as_secs_f64();
        if is_slow && Wants::serve(&self.place.wanted) {
            return Err(busy().into());
        }
        Ok(())
    }

    /// Sends what waits as the next part.
    async fn send_part(&mut self) -> Result<(), BlobError> {
        if self.parts.is_none() {
            let upload = self.place.store.create_multipart(&self.path).await;
            let upload = upload.map_err(|error| self.place.bucket.fault(&error))?;
            self.parts = Some(Parts { upload, done: Vec::new() });
        }
        let piece = self.waiting.split().freeze();
        if let Some(Parts { upload, done }) = &mut self.parts {
            let (place, path, number) = (&self.place, &self.path, done.len());
            let sent = again(|| place.store.put_part(path, upload, number, payload(&piece)));
            done.push(sent.await.map_err(|error| place.bucket.fault(&error))?);
        }
        self.held = None;
        Ok(())
    }

    /// Sends what is left and makes the object of it.
    async fn end(&mut self) -> Result<(), BlobError> {
        if self.parts.is_some() && !self.waiting.is_empty() {
            self.send_part().await?;
        }
        self.ended = true;
        let ended = match &mut self.parts {
            None => {
                let (place, path, whole) = (&self.place, &self.path, self.waiting.split().freeze());
                again(|| place.store.put(path, payload(&whole))).await.map(drop)
            }
            Some(Parts { upload, done }) => {
                let done = std::mem::take(done);
                self.place.store.complete_multipart(&self.path, upload, done).await.map(drop)
            }
        };
        let Err(error) = ended else { return Ok(()) };
        // The answer may have been lost: then a second try finds no upload any more, but the object is there.
        let there = if self.parts.is_some() { self.place.size(&self.path).await } else { Ok(None) };
        match there {
            Ok(Some(bytes)) if bytes == self.bytes => Ok(()),
            _ => Err(self.place.bucket.fault(&error)),
        }
    }
}

fn busy() -> io::Error {
    io::Error::other("too many large files come in at once; try again shortly")
}

/// Somebody who waits for a part, for as long as it is there.
struct Wants<'a>(&'a AtomicUsize);

impl<'a> Wants<'a> {
    fn one(wanted: &'a AtomicUsize) -> Self {
        wanted.fetch_add(1, Ordering::SeqCst);
        Self(wanted)
    }

    /// Whether somebody waits. Whoever gives up a part for them does so alone.
    fn serve(wanted: &AtomicUsize) -> bool {
        wanted.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok()
    }
}

impl Drop for Wants<'_> {
    fn drop(&mut self) {
        // It may have been served.
        Self::serve(self.0);
    }
}

/// Does it again when other bytes came to the store than were sent.
async fn again<T, F>(send: impl Fn() -> F) -> object_store::Result<T>
where
    F: Future<Output = object_store::Result<T>>,
{
    for _ in 1..TRIES {
        match send().await {
            Err(error) if fault::is_garbled(&error) => {
                tracing::warn!(
                    "a part of a file came to the store as something else and is sent again"
                );
            }
            sent => return sent,
        }
    }
    send().await
}

fn payload(bytes: &Bytes) -> PutPayload {
    PutPayload::from(bytes.clone())
}

#[async_trait]
impl BlobDraft for Draft {
    async fn write(&mut self, mut bytes: Bytes) -> Result<(), BlobError> {
        self.room.take(bytes.len() as u64)?;
        self.bytes += bytes.len() as u64;
        while !bytes.is_empty() {
            if self.waiting.len() == PART {
                self.send_part().await?;
            }
            let piece = bytes.split_to(bytes.len().min(PART - self.waiting.len()));
            self.make_room(piece.len()).await?;
            self.hash.update(&piece);
            self.waiting.extend_from_slice(&piece);
        }
        Ok(())
    }

    async fn keep(mut self: Box<Self>) -> Result<StoredBlob, BlobError> {
        self.end().await?;
        self.kept = true;
        let sha256 = Digest::new(self.hash.clone().finalize().into());
        Ok(StoredBlob { id: self.id, sha256, bytes: self.bytes })
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        self.room.give_back(self.bytes);
        let (parts, ended) = (self.parts.take(), self.ended && self.fresh);
        let Ok(runtime) = Handle::try_current() else { return };
        if parts.is_none() && !ended {
            return;
        }
        let (place, path) = (Arc::clone(&self.place), self.path.clone());
        runtime.spawn(async move {
            // What cannot be taken away now is found by the sweeper: no row names it.
            if let Some(Parts { upload, .. }) = parts {
                let _ = place.break_off(&path, &upload).await;
            }
            if ended {
                let _ = place.store.delete(&path).await;
            }
        });
    }
}
