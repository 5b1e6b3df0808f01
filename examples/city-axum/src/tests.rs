use eframe_core::{Body, Database};
use http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{ADDRESS, city};

const MINA: &str = "018f0000-0000-7000-8000-000000000001 Mina Park";
const JO: &str = "018f0000-0000-7000-8000-000000000002 Jo Almeida";

async fn ask(
    database: &Database,
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
    let answer = city(database.clone(), ADDRESS).oneshot(request.expect("a request")).await;
    let answer: Response<_> = answer.expect("never fails");
    let status = answer.status();
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn a_page_goes_live_under_the_citys_own_sign_in_prefix_and_layout() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let ask = |method, path: String, who, body| {
            let database = site.database.clone();
            async move { ask(&database, method, &path, who, body).await }
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
    }
}
