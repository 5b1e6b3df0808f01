mod begun;
mod bucket;
mod client;
mod draft;
mod fault;
mod keys;

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::{StreamExt as _, TryStreamExt as _};
use http_body::Frame;
use http_body_util::StreamBody;
use object_store::aws::{AmazonS3, AmazonS3Builder, AwsCredential};
use object_store::client::{ClientOptions, HttpClient, HttpConnector as _};
use object_store::path::Path;
use object_store::{
    BackoffConfig, GetOptions, GetRange, GetResult, ObjectMeta, ObjectStore as _,
    ObjectStoreExt as _, RetryConfig, StaticCredentialProvider,
};
use tokio::sync::{OnceCell, Semaphore};
use uuid::Uuid;

use super::disk::begun;
use super::draft::Room;
use super::{BlobDraft, BlobError, BlobId, BlobStore, OpenBlob, is_owner};
use crate::{Body, Timestamp, World};

pub use bucket::{Bucket, WrongBucket};
use client::Http;
use draft::{Draft, PARTS};
pub use keys::S3Keys;

/// Keeps blobs as objects in a bucket of an S3 store: `PREFIX/OWNER/0198c0de-....`, named by their ids alone.
///
/// A blob becomes visible when all of it is there, as the store promises for every object. What is larger than 5 MiB
/// goes up in parts of that size, each with its SHA-256, which the store checks; so no more than a part of it is held
/// here at a time, and no more than a dozen parts of all uploads together. What was begun and never ended is found by
/// [`tidy`](BlobStore::tidy).
///
/// A request that fails for the moment is made again, with growing pauses, within some fifteen seconds. The whole
/// bucket is left alone but for what lies under the prefix, and there but for what is named by ids.
///
/// ```no_run
/// # async fn wire() -> Result<(), Box<dyn std::error::Error>> {
/// use eframe_core::World;
/// use eframe_core::upload::{Bucket, S3Blobs, S3Keys};
///
/// let bucket = Bucket::new("city-files")?.at("https://s3.city.example")?.prefix("site")?;
/// let keys = S3Keys::read(&std::fs::read_to_string("/etc/city/s3")?)?;
/// let store = S3Blobs::new(bucket, &keys, World::system())?;
/// store.check().await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct S3Blobs {
    place: Arc<Place>,
    world: World,
    room: Room,
    counted: Arc<OnceCell<()>>,
}

/// The bucket, with all that it takes to ask it.
struct Place {
    bucket: Bucket,
    store: AmazonS3,
    http: HttpClient,
    keys: AwsCredential,
    /// Under how many parts are held at the same moment.
    parts: Arc<Semaphore>,
    /// How many wait for one that nobody has given up for them yet.
    wanted: AtomicUsize,
}

/// More than any object has; stores do not take every number for an end.
const LARGEST: u64 = 1 << 50;

/// How a request that failed for the moment is made again.
fn retries() -> RetryConfig {
    let backoff = BackoffConfig {
        init_backoff: Duration::from_millis(100),
        max_backoff: Duration::from_secs(3),
        base: 2.0,
    };
    RetryConfig { backoff, max_retries: 5, retry_timeout: Duration::from_secs(15) }
}

impl S3Blobs {
    /// The store in this bucket, opened with these keys. Nothing is asked of it yet. Ids and ages are taken from
    /// `world`; requests are signed with the machine's own time.
    ///
    /// # Errors
    /// When the way to the bucket is not told so that it leads there.
    pub fn new(bucket: Bucket, keys: &S3Keys, world: World) -> Result<Self, WrongBucket> {
        let url = bucket.url()?;
        let http = Http::new(&bucket)?;
        let options = ClientOptions::new();
        let wrong = |error: object_store::Error| WrongBucket::new("bucket", error.to_string());
        let builder = AmazonS3Builder::new()
            .with_bucket_name(bucket.name())
            .with_region(bucket.region_or_usual())
            .with_endpoint(url.endpoint.clone())
            .with_virtual_hosted_style_request(url.in_host)
            // Whether plain HTTP may be spoken was decided when the address was read.
            .with_allow_http(true)
            .with_credentials(Arc::new(StaticCredentialProvider::new(keys.credential())))
            .with_retry(retries())
            // Not every store can delete many at once.
            .with_disable_bulk_delete(true)
            .with_http_connector(http.clone());
        let place = Place {
            store: builder.build().map_err(wrong)?,
            http: http.connect(&options).map_err(wrong)?,
            keys: keys.credential(),
            parts: Arc::new(Semaphore::new(PARTS)),
            wanted: AtomicUsize::new(0),
            bucket,
        };
        let counted = Arc::new(OnceCell::new());
        Ok(Self { place: Arc::new(place), world, room: Room::new(0), counted })
    }

    /// Holds at most so many bytes under the prefix; without it, as many as the bucket takes. They are counted before
    /// the first upload and at each [`tidy`](BlobStore::tidy), and each instance adds what it takes in between.
    #[must_use]
    pub fn quota(mut self, bytes: u64) -> Self {
        self.room.set_quota(bytes);
        self
    }

    /// Asks whether the bucket is there and lets these keys list it.
    ///
    /// # Errors
    /// [`BlobError::Refused`] when a setting has to be changed, another when the store may answer later.
    pub async fn check(&self) -> Result<(), BlobError> {
        let first = self.place.store.list(self.place.bucket.root().as_ref()).next().await;
        first.transpose().map(drop).map_err(|error| self.place.bucket.fault(&error))
    }

    fn path(&self, owner: &str, id: BlobId) -> Result<Path, BlobError> {
        self.folder(owner).map(|folder| folder.join(id.to_string()))
    }

    fn folder(&self, owner: &str) -> Result<Path, BlobError> {
        if !is_owner(owner) {
            return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput).into());
        }
        Ok(self.place.bucket.root().unwrap_or_default().join(owner))
    }

    /// The bytes of all objects under the prefix.
    async fn count(&self) -> Result<u64, BlobError> {
        let listed = self.place.store.list(self.place.bucket.root().as_ref());
        let sum = listed.try_fold(0_u64, |sum, found| ready(Ok(sum.saturating_add(found.size))));
        sum.await.map_err(|error| self.place.bucket.fault(&error))
    }

    async fn draft(
        &self,
        owner: &str,
        id: BlobId,
        fresh: bool,
    ) -> Result<Box<dyn BlobDraft>, BlobError> {
        let path = self.path(owner, id)?;
        if self.room.is_limited() {
            let count = || async { self.count().await.map(|used| self.room.counted(used)) };
            self.counted.get_or_try_init(count).await?;
        }
        Ok(Box::new(Draft::new(Arc::clone(&self.place), self.room.clone(), (id, path), fresh)))
    }
}

impl Place {
    /// An object as it comes.
    fn opened(self: &Arc<Self>, found: GetResult) -> OpenBlob {
        let (bytes, place) = (found.meta.size, Arc::clone(self));
        let pieces = found
            .into_stream()
            .map(move |piece| piece.map(Frame::data).map_err(|error| place.bucket.fault(&error)));
        OpenBlob { bytes, body: Body::new(StreamBody::new(pieces)) }
    }

    /// How large an object is; `None` when there is none.
    async fn size(&self, path: &Path) -> Result<Option<u64>, BlobError> {
        match self.store.head(path).await {
            Ok(ObjectMeta { size, .. }) => Ok(Some(size)),
            // An answer to this question has no body that could say more.
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.bucket.fault(&error)),
        }
    }
}

#[async_trait]
impl BlobStore for S3Blobs {
    async fn begin(&self, owner: &str) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.draft(owner, BlobId::new(self.world.ids.next()), true).await
    }

    async fn begin_again(&self, owner: &str, id: BlobId) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.draft(owner, id, false).await
    }

    async fn open(&self, owner: &str, id: BlobId) -> Result<Option<OpenBlob>, BlobError> {
        let path = self.path(owner, id)?;
        match self.place.store.get_opts(&path, GetOptions::default()).await {
            Ok(found) => Ok(Some(self.place.opened(found))),
            Err(error) if fault::is_absent(&error) => Ok(None),
            Err(error) => Err(self.place.bucket.fault(&error)),
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
        if bytes > 0 {
            let end = from.checked_add(bytes).filter(|end| *end <= LARGEST);
            let range = end.map_or(GetRange::Offset(from), |end| GetRange::Bounded(from..end));
            let part = GetOptions { range: Some(range), ..GetOptions::default() };
            match self.place.store.get_opts(&path, part).await {
                Ok(found) => return Ok(Some(self.place.opened(found))),
                Err(error) if fault::is_absent(&error) => return Ok(None),
                // It begins behind the end.
                Err(error) if fault::is_beyond(&error) => {}
                Err(error) => return Err(self.place.bucket.fault(&error)),
            }
        }
        let whole = self.place.size(&path).await?;
        Ok(whole.map(|bytes| OpenBlob { bytes, body: Body::empty() }))
    }

    async fn delete(&self, owner: &str, id: BlobId) -> Result<(), BlobError> {
        let path = self.path(owner, id)?;
        let held = if self.room.is_limited() { self.place.size(&path).await? } else { None };
        match self.place.store.delete(&path).await {
            Ok(()) => self.room.give_back(held.unwrap_or_default()),
            Err(error) if fault::is_absent(&error) => {}
            Err(error) => return Err(self.place.bucket.fault(&error)),
        }
        Ok(())
    }

    async fn begun_before(
        &self,
        owner: &str,
        instant: Timestamp,
    ) -> Result<Vec<BlobId>, BlobError> {
        let folder = self.folder(owner)?;
        let listed = self.place.store.list(Some(&folder));
        let old = |found: ObjectMeta| ready(Ok(dated(&folder, &found.location, instant)));
        let found: Result<Vec<_>, _> = listed.try_filter_map(old).try_collect().await;
        let mut found = found.map_err(|error| self.place.bucket.fault(&error))?;
        found.sort_unstable();
        Ok(found)
    }

    async fn tidy(&self, owner: &str, instant: Timestamp) -> Result<(), BlobError> {
        let folder = self.folder(owner)?;
        for (path, upload) in self.place.begun(&folder).await? {
            if dated(&folder, &path, instant).is_some() {
                self.place.break_off(&path, &upload).await?;
            }
        }
        if self.room.is_limited() {
            self.room.counted(self.count().await?);
        }
        Ok(())
    }
}

/// The id that an object of this folder is named by, when it is from before an instant; whatever else lies there is
/// left alone.
fn dated(folder: &Path, found: &Path, instant: Timestamp) -> Option<BlobId> {
    let mut below = found.prefix_match(folder)?;
    let (name, more) = (below.next()?, below.next());
    let id: Uuid = name.as_ref().parse().ok()?;
    (more.is_none() && begun(id)? < instant).then_some(BlobId::new(id))
}
