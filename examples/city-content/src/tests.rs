use std::sync::Arc;
use std::time::Duration;

use eframe_cms::Cms;
use eframe_core::Body;
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::test::TestDatabase;
use eframe_core::upload::DiskBlobs;
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::{ADDRESS, content, mount, section};

const MINA: &str = "018f0000-0000-7000-8000-000000000001 press Mina Park";
const JO: &str = "018f0000-0000-7000-8000-000000000002 treasury Jo Almeida";
const LEE: &str = "018f0000-0000-7000-8000-000000000003 legal Lee Vance";
const PNG: &[u8] = include_bytes!("../../../eframe-core/tests/it/files/turned.png");

/// The city's content on a database of a test.
async fn city(site: &TestDatabase, folder: &TempDir) -> Cms {
    let world = site.database.world().clone();
    let store = DiskBlobs::open(folder.path().join("files"), world).await.expect("a store");
    content(site.database.clone(), Arc::new(store), &mount(ADDRESS))
}

async fn answer(city: &Cms, request: Request<Body>) -> Response<Vec<u8>> {
    let answer = section(city, &mount(ADDRESS)).oneshot(request).await.expect("never fails");
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    Response::from_parts(parts, bytes.to_vec())
}

async fn ask(
    city: &Cms,
    method: &str,
    path: &str,
    who: &str,
    body: &Value,
) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path).header("x-city-user", who);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let answer = answer(city, request).await;
    (answer.status(), String::from_utf8(answer.into_body()).expect("text"))
}

#[tokio::test]
async fn the_citys_own_block_and_rule_are_as_good_as_the_frameworks() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let city = &city(&site, &folder).await;
        let page = |hours: Value| {
            json!({ "kind": "page", "slug": "fees", "language": "en", "text": { "title": "Fees",
                "body": [{ "type": "text", "markdown": "Pay at the hall." }, hours] } })
        };
        let documents = "/api/content/documents";
        let wrong = page(json!({ "type": "x-opening-hours", "sunday": "never" }));
        let (refused, told) = ask(city, "POST", documents, MINA, &wrong).await;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(told.contains("body[1].sunday"), "{told}");

        let right = page(json!({ "type": "x-opening-hours", "monday": "9 to 17 <b>" }));
        let (created, told) = ask(city, "POST", documents, MINA, &right).await;
        assert_eq!(created, StatusCode::CREATED, "{told}");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let edition =
            format!("{documents}/{}/editions/en", told["document"].as_str().expect("an id"));
        let hash = json!({ "hash": told["hash"] });
        for (step, who, expected) in [
            ("submit", MINA, StatusCode::OK),
            ("approve", JO, StatusCode::OK),
            ("publish", JO, StatusCode::CONFLICT),
            ("approve", LEE, StatusCode::OK),
            ("publish", JO, StatusCode::OK),
        ] {
            let path = format!("{edition}/{step}");
            let (status, told) = ask(city, "POST", &path, who, &hash).await;
            assert_eq!(status, expected, "{step} by {who} on {}: {told}", site.kind);
        }
        let (shown, html) = ask(city, "GET", "/en/fees", "", &Value::Null).await;
        assert_eq!(shown, StatusCode::OK);
        assert!(html.contains("<td>9 to 17 &lt;b&gt;</td>"), "{html}");
        let friday = "<tr><th scope=\"row\">Friday</th><td>closed</td></tr>";
        assert!(html.contains(friday), "{html}");
        assert!(html.contains("<caption>Opening hours</caption>"), "{html}");
        let form = format!("/desk/content/{}/en/edit", told["document"].as_str().expect("an id"));
        let (_, form) = ask(city, "GET", &form, MINA, &Value::Null).await;
        assert!(form.contains("Block 2: Opening hours"), "{form}");
        assert!(form.contains(r#"name="body[1].monday""#), "{form}");
    }
}

#[tokio::test]
async fn hours_that_say_nothing_are_not_published() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let city = &city(&site, &folder).await;
        let page = json!({ "kind": "page", "slug": "hall", "language": "ko",
            "text": { "title": "시청", "body": [{ "type": "x-opening-hours" }] } });
        let (_, told) = ask(city, "POST", "/api/content/documents", MINA, &page).await;
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let id = told["document"].as_str().expect("an id");
        let path = format!("/api/content/documents/{id}/editions/ko/checks");
        let (_, found) = ask(city, "GET", &path, MINA, &Value::Null).await;
        let found: Value = serde_json::from_str(&found).expect("JSON");
        assert_eq!(found["items"][0]["check"], "own-block");
        assert_eq!(found["items"][0]["words"], "언제 여는지 쓰십시오.");
    }
}

#[tokio::test]
async fn what_was_planned_goes_live_at_its_time_with_its_picture() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let city = &city(&site, &folder).await;
        let media = "/api/content/media";
        let request = Request::post(format!("{media}?name=tram.png")).header("x-city-user", MINA);
        let request = request.header(header::CONTENT_TYPE, "application/octet-stream");
        let request = request.body(Body::from(axum::body::Body::from(PNG))).expect("a request");
        let brought = answer(city, request).await;
        assert_eq!(brought.status(), StatusCode::CREATED, "{:?}", brought.body());
        let brought: Value = serde_json::from_slice(brought.body()).expect("JSON");
        let path = format!("{media}/{}", brought["media"].as_str().expect("an id"));
        let (_, told) = ask(city, "GET", &path, MINA, &Value::Null).await;
        let file = serde_json::from_str::<Value>(&told).expect("JSON")["files"][0].clone();
        let picture = json!({ "type": "image", "file": file["reference"], "alt": "A tram" });
        let page = json!({ "kind": "page", "slug": "tram", "language": "en",
            "text": { "title": "The tram", "body": [picture] } });
        let (_, told) = ask(city, "POST", "/api/content/documents", MINA, &page).await;
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let id = told["document"].as_str().expect("an id");
        let hash = json!({ "hash": told["hash"] });
        let at = site.clock.now() + Duration::from_secs(60);
        let plan = json!({ "act": "publish", "at": at.to_string() });
        for (step, who, body, expected) in [
            ("submit", MINA, &Value::Null, StatusCode::OK),
            ("approve", JO, &hash, StatusCode::OK),
            ("plan", LEE, &plan, StatusCode::CREATED),
        ] {
            let path = format!("/api/content/documents/{id}/editions/en/{step}");
            let (status, told) = ask(city, "POST", &path, who, body).await;
            assert_eq!(status, expected, "{step} by {who} on {}: {told}", site.kind);
        }
        let from = Sender::new("The city", "content@city.example".parse().expect("an address"));
        let clock = site.database.world().clock.clone();
        let mailer = FileMailer::new(folder.path().join("mail"), from, clock).expect("a folder");
        let outbox = Outbox::builder(site.database.clone());
        let workers = city.work(outbox, Arc::new(mailer)).build();
        workers.run_pending().await.expect("the work is done");
        let (early, _) = ask(city, "GET", "/en/tram", "", &Value::Null).await;
        assert_eq!(early, StatusCode::NOT_FOUND);
        site.clock.set(at);
        workers.run_pending().await.expect("the work is done");
        let (shown, html) = ask(city, "GET", "/en/tram", "", &Value::Null).await;
        assert_eq!(shown, StatusCode::OK, "{html}");
        assert!(html.contains(r#"alt="A tram""#), "{html}");
        let picture = file["url"].as_str().expect("an address");
        let request = Request::get(picture).body(Body::default()).expect("a request");
        let picture = answer(city, request).await;
        assert_eq!((picture.status(), picture.body().is_empty()), (StatusCode::OK, false));
        assert_eq!(picture.headers()[header::CONTENT_TYPE], "image/png");
    }
}
