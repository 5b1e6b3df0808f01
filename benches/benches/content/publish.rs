//! What it costs to make an approved edition live, at 100 pages and at 100,000.

use std::time::{Duration, Instant};

use benches::{Bound, median, say_ratio};
use eframe_cms::model::{Content, DocumentId, Fields, Kind};
use eframe_cms::rules::{Create, Save};
use eframe_cms::{Cms, MIGRATIONS, permission};
use eframe_core::test::{TestDatabase, on_postgres, sqlite};
use eframe_core::{
    Actor, ActorId, Caller, Database, Digest, Grant, Language, Scope, Version, World,
};
use uuid::Uuid;

use crate::tree::plant;

const SMALL: usize = 100;
const LARGE: usize = 100_000;
const ROUNDS: usize = 15;
const PUBLISHED: usize = 10;
const BYTES: usize = 2_000;

struct Tree {
    /// Keeps the database.
    _site: TestDatabase,
    cms: Cms,
    document: DocumentId,
    revision: Version,
    written: usize,
}

pub(crate) async fn compare(kind: &str) {
    let mut small = Tree::of(kind, SMALL).await;
    let mut large = Tree::of(kind, LARGE).await;
    small.turn().await;
    large.turn().await;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push((small.turn().await, large.turn().await));
    }
    let each = |took: &Duration| took.as_secs_f64() * 1e6 / PUBLISHED as f64;
    println!(
        "{kind}, publishing: {:.0} µs at {SMALL} pages, {:.0} µs at {LARGE}",
        median(rounds.iter().map(|(small, _)| each(small))),
        median(rounds.iter().map(|(_, large)| each(large))),
    );
    let ratio = median(rounds.iter().map(|(small, large)| each(large) / each(small)));
    say_ratio(&format!("publishing at {LARGE} pages, {kind}"), ratio, Bound::AtMost(1.5));
}

impl Tree {
    async fn of(kind: &str, pages: usize) -> Self {
        let site = match kind {
            "sqlite" => sqlite(&[MIGRATIONS]).await,
            _ => on_postgres(&[MIGRATIONS]).await,
        };
        let database = Database::open(&site.url, World::system()).await.expect("opens");
        let cms = Cms::builder(database).build();
        let begun = Instant::now();
        plant(&cms, pages, BYTES).await;
        println!("{kind}: {pages} pages, imported in {:.1?}", begun.elapsed());
        let create = Create {
            kind: Kind::Page,
            parent: None,
            slug: None,
            position: 0,
            language: Language::EN,
            content: text(0),
        };
        let created = cms.create(&editor(), create).await.expect("created");
        let tree = Self {
            _site: site,
            cms,
            document: created.document,
            revision: created.revision,
            written: 0,
        };
        tree.live(created.hash).await;
        tree
    }

    /// Writes and publishes some editions; answers how long the publishing took.
    async fn turn(&mut self) -> Duration {
        let mut took = Duration::ZERO;
        for _ in 0..PUBLISHED {
            self.written += 1;
            let save = Save {
                language: Language::EN,
                expected: self.revision,
                content: text(self.written),
            };
            let saved = self.cms.save(&editor(), self.document, save).await.expect("saved");
            self.revision = saved.revision;
            took += self.live(saved.hash).await;
        }
        took
    }

    /// Takes the draft to the public; answers how long the last step took.
    async fn live(&self, hash: Digest) -> Duration {
        let (cms, document) = (&self.cms, self.document);
        cms.submit(&editor(), document, Language::EN).await.expect("submitted");
        cms.approve(&reviewer(), document, Language::EN, hash).await.expect("approved");
        let begun = Instant::now();
        cms.publish(&reviewer(), document, Language::EN).await.expect("published");
        begun.elapsed()
    }
}

fn text(n: usize) -> Content {
    let body = format!("What was decided the {n}th time.\n\n").repeat(BYTES / 40);
    let fields =
        Fields { title: "What changes often".to_owned(), body: body.into(), ..Fields::default() };
    Content::read(Kind::Page, &fields).expect("good texts")
}

fn editor() -> Caller {
    staff(1, "Editor")
}

fn reviewer() -> Caller {
    staff(2, "Reviewer")
}

fn staff(n: u128, name: &str) -> Caller {
    let grants = [permission::EDIT, permission::APPROVE, permission::PUBLISH]
        .map(|permission| Grant::new(permission, Scope::Everywhere))
        .to_vec();
    Caller::new(Actor::person(ActorId::new(Uuid::from_u128(n)), name, grants))
}
