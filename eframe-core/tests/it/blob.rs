//! Files in a store: whole or absent, counted, private, and gone when nothing names them. The same on the disk and in S3.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use eframe_core::outbox::Outbox;
use eframe_core::test::{FixedClock, databases, world};
use eframe_core::upload::{
    BlobError, BlobId, BlobStore, DiskBlobs, NamesBlobs, Policy, S3Blobs, Shelf, StoredBlob,
    Sweeper, Upload, UploadError, copy_blobs, receive,
};
use eframe_core::{Body, StoreError, Timestamp, World, sha256};
use futures_util::stream::{self, StreamExt as _};
use http_body::Frame;
use http_body_util::{BodyExt as _, StreamBody};
use jiff::SignedDuration;
use tempfile::TempDir;
use tokio::time::Instant;

use crate::notebook::until;
use crate::s3::server::S3Server;

pub(crate) struct Store {
    pub(crate) kind: &'static str,
    pub(crate) blobs: Arc<dyn BlobStore>,
    pub(crate) shelf: Shelf,
    pub(crate) clock: FixedClock,
    pub(crate) world: World,
    place: Place,
    quota: u64,
}

/// Where its bytes are.
enum Place {
    Disk(TempDir),
    S3(S3Server),
}

/// On the disk, for what is tested on it alone.
pub(crate) async fn store() -> Store {
    limited(u64::MAX).await
}

pub(crate) async fn limited(quota: u64) -> Store {
    Store::open(Place::Disk(tempfile::tempdir().unwrap()), quota).await
}

/// One of each kind.
pub(crate) async fn stores() -> [Store; 2] {
    limited_stores(u64::MAX).await
}

pub(crate) async fn limited_stores(quota: u64) -> [Store; 2] {
    let s3 = Place::S3(S3Server::start().await);
    [limited(quota).await, Store::open(s3, quota).await]
}

impl Store {
    async fn open(place: Place, quota: u64) -> Self {
        let (world, clock) = world();
        let (kind, blobs) = place.blobs(&world, quota).await;
        let shelf = Shelf::new(Arc::clone(&blobs), "streets");
        Self { kind, blobs, shelf, clock, world, place, quota }
    }

    /// The same store, opened by another instance.
    async fn again(&self) -> Shelf {
        Shelf::new(self.place.blobs(&self.world, self.quota).await.1, "streets")
    }

    /// Every file below the folder, whole or half.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        match &self.place {
            Place::Disk(folder) => visit(folder.path(), &mut found),
            Place::S3(server) => found.extend(server.left().into_iter().map(PathBuf::from)),
        }
        found
    }

    /// Waits until so many are left: a bucket is tidied behind whoever goes away.
    async fn comes_to(&self, number: usize) -> Vec<PathBuf> {
        for _ in 0..2000 {
            let files = self.files();
            if files.len() == number {
                return files;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("not {number} on {}: {:?}", self.kind, self.files());
    }

    /// Leaves half a file, as a power cut does, and tells what of it can be seen.
    async fn half(&self, owner: &'static str) -> PathBuf {
        let before = self.files();
        let mut draft = self.blobs.begin(owner).await.unwrap();
        draft.write(pdf(LARGE[2])).await.unwrap();
        std::mem::forget(draft);
        let new = self.files().into_iter().find(|file| !before.contains(file));
        new.unwrap_or_else(|| panic!("nothing of it can be seen on {}", self.kind))
    }

    fn folder(&self) -> &Path {
        match &self.place {
            Place::Disk(folder) => folder.path(),
            Place::S3(_) => panic!("a bucket is no folder"),
        }
    }

    async fn kept(&self, bytes: &'static [u8]) -> StoredBlob {
        let mut draft = self.shelf.begin().await.unwrap();
        draft.write(Bytes::from_static(bytes)).await.unwrap();
        draft.keep().await.unwrap()
    }
}

impl Place {
    async fn blobs(&self, world: &World, quota: u64) -> (&'static str, Arc<dyn BlobStore>) {
        match self {
            Self::Disk(folder) => {
                let blobs = DiskBlobs::open(folder.path().join("files"), world.clone()).await;
                ("the disk", Arc::new(blobs.unwrap().quota(quota)))
            }
            Self::S3(server) => {
                let bucket = server.bucket().prefix("site").unwrap();
                let blobs = S3Blobs::new(bucket, &S3Server::keys(), world.clone());
                ("S3", Arc::new(blobs.unwrap().quota(quota)))
            }
        }
    }
}

fn visit(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { visit(&path, found) } else { found.push(path) }
    }
}

/// A PDF of about so many bytes.
pub(crate) fn pdf(bytes: usize) -> Bytes {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(bytes.max(32), b'x');
    pdf.extend(b"\n%%EOF\n");
    pdf.into()
}

/// A body that comes in pieces and then breaks off or stands still.
fn pieces(
    pieces: Vec<Bytes>,
    end: impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Send + 'static,
) -> Body {
    let whole = stream::iter(pieces).map(Ok).chain(end);
    Body::new(StreamBody::new(whole.map(|piece| piece.map(Frame::data))))
}

pub(crate) async fn hand_in(shelf: &Shelf, body: impl Into<Body>) -> Result<Upload, UploadError> {
    receive(shelf, body.into(), "plan.pdf", &Policy::documents().megabytes(20)).await
}

pub(crate) async fn read(shelf: &Shelf, id: BlobId) -> Option<Bytes> {
    let open = shelf.open(id).await.unwrap()?;
    let bytes = open.body.collect().await.unwrap().to_bytes();
    assert_eq!(bytes.len() as u64, open.bytes);
    Some(bytes)
}

/// More than a part of an upload to S3, and more than two.
const LARGE: [usize; 3] = [5 * 1024 * 1024 - 16, 5 * 1024 * 1024 + 1, 11 * 1024 * 1024];

#[tokio::test]
async fn what_is_kept_is_read_back_byte_for_byte() {
    for store in stores().await {
        for size in [40, 4096, 128 * 1024 - 16, 128 * 1024, 1_000_003].into_iter().chain(LARGE) {
            let whole = pdf(size);
            let upload = hand_in(&store.shelf, whole.clone()).await.unwrap();
            assert_eq!((upload.bytes, upload.sha256), (whole.len() as u64, sha256(&whole)));
            let back = read(&store.shelf, upload.blob).await;
            assert!(back == Some(whole), "{size} on {}", store.kind);
        }
        let (small, none) = (store.kept(b"small").await, store.kept(b"").await);
        let again = store.again().await;
        assert_eq!(read(&again, small.id).await.as_deref(), Some(&b"small"[..]));
        assert_eq!(read(&again, none.id).await.as_deref(), Some(&b""[..]));
        let never = BlobId::new(store.world.ids.next());
        assert_eq!(read(&again, never).await, None, "{}", store.kind);
    }
}

#[tokio::test]
async fn a_part_is_read_from_wherever_it_begins() {
    for store in stores().await {
        let whole = pdf(300_000);
        let id = hand_in(&store.shelf, whole.clone()).await.unwrap().blob;
        let end = whole.len();
        for (from, bytes, to) in [
            (0, 1, 1),
            (0, u64::MAX, end),
            (7, 100_000, 100_007),
            (299_999, 1_000_000, end),
            (end as u64 - 1, 1, end),
            (5, 0, 5),
            (end as u64, 10, end),
            (10_000_000, 10, end),
        ] {
            let part = store.shelf.open_part(id, from, bytes).await.unwrap().unwrap();
            assert_eq!(part.bytes, end as u64, "how large all of it is");
            let body = part.body.collect().await.unwrap().to_bytes();
            let expected = usize::try_from(from).unwrap().min(to)..to;
            assert!(body == whole[expected], "{bytes} from {from} on {}", store.kind);
        }
        let never = BlobId::new(store.world.ids.next());
        for bytes in [0, 10] {
            assert!(store.shelf.open_part(never, 0, bytes).await.unwrap().is_none());
        }
    }
}

#[tokio::test]
async fn a_large_file_is_read_in_small_pieces() {
    for store in stores().await {
        let upload = hand_in(&store.shelf, pdf(1_000_000)).await.unwrap();
        let mut body = store.shelf.open(upload.blob).await.unwrap().unwrap().body;
        let mut pieces = 0;
        while let Some(frame) = body.frame().await {
            let piece = frame.unwrap().into_data().unwrap();
            assert!(piece.len() <= 64 * 1024, "{} on {}", piece.len(), store.kind);
            pieces += 1;
        }
        assert!(pieces >= 15, "{pieces}");
    }
}

#[tokio::test]
async fn bad_input_23_an_upload_that_breaks_off_leaves_nothing() {
    for store in stores().await {
        let broken = || stream::once(async { Err(std::io::Error::other("reset")) });
        for sent in [0, 5_000, 300_000, LARGE[2]] {
            let body = pieces(vec![pdf(sent)], broken());
            assert!(
                matches!(hand_in(&store.shelf, body).await, Err(UploadError::Body(_))),
                "{sent}"
            );
            store.comes_to(0).await;
        }
        // Not broken off as far as anybody can tell, and still no whole PDF.
        let half = pdf(300_000).slice(..200_000);
        assert!(matches!(hand_in(&store.shelf, half).await, Err(UploadError::Damaged)));
        store.comes_to(0).await;
    }
}

#[tokio::test]
async fn bad_input_23_a_client_that_goes_away_leaves_nothing() {
    for store in stores().await {
        let (shelf, begun) = (store.shelf.clone(), Arc::new(tokio::sync::Notify::new()));
        let told = Arc::clone(&begun);
        let still = stream::once(async move {
            told.notify_one();
            std::future::pending().await
        });
        let body = pieces(vec![pdf(LARGE[2])], still);
        let upload = tokio::spawn(async move { hand_in(&shelf, body).await });
        begun.notified().await;
        let half = store.comes_to(1).await;
        let half = half[0].display().to_string();
        assert!(half.contains("/half/") || half.ends_with(" (begun)"), "{half}");
        let young =
            store.blobs.begun_before("streets", store.clock.now() + SignedDuration::from_hours(1));
        assert_eq!(young.await.unwrap(), [], "half a file is in no list");
        upload.abort();
        assert!(upload.await.unwrap_err().is_cancelled());
        store.comes_to(0).await;
    }
}

#[tokio::test]
async fn bad_input_23_the_same_file_twice_at_once_is_two_files() {
    for store in stores().await {
        let both = || hand_in(&store.shelf, pdf(500_000));
        let (one, two) = tokio::join!(both(), both());
        let (one, two) = (one.unwrap(), two.unwrap());
        assert!(one.blob != two.blob && one.sha256 == two.sha256);
        store.shelf.delete(one.blob).await.unwrap();
        store.shelf.delete(one.blob).await.unwrap();
        assert_eq!(read(&store.shelf, one.blob).await, None);
        assert_eq!(read(&store.shelf, two.blob).await, Some(pdf(500_000)));
    }
}

#[tokio::test]
async fn bad_input_23_a_quota_that_is_reached_refuses_and_keeps_nothing() {
    for store in limited_stores(250_000).await {
        let first = hand_in(&store.shelf, pdf(150_000)).await.unwrap();
        let refused = hand_in(&store.shelf, pdf(150_000)).await;
        assert!(matches!(refused, Err(UploadError::Store(BlobError::Quota { quota: 250_000 }))));
        assert_eq!(store.files().len(), 1);
        // What was refused does not count, and another instance counts the same.
        let other = store.again().await;
        for shelf in [&store.shelf, &other] {
            assert!(hand_in(shelf, pdf(101_000)).await.is_err(), "{}", store.kind);
            let small = hand_in(shelf, pdf(90_000)).await.unwrap();
            shelf.delete(small.blob).await.unwrap();
        }
        store.shelf.delete(first.blob).await.unwrap();
        hand_in(&store.shelf, pdf(240_000)).await.unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn bad_input_17_what_is_on_the_disk_is_named_by_us_and_for_us_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let store = store().await;
    let path = "../../etc/cron.d/\u{202e}evil.html";
    let upload = receive(&store.shelf, Body::from(pdf(100)), path, &Policy::documents()).await;
    let upload = upload.unwrap();
    let id = upload.blob.to_string();
    let files = store.files();
    let inside = files[0].strip_prefix(store.folder()).unwrap().to_owned();
    assert_eq!(inside, Path::new("files/streets").join(&id[id.len() - 2..]).join(&id));
    assert_eq!(files.len(), 1);
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&files[0]), 0o600);
    for folder in files[0].ancestors().skip(1).take(3) {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
}

#[tokio::test]
async fn bad_input_17_no_owner_leads_out_of_the_folder() {
    for store in stores().await {
        let kept = store.kept(b"small").await;
        for owner in ["..", "", "a/b", "../files/streets", "Streets", "half/.."] {
            assert!(store.blobs.open(owner, kept.id).await.is_err(), "{owner}");
            assert!(store.blobs.begin(owner).await.is_err(), "{owner}");
        }
        assert!(store.blobs.open("bridges", kept.id).await.unwrap().is_none());
    }
}

/// Names what a test says.
#[derive(Clone, Default)]
struct Rows(Arc<Mutex<Vec<BlobId>>>);

#[async_trait]
impl NamesBlobs for Rows {
    async fn named(&self, ids: &[BlobId]) -> Result<Vec<BlobId>, StoreError> {
        let rows = self.0.lock().unwrap();
        Ok(ids.iter().copied().filter(|id| rows.contains(id)).collect())
    }
}

struct Silent;

#[async_trait]
impl NamesBlobs for Silent {
    async fn named(&self, _: &[BlobId]) -> Result<Vec<BlobId>, StoreError> {
        Err(StoreError::new(std::io::Error::other("away")))
    }
}

#[tokio::test]
async fn bad_input_23_what_no_row_names_goes_after_a_day() {
    for store in stores().await {
        let (named, orphan) = (store.kept(b"named").await.id, store.kept(b"orphan").await.id);
        let bridges = Shelf::new(Arc::clone(&store.blobs), "bridges");
        let other = hand_in(&bridges, pdf(100)).await.unwrap().blob;
        // Left by a power cut, of both blocks.
        let halves = [store.half("streets").await, store.half("bridges").await];
        let rows = Rows::default();
        rows.0.lock().unwrap().push(named);
        let sweeper = Sweeper::new(store.shelf.clone(), store.world.clock.clone(), rows);
        let sweeper = sweeper.patience(Duration::ZERO);

        store.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(sweeper.run().await.unwrap(), 0, "it is not older than a day");
        let young = store.kept(b"young").await.id;
        store.clock.advance(SignedDuration::from_millis(1));
        let silent = Sweeper::new(store.shelf.clone(), store.world.clock.clone(), Silent);
        assert!(silent.run().await.is_err());
        assert!(read(&store.shelf, orphan).await.is_some(), "who cannot say names everything");
        let left = store.files();
        assert!(!left.contains(&halves[0]), "half a file is named by nobody: {left:?}");
        assert!(left.contains(&halves[1]), "and another block's is not ours: {left:?}");

        assert_eq!(sweeper.run().await.unwrap(), 1, "{}", store.kind);
        assert_eq!(read(&store.shelf, orphan).await, None);
        for (shelf, id) in [(&store.shelf, named), (&store.shelf, young), (&bridges, other)] {
            assert!(read(shelf, id).await.is_some(), "{id} on {}", store.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_jumps_ahead_takes_no_file_that_is_about_to_be_named() {
    for store in stores().await {
        let rows = Rows::default();
        let named = Arc::clone(&rows.0);
        let sweeper =
            |rows: Rows| Sweeper::new(store.shelf.clone(), store.world.clock.clone(), rows);
        let hasty = Duration::from_millis(100);
        let sweeps = sweeper(rows).patience(hasty);
        let upload = store.kept(b"its commit is on its way").await.id;
        let orphan = store.kept(b"nobody comes for it").await.id;
        store.clock.advance(SignedDuration::from_hours(24 * 365));
        // The jump itself has made the sweep due.
        let begun = Instant::now();
        assert_eq!(sweeps.run().await.unwrap(), 0, "{}", store.kind);
        named.lock().unwrap().push(upload);
        store.clock.advance(SignedDuration::from_hours(24 * 365));
        until(async || sweeps.run().await.unwrap() == 1).await;
        assert!(begun.elapsed() >= hasty, "{:?}", begun.elapsed());
        assert!(read(&store.shelf, upload).await.is_some(), "{}", store.kind);
        assert_eq!(read(&store.shelf, orphan).await, None);

        // What was named for a while is watched anew, and nobody else's look counts.
        named.lock().unwrap().clear();
        assert_eq!(sweeps.run().await.unwrap(), 0);
        assert_eq!(sweeper(Rows::default()).run().await.unwrap(), 0, "an hour has not passed");
        assert!(read(&store.shelf, upload).await.is_some(), "{}", store.kind);
    }
}

#[tokio::test]
async fn what_lies_beside_is_left_alone() {
    for store in stores().await {
        let kept = store.kept(b"small").await.id;
        let beside = match &store.place {
            Place::Disk(folder) => folder.path().join("files/streets/aa/notes.txt"),
            Place::S3(server) => server.object("site/streets/notes.txt"),
        };
        std::fs::create_dir_all(beside.parent().unwrap()).unwrap();
        std::fs::write(&beside, b"somebody's").unwrap();
        let later = store.clock.now() + SignedDuration::from_hours(1);
        assert_eq!(store.blobs.begun_before("streets", later).await.unwrap(), [kept]);
        store.blobs.tidy("streets", later).await.unwrap();
        assert!(beside.exists(), "{}", store.kind);
    }
}

#[tokio::test]
async fn files_move_from_one_kind_of_store_to_the_other_and_back() {
    let [disk, s3] = stores().await;
    let mut uploads = Vec::new();
    for size in [40, 300_000, LARGE[2]] {
        uploads.push(hand_in(&disk.shelf, pdf(size)).await.unwrap());
    }
    let copy = async |from: &Store, to: &Store| {
        copy_blobs(&*from.blobs, &*to.blobs, "streets", &|_| ()).await.unwrap()
    };
    let there = copy(&disk, &s3).await;
    assert_eq!((there.files, there.there), (3, 0));
    assert_eq!(there.bytes, uploads.iter().map(|upload| upload.bytes).sum::<u64>());
    uploads.push(hand_in(&disk.shelf, pdf(50)).await.unwrap());
    let again = copy(&disk, &s3).await;
    assert_eq!((again.files, again.there), (1, 3), "only what is new");
    let back = store().await;
    assert_eq!(copy(&s3, &back).await.files, 4);
    for upload in &uploads {
        let bytes = read(&back.shelf, upload.blob).await.expect("it is there");
        assert_eq!(sha256(&bytes), upload.sha256);
    }
    let ids =
        async |store: &Store| store.blobs.begun_before("streets", Timestamp::MAX).await.unwrap();
    assert_eq!(ids(&disk).await, ids(&s3).await);
}

#[tokio::test]
async fn the_outbox_sweeps_four_times_a_day() {
    for site in databases(&[]).await {
        let folder = tempfile::tempdir().unwrap();
        let world = site.database.world().clone();
        let blobs = DiskBlobs::open(folder.path(), world.clone()).await.unwrap();
        let shelf = Shelf::new(Arc::new(blobs), "streets");
        let orphan = hand_in(&shelf, pdf(100)).await.unwrap().blob;
        let sweeper = Sweeper::new(shelf.clone(), world.clock, Rows::default());
        let sweeper = sweeper.patience(Duration::ZERO);
        let workers = Outbox::builder(site.database.clone()).sweep_blobs(sweeper).build();
        for hour in 0..=30 {
            workers.run_pending().await.unwrap();
            let there = shelf.open(orphan).await.unwrap().is_some();
            assert_eq!(there, hour < 30, "at {hour} h on {}", site.kind);
            site.clock.advance(SignedDuration::from_hours(1));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_uploads_at_once_are_each_their_own() {
    for store in stores().await {
        let uploads = (0..40_usize).map(|number| {
            let shelf = store.shelf.clone();
            tokio::spawn(async move {
                let whole = pdf(50_000 + number * 997);
                let upload = hand_in(&shelf, whole.clone()).await.unwrap();
                assert_eq!(read(&shelf, upload.blob).await, Some(whole));
            })
        });
        let done =
            tokio::time::timeout(Duration::from_secs(60), futures_util::future::join_all(uploads));
        for upload in done.await.expect("they end") {
            upload.expect("each is right");
        }
        assert_eq!(store.files().len(), 40);
    }
}
