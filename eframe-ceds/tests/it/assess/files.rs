//! Evidence that is handed in by the form of a question.

use eframe_ceds::model::AssessmentId;
use eframe_ceds::rules::Submit;
use eframe_core::Body;
use eframe_core::block::axum::body::Bytes;
use http::{Request, StatusCode};

use crate::assess::pages::{Page, get, own};
use crate::assess::town::{Town, officer, towns};

/// A small PDF, with something in it that tells it from others.
fn pdf(mark: &str) -> Vec<u8> {
    let body = format!(
        "%{mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    );
    let head = "%PDF-1.4\n";
    let at = head.len() + body.len();
    let (one, two) = (head.len() + mark.len() + 2, head.len() + mark.len() + 44);
    let xref = format!(
        "xref\n0 3\n0000000000 65535 f \n{one:010} 00000 n \n{two:010} 00000 n \n\
         trailer<</Size 3/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    format!("{head}{body}{xref}").into_bytes()
}

/// The form of a question's files as a browser sends it, from a page that was shown once.
fn upload(path: &str, once: &str, name: &str, bytes: &[u8]) -> Request<Body> {
    let head = format!(
        "--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--B--\r\n"].concat();
    let request = Request::post(format!("{path}{once}"))
        .header("content-type", "multipart/form-data; boundary=B")
        .header("sec-fetch-site", "same-origin");
    request.body(Body::from(Bytes::from(body))).expect("a request")
}

async fn files(town: &Town, id: AssessmentId) -> Vec<(String, u64)> {
    let files = town.ceds.evidence(&officer(1).actor, id).await.expect("they may");
    files.into_iter().map(|one| (one.file_name, one.bytes)).collect()
}

/// How many files lie in the store.
fn stored(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("one").path());
    paths.map(|path| if path.is_dir() { stored(&path) } else { 1 }).sum()
}

/// A town, its assessment, and where the files of a question are posted.
async fn begun(town: &Town) -> (AssessmentId, String) {
    let round = town.round().await;
    let id = town.begun(&officer(1), round).await;
    (id, format!("/assessments/{id}/questions/gov.strategy/files"))
}

async fn sent(town: &Town, path: &str, name: &str, bytes: &[u8]) -> Page {
    own(town, 1, upload(path, "", name, bytes)).await
}

#[tokio::test]
async fn a_file_that_is_handed_in_by_the_form_is_there_to_be_read() {
    for town in towns().await {
        let (id, path) = begun(&town).await;
        let added = sent(&town, &path, "decision.pdf", &pdf("a")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
        assert!(added.to.ends_with("/questions/gov.strategy?done=added"), "{}", added.to);
        let page = own(&town, 1, get(&format!("/assessments/{id}/questions/gov.strategy"))).await;
        assert!(page.text.contains("decision.pdf"), "{}", page.text);
        let at = page.text.find(&format!("/assessments/{id}/files/")).expect("a link");
        let link = page.text[at..].split('"').next().expect("an address");
        let file = own(&town, 1, get(link)).await;
        assert_eq!(file.text.as_bytes(), pdf("a"));
        assert_eq!(own(&town, 2, get(link)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn bad_input_20_evidence_is_what_its_bytes_say_and_the_form_says_what_it_takes() {
    for town in towns().await {
        let (id, path) = begun(&town).await;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice();
        let gif = b"GIF89a/*<script>alert(1)</script>*/=1;".as_slice();
        let html = b"<!doctype html><script>alert(1)</script>".as_slice();
        for (name, wrong) in [("plan.pdf", svg), ("photo.png", gif), ("scan.jpg", html)] {
            let page = sent(&town, &path, name, wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", page.text);
            assert!(page.text.contains("href=\"#f-file\"") && page.text.contains("PDF"), "{name}");
        }
        let none = sent(&town, &path, "", b"").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text);
        assert!(files(&town, id).await.is_empty() && stored(town.files.path()) == 0);
    }
}

#[tokio::test]
async fn bad_input_23_too_large_too_late_or_broken_off_leaves_nothing_behind() {
    for town in towns().await {
        let (id, path) = begun(&town).await;
        let (head, rest) = (b"%PDF-1.4\n".len(), pdf("large"));
        let filling = " ".repeat(10_000_001);
        let large = [&rest[..head], b"%", filling.as_bytes(), b"\n", &rest[head..]].concat();
        let page = sent(&town, &path, "large.pdf", &large).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("href=\"#f-file\"") && page.text.contains("10"), "its limit");
        // A connection that ends in the middle of the file.
        let mut broken = upload(&path, "", "half.pdf", &pdf("half"));
        let half = "--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"half.pdf\"\r\n\r\n%PDF-1.4\n";
        *broken.body_mut() = Body::from(half);
        let page = own(&town, 1, broken).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{}", page.text);
        // Handed in meanwhile: nobody's bytes are taken for what may not be added any more, nor for another's question.
        town.ceds.submit(&officer(1), id, Submit { anyway: true }).await.expect("handed in");
        let late = sent(&town, &path, "late.pdf", &pdf("late")).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        let other = own(&town, 2, upload(&path, "", "theirs.pdf", &pdf("b"))).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        assert!(files(&town, id).await.is_empty() && stored(town.files.path()) == 0);
    }
}

#[tokio::test]
async fn bad_input_23_the_same_file_twice_from_one_page_is_one_and_from_two_pages_two() {
    for town in towns().await {
        let (id, path) = begun(&town).await;
        let once = "?once=018f0000-0000-7000-8000-000000000001";
        let send = || own(&town, 1, upload(&path, once, "plan.pdf", &pdf("a")));
        let (one, two) = tokio::join!(send(), send());
        for page in [one, two] {
            let fine = [StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&page.status);
            assert!(fine, "{}: {}", page.status, page.text);
        }
        assert_eq!(send().await.status, StatusCode::SEE_OTHER, "the browser's back and again");
        assert_eq!(files(&town, id).await.len(), 1, "one record");
        assert_eq!(stored(town.files.path()), 1, "and one file");
        sent(&town, &path, "plan.pdf", &pdf("a")).await;
        assert_eq!(files(&town, id).await.len(), 2, "meant twice, it is there twice");
    }
}
