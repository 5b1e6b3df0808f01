//! Files in the store: whole or absent, counted, private, and gone when nothing names them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use eframe_core::outbox::Outbox;
use eframe_core::test::{FixedClock, databases, world};
use eframe_core::upload::{
    BlobError, BlobId, BlobStore, DiskBlobs, NamesBlobs, Policy, Shelf, StoredBlob, Sweeper,
    Upload, UploadError, receive,
};
use eframe_core::{Body, StoreError, World, sha256};
use futures_util::stream::{self, StreamExt as _};
use http_body::Frame;
use http_body_util::{BodyExt as _, StreamBody};
use jiff::SignedDuration;
use tempfile::TempDir;

pub(crate) struct Store {
    pub(crate) blobs: DiskBlobs,
    pub(crate) shelf: Shelf,
    clock: FixedClock,
    world: World,
    folder: TempDir,
}

pub(crate) async fn store() -> Store {
    limited(u64::MAX).await
}

pub(crate) async fn limited(quota: u64) -> Store {
    let folder = tempfile::tempdir().unwrap();
    let (world, clock) = world();
    let blobs = DiskBlobs::open(folder.path().join("files"), world.clone()).await.unwrap();
    let blobs = blobs.quota(quota);
    let shelf = Shelf::new(Arc::new(blobs.clone()), "streets");
    Store { blobs, shelf, clock, world, folder }
}

impl Store {
    /// Every file below the folder, whole or half.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        visit(self.folder.path(), &mut found);
        found
    }

    async fn kept(&self, bytes: &'static [u8]) -> StoredBlob {
        let mut draft = self.shelf.begin().await.unwrap();
        draft.write(Bytes::from_static(bytes)).await.unwrap();
        draft.keep().await.unwrap()
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

async fn hand_in(shelf: &Shelf, body: impl Into<Body>) -> Result<Upload, UploadError> {
    receive(shelf, body.into(), "plan.pdf", &Policy::documents()).await
}

async fn read(shelf: &Shelf, id: BlobId) -> Option<Bytes> {
    let open = shelf.open(id).await.unwrap()?;
    let bytes = open.body.collect().await.unwrap().to_bytes();
    assert_eq!(bytes.len() as u64, open.bytes);
    Some(bytes)
}

#[tokio::test]
async fn what_is_kept_is_read_back_byte_for_byte() {
    let store = store().await;
    for size in [40, 4096, 128 * 1024 - 16, 128 * 1024, 1_000_003] {
        let whole = pdf(size);
        let upload = hand_in(&store.shelf, whole.clone()).await.unwrap();
        assert_eq!((upload.bytes, upload.sha256), (whole.len() as u64, sha256(&whole)));
        assert_eq!(read(&store.shelf, upload.blob).await, Some(whole));
    }
    let again = DiskBlobs::open(store.folder.path().join("files"), store.world.clone()).await;
    let again = Shelf::new(Arc::new(again.unwrap()), "streets");
    let kept = store.kept(b"small").await;
    assert_eq!(read(&again, kept.id).await.as_deref(), Some(&b"small"[..]));
}

#[tokio::test]
async fn a_large_file_is_read_in_small_pieces() {
    let store = store().await;
    let upload = hand_in(&store.shelf, pdf(1_000_000)).await.unwrap();
    let mut body = store.shelf.open(upload.blob).await.unwrap().unwrap().body;
    let mut pieces = 0;
    while let Some(frame) = body.frame().await {
        assert!(frame.unwrap().into_data().unwrap().len() <= 64 * 1024);
        pieces += 1;
    }
    assert!(pieces >= 15, "{pieces}");
}

#[tokio::test]
async fn bad_input_23_an_upload_that_breaks_off_leaves_nothing() {
    let store = store().await;
    let broken = || stream::once(async { Err(std::io::Error::other("reset")) });
    for sent in [0, 5_000, 300_000] {
        let body = pieces(vec![pdf(sent)], broken());
        assert!(matches!(hand_in(&store.shelf, body).await, Err(UploadError::Body(_))), "{sent}");
        assert_eq!(store.files(), Vec::<PathBuf>::new(), "{sent}");
    }
    // Not broken off as far as anybody can tell, and still no whole PDF.
    let half = pdf(300_000).slice(..200_000);
    assert!(matches!(hand_in(&store.shelf, half).await, Err(UploadError::Damaged)));
    assert_eq!(store.files(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn bad_input_23_a_client_that_goes_away_leaves_nothing() {
    let store = store().await;
    let (shelf, begun) = (store.shelf.clone(), Arc::new(tokio::sync::Notify::new()));
    let told = Arc::clone(&begun);
    let still = stream::once(async move {
        told.notify_one();
        std::future::pending().await
    });
    let body = pieces(vec![pdf(300_000)], still);
    let upload = tokio::spawn(async move { hand_in(&shelf, body).await });
    begun.notified().await;
    let half = store.files();
    assert!(
        half.len() == 1 && half[0].components().any(|part| part.as_os_str() == "half"),
        "{half:?}"
    );
    let young =
        store.blobs.begun_before("streets", store.clock.now() + SignedDuration::from_hours(1));
    assert_eq!(young.await.unwrap(), [], "half a file is in no list");
    upload.abort();
    assert!(upload.await.unwrap_err().is_cancelled());
    assert_eq!(store.files(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn bad_input_23_the_same_file_twice_at_once_is_two_files() {
    let store = store().await;
    let both = || hand_in(&store.shelf, pdf(500_000));
    let (one, two) = tokio::join!(both(), both());
    let (one, two) = (one.unwrap(), two.unwrap());
    assert!(one.blob != two.blob && one.sha256 == two.sha256);
    store.shelf.delete(one.blob).await.unwrap();
    store.shelf.delete(one.blob).await.unwrap();
    assert_eq!(read(&store.shelf, one.blob).await, None);
    assert_eq!(read(&store.shelf, two.blob).await, Some(pdf(500_000)));
}

#[tokio::test]
async fn bad_input_23_a_quota_that_is_reached_refuses_and_keeps_nothing() {
    let store = limited(250_000).await;
    let first = hand_in(&store.shelf, pdf(150_000)).await.unwrap();
    let refused = hand_in(&store.shelf, pdf(150_000)).await;
    assert!(matches!(refused, Err(UploadError::Store(BlobError::Quota { quota: 250_000 }))));
    assert_eq!(store.files().len(), 1);
    // What was refused does not count, and another instance counts the same.
    let other = DiskBlobs::open(store.folder.path().join("files"), store.world.clone()).await;
    let other = Shelf::new(Arc::new(other.unwrap().quota(250_000)), "streets");
    for shelf in [&store.shelf, &other] {
        assert!(hand_in(shelf, pdf(101_000)).await.is_err());
        let small = hand_in(shelf, pdf(90_000)).await.unwrap();
        shelf.delete(small.blob).await.unwrap();
    }
    store.shelf.delete(first.blob).await.unwrap();
    hand_in(&store.shelf, pdf(240_000)).await.unwrap();
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
    let inside = files[0].strip_prefix(store.folder.path()).unwrap().to_owned();
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
    let store = store().await;
    let kept = store.kept(b"small").await;
    for owner in ["..", "", "a/b", "../files/streets", "Streets", "half/.."] {
        assert!(store.blobs.open(owner, kept.id).await.is_err(), "{owner}");
        assert!(store.blobs.begin(owner).await.is_err(), "{owner}");
    }
    assert!(store.blobs.open("bridges", kept.id).await.unwrap().is_none());
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
    let store = store().await;
    let (named, orphan) = (store.kept(b"named").await.id, store.kept(b"orphan").await.id);
    let bridges = Shelf::new(Arc::new(store.blobs.clone()), "bridges");
    let other = hand_in(&bridges, pdf(100)).await.unwrap().blob;
    // Left by a power cut.
    let half =
        store.folder.path().join("files/streets/half").join(store.world.ids.next().to_string());
    std::fs::write(&half, b"ha").unwrap();
    let rows = Rows::default();
    rows.0.lock().unwrap().push(named);
    let sweeper = Sweeper::new(store.shelf.clone(), store.world.clock.clone(), rows);

    store.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(sweeper.run().await.unwrap(), 0, "it is not older than a day");
    let young = store.kept(b"young").await.id;
    store.clock.advance(SignedDuration::from_millis(1));
    let silent = Sweeper::new(store.shelf.clone(), store.world.clock.clone(), Silent);
    assert!(silent.run().await.is_err());
    assert!(read(&store.shelf, orphan).await.is_some(), "who cannot say names everything");
    assert!(!half.exists(), "half a file is named by nobody");

    assert_eq!(sweeper.run().await.unwrap(), 1);
    assert_eq!(read(&store.shelf, orphan).await, None);
    for (shelf, id) in [(&store.shelf, named), (&store.shelf, young), (&bridges, other)] {
        assert!(read(shelf, id).await.is_some(), "{id}");
    }
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
    let store = store().await;
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
