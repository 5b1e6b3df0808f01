//! How soon a second instance on the same PostgreSQL shows what was published on the first, in a tree of 100,000.

use std::time::{Duration, Instant};

use benches::client::{publish_page, send};
use benches::process::{Server, release};
use benches::{Bound, say_ratio};
use eframe_cms::Cms;
use eframe_core::test::postgres::Cluster;
use eframe_core::{Database, World};

use crate::tree::plant;

const PAGES: usize = 100_000;
const ROUNDS: usize = 20;

pub(crate) fn measure() {
    let site = release("wego-site", "wego-site");
    let cluster = Cluster::start().expect("PostgreSQL starts");
    let folder = std::env::temp_dir().join(format!("wego-visible-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let data = folder.join("data").display().to_string();
    let arguments =
        ["demo", "--listen", "127.0.0.1:0", "--data", &data, "--database", cluster.url()];
    let one = Server::start(&site, &arguments, 8);
    fill(cluster.url());
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", &data, "--database", cluster.url()];
    let other = Server::start(&site, &serve, 0);
    let slowest = (0..ROUNDS).map(|n| shown_after(&one, &other, n)).max().unwrap_or_default();
    println!(
        "published on one instance, shown by the other within {slowest:.0?} (of {ROUNDS} pages)"
    );
    say_ratio(
        "published, seconds until the other shows it",
        slowest.as_secs_f64(),
        Bound::AtMost(1.0),
    );
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

fn fill(url: &str) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let database = Database::open(url, World::system()).await.expect("the site's database");
        plant(&Cms::builder(database.clone()).build(), PAGES, 500).await;
        database.close().await;
    });
}

/// Publishes a page below no other. The list of pages without parents is kept by both instances at that moment.
fn shown_after(one: &Server, other: &Server, n: usize) -> Duration {
    let slug = format!("fresh-{n}");
    let path = format!("/en/{slug}");
    assert_eq!(send(&other.address, "GET", &path, &[], b"").status, 404);
    publish_page(&one.address, &one.said, &slug, 500);
    let begun = Instant::now();
    while send(&other.address, "GET", &path, &[], b"").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(30), "it never shows");
        std::thread::sleep(Duration::from_millis(5));
    }
    begun.elapsed()
}
