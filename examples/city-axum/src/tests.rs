use std::sync::Arc;
use std::time::Duration;

use eframe_cms::Cms;
use eframe_core::Body;
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::upload::DiskBlobs;
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{ADDRESS, city, content, mount};

const MINA: &str = "018f0000-0000-7000-8000-000000000001 Mina Park";
const JO: &str = "018f0000-0000-7000-8000-000000000002 Jo Almeida";

async fn ask(
    content: &Cms,
    method: &str,
    path: &str,
    who: Option<&str>,
    body: Value,
) -> (StatusCode, String) {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(who) = who {
        request = request.header("x-city-user", who);
    }
    let request = match &body {
        Value::Null => request.body(Body::default()),
        body => {
            let request = request.header(header::CONTENT_TYPE, "application/json");
            request.body(Body::from(body.to_string()))
        }
    };
    let city = city(content, &mount(ADDRESS));
    let answer = city.oneshot(request.expect("a request")).await;
    let answer: Response<_> = answer.expect("never fails");
    let status = answer.status();
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn a_page_goes_live_under_the_citys_own_sign_in_prefix_and_layout() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let world = site.database.world().clone();
        let store = DiskBlobs::open(folder.path().join("files"), world).await.expect("a store");
        let content = content(site.database.clone(), Arc::new(store), &mount(ADDRESS));
        let ask = |method, path: String, who, body| {
            let content = content.clone();
            async move { ask(&content, method, &path, who, body).await }
        };
        let documents = "/town/api/content/documents".to_owned();
        let page = json!({
            "kind": "page", "slug": "parking", "language": "en",
            "text": { "title": "Parking", "body": "Free on Sundays." },
        });
        let (refused, _) = ask("POST", documents.clone(), None, page.clone()).await;
        assert_eq!(refused, StatusCode::UNAUTHORIZED);
        let (created, told) = ask("POST", documents.clone(), Some(MINA), page).await;
        assert_eq!(created, StatusCode::CREATED, "{told}");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let id = told["document"].as_str().expect("an id");
        let edition = format!("{documents}/{id}/editions/en");
        let step = |name: &str| format!("{edition}/{name}");
        let hash = json!({ "hash": told["hash"] });
        for (name, who, body, expected) in [
            ("submit", MINA, Value::Null, StatusCode::OK),
            ("approve", MINA, hash.clone(), StatusCode::FORBIDDEN),
            ("approve", JO, hash, StatusCode::OK),
            ("publish", JO, Value::Null, StatusCode::OK),
        ] {
            let (status, told) = ask("POST", step(name), Some(who), body).await;
            assert_eq!(status, expected, "{name} by {who} on {}: {told}", site.kind);
        }
        let (shown, html) = ask("GET", "/town/en/parking".to_owned(), None, Value::Null).await;
        assert_eq!(shown, StatusCode::OK);
        assert!(html.contains("Free on Sundays.") && html.contains("– The Town</title>"), "{html}");
        // It is taken down at its time, by whoever works in the background.
        let at = site.clock.now() + Duration::from_secs(60);
        let plan = json!({ "act": "end", "at": at.to_string() });
        let (planned, told) = ask("POST", step("plan"), Some(JO), plan).await;
        assert_eq!(planned, StatusCode::CREATED, "{told}");
        site.clock.set(at);
        let from = Sender::new("The city", "content@city.example".parse().expect("an address"));
        let clock = site.database.world().clock.clone();
        let mailer = FileMailer::new(folder.path().join("mail"), from, clock).expect("a folder");
        let outbox = Outbox::builder(site.database.clone());
        let workers = content.work(outbox, Arc::new(mailer)).build();
        workers.run_pending().await.expect("the work is done");
        let (gone, _) = ask("GET", "/town/en/parking".to_owned(), None, Value::Null).await;
        assert_eq!(gone, StatusCode::GONE, "on {}", site.kind);
    }
}
