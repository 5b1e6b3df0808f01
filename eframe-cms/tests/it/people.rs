//! Named people with their rights, and the content they work on.

use std::sync::Arc;

use eframe_cms::model::{Content, DocumentId, Fields, Kind, Rulebook};
use eframe_cms::rules::{Create, Save, Standing};
use eframe_cms::{Cms, CmsBuilder, MIGRATIONS, permission};
use eframe_core::block::sea_orm::{ConnectOptions, ConnectionTrait as _, Database, Statement};
use eframe_core::cache::PageCache;
use eframe_core::frame::FrameSource;
use eframe_core::test::{TestDatabase, databases};
use eframe_core::upload::{BlobStore, DiskBlobs};
use eframe_core::{
    Actor, ActorId, Caller, Grant, Language, Mount, Permission, Presentation, Scope, Version,
};
use tempfile::TempDir;
use uuid::Uuid;

/// A site's content on one database.
pub(crate) struct Desk {
    pub(crate) cms: Cms,
    pub(crate) test: TestDatabase,
    pub(crate) files: TempDir,
}

/// The same on each kind of database.
pub(crate) async fn desks() -> Vec<Desk> {
    desks_with(Rulebook::default()).await
}

/// The same with rules of approval.
pub(crate) async fn desks_with(book: Rulebook) -> Vec<Desk> {
    let mut desks = Vec::new();
    for test in databases(&[MIGRATIONS]).await {
        let files = tempfile::tempdir().expect("a folder");
        let cms = cms_on(&test, book.clone(), &files, u64::MAX).await;
        desks.push(Desk { cms, test, files });
    }
    desks
}

/// The same with a store of files that takes so many bytes.
pub(crate) async fn cms_on(
    test: &TestDatabase,
    book: Rulebook,
    files: &TempDir,
    quota: u64,
) -> Cms {
    let world = test.database.world().clone();
    let store = DiskBlobs::open(files.path(), world).await.expect("a store").quota(quota);
    builder(test, book).files(Arc::new(store)).build()
}

/// The same with any store of files.
pub(crate) fn cms_over(test: &TestDatabase, store: Arc<dyn BlobStore>) -> Cms {
    builder(test, Rulebook::default()).files(store).build()
}

/// The same with a cache that others look into.
pub(crate) fn cms_keeping(test: &TestDatabase, cache: PageCache) -> Cms {
    builder(test, Rulebook::default()).cache(cache).build()
}

/// The content of a database that may have some already.
pub(crate) fn cms_with(test: &TestDatabase, book: Rulebook) -> Cms {
    builder(test, book).build()
}

/// The same in a frame of the host's.
pub(crate) fn cms_framed(test: &TestDatabase, frame: impl FrameSource + 'static) -> Cms {
    let built = Presentation::builder().bundle(eframe_cms::bundle()).frame(Arc::new(frame)).build();
    builder(test, Rulebook::default()).presentation(built.expect("they compile")).build()
}

fn builder(test: &TestDatabase, book: Rulebook) -> CmsBuilder {
    let mount = Mount::new("https://city.example")
        .json("/api/v1/content")
        .pages("/{lang}")
        .desk("/desk/content")
        .files("/media");
    Cms::builder(test.database.clone()).at(mount).reserved(["members"]).rulebook(book)
}

fn person(number: u128, name: &str, rights: &[Permission]) -> Actor {
    let grants = rights.iter().map(|&right| Grant::new(right, Scope::Everywhere)).collect();
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants)
}

/// Writes.
pub(crate) fn mina() -> Actor {
    person(1, "Mina Park", &[permission::EDIT])
}

/// Writes too.
pub(crate) fn omar() -> Actor {
    person(2, "Omar Haddad", &[permission::EDIT])
}

/// Does everything.
pub(crate) fn vera() -> Actor {
    person(3, "Vera Ivanova", &permission::ALL)
}

/// Has an account and nothing to do with content.
pub(crate) fn reader() -> Actor {
    person(4, "A Reader", &[])
}

/// Sets menus, and does nothing else.
pub(crate) fn lena() -> Actor {
    person(5, "Lena Wolf", &[permission::MENU])
}

pub(crate) fn text(title: &str, body: &str) -> Content {
    let fields = Fields { title: title.to_owned(), body: body.into(), ..Fields::default() };
    Content::read(Kind::Page, &fields).expect("a page's text")
}

pub(crate) fn page(slug: &str, parent: Option<DocumentId>) -> Create {
    Create {
        kind: Kind::Page,
        parent,
        slug: Some(slug.parse().expect("a slug")),
        position: 0,
        language: Language::EN,
        content: text(&format!("The page {slug}"), "First words."),
    }
}

pub(crate) fn save(expected: i64, body: &str) -> Save {
    let content = text("A page", body);
    Save { language: Language::EN, expected: Version::new(expected), content }
}

impl Desk {
    /// A page that Mina wrote and Vera approved and published.
    pub(crate) async fn live_page(&self, slug: &str, parent: Option<DocumentId>) -> Standing {
        let begun = self.cms.create(&mina().into(), page(slug, parent)).await.expect("created");
        self.publish(begun.document, Language::EN).await
    }

    /// How many rows a table has.
    pub(crate) async fn count(&self, table: &str) -> i64 {
        let on = self.test.database.read();
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let statement = Statement::from_string(on.get_database_backend(), sql);
        let row = on.query_one_raw(statement).await.expect("asked").expect("a row");
        row.try_get_by_index(0).expect("a number")
    }

    /// Changes rows as no program of ours does.
    pub(crate) async fn spoil(&self, sql: &str) {
        let mut options = ConnectOptions::new(self.test.url.clone());
        options.sqlx_logging(false).max_connections(1);
        let on = Database::connect(options).await.expect("a connection");
        on.execute_unprepared(sql).await.expect("spoiled");
        on.close().await.expect("a clean end");
    }

    /// How many decisions were made.
    pub(crate) async fn audited(&self) -> i64 {
        self.count("core_audit").await
    }

    /// How many rows the block has, table by table.
    pub(crate) async fn rows(&self) -> Vec<i64> {
        let mut rows = Vec::new();
        for table in ["document", "edition", "address", "menu", "plan", "preview", "unsaved"] {
            rows.push(self.count(&format!("cms_{table}")).await);
        }
        rows
    }

    /// Mina hands in what is in the making; Vera approves and publishes it.
    pub(crate) async fn publish(&self, document: DocumentId, language: Language) -> Standing {
        let (mina, vera) = (Caller::new(mina()), Caller::new(vera()));
        let handed_in = self.cms.submit(&mina, document, language).await.expect("handed in");
        let approved = self.cms.approve(&vera, document, language, handed_in.hash).await;
        approved.expect("approved");
        self.cms.publish(&vera, document, language).await.expect("published")
    }
}
