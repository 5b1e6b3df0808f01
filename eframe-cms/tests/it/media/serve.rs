use eframe_core::Actor;
use http::{Request, StatusCode};

use super::*;

#[tokio::test]
async fn what_nobody_released_is_shown_to_staff_alone() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "plan.pdf", &pdf(64)).await;
        let (newest, first) =
            (format!("/{}/plan.pdf", id(&brought)), format!("/{}/1/plan.pdf", id(&brought)));
        let nobody = Actor::anonymous();
        for path in [&newest, &first] {
            assert_eq!(desk.file(&nobody, get(path)).await.status, StatusCode::NOT_FOUND);
            assert_eq!(desk.file(&reader(), get(path)).await.status, StatusCode::NOT_FOUND);
            let staff = desk.file(&mina(), get(path)).await;
            assert_eq!(
                (staff.status, staff.header("cache-control")),
                (StatusCode::OK, "private, no-store")
            );
        }
        let release =
            |number: u32| post(&format!("/media/{}/files/{number}/release", id(&brought)), b"");
        assert_eq!(desk.api(&mina(), release(1)).await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.api(&vera(), release(2)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.api(&vera(), release(1)).await.status, StatusCode::OK);
        let public = desk.file(&nobody, get(&newest)).await;
        assert_eq!(public.header("cache-control"), "public, no-cache");
        let lasting = desk.file(&nobody, get(&first)).await;
        assert_eq!(lasting.header("cache-control"), "public, max-age=31536000, immutable");

        // A new version is not public with the one before: the address leads to what is.
        let replaced = post(&format!("/media/{}/files", id(&brought)), &pdf(99));
        assert_eq!(desk.api(&vera(), replaced).await.status, StatusCode::CREATED);
        let (old, new) = (pdf(64), pdf(99));
        assert_eq!(desk.file(&nobody, get(&newest)).await.bytes, old);
        assert_eq!(desk.file(&mina(), get(&newest)).await.bytes, new);
        assert_eq!(desk.api(&vera(), release(2)).await.json()["code"], "own-work");
        let retire = requests::json("DELETE", &format!("/media/{}", id(&brought)), &json!({}));
        let retired = desk.api(&vera(), with(retire, "if-match", "*")).await;
        assert_eq!(retired.status, StatusCode::OK, "{}", retired.text);
        for path in [&newest, &first] {
            assert_eq!(desk.file(&nobody, get(path)).await.status, StatusCode::NOT_FOUND);
            assert_eq!(desk.file(&mina(), get(path)).await.status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn the_plain_address_of_a_file_leads_on_when_it_is_replaced_and_is_asked_for_each_time() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "plan.pdf", &pdf(64)).await;
        let (plain, first) =
            (format!("/{}/plan.pdf", id(&brought)), format!("/{}/1/plan.pdf", id(&brought)));
        let nobody = Actor::anonymous();
        let release = async |number: u32| {
            let path = format!("/media/{}/files/{number}/release", id(&brought));
            let released = desk.api(&vera(), post(&path, b"")).await;
            assert_eq!(released.status, StatusCode::OK, "{}", released.text);
        };
        release(1).await;
        let before = desk.file(&nobody, get(&plain)).await;
        let tag = before.header("etag").to_owned();
        let known = || with(get(&plain), "if-none-match", &tag);
        let same = desk.file(&nobody, known()).await;
        assert_eq!((same.status, same.header("etag")), (StatusCode::NOT_MODIFIED, &*tag));
        let replaced = post(&format!("/media/{}/files", id(&brought)), &pdf(99));
        assert_eq!(desk.api(&mina(), replaced).await.status, StatusCode::CREATED);
        assert_eq!(desk.file(&nobody, known()).await.status, StatusCode::NOT_MODIFIED);
        release(2).await;
        let after = desk.file(&nobody, known()).await;
        assert_eq!((after.status, &after.bytes), (StatusCode::OK, &pdf(99)));
        assert_eq!(after.header("cache-control"), "public, no-cache");
        assert_ne!(after.header("etag"), tag);
        assert_eq!(desk.file(&nobody, get(&first)).await.bytes, pdf(64), "and each has its own");
    }
}

#[tokio::test]
async fn bad_input_17_no_path_leads_out_of_the_library() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "plan.pdf", &pdf(64)).await;
        let id = id(&brought);
        for path in [
            format!("/{id}/../../etc/passwd"),
            format!("/{id}/%2e%2e%2fplan.pdf"),
            format!("/{id}/..%5Cplan.pdf"),
            format!("/{id}/other.pdf"),
            format!("/{id}/1/other.pdf"),
            format!("/{id}/2/plan.pdf"),
            format!("/{id}/1/640w.jpg"),
            "/0198c0de-0000-7000-8000-000000000000/plan.pdf".to_owned(),
        ] {
            assert_eq!(
                desk.file(&mina(), get(&path)).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        for path in
            [format!("/{id}/-1/plan.pdf"), format!("/{id}/99999999999/plan.pdf"), "/x/y".to_owned()]
        {
            let status = desk.file(&mina(), get(&path)).await.status;
            assert!(
                [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST].contains(&status),
                "{path}: {status}"
            );
        }
        // Its ending is what it is today; an address that ends otherwise still leads there.
        assert_eq!(desk.file(&mina(), get(&format!("/{id}/plan"))).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn parts_of_a_file_are_served_and_its_hash_is_its_tag() {
    for desk in desks().await {
        let document = pdf(1_000);
        let brought = desk.brought(&mina(), "plan.pdf", &document).await;
        let path = format!("/{}/1/plan.pdf", id(&brought));
        let whole = desk.file(&mina(), get(&path)).await;
        let tag = whole.header("etag").to_owned();
        assert_eq!(tag, format!("\"{}\"", eframe_core::sha256(&document)));
        assert_eq!(whole.header("accept-ranges"), "bytes");

        let part = async |range: &str| desk.file(&mina(), with(get(&path), "range", range)).await;
        let middle = part("bytes=10-19").await;
        assert_eq!(middle.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(middle.header("content-range"), format!("bytes 10-19/{}", document.len()));
        assert_eq!(
            (middle.bytes.as_slice(), middle.header("content-length")),
            (&document[10..20], "10")
        );
        let tail = part("bytes=-7").await;
        assert_eq!(tail.bytes, b"\n%%EOF\n");
        let beyond = part("bytes=5000-").await;
        assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(beyond.header("content-range"), format!("bytes */{}", document.len()));
        assert_eq!(part("bytes=0-1,5-6").await.bytes, document, "several parts are the whole");

        let same = with(with(get(&path), "range", "bytes=0-3"), "if-range", &tag);
        assert_eq!(desk.file(&mina(), same).await.bytes, b"%PDF");
        let other = with(with(get(&path), "range", "bytes=0-3"), "if-range", "\"another\"");
        assert_eq!(desk.file(&mina(), other).await.bytes, document);
        let known = desk.file(&mina(), with(get(&path), "if-none-match", &tag)).await;
        assert_eq!((known.status, known.bytes.len()), (StatusCode::NOT_MODIFIED, 0));

        let head = Request::head(&path).header("range", "bytes=0-3").body(Body::empty());
        let head = desk.file(&mina(), head.expect("a request")).await;
        assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
        assert_eq!(head.header("content-length"), document.len().to_string());
    }
}
