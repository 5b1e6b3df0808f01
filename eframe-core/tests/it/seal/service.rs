//! What outsiders ask, as they ask it.

use std::fs;
use std::path::Path;

use eframe_core::Body;
use eframe_core::seal::AuditLog;
use eframe_core::test::databases;
use http::{HeaderMap, Request};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{Hand, decide, log};
use crate::notebook::NOTEBOOK;

pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Said {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("text")
    }
}

pub(crate) async fn ask(log: &AuditLog, path: &str) -> Said {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let (parts, body) = log.service().oneshot(request).await.expect("infallible").into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
    Said { status: parts.status.as_u16(), headers: parts.headers, bytes }
}

/// All of a log in a folder, as a mirror keeps it.
pub(crate) async fn mirror(log: &AuditLog, entries: u64, folder: &Path) {
    let own = ["checkpoint", "key"].map(str::to_owned);
    for path in own.into_iter().chain(parts(entries)) {
        let said = ask(log, &format!("/{path}")).await;
        assert_eq!(said.status, 200, "{path}");
        keep(&folder.join(&path), &said.bytes);
    }
}

pub(crate) fn keep(file: &Path, bytes: &[u8]) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    fs::write(file, bytes).expect("written");
}

/// The tiles and bundles of so many entries.
pub(crate) fn parts(entries: u64) -> Vec<String> {
    let (mut paths, mut count) = (Vec::new(), entries);
    for level in 0.. {
        paths.extend(tiles(&level.to_string(), count));
        count /= 256;
        if count == 0 {
            break;
        }
    }
    paths.extend(tiles("entries", entries));
    paths
}

fn tiles(level: &str, count: u64) -> Vec<String> {
    let whole = (0..count / 256).map(|position| format!("tile/{level}/{position:03}"));
    let rest = count % 256;
    let partial = (rest > 0).then(|| format!("tile/{level}/{:03}.p/{rest}", count / 256));
    whole.chain(partial).collect()
}

#[tokio::test]
async fn tiles_and_bundles_are_served_as_specified_and_kept_for_good() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        assert_eq!(ask(&log, "/checkpoint").await.status, 404, "nothing is signed yet");
        decide(&site.database, 600).await;
        log.seal().await.expect("sealed");
        let checkpoint = ask(&log, "/checkpoint").await;
        assert!(checkpoint.text().starts_with("city.example/audit\n600\n"));
        assert_eq!(checkpoint.headers["cache-control"], "no-cache");
        assert_eq!(checkpoint.headers["content-type"], "text/plain; charset=utf-8");
        assert_eq!(ask(&log, "/key").await.text(), format!("{}\n", log.key()));
        for (path, bytes) in [
            ("/tile/0/000", 8192),
            ("/tile/0/001", 8192),
            ("/tile/0/002.p/88", 88 * 32),
            ("/tile/0/002.p/1", 32),
            ("/tile/0/000.p/9", 9 * 32),
            ("/tile/1/000.p/2", 64),
        ] {
            let tile = ask(&log, path).await;
            assert_eq!((tile.status, tile.bytes.len()), (200, bytes), "{path}");
            assert_eq!(tile.headers["cache-control"], "public, max-age=31536000, immutable");
            assert_eq!(tile.headers["content-type"], "application/octet-stream");
        }
        let part = ask(&log, "/tile/entries/002.p/88").await.bytes;
        let first = u16::from_be_bytes([part[0], part[1]]);
        let form: Value = serde_json::from_slice(&part[2..2 + usize::from(first)]).expect("a form");
        assert_eq!(form.as_object().expect("members").len(), 6);
        assert!(
            form["facts"].as_str().is_some_and(|digest| digest.len() == 64),
            "no facts: {form}"
        );
        assert!(!String::from_utf8_lossy(&part).contains("note 5"), "no word of theirs");
        for path in [
            "/tile/0/002",
            "/tile/0/002.p/89",
            "/tile/0/003",
            "/tile/1/000",
            "/tile/2/000.p/1",
            "/tile/0/0",
            "/tile/0/x000/001",
            "/tile/00/000",
            "/tile/64/000",
            "/tile/-1/000",
            "/tile/entries/002.p/89",
            "/tile/entries/002",
            "/tile/entries/x999/x999/x999/x999/x999/x999/999",
            "/tile/0/",
            "/proof/inclusion/600",
            "/proof/inclusion/-1",
            "/proof/inclusion/99999999999999999999",
            "/proof/inclusion/018f0000-0000-7000-8000-000000000001",
        ] {
            let said = ask(&log, path).await;
            assert_eq!(said.status, 404, "{path}");
            assert_eq!(said.headers["cache-control"], "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn proofs_are_given_by_number_and_by_id_and_between_sizes() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        decide(&site.database, 300).await;
        log.seal().await.expect("sealed");
        let by_number = ask(&log, "/proof/inclusion/17").await.json();
        let form: Value =
            serde_json::from_str(by_number["entry"].as_str().expect("a form")).expect("JSON");
        let id = form["id"].as_str().expect("an id");
        assert_eq!(ask(&log, &format!("/proof/inclusion/{id}")).await.json(), by_number);
        assert_eq!((&by_number["number"], &by_number["size"]), (&json!(17), &json!(300)));
        let whole = ask(&log, "/proof/consistency?from=17").await.json();
        assert_eq!((&whole["from"], &whole["to"]), (&json!(17), &json!(300)));
        assert_eq!(whole["checkpoint"], by_number["checkpoint"]);
        let part = ask(&log, "/proof/consistency?from=17&to=256").await.json();
        assert_eq!(part["checkpoint"], Value::Null);
        assert_eq!(ask(&log, "/proof/consistency?from=0&to=0").await.json()["proof"], json!([]));
        for query in
            ["", "?from=301", "?from=9&to=8", "?from=1&to=301", "?from=-1", "?from=1&size=2"]
        {
            let said = ask(&log, &format!("/proof/consistency{query}")).await;
            assert_eq!(said.status, 400, "{query}");
        }
        // Whoever asks for a proof of what was tampered with is told of a damage, and gets none.
        let hand = Hand::on(&site).await;
        hand.run(
            "UPDATE core_audit SET action = 'note.other', digest = NULL WHERE number = 17",
            [],
        )
        .await;
        let damaged = ask(&log, "/proof/inclusion/17").await;
        assert_eq!(damaged.status, 500, "{}", site.kind);
        assert_eq!(ask(&log, "/proof/inclusion/18").await.status, 200);
    }
}
