use eframe_core::http::Problem;
use eframe_core::upload::{Audience, serve};
use http::{HeaderMap, Method, StatusCode, header};

use super::*;
use crate::blob::{pdf, store};

fn path(upload: &Upload) -> String {
    let upload = serde_json::to_string(upload).unwrap();
    let plain = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    format!("/plan/{}", upload.bytes().map(plain).collect::<String>())
}

async fn ask(
    shelf: &Shelf,
    method: Method,
    upload: &Upload,
    tag: Option<&str>,
) -> (Response<()>, bytes::Bytes) {
    let mut request = Request::builder().method(method).uri(path(upload));
    if let Some(tag) = tag {
        request = request.header(header::IF_NONE_MATCH, tag);
    }
    answer(shelf, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn bad_input_20_a_file_is_served_so_that_it_does_nothing() {
    let store = store().await;
    let jpeg = include_bytes!("../files/turned.jpg");
    let page = b"%PDF-1.7\n<!DOCTYPE html><script>alert(1)</script>\n%%EOF";
    for (name, content, kind, told) in [
        ("page.html", &jpeg[..], "image/jpeg", "attachment; filename=\"page.html.jpg\""),
        ("page.html", page, "application/pdf", "attachment; filename=\"page.html.pdf\""),
        (
            "한글.pdf",
            page,
            "application/pdf",
            "attachment; filename=\"__.pdf\"; filename*=UTF-8''%ED%95%9C%EA%B8%80.pdf",
        ),
    ] {
        let upload = stored(&store.shelf, name, content).await;
        let (response, body) = ask(&store.shelf, Method::GET, &upload, None).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(body, bytes_of(&store.shelf, &upload).await);
        let tag = format!("\"{}\"", upload.sha256);
        for (header, value) in [
            ("content-type", kind),
            ("content-disposition", told),
            ("content-length", &body.len().to_string()),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "private, no-store"),
            ("etag", &tag),
        ] {
            assert_eq!(response.headers()[header], value, "{header}");
        }
    }
}

#[tokio::test]
async fn head_and_a_known_tag_have_no_body() {
    let store = store().await;
    let upload = stored(&store.shelf, "a.pdf", &pdf(1000)).await;
    let (response, body) = ask(&store.shelf, Method::HEAD, &upload, None).await;
    assert_eq!((response.status(), body.len()), (StatusCode::OK, 0));
    assert_eq!(response.headers()["content-length"], upload.bytes.to_string().as_str());
    let tag = response.headers()["etag"].to_str().unwrap().to_owned();
    let (response, body) = ask(&store.shelf, Method::GET, &upload, Some(&tag)).await;
    assert_eq!((response.status(), body.len()), (StatusCode::NOT_MODIFIED, 0));
    let (response, _) = ask(&store.shelf, Method::GET, &upload, Some("\"other\"")).await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_file_that_is_lost_or_cut_is_our_fault_and_says_nothing_of_the_disk() {
    let store = store().await;
    let upload = stored(&store.shelf, "a.pdf", &pdf(1000)).await;
    let cut = std::fs::OpenOptions::new().write(true).open(&store.files()[0]).unwrap();
    cut.set_len(500).unwrap();
    for _ in 0..2 {
        let (response, body) = ask(&store.shelf, Method::GET, &upload, None).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(!text.contains(&upload.blob.to_string()), "{text}");
        store.shelf.delete(upload.blob).await.unwrap();
    }
}

#[tokio::test]
async fn a_public_file_may_be_kept_and_is_asked_for_again() -> Result<(), Problem> {
    let store = store().await;
    let upload = stored(&store.shelf, "a.pdf", &pdf(1000)).await;
    let served = serve(&store.shelf, &upload, Audience::Public, &HeaderMap::new()).await?;
    assert_eq!(served.headers()[header::CACHE_CONTROL], "public, no-cache");
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_one_file_is_taken_or_refused_by_status() {
    let store = store().await;
    for (content, status) in [
        (pdf(1000), 200),
        (pdf(1_000_001), 413),
        (bytes::Bytes::new(), 422),
        (bytes::Bytes::from_static(b"GIF89a"), 415),
        (bytes::Bytes::from_static(b"%PDF-1.7"), 422),
    ] {
        let request = Request::post("/alone").header("x-name", "plan.pdf");
        let (response, body) =
            answer(&store.shelf, request.body(Body::from(content)).unwrap()).await;
        assert_eq!(response.status(), status, "{body:?}");
    }
    assert_eq!(store.files().len(), 1);
}
