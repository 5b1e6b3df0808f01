use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use super::*;

const PDF: &str = "%PDF-1.7\nThe town's timetable, on one page.\n%%EOF\n";

async fn ask(
    city: &City,
    method: &str,
    path: &str,
    who: Option<&str>,
    body: &str,
) -> (StatusCode, String) {
    let mut request = Request::builder().method(method).uri(path);
    request = request.header("content-type", "application/json");
    if let Some(who) = who {
        request = request.header("x-city-user", who);
    }
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let answer = city.clone().answer(request).await.expect("never fails");
    let status = answer.status();
    let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn the_block_answers_under_plain_hyper() {
    for site in eframe_core::test::databases(&[eframe_cms::MIGRATIONS]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let world = site.database.world().clone();
        let store = DiskBlobs::open(folder.path().join("files"), world).await.expect("a store");
        let content = content(site.database.clone(), Arc::new(store), ADDRESS);
        let city = City::new(&content);
        let (welcome, _) = ask(&city, "GET", "/en/news", None, "").await;
        assert_eq!(welcome, StatusCode::OK);
        let (nothing, _) = ask(&city, "GET", "/nowhere/at/all", None, "").await;
        assert_eq!(nothing, StatusCode::NOT_FOUND);
        let page = json!({ "kind": "page", "language": "en", "text": { "title": "Parking" } });
        let (refused, _) = ask(&city, "POST", "/api/documents", None, &page.to_string()).await;
        assert_eq!(refused, StatusCode::UNAUTHORIZED);
        let mina = "018f0000-0000-7000-8000-000000000001 Mina Park";
        let (created, told) =
            ask(&city, "POST", "/api/documents", Some(mina), &page.to_string()).await;
        assert_eq!(created, StatusCode::CREATED, "{told}");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(told["stage"], "draft");
        let (added, told) = ask(&city, "POST", "/api/media?name=plan.pdf", Some(mina), PDF).await;
        assert_eq!(added, StatusCode::CREATED, "{told}");
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let file = told["url"].as_str().expect("an address");
        assert!(file.starts_with("/media/"), "{file}");
        let (held, _) = ask(&city, "GET", file, Some(mina), "").await;
        let (public, _) = ask(&city, "GET", file, None, "").await;
        assert_eq!((held, public), (StatusCode::OK, StatusCode::NOT_FOUND));
    }
}

#[test]
fn the_first_part_of_an_address_is_cut_off() {
    for (whole, rest) in
        [("/en", "/"), ("/en/", "/"), ("/api/pages?x=1", "/pages?x=1"), ("/api?x=1", "/?x=1")]
    {
        assert_eq!(below(&whole.parse().expect("a path")).to_string(), rest, "{whole}");
    }
}
