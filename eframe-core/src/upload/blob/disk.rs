use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::try_unfold;
use http_body::Frame;
use http_body_util::StreamBody;
use tokio::io::AsyncReadExt as _;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::draft::{Draft, Half, Room};
use super::{BlobDraft, BlobError, BlobId, BlobStore, OpenBlob, is_owner, part};
use crate::{Body, Timestamp, World};

/// Keeps blobs as files in a folder of its own: `OWNER/7f/0198c0de-....`, named by their ids alone.
///
/// A blob is written under `OWNER/half/`, synced, and renamed, so half a file is never visible and a whole one
/// survives a power cut. Folders are for this process's user only (0700), files too (0600).
///
/// Several instances may share a folder on a shared disk; each then counts its quota from what it finds at its
/// start and at each [`tidy`](BlobStore::tidy).
#[derive(Clone)]
pub struct DiskBlobs {
    folder: Arc<Path>,
    world: World,
    room: Room,
}

/// Where blobs in the making lie.
const HALF: &str = "half";

/// How much is read from the disk at a time.
const PIECE: usize = 64 * 1024;

impl DiskBlobs {
    /// Opens the store in `folder`, which is made when it is not there, and counts what it holds. Ids and ages are
    /// taken from `world`.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub async fn open(folder: impl Into<PathBuf>, world: World) -> Result<Self, BlobError> {
        let folder: Arc<Path> = folder.into().into();
        let counted = Arc::clone(&folder);
        let used = blocking(move || {
            make_folder(&counted)?;
            count(&counted)
        })
        .await?;
        Ok(Self { folder, world, room: Room::new(used) })
    }

    /// Holds at most so many bytes, with what is still being written; without it, as many as the disk takes.
    #[must_use]
    pub fn quota(mut self, bytes: u64) -> Self {
        self.room.set_quota(bytes);
        self
    }

    fn owned(&self, owner: &str) -> io::Result<PathBuf> {
        if is_owner(owner) {
            Ok(self.folder.join(owner))
        } else {
            Err(ErrorKind::InvalidInput.into())
        }
    }

    fn path(&self, owner: &str, id: BlobId) -> io::Result<PathBuf> {
        let name = id.to_string();
        // The last digits are random; the first ones are the time.
        let bucket = name.get(name.len() - 2..).unwrap_or_default();
        Ok(self.owned(owner)?.join(bucket).join(&name))
    }
}

#[async_trait]
impl BlobStore for DiskBlobs {
    async fn begin(&self, owner: &str) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.begin_again(owner, BlobId::new(self.world.ids.next())).await
    }

    async fn begin_again(&self, owner: &str, id: BlobId) -> Result<Box<dyn BlobDraft>, BlobError> {
        let half = self.owned(owner)?.join(HALF).join(id.to_string());
        let (whole, room) = (self.path(owner, id)?, self.room.clone());
        let half = blocking(move || Half::begin(half, whole, room)).await?;
        Ok(Box::new(Draft::new(id, half)))
    }

    async fn open(&self, owner: &str, id: BlobId) -> Result<Option<OpenBlob>, BlobError> {
        let path = self.path(owner, id)?;
        let opened = blocking(move || {
            let file = File::open(path)?;
            let bytes = file.metadata()?.len();
            Ok((file, bytes))
        });
        match opened.await {
            Ok((file, bytes)) => Ok(Some(OpenBlob { bytes, body: read(file) })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn open_part(
        &self,
        owner: &str,
        id: BlobId,
        from: u64,
        bytes: u64,
    ) -> Result<Option<OpenBlob>, BlobError> {
        let path = self.path(owner, id)?;
        let opened = blocking(move || {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(from))?;
            let whole = file.metadata()?.len();
            Ok((file, whole))
        });
        match opened.await {
            Ok((file, whole)) => {
                Ok(Some(OpenBlob { bytes: whole, body: part::cut(read(file), 0, bytes) }))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn delete(&self, owner: &str, id: BlobId) -> Result<(), BlobError> {
        let (path, room) = (self.path(owner, id)?, self.room.clone());
        Ok(blocking(move || {
            let bytes = fs::metadata(&path).map(|known| known.len());
            let removed = bytes.and_then(|bytes| fs::remove_file(&path).map(|()| bytes));
            match removed {
                Ok(bytes) => room.give_back(bytes),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
            Ok(())
        })
        .await?)
    }

    async fn begun_before(
        &self,
        owner: &str,
        instant: Timestamp,
    ) -> Result<Vec<BlobId>, BlobError> {
        let owned = self.owned(owner)?;
        Ok(blocking(move || {
            let mut found = Vec::new();
            for bucket in entries(&owned)?.into_iter().filter(|path| !path.ends_with(HALF)) {
                found.extend(old(&bucket, instant)?.into_iter().map(|(id, _)| id));
            }
            found.sort_unstable();
            Ok(found)
        })
        .await?)
    }

    async fn tidy(&self, owner: &str, instant: Timestamp) -> Result<(), BlobError> {
        let half = self.owned(owner)?.join(HALF);
        let (folder, room) = (Arc::clone(&self.folder), self.room.clone());
        Ok(blocking(move || {
            for (_, path) in old(&half, instant)? {
                fs::remove_file(path)?;
            }
            room.counted(count(&folder)?);
            Ok(())
        })
        .await?)
    }
}

/// Waits for work on the disk, which no task of the runtime does itself.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}

/// Makes a folder for this user only, and its parents, so that they survive a power cut.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make_folder(parent)?;
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has a mode to set"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.and_then(|()| sync(parent)),
    }
}

/// Puts on the disk what a folder lists.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

fn read(file: File) -> Body {
    let pieces = try_unfold(tokio::fs::File::from_std(file), |mut file| async move {
        let mut piece = bytes::BytesMut::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await?;
        let piece: Bytes = piece.freeze();
        Ok::<_, io::Error>((read > 0).then(|| (Frame::data(piece), file)))
    });
    Body::new(StreamBody::new(pieces))
}

/// What lies in a folder; nothing when it is not there yet.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The files of a folder that are named by ids from before an instant; whatever else lies there is left alone.
fn old(folder: &Path, instant: Timestamp) -> io::Result<Vec<(BlobId, PathBuf)>> {
    let dated = entries(folder)?.into_iter().filter_map(|path| {
        let id: Uuid = path.file_name()?.to_str()?.parse().ok()?;
        (begun(id)? < instant).then_some((BlobId::new(id), path))
    });
    Ok(dated.collect())
}

/// The time within an id of version 7.
pub(super) fn begun(id: Uuid) -> Option<Timestamp> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    Timestamp::new(seconds.try_into().ok()?, nanoseconds.try_into().ok()?).ok()
}

/// The bytes of all files below a folder.
fn count(folder: &Path) -> io::Result<u64> {
    let mut sum: u64 = 0;
    for path in entries(folder)? {
        sum = sum.saturating_add(match fs::symlink_metadata(&path) {
            Ok(known) if known.is_dir() => count(&path)?,
            Ok(known) => known.len(),
            // Removed meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            Err(error) => return Err(error),
        });
    }
    Ok(sum)
}
