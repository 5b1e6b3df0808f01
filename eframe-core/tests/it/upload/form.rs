use bytes::Bytes;
use eframe_core::Body;
use eframe_core::block::axum::extract::FromRequest as _;
use eframe_core::form::Posted;
use eframe_core::http::{FileForm, ReadForm};
use futures_util::stream::{self, StreamExt as _};
use http::Request;
use http_body::Frame;
use http_body_util::StreamBody;
use serde_json::json;

use super::*;
use crate::blob::{limited, pdf, store};

/// A body that counts what is asked of it.
fn counted(
    pieces: impl Iterator<Item = Vec<u8>> + Send + 'static,
    seen: std::sync::Arc<std::sync::atomic::AtomicUsize>,
) -> Body {
    let pieces = stream::iter(pieces).map(move |piece| {
        seen.fetch_add(piece.len(), std::sync::atomic::Ordering::SeqCst);
        Ok::<_, std::io::Error>(Frame::data(Bytes::from(piece)))
    });
    Body::new(StreamBody::new(pieces))
}

#[tokio::test]
async fn a_form_gives_its_fields_and_its_files() {
    let store = store().await;
    let plan = pdf(200_000);
    let parts = [
        text("street", "Quay"),
        file("plan", "charter.pdf", &plan),
        file("photo", "", b""),
        text("tag", "a"),
        text("tag", ""),
    ];
    let (status, told) = post_form(&store.shelf, &parts).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["posted"], json!([["street", "Quay"], ["tag", "a"], ["tag", ""]]));
    assert_eq!(
        (&told["plan"]["name"], &told["plan"]["kind"]),
        (&json!("charter.pdf"), &json!("application/pdf"))
    );
    assert_eq!(told["plan"]["sha256"], json!(eframe_core::sha256(&plan)));
    assert_eq!(told["photos"], 0);
    assert_eq!(store.files().len(), 1);
}

#[tokio::test]
async fn a_file_field_left_empty_is_absent() {
    let store = store().await;
    for parts in [vec![text("street", "Quay")], vec![text("street", "Quay"), file("plan", "", b"")]]
    {
        let (_, told) = post_form(&store.shelf, &parts).await;
        assert_eq!((&told["plan"], &told["wrong"]), (&json!(null), &json!(["core.file.required"])));
    }
    assert_eq!(
        refusal(&store.shelf, b"").await,
        "core.file.empty",
        "a file of no bytes is not absent"
    );
    assert!(store.files().is_empty());
}

#[tokio::test]
async fn what_is_wrong_with_a_file_costs_nothing_of_the_rest() {
    let store = store().await;
    let parts = [
        file("plan", "big.pdf", &pdf(1_000_001)),
        text("street", "Quay"),
        file("photo", "a.pdf", &pdf(100)),
        file("photo", "b.html", b"<!DOCTYPE html><script>1</script>"),
        file("other", "c.pdf", &pdf(100)),
        text("tag", "a"),
    ];
    let (status, told) = post_form(&store.shelf, &parts).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["wrong"], json!(["core.file.large"]));
    assert_eq!(told["wrongPhotos"], json!(["core.file.other-kind"]));
    assert_eq!(told["posted"], json!([["street", "Quay"], ["tag", "a"]]));
    assert_eq!(store.files().len(), 1, "what is right is stored, what has no field is not");
}

#[tokio::test]
async fn no_more_files_are_taken_than_a_field_has_room_for() {
    let store = store().await;
    let photo = || file("photo", "a.pdf", &pdf(100));
    let (_, told) = post_form(&store.shelf, &[photo(), photo(), photo()]).await;
    assert_eq!(told["photos"], 3);
    let (_, told) = post_form(&store.shelf, &vec![photo(); 5]).await;
    assert_eq!(told["wrongPhotos"], json!(["core.file.many"]));
    assert_eq!(store.files().len(), 6);
}

#[tokio::test]
async fn bad_input_1_a_body_over_the_limit_is_refused_before_it_is_read() {
    let store = store().await;
    // Four files of 1 MB, twice, and 1 MiB of texts.
    let limit = 4 * 2 * 1_000_000 + 1024 * 1024;
    let declared = Bytes::from(vec![b' '; limit + 1]);
    let (status, told) = send(&store.shelf, declared).await;
    assert_eq!((status, &told["code"]), (413, &json!("body-too-large")));

    let seen = std::sync::Arc::default();
    let head = part("name=\"plan\"; filename=\"a.pdf\"", b"%PDF-1.7");
    let endless = std::iter::once(head).chain(std::iter::repeat(vec![b'x'; 10_000]));
    let (status, _) = send(&store.shelf, counted(endless, std::sync::Arc::clone(&seen))).await;
    assert_eq!(status, 413);
    let seen = seen.load(std::sync::atomic::Ordering::SeqCst);
    assert!(seen <= limit + 20_000, "{seen}");
    assert!(store.files().is_empty());
}

#[tokio::test]
async fn bad_input_1_texts_are_bounded_together_and_heads_too() {
    let store = store().await;
    let half = "x".repeat(512 * 1024);
    assert_eq!(post_form(&store.shelf, &[text("a", &half)]).await.0, 200);
    assert_eq!(post_form(&store.shelf, &[text("a", &half), text("b", &half)]).await.0, 413);
    let many = |count: usize| (0..count).map(|i| text(&format!("f{i}"), "")).collect::<Vec<_>>();
    assert_eq!(post_form(&store.shelf, &many(1000)).await.0, 200);
    let (status, told) = post_form(&store.shelf, &many(1001)).await;
    assert_eq!((status, &told["code"]), (400, &json!("form-fields")));

    for begin in [b"no boundary at all ".to_vec(), format!("--{BOUNDARY}\r\nX-Long: ").into_bytes()]
    {
        let seen = std::sync::Arc::default();
        let endless = std::iter::once(begin).chain(std::iter::repeat(vec![b'x'; 1_000]));
        let (status, _) = send(&store.shelf, counted(endless, std::sync::Arc::clone(&seen))).await;
        assert_eq!(status, 400);
        let seen = seen.load(std::sync::atomic::Ordering::SeqCst);
        assert!(seen < 80_000, "{seen} bytes are held for a head");
    }
}

/// What the process holds, in bytes.
#[cfg(target_os = "linux")]
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() * 1024
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn bad_input_1_memory_stays_flat_while_a_large_file_passes() {
    use std::sync::atomic::{AtomicU64, Ordering};

    const POLICY: Policy = Policy::documents().megabytes(100);
    let store = store().await;
    let most = std::sync::Arc::new(AtomicU64::new(0));
    let before = resident();
    let (watch, begin) =
        (std::sync::Arc::clone(&most), part("name=\"plan\"; filename=\"a.pdf\"", b""));
    let begin = [&begin[..begin.len() - 2], b"%PDF-1.7\n"].concat();
    let end = format!("%%EOF\r\n--{BOUNDARY}--\r\n").into_bytes();
    let middle = (0..600).map(move |_| {
        watch.fetch_max(resident(), Ordering::SeqCst);
        vec![b'x'; 100_000]
    });
    let whole = std::iter::once(begin).chain(middle).chain(std::iter::once(end));
    let request = request().body(counted(whole, std::sync::Arc::default())).unwrap();
    let request = request.map(axum::body::Body::new);
    let form =
        <FileForm as axum::extract::FromRequest<()>>::from_request(request, &()).await.unwrap();
    let received = form.receive(&store.shelf, &[FileField::one("plan", POLICY)]).await.unwrap();
    assert!(received.files.required("plan").unwrap().bytes > 60_000_000);
    let grown = most.load(Ordering::SeqCst).saturating_sub(before);
    assert!(grown < 16_000_000, "{grown} bytes for a file of 60 MB");
}

#[tokio::test]
async fn bad_input_4_what_is_no_utf8_is_refused() {
    let store = store().await;
    for parts in [
        part("name=\"street\"", b"\xff"),
        part("name=\"street\"\r\nContent-Type: text/plain; charset=latin1", b"caf\xe9"),
    ] {
        let (status, told) = post_form(&store.shelf, &[parts]).await;
        assert_eq!((status, &told["code"]), (400, &json!("not-utf8")));
        assert!(told["detail"].as_str().unwrap().starts_with("street"), "{told}");
    }
    let mut name = file("plan", "a?.pdf", &pdf(100));
    let at = name.iter().position(|byte| *byte == b'?').unwrap();
    name[at] = 0xff;
    let (status, told) = post_form(&store.shelf, &[name]).await;
    assert_eq!((status, &told["code"]), (400, &json!("not-utf8")));
    assert!(store.files().is_empty());
}

#[tokio::test]
async fn bad_input_5_nul_is_refused() {
    let store = store().await;
    let (status, told) = post_form(&store.shelf, &[text("street", "a\0b")]).await;
    assert_eq!((status, &told["code"]), (422, &json!("nul")));
}

#[tokio::test]
async fn bad_input_9_only_a_form_with_files_is_one() {
    let store = store().await;
    for (kind, status) in [
        ("application/x-www-form-urlencoded", 415),
        ("multipart/mixed; boundary=x", 415),
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=", 400),
        (&format!("multipart/form-data; boundary={}", "x".repeat(71)), 400),
    ] {
        let request = Request::post("/form").header("content-type", kind);
        let (response, _) = answer(&store.shelf, request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), status, "{kind}");
    }
}

#[tokio::test]
async fn bad_input_23_a_form_that_breaks_off_leaves_nothing() {
    let store = store().await;
    let form =
        whole(&[text("street", "Quay"), file("plan", "a.pdf", &pdf(300_000)), text("tag", "a")]);
    let file = form.windows(5).position(|bytes| bytes == b"%PDF-").unwrap();
    for length in [0, 20, 100, file, file + 4, file + 150_000, file + 299_990] {
        let (status, told) = send(&store.shelf, Bytes::copy_from_slice(&form[..length])).await;
        assert_eq!((status, &told["code"]), (400, &json!("body-broken")), "{length}");
        assert!(store.files().is_empty(), "{length}");
    }
}

#[tokio::test]
async fn bad_input_23_a_form_that_is_refused_after_its_file_leaves_nothing() {
    let store = store().await;
    let plan = || file("plan", "a.pdf", &pdf(1000));
    let mut cut = whole(&[plan(), file("photo", "b.pdf", &pdf(1000))]);
    cut.truncate(cut.len() - 200);
    for (form, status) in [
        (whole(&[plan(), text("street", "a\0b")]), 422),
        (whole(&[plan(), text("street", &"x".repeat(1024 * 1024 + 1))]), 413),
        (cut, 400),
    ] {
        let (refused, told) = send(&store.shelf, Bytes::from(form)).await;
        assert_eq!(refused, status, "{told}");
        assert!(store.files().is_empty(), "{status}");
    }
}

#[tokio::test]
async fn bad_input_23_no_room_is_507_for_the_form() {
    let store = limited(100_000).await;
    let (status, told) = post_form(&store.shelf, &[file("plan", "a.pdf", &pdf(150_000))]).await;
    assert_eq!((status, &told["code"]), (507, &json!("insufficient-storage")), "{told}");
    assert!(store.files().is_empty());
}

#[tokio::test]
async fn bad_input_24_names_of_files_are_words() {
    let store = store().await;
    for (sent, kept) in [
        ("charter %22final%22.pdf", "charter \"final\".pdf"),
        ("한글 헌장.pdf", "한글 헌장.pdf"),
        ("🏙️.pdf", "🏙️.pdf"),
        ("a\u{202e}fdp.exe", "afdp.exe"),
        ("C:\\fakepath\\CON", "CON"),
        ("a%0D%0AX-Evil: 1.pdf", "aX-Evil: 1.pdf"),
        ("..", "file"),
        (&"ü".repeat(300), &"ü".repeat(127)),
    ] {
        assert_eq!(stored(&store.shelf, sent, &pdf(100)).await.name, kept, "{sent}");
    }
}

#[tokio::test]
async fn a_key_is_bound_to_what_was_posted_and_not_to_how() {
    let store = store().await;
    let plan = pdf(1_000_000 - 100);
    let fingerprint = async |parts: &[Vec<u8>], boundary: &str| {
        let kind = format!("multipart/form-data; boundary={boundary}");
        let body = String::from_utf8(whole(parts)).unwrap().replace(BOUNDARY, boundary);
        let request = Request::post("/form").header("content-type", kind);
        let request = request.header("idempotency-key", "k").body(Body::from(body)).unwrap();
        let (response, body) = answer(&store.shelf, request).await;
        assert_eq!(response.status(), 200);
        let told: serde_json::Value = serde_json::from_slice(&body).unwrap();
        told["repeat"].as_str().unwrap().to_owned()
    };
    let first = fingerprint(&[text("street", "Quay"), file("plan", "a.pdf", &plan)], "one").await;
    let again = fingerprint(&[text("street", "Quay"), file("plan", "a.pdf", &plan)], "two").await;
    assert_eq!(first, again);
    for other in [
        [text("street", "Lane"), file("plan", "a.pdf", &plan)],
        [text("street", "Quay"), file("plan", "b.pdf", &plan)],
        [text("street", "Quay"), file("plan", "a.pdf", &plan[10..])],
    ] {
        assert_ne!(fingerprint(&other, "one").await, first);
    }
}

#[test]
fn texts_are_read_as_they_were_typed() {
    let posted = Posted::from_iter([("note", "one\r\ntwo\r\n")]);
    assert_eq!(posted.read().text("note", 10), "one\ntwo");
}

/// A client on a real socket that goes away in the middle: whoever waits for its body hears of it.
#[tokio::test]
async fn bad_input_23_a_connection_that_is_cut_leaves_nothing() {
    use tokio::io::AsyncWriteExt as _;

    let store = store().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopping) = tokio::sync::oneshot::channel::<()>();
    let server = eframe_core::server::Server::new(eframe_core::server::Limits::default());
    let served = tokio::spawn(server.serve(listener, streets(&store.shelf), async {
        let _ = stopping.await;
    }));
    let form = whole(&[file("plan", "a.pdf", &pdf(900_000))]);
    let head = format!(
        "POST /form HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n\
         Content-Length: {}\r\n\r\n",
        form.len()
    );
    let mut tcp = tokio::net::TcpStream::connect(address).await.unwrap();
    tcp.write_all(head.as_bytes()).await.unwrap();
    tcp.write_all(&form[..500_000]).await.unwrap();
    let seen = |wanted: usize| {
        let store = &store;
        async move {
            let begun = std::time::Instant::now();
            while store.files().len() != wanted {
                assert!(
                    begun.elapsed() < std::time::Duration::from_secs(20),
                    "{:?}",
                    store.files()
                );
                tokio::task::yield_now().await;
            }
        }
    };
    seen(1).await;
    drop(tcp);
    seen(0).await;
    stop.send(()).unwrap();
    served.await.unwrap();
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_form_or_refused(
        pieces in proptest::collection::vec((proptest::prelude::any::<Vec<u8>>(), 0..4_usize), 0..8),
    ) {
        let between = [
            String::new(),
            format!("--{BOUNDARY}\r\n"),
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"),
            format!("\r\n--{BOUNDARY}--"),
        ];
        let body: Vec<u8> = pieces
            .iter()
            .flat_map(|(bytes, index)| [bytes, between[*index].as_bytes()].concat())
            .collect();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (status, files) = runtime.block_on(async {
            let store = store().await;
            (send(&store.shelf, Bytes::from(body)).await.0, store.files().len())
        });
        proptest::prop_assert!(matches!(status, 200 | 400 | 422), "{}", status);
        proptest::prop_assert_eq!(files, 0);
    }
}

#[tokio::test]
async fn a_file_of_text_is_read_whole_and_stored_nowhere() {
    async fn read(parts: &[Vec<u8>]) -> ReadForm {
        let request = request().body(axum::body::Body::from(whole(parts))).unwrap();
        FileForm::from_request(request, &()).await.unwrap().read("list", 1).await.unwrap()
    }
    let form = read(&[
        text("step", "check"),
        file("list", "a.csv", b"a,b"),
        file("other", "b.csv", b"c"),
        text("more", "x"),
    ])
    .await;
    assert_eq!(form.posted, Posted::from_iter([("step", "check"), ("more", "x")]));
    assert_eq!(form.file.unwrap().as_deref(), Some(&b"a,b"[..]));
    let empty = read(&[file("list", "", b""), text("step", "check")]).await;
    assert_eq!((empty.file.unwrap(), empty.posted.one("step")), (None, "check"));
    let large = read(&[file("list", "a.csv", &vec![b'a'; 1_000_001]), text("step", "x")]).await;
    assert_eq!(large.file.unwrap_err().iter().next().unwrap().key, "core.file.large");
    assert_eq!(large.posted.one("step"), "x", "the rest is read too");
}
