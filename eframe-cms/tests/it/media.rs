//! The media library: handed in, described, replaced, served and retired.

mod blocks;
mod desk;
mod pictures;
mod serve;
mod slow;

use eframe_core::test::ask::{self as requests, Answer, get, send, with};
use eframe_core::{Actor, Body, Language};
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::people::{Desk, cms_on, desks, mina, omar, reader, vera};

/// A photograph that is turned, and tells where it was taken.
pub(crate) const TURNED: &[u8] = include_bytes!("../../../eframe-core/tests/it/files/turned.jpg");
/// A drawing.
pub(crate) const PNG: &[u8] = include_bytes!("../../../eframe-core/tests/it/files/turned.png");

/// A document of at least so many bytes.
pub(crate) fn pdf(bytes: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(bytes.max(32), b'x');
    pdf.extend(b"\n%%EOF\n");
    pdf
}

pub(crate) fn post(path: &str, body: &[u8]) -> Request<Body> {
    let request = Request::post(path).header("content-type", "application/octet-stream");
    request.body(Body::from(bytes::Bytes::copy_from_slice(body))).expect("a request")
}

impl Desk {
    pub(crate) async fn api(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.cms.json(), actor, Language::EN, request).await
    }

    pub(crate) async fn file(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.cms.media_files(), actor, Language::EN, request).await
    }

    /// A file that somebody brought: where it stands.
    pub(crate) async fn brought(&self, actor: &Actor, name: &str, body: &[u8]) -> Value {
        let added = self.api(actor, post(&format!("/media?name={name}"), body)).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
        added.json()
    }

    /// What a block has as its file to show what Mina brought, and the path of that very file.
    pub(crate) async fn reference(&self, name: &str, body: &[u8]) -> (Value, String) {
        let brought = self.brought(&mina(), name, body).await;
        let item = self.item(&id(&brought)).await.json();
        let url = item["files"][0]["url"].as_str().expect("an address").to_owned();
        (item["files"][0]["reference"].clone(), url.replacen("/media", "", 1))
    }

    pub(crate) async fn item(&self, id: &str) -> Answer {
        self.api(&vera(), get(&format!("/media/{id}"))).await
    }

    /// How many blobs there are.
    pub(crate) fn blobs(&self) -> usize {
        fn count(folder: &std::path::Path) -> usize {
            let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
            let paths = entries.map(|entry| entry.expect("an entry").path());
            paths.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
        }
        count(self.files.path())
    }
}

pub(crate) fn id(of: &Value) -> String {
    of["media"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_file_is_brought_described_found_and_retired() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "Harbour%20bridge.JPG", TURNED).await;
        let path = format!("/media/{}/harbour-bridge.jpg", id(&brought));
        assert_eq!(brought["url"], path.as_str());
        let item = desk.item(&id(&brought)).await;
        assert_eq!((item.json()["kind"].as_str(), item.header("etag")), (Some("picture"), "\"1\""));

        let about = json!({
            "said": { "en": { "alt": "A bridge over the harbour" }, "ko": { "alt": "항구의 다리" } },
            "focus": { "x": 30, "y": 70 }, "tags": ["bridge"], "licence": "CC BY 4.0",
        });
        let put = |version: &'static str| {
            let path = format!("/media/{}", id(&brought));
            with(requests::json("PUT", &path, &about), "if-match", version)
        };
        assert_eq!(desk.api(&omar(), put("\"1\"")).await.header("etag"), "\"2\"");
        assert_eq!(desk.api(&mina(), put("\"1\"")).await.status, StatusCode::PRECONDITION_FAILED);
        let item = desk.item(&id(&brought)).await.json();
        assert_eq!(item["about"]["said"]["ko"]["alt"], "항구의 다리");

        desk.test.clock.advance(jiff::SignedDuration::from_mins(1));
        let report = desk.brought(&omar(), "100%25_report.pdf", &pdf(64)).await;
        let found = async |query: &str| {
            let list = desk.api(&vera(), get(&format!("/media?{query}"))).await.json();
            let items = list["items"].as_array().expect("items").iter();
            items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("").await, [id(&report), id(&brought)]);
        assert_eq!(found("kind=picture").await, [id(&brought)]);
        assert_eq!(found("words=HARBOUR%20bridge").await, [id(&brought)]);
        assert_eq!(found("words=%EB%8B%A4%EB%A6%AC").await, [id(&brought)]);
        assert_eq!(found("words=100%25_").await, [id(&report)], "signs of LIKE mean themselves");
        assert_eq!(found("words=10%25report").await, Vec::<String>::new());
        assert_eq!(found("unused=true&kind=document").await, [id(&report)]);
        let first = desk.api(&vera(), get("/media?limit=1")).await.json();
        let next = first["next"].as_str().expect("more");
        assert_eq!(found(&format!("limit=1&cursor={next}")).await, [id(&brought)]);

        let retire = || {
            let path = format!("/media/{}", id(&brought));
            with(requests::json("DELETE", &path, &json!({})), "if-match", "\"2\"")
        };
        assert_eq!(desk.api(&mina(), retire()).await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.api(&vera(), retire()).await.status, StatusCode::OK);
        assert_eq!(desk.api(&vera(), retire()).await.status, StatusCode::GONE);
        assert_eq!(found("").await, [id(&report)]);
        assert_eq!(found("retired=true").await, [id(&brought)]);
    }
}

#[tokio::test]
async fn a_replaced_file_keeps_its_address_and_its_history() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "plan.pdf", &pdf(64)).await;
        let files = format!("/media/{}/files", id(&brought));
        let again = desk.api(&mina(), post(&files, &pdf(64))).await;
        assert_eq!(
            again.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the same bytes: {}",
            again.text
        );
        let other = desk.api(&mina(), post(&files, TURNED)).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "a picture: {}", other.text);
        assert_eq!(desk.blobs(), 1, "what is not taken is not kept");
        let replaced = desk.api(&omar(), post(&files, &pdf(99))).await;
        assert_eq!(replaced.status, StatusCode::CREATED, "{}", replaced.text);
        assert_eq!(replaced.json()["url"], brought["url"]);
        let item = desk.item(&id(&brought)).await.json();
        let numbers: Vec<_> = item["files"].as_array().expect("files").iter().collect();
        assert_eq!(numbers.len(), 2);
        assert_eq!(
            (&numbers[0]["by"], &numbers[1]["by"]),
            (&json!("Mina Park"), &json!("Omar Haddad"))
        );
    }
}

#[tokio::test]
async fn bad_input_37_the_library_is_for_those_who_work_in_it() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "plan.pdf", &pdf(64)).await;
        let own = format!("/media/{}", id(&brought));
        let nobody = Actor::anonymous();
        for (actor, status) in
            [(&nobody, StatusCode::UNAUTHORIZED), (&reader(), StatusCode::FORBIDDEN)]
        {
            assert_eq!(desk.api(actor, get("/media")).await.status, status);
            assert_eq!(desk.api(actor, get(&own)).await.status, status);
            assert_eq!(desk.api(actor, post("/media", &pdf(64))).await.status, status);
            let replace = post(&format!("{own}/files"), &pdf(65));
            assert_eq!(desk.api(actor, replace).await.status, status);
        }
        assert_eq!(desk.blobs(), 1);
    }
}

#[tokio::test]
async fn bad_input_18_a_drawing_that_can_run_a_script_is_not_taken() {
    let utf16 = "<svg xmlns='http://www.w3.org/2000/svg'/>".encode_utf16();
    let utf16 = utf16.flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    for desk in desks().await {
        for drawing in [
            &b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"[..],
            b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
            b"\xef\xbb\xbf <!-- --> <svg><foreignObject><body onload='alert(1)'/></foreignObject></svg>",
            b"\x1f\x8b\x08\0\0\0\0\0",
            &[&b"\xff\xfe"[..], &utf16].concat(),
        ] {
            for name in ["a.svg", "a.png", "a.pdf"] {
                let refused = desk.api(&mina(), post(&format!("/media?name={name}"), drawing)).await;
                assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", refused.text);
            }
        }
        assert_eq!(desk.blobs(), 0);
    }
}

#[tokio::test]
async fn bad_input_20_a_file_is_what_its_content_is() {
    for desk in desks().await {
        for (name, body) in [
            ("photo.jpg", &b"<!DOCTYPE html><script>alert(1)</script>"[..]),
            ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("photo.gif", b"GIF89a/*<script>*/=1;"),
            ("report.pdf", b"PK\x03\x04\x14\0\0\0"),
        ] {
            let refused = desk.api(&mina(), post(&format!("/media?name={name}"), body)).await;
            assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{name}");
        }
        let brought = desk.brought(&mina(), "page.html", TURNED).await;
        assert!(brought["url"].as_str().expect("an address").ends_with("/page.jpg"));
        assert_eq!(desk.blobs(), 1);
    }
}

#[tokio::test]
async fn bad_input_21_a_picture_that_claims_too_much_is_refused_before_it_is_decoded() {
    // A header of 50,000 by 50,000 pixels.
    let mut huge = PNG.to_vec();
    huge[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let mut sum = flate2::Crc::new();
    sum.update(&huge[12..29]);
    huge[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    for desk in desks().await {
        let refused = desk.api(&mina(), post("/media?name=huge.png", &huge)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["code"], "file-pixels", "{}", refused.text);
        assert_eq!(desk.blobs(), 0);
    }
}

/// A whole PNG whose head says that it has this size, in 16 bits of four channels.
fn deep(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[16, 6, 0, 0, 0]].concat();
    for (kind, data) in [(b"IHDR", &head[..]), (b"IDAT", &[0x78, 0x9c][..]), (b"IEND", &[][..])] {
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(data);
        png.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        png.extend([&kind[..], data, &sum.sum().to_be_bytes()].concat());
    }
    png
}

/// A whole JPEG whose head says that it has this size and comes in scans: each of three components at full size.
fn progressive(width: u16, height: u16) -> Vec<u8> {
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    let frame = [&[0xff, 0xc2, 0, 17, 8][..], &size, &[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]];
    let scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0, 0x55];
    [&[0xff, 0xd8][..], &frame.concat(), &scan, &[0xff, 0xd9]].concat()
}

#[tokio::test]
async fn bad_input_21_a_picture_that_takes_too_much_memory_is_refused_before_it_is_decoded() {
    for desk in desks().await {
        for (name, heavy) in
            [("deep.png", deep(8_000, 5_000)), ("scans.jpg", progressive(8_000, 5_000))]
        {
            let refused = desk.api(&mina(), post(&format!("/media?name={name}"), &heavy)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(refused.text.contains("media.field.file.heavy"), "{name}: {}", refused.text);
            assert_eq!(desk.blobs(), 0, "{name}");
        }
        let brought = desk.brought(&mina(), "scans.jpg", &progressive(4_000, 3_000)).await;
        let path = format!("/media/{}/files?name=deep.png", id(&brought));
        let refused = desk.api(&mina(), post(&path, &deep(8_000, 5_000))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert_eq!(desk.blobs(), 1);
    }
}

#[tokio::test]
async fn bad_input_22_where_a_picture_was_taken_is_not_kept() {
    let tells = |bytes: &[u8]| bytes.windows(3).any(|part| part == b"GPS" || part == b"XMP");
    for desk in desks().await {
        let brought = desk.brought(&mina(), "photo.jpg", TURNED).await;
        let path = format!("/{}/photo.jpg", id(&brought));
        let served = desk.file(&mina(), get(&path)).await;
        assert_eq!(served.status, StatusCode::OK);
        assert!(served.bytes.len() < TURNED.len() && !tells(&served.bytes));
    }
}

#[tokio::test]
async fn bad_input_23_half_a_file_no_room_and_the_same_twice() {
    for desk in desks().await {
        let half = desk.api(&mina(), post("/media?name=half.pdf", b"%PDF-1.7\nhalf a fi")).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.blobs(), 0);

        let full = tempfile::tempdir().expect("a folder");
        let cms = cms_on(&desk.test, Default::default(), &full, 1_000).await;
        let large = send(cms.json(), &mina(), Language::EN, post("/media", &pdf(2_000))).await;
        assert_eq!(large.status, StatusCode::INSUFFICIENT_STORAGE, "{}", large.text);
        assert!(large.header("content-type").starts_with("application/problem+json"));

        let document = pdf(64);
        let once = || with(post("/media?name=a.pdf", &document), "idempotency-key", "k-1");
        let (mina, twice) = (mina(), (once(), once()));
        let (one, other) = tokio::join!(desk.api(&mina, twice.0), desk.api(&mina, twice.1));
        let (first, other) =
            if one.status == StatusCode::CREATED { (one, other) } else { (other, one) };
        assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
        assert!([StatusCode::CREATED, StatusCode::CONFLICT].contains(&other.status));
        let again = desk.api(&mina, once()).await;
        assert_eq!(again.json()["media"], first.json()["media"], "one file, the same answer");
        assert_eq!(desk.blobs(), 1);
        let another = with(post("/media?name=a.pdf", &pdf(65)), "idempotency-key", "k-1");
        assert_eq!(desk.api(&mina, another).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Without a key the same file twice at once is two.
        let (one, other) = tokio::join!(
            desk.brought(&mina, "b.pdf", &document),
            desk.brought(&mina, "b.pdf", &document)
        );
        assert_ne!(one["media"], other["media"]);
    }
}

#[tokio::test]
async fn bad_input_24_a_name_is_words_and_never_a_path() {
    for desk in desks().await {
        let long = "x".repeat(300);
        for (called, part, told) in [
            ("..%2F..%2Fetc%2Fpasswd", "etc", "passwd.pdf"),
            ("CON.pdf", "con", "_con.pdf"),
            ("a%22%3B%20b.pdf", "a-b", "a-b.pdf"),
            ("%E2%80%AEfdp.exe", "fdp", "fdp.pdf"),
            (long.as_str(), "", ""),
        ] {
            let brought = desk.brought(&mina(), called, &pdf(64)).await;
            let url = brought["url"].as_str().expect("an address").to_owned();
            let last = url.rsplit('/').next().expect("a name").to_owned();
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
            assert!(last.chars().all(plain) && last.len() <= 90, "{last}");
            let path = url.strip_prefix("/media").expect("below the mount");
            let served = desk.file(&mina(), get(path)).await;
            assert_eq!(served.status, StatusCode::OK);
            let disposition = served.header("content-disposition");
            assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
            if !told.is_empty() && part != "etc" {
                assert!(disposition.contains(told), "{disposition}");
            }
        }
    }
}
