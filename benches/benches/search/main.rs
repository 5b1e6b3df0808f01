//! Search over 100,000 pages in seven languages: 200 queries drawn from their texts, and what it costs to publish beside a
//! tenth of a percent of them. All figures are processor time, the database's own included.
//!
//! `cargo bench --package benches --bench search -- find` runs one part alone, and so does `publish`; a number among the
//! arguments makes that many pages.

mod account;
mod corpus;
mod seed;

use std::time::Duration;

use benches::{Bound, say_ratio};
use eframe_cms::Search;
use eframe_core::Actor;
use eframe_core::test::postgres;

use account::Account;
use corpus::Corpus;
use seed::Seeded;

/// How many pages there are.
const PAGES: usize = 100_000;
/// How many there are where publishing has little beside it.
const FEW: usize = 100;
/// How many queries are asked, and how many before to warm the database up.
const QUERIES: usize = 200;
const WARM: usize = 50;
/// How many pages are published at either size, and in how many turns.
const PUBLISHED: usize = 40;
const TURNS: usize = 5;

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let pages = asked.iter().find_map(|one| one.parse().ok()).unwrap_or(PAGES);
    let parts = ["find", "publish"];
    let none = !parts.iter().any(|part| asked.iter().any(|one| one == part));
    let wanted = |part: &str| none || asked.iter().any(|one| one == part);
    let kinds = [Kind::Sqlite, Kind::Postgres].into_iter();
    let kinds = kinds.filter(|&kind| kind == Kind::Sqlite || !postgres::skipped());
    let named = |kind: &Kind| asked.iter().any(|one| one == kind.name());
    let kinds = kinds.collect::<Vec<_>>();
    let only = kinds.iter().copied().filter(named).collect::<Vec<_>>();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        for kind in if only.is_empty() { kinds } else { only } {
            let corpus = Corpus::new();
            let large = Seeded::of(kind, &corpus, pages).await;
            if wanted("find") {
                find(&large, &corpus).await;
            }
            if wanted("publish") {
                let small = Seeded::of(kind, &corpus, FEW).await;
                publish(&small, &large, &corpus).await;
            }
        }
    });
}

/// Asks queries drawn from the texts, one after the other.
async fn find(seeded: &Seeded, corpus: &Corpus) {
    let queries = corpus.queries(seeded.pages, WARM + QUERIES);
    let (mut took, mut found) = (Vec::new(), 0);
    for (nth, (words, language)) in queries.iter().enumerate() {
        let account = Account::open(&seeded.backends);
        let hits = seeded.cms.search(&Actor::anonymous(), &Search::of(words), *language).await;
        let cost = account.close();
        let hits = hits.expect("it is answered");
        assert!(hits.count > 0 || words.starts_with('"'), "{words} is not found");
        if nth >= WARM {
            took.push((cost, words, hits.count));
            found += hits.count;
        }
    }
    took.sort();
    let at = |share: usize| took[took.len() * share / 100].0.as_secs_f64() * 1e3;
    let name = seeded.kind.name();
    println!("{name}: {} pages, {QUERIES} queries, {} found each", seeded.pages, found / QUERIES);
    for (cost, words, count) in took.iter().rev().take(5) {
        println!("{name}: {:.1} ms for {words}, {count} found", cost.as_secs_f64() * 1e3);
    }
    say_ratio(&format!("search, {name}, median in ms"), at(50), Bound::AtMost(20.0));
    say_ratio(&format!("search, {name}, 95th percentile in ms"), at(95), Bound::AtMost(60.0));
}

/// Publishes pages at both sizes in turns.
async fn publish(small: &Seeded, large: &Seeded, corpus: &Corpus) {
    let (mut few, mut many) = (Duration::ZERO, Duration::ZERO);
    for turn in 0..TURNS {
        for (seeded, total) in [(small, &mut few), (large, &mut many)] {
            let ready = seeded.approved(corpus, turn, PUBLISHED).await;
            let account = Account::open(&seeded.backends);
            for (document, language) in ready {
                seeded.publish(document, language).await;
            }
            *total += account.close();
        }
    }
    let each = |total: Duration| total.as_secs_f64() * 1e3 / (TURNS * PUBLISHED) as f64;
    let name = large.kind.name();
    println!(
        "{name}: publishing takes {:.2} ms at {FEW} pages, {:.2} ms at {}",
        each(few),
        each(many),
        large.pages
    );
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    say_ratio(
        &format!("publishing with the index, {name}, beside {FEW} pages"),
        ratio,
        Bound::AtMost(1.5),
    );
}
