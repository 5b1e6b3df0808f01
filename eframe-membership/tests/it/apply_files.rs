use std::time::Duration;

use eframe_core::outbox::Pace;
use http::StatusCode;

use crate::town::{Town, file, get, lena, mina, pdf, post, rui, stranger, towns, upload, with};

/// Adds a document and gives its id.
async fn added(town: &Town, id: &str, name: &str, bytes: &[u8]) -> String {
    let path = format!("/applications/{id}/documents?name={name}");
    let added = town.json(&rui(), file("POST", &path, bytes)).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
    added.json()["document"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn bad_input_24_a_document_comes_back_as_it_was_and_does_nothing() {
    for town in towns().await {
        let id = town.filled().await;
        let document = added(&town, &id, "CON%22%0D%E2%80%AEfdp.exe", &pdf()).await;
        let path = format!("/applications/{id}/documents/{document}");
        for answer in [town.json(&lena(), get(&path)).await, town.own(&lena(), get(&path)).await] {
            assert_eq!((answer.status, &answer.bytes), (StatusCode::OK, &pdf()));
            assert_eq!(answer.header("content-type"), "application/pdf");
            assert!(answer.header("content-disposition").starts_with("attachment"));
            assert!(!answer.header("content-disposition").contains("exe\""));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("cache-control"), "private, no-store");
        }
        let desk = town.desk(&mina(), get(&format!("/cases/{id}/documents/{document}"))).await;
        assert_eq!(desk.bytes, pdf());
        let other = town.json(&stranger(), get(&path)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let read = town.read(&rui(), &id).await;
        let kept = eframe_core::sha256(&pdf()).to_string();
        assert_eq!(read["documents"][0]["sha256"], kept);
    }
}

#[tokio::test]
async fn bad_input_20_what_is_no_document_is_refused_by_what_it_is() {
    for town in towns().await {
        let id = town.filled().await;
        let path = format!("/applications/{id}/documents?name=form.pdf");
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice();
        for wrong in [svg, b"GIF89a/*<script>*/=1;", b"PK\x03\x04\x14\0\0\0", b"<!doctype html>x"] {
            let refused = town.json(&rui(), file("POST", &path, wrong)).await;
            assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", refused.text);
        }
        let empty = town.json(&rui(), file("POST", &path, b"")).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("/applications/{id}/documents");
        let page = town.own(&rui(), upload(&form, &[], ("file", "a.pdf", svg))).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text);
        assert!(page.text.contains("SVG") && page.text.contains(r##"href="#f-file""##));
        assert_eq!(town.read(&rui(), &id).await["documents"].as_array().unwrap().len(), 0);
    }
}

#[tokio::test]
async fn bad_input_23_nobody_stores_what_they_may_not_hand_in() {
    for town in towns().await {
        let id = town.submitted().await;
        let count = || walk(town.files.path());
        let before = count();
        let path = format!("/applications/{id}/documents");
        let late = town.json(&rui(), file("POST", &path, &pdf())).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        let other = town.json(&stranger(), file("POST", &path, &pdf())).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        assert_eq!(count(), before, "no byte of either is kept");
    }
}

#[tokio::test]
async fn bad_input_23_what_no_row_names_is_swept_and_what_one_names_stays() {
    for town in towns().await {
        let id = town.filled().await;
        let document = added(&town, &id, "plan.pdf", &pdf()).await;
        let gone = added(&town, &id, "old.pdf", &pdf()).await;
        let path = format!("/applications/{id}/documents/{gone}");
        let asked = town.own(&rui(), get(&format!("{path}/remove"))).await;
        assert!(asked.text.contains("old.pdf"), "{}", asked.text);
        town.own(&rui(), post(&format!("{path}/remove"), &[])).await.place();
        assert_eq!(town.json(&rui(), get(&path)).await.status, StatusCode::NOT_FOUND);
        let before = walk(town.files.path());
        town.on.clock.advance(jiff::SignedDuration::from_hours(25));
        town.mail().await;
        assert_eq!(walk(town.files.path()), before, "it is watched for an hour");
        town.on.clock.advance(jiff::SignedDuration::from_hours(6));
        let workers = town.workers(Pace { unnamed: Duration::ZERO, ..Pace::default() });
        workers.run_pending().await.expect("swept");
        assert_eq!(walk(town.files.path()), before - 1, "on {}", town.on.kind);
        let kept =
            town.json(&rui(), get(&format!("/applications/{id}/documents/{document}"))).await;
        assert_eq!(kept.bytes, pdf());
    }
}

#[tokio::test]
async fn bad_input_49_a_document_sent_twice_is_one() {
    for town in towns().await {
        let id = town.filled().await;
        let path = format!("/applications/{id}/documents?name=plan.pdf");
        let send = || with(file("POST", &path, &pdf()), "idempotency-key", "d1");
        let one = town.json(&rui(), send()).await;
        let two = town.json(&rui(), send()).await;
        assert_eq!(one.text, two.text);
        assert_eq!(town.read(&rui(), &id).await["documents"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn bad_input_23_what_a_rule_refuses_is_gone_at_once() {
    for town in towns().await {
        let id = town.filled().await;
        let count = || walk(town.files.path());
        let before = count();
        let other = "ab".repeat(32);
        let path = format!("/applications/{id}/signed-form?form={other}");
        let stale = town.json(&rui(), file("PUT", &path, &pdf())).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.text);
        assert_eq!(count(), before, "sent by a program");
        let path = format!("/applications/{id}/signed-form");
        for (form, status) in
            [(other.as_str(), StatusCode::CONFLICT), ("x", StatusCode::UNPROCESSABLE_ENTITY)]
        {
            let sent = upload(&path, &[("form", form)], ("file", "scan.pdf", &pdf()));
            let refused = town.own(&rui(), sent).await;
            assert_eq!(refused.status, status, "{}", refused.text);
            assert_eq!(count(), before, "sent by a form: {form}");
        }
    }
}

#[tokio::test]
async fn bad_input_49_a_large_document_is_sent_with_a_key_and_another_with_the_same_is_not() {
    for town in towns().await {
        let id = town.filled().await;
        let large = |mark: &str| {
            let (head, rest) = (b"%PDF-1.4\n".len(), pdf());
            let filling = format!("%{mark}{}\n", " ".repeat(1_500_000));
            [&rest[..head], filling.as_bytes(), &rest[head..]].concat()
        };
        let path = format!("/applications/{id}/documents?name=plan.pdf");
        let send = |bytes: &[u8]| with(file("POST", &path, bytes), "idempotency-key", "large");
        let before = walk(town.files.path());
        let one = town.json(&rui(), send(&large("a"))).await;
        assert_eq!(one.status, StatusCode::CREATED, "{}", one.text);
        let two = town.json(&rui(), send(&large("a"))).await;
        assert_eq!((two.status, &two.text), (StatusCode::CREATED, &one.text));
        let other = town.json(&rui(), send(&large("b"))).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
        assert_eq!(town.read(&rui(), &id).await["documents"].as_array().unwrap().len(), 1);
        assert_eq!(walk(town.files.path()), before + 1, "one document, one file");
    }
}

#[tokio::test]
async fn an_application_has_twenty_documents_at_most() {
    for town in towns().await {
        let id = town.filled().await;
        for _ in 0..20 {
            added(&town, &id, "plan.pdf", &pdf()).await;
        }
        let path = format!("/applications/{id}/documents");
        let more = town.json(&rui(), file("POST", &path, &pdf())).await;
        assert_eq!(more.json()["errors"][0]["key"], "membership.field.documents.many");
    }
}

/// How many files there are below a folder.
fn walk(folder: &std::path::Path) -> usize {
    let entries =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("one").path());
    entries.map(|path| if path.is_dir() { walk(&path) } else { 1 }).sum()
}
