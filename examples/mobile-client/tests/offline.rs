//! The client against a service that runs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use eframe_cms::model::{Content, DocumentId, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument, Relocate};
use eframe_cms::{Cms, Found, MIGRATIONS, permission};
use eframe_core::server::{Limits, Server};
use eframe_core::test::{TestDatabase, databases};
use eframe_core::{Actor, ActorId, Caller, Grant, Language, Mount, Scope};
use mobile_client::{Round, Site, sync};
use uuid::Uuid;

fn vera() -> Actor {
    let grants = permission::ALL.map(|right| Grant::new(right, Scope::Everywhere));
    Actor::person(ActorId::new(Uuid::from_u128(3)), "Vera Ivanova", grants.to_vec())
}

async fn publish(cms: &Cms, slugs: impl IntoIterator<Item = String>) {
    let document = |slug: String| {
        let fields = Fields {
            title: format!("The page {slug}"),
            body: "Some *words*.".into(),
            ..Fields::default()
        };
        ImportDocument {
            kind: Kind::Page,
            address: format!("/{slug}").parse().expect("an address"),
            position: 0,
            texts: BTreeMap::from([(
                Language::EN,
                Content::read(Kind::Page, &fields).expect("a page"),
            )]),
        }
    };
    let import = Import { documents: slugs.into_iter().map(document).collect(), menus: vec![] };
    cms.import(&Caller::new(vera()), &import).await.expect("imported");
}

async fn id(cms: &Cms, address: &str) -> DocumentId {
    match cms.find(&vera(), address).await.expect("there") {
        Found::Here(document) => document.id,
        other => panic!("{other:?}"),
    }
}

/// What stands before the service: how many requests still get through, and with which token.
#[derive(Clone)]
struct Gate {
    left: Arc<AtomicUsize>,
    token: Option<&'static str>,
}

impl Gate {
    fn open() -> Self {
        Self { left: Arc::new(AtomicUsize::new(usize::MAX)), token: None }
    }
}

async fn guarded(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let less = |left: usize| left.checked_sub(1);
    if gate.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less).is_err() {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let wanted = gate.token.map(|token| format!("Bearer {token}"));
    let brought = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    if wanted.is_some() && wanted.as_deref() != brought {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    next.run(request).await
}

/// A service on a free port, for as long as the test lasts.
async fn serve(cms: &Cms, gate: Gate) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let city = axum::Router::new()
        .nest_service("/api/v1/content", cms.json())
        .layer(axum::middleware::from_fn_with_state(gate, guarded));
    tokio::spawn(async move {
        Server::new(Limits::default()).serve(listener, city, std::future::pending()).await
    });
    format!("http://{address}/api/v1/content")
}

async fn try_round(
    content: &str,
    folder: &Path,
    token: Option<&str>,
) -> Result<Round, mobile_client::Failure> {
    round_in("ko", content, folder, token).await
}

async fn round_in(
    language: &str,
    content: &str,
    folder: &Path,
    token: Option<&str>,
) -> Result<Round, mobile_client::Failure> {
    let (token, language) = (token.map(str::to_owned), language.to_owned());
    let site = Site { content: content.to_owned(), token, language };
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || sync(&site, &folder)).await.expect("it ends")
}

async fn round(content: &str, folder: &Path) -> Round {
    try_round(content, folder, None).await.expect("synchronised")
}

fn cms_on(test: &TestDatabase) -> Cms {
    Cms::builder(test.database.clone())
        .at(Mount::new("https://city.example").json("/api/v1/content"))
        .build()
}

fn paths(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder.join("documents")).expect("the copy");
    let path = |file: std::io::Result<std::fs::DirEntry>| {
        let bytes = std::fs::read(file.expect("a file").path()).expect("it can be read");
        let document: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        assert!(document["html"].as_str().is_some_and(|html| html.contains("<em>words</em>")));
        document["path"].as_str().expect("a path").to_owned()
    };
    let mut paths = files.map(path).collect::<Vec<_>>();
    paths.sort();
    paths
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_follows_what_is_published_moved_and_taken_down() {
    for test in databases(&[MIGRATIONS]).await {
        follows(&test).await;
    }
}

async fn follows(test: &TestDatabase) {
    let (cms, clock) = (cms_on(test), &test.clock);
    let folder = tempfile::tempdir().expect("a folder");
    // More than a page of the list.
    publish(&cms, (0..230).map(|number| format!("p-{number:03}"))).await;
    let content = serve(&cms, Gate::open()).await;
    let first = round(&content, folder.path()).await;
    assert_eq!(first, Round { fetched: 230, ..Round::default() });
    let again = round(&content, folder.path()).await;
    assert_eq!(again, Round { same: 230, ..Round::default() }, "of the last minutes, all by ETag");

    clock.advance(jiff::SignedDuration::from_hours(1));
    round(&content, folder.path()).await;
    assert_eq!(round(&content, folder.path()).await, Round::default());
    let (gone, moved) = (id(&cms, "/p-001").await, id(&cms, "/p-002").await);
    cms.withdraw(&Caller::new(vera()), gone, Language::EN).await.expect("withdrawn");
    let document = cms.document(&vera(), moved).await.expect("there");
    let command = Relocate {
        parent: None,
        slug: "elsewhere".parse().expect("a slug"),
        position: 0,
        expected: document.version,
    };
    cms.relocate(&Caller::new(vera()), moved, command).await.expect("moved");
    publish(&cms, ["new".to_owned()]).await;
    let changed = round(&content, folder.path()).await;
    assert_eq!(changed, Round { fetched: 2, same: 0, removed: 1 });
    let there = paths(folder.path());
    assert_eq!(there.len(), 230);
    let has = |path: &str| there.iter().any(|there| there == path);
    assert!(has("/new") && has("/elsewhere") && !has("/p-001") && !has("/p-002"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_that_broke_off_goes_on_behind_the_last_whole_page() {
    for test in databases(&[MIGRATIONS]).await {
        let cms = cms_on(&test);
        let folder = tempfile::tempdir().expect("a folder");
        publish(&cms, (0..450).map(|number| format!("p-{number:03}"))).await;
        let gate = Gate::open();
        let content = serve(&cms, gate.clone()).await;
        // A page of 200, and half of the next.
        gate.left.store(1 + 200 + 1 + 100, Ordering::SeqCst);
        let broken = try_round(&content, folder.path(), None).await.expect_err("it broke off");
        assert!(broken.to_string().contains("503"), "{broken}");
        gate.left.store(usize::MAX, Ordering::SeqCst);
        // What the first page had is taken down before the round goes on.
        let gone = id(&cms, "/p-000").await;
        cms.withdraw(&Caller::new(vera()), gone, Language::EN).await.expect("withdrawn");
        let ended = round(&content, folder.path()).await;
        assert!((249..=250).contains(&ended.fetched), "{}: {ended:?}", test.kind);
        let after = round(&content, folder.path()).await;
        assert_eq!(after.fetched, 0, "{}: {after:?}", test.kind);
        let there = paths(folder.path());
        assert!(there.len() == 449 && !there.iter().any(|path| path == "/p-000"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_the_site_does_not_know_begins_the_round_anew() {
    for test in databases(&[MIGRATIONS]).await {
        let cms = cms_on(&test);
        let folder = tempfile::tempdir().expect("a folder");
        publish(&cms, (0..3).map(|number| format!("p-{number}"))).await;
        let content = serve(&cms, Gate::open()).await;
        let state = serde_json::json!({
            "content": content, "language": "ko", "since": null, "tags": {},
            "under_way": { "since": "x", "cursor": "of-another-time" },
        });
        std::fs::write(folder.path().join("state.json"), state.to_string()).expect("written");
        assert_eq!(round(&content, folder.path()).await.fetched, 3, "{}", test.kind);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_goes_with_every_request() {
    for test in databases(&[MIGRATIONS]).await {
        let cms = cms_on(&test);
        let folder = tempfile::tempdir().expect("a folder");
        publish(&cms, (0..3).map(|number| format!("p-{number}"))).await;
        let gate = Gate { token: Some("wego_t0ken"), ..Gate::open() };
        let content = serve(&cms, gate).await;
        let without = try_round(&content, folder.path(), None).await.expect_err("refused");
        assert!(without.to_string().contains("401"), "{without}");
        let with = try_round(&content, folder.path(), Some("wego_t0ken")).await;
        assert_eq!(with.expect("let in").fetched, 3, "{}", test.kind);
        assert_eq!(paths(folder.path()).len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_another_site_or_in_another_language_begins_anew() {
    for test in databases(&[MIGRATIONS]).await {
        let cms = cms_on(&test);
        let folder = tempfile::tempdir().expect("a folder");
        publish(&cms, (0..3).map(|number| format!("p-{number}"))).await;
        let content = serve(&cms, Gate::open()).await;
        test.clock.advance(jiff::SignedDuration::from_hours(1));
        round(&content, folder.path()).await;
        assert_eq!(round(&content, folder.path()).await, Round::default(), "nothing changed");
        let english = round_in("en", &content, folder.path(), None).await.expect("synchronised");
        assert_eq!(english.fetched, 3, "{}: all of it in the other language", test.kind);
        assert_eq!(
            round_in("en", &content, folder.path(), None).await.expect("synchronised"),
            Round::default()
        );

        // Another site has other documents, and none of these.
        for other in databases(&[MIGRATIONS]).await.into_iter().filter(|it| it.kind == test.kind) {
            let elsewhere = cms_on(&other);
            publish(&elsewhere, ["other".to_owned()]).await;
            let gate = Gate::open();
            let there = serve(&elsewhere, gate.clone()).await;
            gate.left.store(0, Ordering::SeqCst);
            let broken = round_in("en", &there, folder.path(), None).await.expect_err("refused");
            assert!(broken.to_string().contains("503"), "{broken}");
            assert_eq!(paths(folder.path()), Vec::<String>::new(), "what is of another is gone");
            gate.left.store(usize::MAX, Ordering::SeqCst);
            round_in("en", &there, folder.path(), None).await.expect("synchronised");
            assert_eq!(paths(folder.path()), ["/other"]);
        }
        // Nor of a copy that does not say what it is of, as those of earlier versions.
        let state = serde_json::json!({ "since": null, "tags": {} });
        std::fs::write(folder.path().join("state.json"), state.to_string()).expect("written");
        assert_eq!(round(&content, folder.path()).await.fetched, 3);
        assert_eq!(paths(folder.path()), ["/p-0", "/p-1", "/p-2"]);
    }
}
