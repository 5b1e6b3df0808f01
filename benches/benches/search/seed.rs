//! A database of a size, filled by the block's own verbs.

use std::collections::BTreeMap;
use std::time::Instant;

use eframe_cms::model::{Content, DocumentId, Fields, Kind as Sort};
use eframe_cms::rules::{Create, Import, ImportDocument};
use eframe_cms::{Cms, MIGRATIONS, permission};
use eframe_core::block::sea_orm::{ConnectOptions, ConnectionTrait as _, Database, Statement};
use eframe_core::test::{TestDatabase, on_postgres, sqlite};
use eframe_core::{Actor, ActorId, Caller, Grant, Language, Scope, World};
use uuid::Uuid;

use crate::Kind;
use crate::corpus::{Corpus, Page};

/// So many pages come in one commit.
const SLICE: usize = 500;

/// The content of a site of some size.
pub(crate) struct Seeded {
    pub(crate) kind: Kind,
    pub(crate) pages: usize,
    pub(crate) cms: Cms,
    /// The database's own processes that answer it.
    pub(crate) backends: Vec<u32>,
    _site: TestDatabase,
}

impl Seeded {
    pub(crate) async fn of(kind: Kind, corpus: &Corpus, pages: usize) -> Self {
        let begun = Instant::now();
        let site = match kind {
            Kind::Sqlite => sqlite(&[MIGRATIONS]).await,
            Kind::Postgres => on_postgres(&[MIGRATIONS]).await,
        };
        let database =
            eframe_core::Database::open(&site.url, World::system()).await.expect("opens");
        let cms = Cms::builder(database).build();
        for from in (0..pages).step_by(SLICE) {
            let numbers = from..(from + SLICE).min(pages);
            let documents = numbers.map(|number| document(corpus.page(number), number)).collect();
            let import = Import { documents, menus: Vec::new() };
            cms.import(&caller(1), &import).await.expect("imported");
        }
        settle(kind, &site.url).await;
        // Every connection of the pool is opened, so that its process is known.
        let asks = (0..16).map(|_| {
            let cms = cms.clone();
            tokio::spawn(async move { cms.menus().await.map(drop) })
        });
        for ask in asks.collect::<Vec<_>>() {
            ask.await.expect("no panic").expect("an answer");
        }
        let backends = backends(kind, &site.url).await;
        println!("{}: {pages} pages, made in {:.1?}", kind.name(), begun.elapsed());
        Self { kind, pages, cms, backends, _site: site }
    }

    /// So many new pages that wait to be published.
    pub(crate) async fn approved(
        &self,
        corpus: &Corpus,
        turn: usize,
        count: usize,
    ) -> Vec<(DocumentId, Language)> {
        let mut ready = Vec::new();
        for nth in 0..count {
            let number = 10_000_000 + turn * count + nth;
            let page = corpus.page(number);
            let create = Create {
                kind: Sort::Page,
                parent: None,
                slug: Some(format!("new-{number}").parse().expect("a slug")),
                position: 0,
                language: page.language,
                content: content(&page),
            };
            let begun = self.cms.create(&caller(1), create).await.expect("created");
            let (id, language) = (begun.document, begun.language);
            let handed_in = self.cms.submit(&caller(1), id, language).await.expect("handed in");
            self.cms.approve(&caller(2), id, language, handed_in.hash).await.expect("approved");
            ready.push((id, language));
        }
        ready
    }

    pub(crate) async fn publish(&self, document: DocumentId, language: Language) {
        self.cms.publish(&caller(2), document, language).await.expect("published");
    }
}

fn caller(number: u128) -> Caller {
    let grants = permission::ALL.map(|right| Grant::new(right, Scope::Everywhere)).into();
    Actor::person(ActorId::new(Uuid::from_u128(number)), "Editor", grants).into()
}

fn content(page: &Page) -> Content {
    let fields = Fields {
        title: page.title.clone(),
        summary: page.summary.clone(),
        body: page.body.as_str().into(),
        ..Fields::default()
    };
    Content::read(Sort::Page, &fields).expect("a text")
}

fn document(page: Page, number: usize) -> ImportDocument {
    ImportDocument {
        kind: Sort::Page,
        address: format!("/p{number}").parse().expect("an address"),
        position: 0,
        texts: BTreeMap::from([(page.language, content(&page))]),
    }
}

/// Lets the database find its rest after it was filled: what it would do by itself in time.
async fn settle(kind: Kind, url: &str) {
    let rest = match kind {
        Kind::Sqlite => "PRAGMA wal_checkpoint(TRUNCATE)",
        Kind::Postgres => "VACUUM ANALYZE",
    };
    let on = connect(url).await;
    on.execute_unprepared(rest).await.expect("it rests");
    on.close().await.expect("a clean end");
}

/// The processes that answer a database: none on SQLite, which answers within ours.
async fn backends(kind: Kind, url: &str) -> Vec<u32> {
    if kind == Kind::Sqlite {
        return Vec::new();
    }
    let on = connect(url).await;
    let sql = "SELECT pid FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let rows = on.query_all_raw(Statement::from_string(on.get_database_backend(), sql)).await;
    let pids = rows.expect("it tells").into_iter().map(|row| row.try_get_by_index::<i32>(0));
    let pids = pids.map(|pid| u32::try_from(pid.expect("a number")).expect("a process")).collect();
    on.close().await.expect("a clean end");
    pids
}

async fn connect(url: &str) -> eframe_core::block::sea_orm::DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.sqlx_logging(false).max_connections(1);
    Database::connect(options).await.expect("a connection")
}
