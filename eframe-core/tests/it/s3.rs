//! What goes wrong with a store of S3, and what a block and its visitors notice of it.

pub(crate) mod server;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use eframe_core::block::axum::response::IntoResponse as _;
use eframe_core::http::Problem;
use eframe_core::test::world;
use eframe_core::upload::{
    Audience, BlobError, BlobStore as _, Bucket, S3Blobs, S3Keys, Shelf, StoredBlob, Upload, serve,
};
use eframe_core::{World, sha256};
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt as _;

use crate::blob::{hand_in, pdf, read};
use server::{AUTHORITY, BUCKET, Fault, KEYS, S3Server};

/// A file in one piece, and one in three parts.
const SIZES: [usize; 2] = [100_000, 11 * 1024 * 1024];

fn blobs(bucket: Bucket, keys: &S3Keys) -> S3Blobs {
    S3Blobs::new(bucket, keys, world().0).expect("a way to the bucket")
}

fn shelf(server: &S3Server) -> Shelf {
    Shelf::new(Arc::new(blobs(server.bucket(), &S3Server::keys())), "streets")
}

async fn kept(shelf: &Shelf, bytes: &Bytes) -> Result<StoredBlob, BlobError> {
    let mut draft = shelf.begin().await?;
    draft.write(bytes.clone()).await?;
    draft.keep().await
}

/// What is left of an upload that failed: a moment later nothing.
async fn comes_to_nothing(server: &S3Server) {
    for _ in 0..2000 {
        if server.left().is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("something is left: {:?}", server.left());
}

#[tokio::test]
async fn what_fails_for_the_moment_is_done_again_and_is_there_once() {
    for fault in [
        Fault::Says(503, "SlowDown"),
        Fault::Says(500, "InternalError"),
        Fault::Says(429, "TooManyRequests"),
        Fault::Says(400, "XAmzContentSHA256Mismatch"),
        Fault::Says(400, "RequestTimeout"),
        Fault::HangsUp,
        Fault::LosesAnswer,
    ] {
        let server = S3Server::start().await;
        let shelf = shelf(&server);
        for size in SIZES {
            server.fails("PUT", BUCKET, 2, fault);
            let whole = pdf(size);
            let stored =
                kept(&shelf, &whole).await.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
            assert_eq!((stored.sha256, stored.bytes), (sha256(&whole), whole.len() as u64));
            assert!(read(&shelf, stored.id).await == Some(whole), "{fault:?}");
        }
        assert_eq!(server.left().len(), 2, "{fault:?}: {:?}", server.left());
    }
}

#[tokio::test]
async fn the_last_step_of_an_upload_in_parts_may_lose_its_answer() {
    for fault in [Fault::LosesAnswer, Fault::HangsUp, Fault::Says(503, "SlowDown")] {
        let server = S3Server::start().await;
        let shelf = shelf(&server);
        server.fails("POST", "uploadId=", 1, fault);
        let whole = pdf(SIZES[1]);
        let stored =
            kept(&shelf, &whole).await.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert!(read(&shelf, stored.id).await == Some(whole), "{fault:?}");
        assert_eq!(server.left().len(), 1, "{:?}", server.left());
    }
}

#[tokio::test]
async fn reading_and_deleting_are_done_again_too() {
    let server = S3Server::start().await;
    let shelf = shelf(&server);
    let stored = kept(&shelf, &pdf(100_000)).await.unwrap();
    for fault in [Fault::Says(503, "SlowDown"), Fault::HangsUp, Fault::BreaksOff(40_000)] {
        server.fails("GET", "streets", 2, fault);
        assert!(read(&shelf, stored.id).await == Some(pdf(100_000)), "{fault:?}");
    }
    server.fails("DELETE", "streets", 1, Fault::LosesAnswer);
    shelf.delete(stored.id).await.unwrap();
    assert_eq!(read(&shelf, stored.id).await, None);
    assert!(server.left().is_empty());
}

#[tokio::test]
async fn a_file_that_goes_on_breaking_off_is_never_taken_for_a_whole_one() {
    let server = S3Server::start().await;
    let shelf = shelf(&server);
    let stored = kept(&shelf, &pdf(100_000)).await.unwrap();
    server.fails("GET", "streets", usize::MAX, Fault::BreaksOff(usize::MAX));
    let open = shelf.open(stored.id).await.unwrap().unwrap();
    let error = open.body.collect().await.expect_err("it ends early");
    assert!(error.to_string().contains(BUCKET), "{error}");
}

#[tokio::test]
async fn bad_input_23_a_store_that_stays_busy_keeps_nothing_and_says_so() {
    let server = S3Server::start().await;
    let shelf = shelf(&server);
    for (method, part) in [("PUT", BUCKET), ("POST", "uploads"), ("POST", "uploadId=")] {
        server.fails(method, part, usize::MAX, Fault::Says(503, "SlowDown"));
        let size = if method == "PUT" { SIZES[0] } else { SIZES[1] };
        let error = kept(&shelf, &pdf(size)).await.unwrap_err();
        let told = error.to_string();
        assert!(matches!(error, BlobError::Failed(_)), "{told}");
        assert!(told.contains("SlowDown") && told.contains(BUCKET), "{told}");
        server.recovers();
        comes_to_nothing(&server).await;
    }
    // Without a restart it works again.
    kept(&shelf, &pdf(100)).await.unwrap();
}

#[tokio::test]
async fn bad_input_2_files_that_trickle_in_keep_nobody_else_s_out() {
    let server = S3Server::start().await;
    let shelf = Arc::new(shelf(&server));
    let mut slow = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let shelf = Arc::clone(&shelf);
        slow.spawn(async move {
            let mut draft = shelf.begin().await.unwrap();
            draft.write(pdf(300_000)).await.unwrap();
            for _ in 0..80 {
                draft.write(Bytes::from_static(b"x")).await?;
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            Ok::<_, BlobError>(())
        });
    }
    // They have all there is.
    tokio::time::sleep(Duration::from_secs(6)).await;
    let begun = Instant::now();
    kept(&shelf, &pdf(SIZES[1])).await.expect("it comes to its turn");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    slow.abort_all();
    let mut given_up = 0;
    while let Some(ended) = slow.join_next().await {
        given_up += usize::from(matches!(ended, Ok(Err(_))));
    }
    assert!((1..=3).contains(&given_up), "a place for each of three parts at most: {given_up}");
}

#[tokio::test]
async fn what_arrives_as_something_else_is_never_kept() {
    let server = S3Server::start().await;
    let shelf = shelf(&server);
    for size in SIZES {
        server.fails("PUT", BUCKET, usize::MAX, Fault::Garbles);
        // The store reckons the hash itself, which the signature covers.
        kept(&shelf, &pdf(size)).await.expect_err("the hash is another");
        server.recovers();
        comes_to_nothing(&server).await;
    }
    server.fails("PUT", BUCKET, usize::MAX, Fault::Says(400, "BadDigest"));
    let error = kept(&shelf, &pdf(100)).await.unwrap_err();
    assert!(
        matches!(error, BlobError::Failed(_)) && error.to_string().contains("BadDigest"),
        "{error}"
    );
    assert_eq!(server.asked().iter().rev().take_while(|asked| asked.starts_with("PUT")).count(), 3);
}

#[tokio::test]
async fn a_wrong_setting_is_named_with_its_bucket_and_its_remedy_and_no_key_is_told() {
    let server = S3Server::start().await;
    let keys = S3Server::keys();
    let other = Bucket::new("not-there").unwrap().at(&server.endpoint()).unwrap();
    let unknown = S3Keys::new("AKIDOTHER", KEYS[1], None).unwrap();
    let wrong = S3Keys::new(KEYS[0], "another-secret", None).unwrap();
    for (bucket, keys, name, remedy) in [
        (other, &keys, "not-there", "make it"),
        (server.bucket(), &unknown, BUCKET, "access key"),
        (server.bucket(), &wrong, BUCKET, "secret key"),
    ] {
        let store = blobs(bucket, keys);
        let id = eframe_core::upload::BlobId::new(World::system().ids.next());
        let mut told = vec![store.check().await.unwrap_err()];
        told.push(store.open("streets", id).await.expect_err("no absent file"));
        told.push(store.begun_before("streets", world().1.now()).await.unwrap_err());
        told.push(store.tidy("streets", world().1.now()).await.unwrap_err());
        let shelf = Shelf::new(Arc::new(store), "streets");
        told.push(kept(&shelf, &pdf(100)).await.unwrap_err());
        for error in told {
            let text = error.to_string();
            assert!(matches!(error, BlobError::Refused(_)), "{text}");
            assert!(text.contains(name) && text.contains(&server.endpoint()), "{text}");
            assert!(text.contains(remedy) && text.lines().count() == 1, "{text}");
            for secret in [KEYS[0], KEYS[1], "AKIDOTHER", "another-secret"] {
                assert!(!text.contains(secret), "{text}");
            }
            assert_eq!(Problem::from(error).status, StatusCode::SERVICE_UNAVAILABLE);
        }
    }
    assert!(server.left().is_empty());
    blobs(server.bucket(), &keys).check().await.unwrap();
}

#[tokio::test]
async fn a_store_that_is_away_costs_its_file_alone_and_is_found_again() {
    let server = S3Server::start().await;
    let shelf = shelf(&server);
    let upload = hand_in(&shelf, pdf(100_000)).await.unwrap();
    let asked = HeaderMap::new();
    let ask =
        async |shelf: &Shelf, upload: &Upload| serve(shelf, upload, Audience::Public, &asked).await;
    assert_eq!(ask(&shelf, &upload).await.unwrap().status(), StatusCode::OK);
    let gone = server.goes();
    let begun = Instant::now();
    let problem = ask(&shelf, &upload).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(16), "{:?}", begun.elapsed());
    assert_eq!(problem.status, StatusCode::SERVICE_UNAVAILABLE);
    let response = problem.into_response();
    assert_eq!(response.headers()[header::RETRY_AFTER], "5");
    // Who has it already is told so without asking the store.
    let mut known = HeaderMap::new();
    known.insert(header::IF_NONE_MATCH, format!("\"{}\"", upload.sha256).parse().unwrap());
    let unchanged = serve(&shelf, &upload, Audience::Public, &known).await.unwrap();
    assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
    let error = shelf.open(upload.blob).await.unwrap_err();
    assert!(error.to_string().contains("cannot be reached"), "{error}");
    let _server = gone.comes_back().await;
    assert_eq!(ask(&shelf, &upload).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_store_that_says_nothing_is_given_up_in_time() {
    let server = S3Server::start().await;
    let patient = server.bucket().patience(Duration::from_millis(200));
    let shelf = Shelf::new(Arc::new(blobs(patient, &S3Server::keys())), "streets");
    let upload = hand_in(&shelf, pdf(100)).await.unwrap();
    server.fails("GET", "streets", usize::MAX, Fault::Stalls);
    server.fails("PUT", "streets", usize::MAX, Fault::Stalls);
    let begun = Instant::now();
    let error = shelf.open(upload.blob).await.unwrap_err();
    assert!(error.to_string().contains("did not answer in time"), "{error}");
    kept(&shelf, &pdf(100)).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn large_uploads_take_turns_and_small_ones_pass() {
    let server = S3Server::start().await;
    let shelf = shelf(&server);
    let half = pdf(1024 * 1024);
    let mut slow = Vec::new();
    for _ in 0..12 {
        let mut draft = shelf.begin().await.unwrap();
        draft.write(half.clone()).await.unwrap();
        slow.push(draft);
    }
    let mut next = shelf.begin().await.unwrap();
    let waits = tokio::time::timeout(Duration::from_millis(100), next.write(half.clone()));
    waits.await.expect_err("a dozen hold all there is");
    kept(&shelf, &pdf(200_000)).await.expect("a small one passes");
    drop(slow.pop());
    let mut next = shelf.begin().await.unwrap();
    next.write(half.clone()).await.expect("it is its turn");
    next.keep().await.unwrap();
}

#[tokio::test]
async fn tls_is_trusted_by_its_authority_alone() {
    let server = S3Server::with_tls().await;
    let address = format!("https://localhost:{}", server.address.port());
    let bucket = || Bucket::new(BUCKET).unwrap().at(&address).unwrap();
    let error = blobs(bucket(), &S3Server::keys()).check().await.unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, BlobError::Refused(_)) && text.contains("certificate"), "{text}");
    let trusted = bucket().authorities(AUTHORITY).unwrap();
    let shelf = Shelf::new(Arc::new(blobs(trusted, &S3Server::keys())), "streets");
    let stored = kept(&shelf, &pdf(SIZES[0])).await.unwrap();
    assert!(read(&shelf, stored.id).await == Some(pdf(SIZES[0])));
    // For another host it is none, whoever signed it.
    let other =
        Bucket::new(BUCKET).unwrap().at(&address.replace("localhost", "[::ffff:127.0.0.1]"));
    let other = other.and_then(|bucket| bucket.authorities(AUTHORITY)).unwrap();
    assert!(blobs(other, &S3Server::keys()).check().await.is_err());
}

#[tokio::test]
async fn a_bucket_is_shared_by_prefix() {
    let server = S3Server::start().await;
    let at = |prefix: &str| {
        let bucket = server.bucket().prefix(prefix).unwrap();
        Shelf::new(Arc::new(blobs(bucket, &S3Server::keys())), "streets")
    };
    let (one, two) = (at("sites/one"), at("sites/one-more"));
    let stored = kept(&one, &pdf(100)).await.unwrap();
    assert_eq!(server.left(), [format!("sites/one/streets/{}", stored.id)]);
    assert_eq!(read(&two, stored.id).await, None);
    assert_eq!(read(&at(""), stored.id).await, None);
    assert!(read(&one, stored.id).await.is_some());
}
