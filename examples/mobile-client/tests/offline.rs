//! The client against a service that runs.

use std::collections::BTreeMap;
use std::path::Path;

use eframe_cms::model::{Content, DocumentId, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument, Relocate};
use eframe_cms::{Cms, Found, MIGRATIONS, permission};
use eframe_core::server::{Limits, Server};
use eframe_core::test::TestDatabase;
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

/// A service on a free port, for as long as the test lasts.
async fn serve(cms: &Cms) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let city = axum::Router::new().nest_service("/api/v1/content", cms.json());
    tokio::spawn(async move {
        Server::new(Limits::default()).serve(listener, city, std::future::pending()).await
    });
    format!("http://{address}/api/v1/content")
}

async fn round(content: &str, folder: &Path) -> Round {
    let site = Site { content: content.to_owned(), token: None, language: "ko".to_owned() };
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || sync(&site, &folder).expect("synchronised"))
        .await
        .expect("it ends")
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
    let TestDatabase { database, clock, .. } = &eframe_core::test::sqlite(&[MIGRATIONS]).await;
    let cms = Cms::builder(database.clone())
        .at(Mount::new("https://city.example").json("/api/v1/content"))
        .build();
    let folder = tempfile::tempdir().expect("a folder");
    // More than a page of the list.
    publish(&cms, (0..230).map(|number| format!("p-{number:03}"))).await;
    let content = serve(&cms).await;
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
