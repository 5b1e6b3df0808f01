use eframe_core::{Body, Database};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{ADDRESS, section};

const MINA: &str = "018f0000-0000-7000-8000-000000000001 press Mina Park";
const JO: &str = "018f0000-0000-7000-8000-000000000002 treasury Jo Almeida";
const LEE: &str = "018f0000-0000-7000-8000-000000000003 legal Lee Vance";

async fn ask(
    database: &Database,
    method: &str,
    path: &str,
    who: &str,
    body: &Value,
) -> (StatusCode, String) {
    let request = Request::builder().method(method).uri(path).header("x-city-user", who);
    let request = request.header(header::CONTENT_TYPE, "application/json");
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let answer = section(database.clone(), ADDRESS).oneshot(request).await.expect("never fails");
    let status = answer.status();
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn the_citys_own_block_and_rule_are_as_good_as_the_frameworks() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let database = &site.database;
        let page = |hours: Value| {
            json!({ "kind": "page", "slug": "fees", "language": "en", "text": { "title": "Fees",
                "body": [{ "type": "text", "markdown": "Pay at the hall." }, hours] } })
        };
        let documents = "/api/content/documents";
        let wrong = page(json!({ "type": "x-opening-hours", "sunday": "never" }));
        let (refused, told) = ask(database, "POST", documents, MINA, &wrong).await;
        assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(told.contains("body[1].sunday"), "{told}");

        let right = page(json!({ "type": "x-opening-hours", "monday": "9 to 17 <b>" }));
        let (created, told) = ask(database, "POST", documents, MINA, &right).await;
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
            let (status, told) = ask(database, "POST", &path, who, &hash).await;
            assert_eq!(status, expected, "{step} by {who} on {}: {told}", site.kind);
        }
        let (shown, html) = ask(database, "GET", "/en/fees", "", &Value::Null).await;
        assert_eq!(shown, StatusCode::OK);
        assert!(html.contains("<td>9 to 17 &lt;b&gt;</td>"), "{html}");
        assert!(html.contains("<tr><th>Friday</th><td>closed</td></tr>"), "{html}");
        let form = format!("/desk/content/{}/en/edit", told["document"].as_str().expect("an id"));
        let (_, form) = ask(database, "GET", &form, MINA, &Value::Null).await;
        assert!(form.contains("Block 2: Opening hours"), "{form}");
        assert!(form.contains(r#"name="body[1].monday""#), "{form}");
    }
}

#[tokio::test]
async fn hours_that_say_nothing_are_not_published() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let database = &site.database;
        let page = json!({ "kind": "page", "slug": "hall", "language": "ko",
            "text": { "title": "시청", "body": [{ "type": "x-opening-hours" }] } });
        let (_, told) = ask(database, "POST", "/api/content/documents", MINA, &page).await;
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let id = told["document"].as_str().expect("an id");
        let path = format!("/api/content/documents/{id}/editions/ko/checks");
        let (_, found) = ask(database, "GET", &path, MINA, &Value::Null).await;
        let found: Value = serde_json::from_str(&found).expect("JSON");
        assert_eq!(found["items"][0]["check"], "own-block");
        assert_eq!(found["items"][0]["words"], "언제 여는지 쓰십시오.");
    }
}
