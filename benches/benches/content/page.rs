//! A page that no cache keeps, as the example site serves it from SQLite: more pages of 30 kB are asked for in turn
//! than the cache has room for, beside a bare axum handler that returns the bytes of one of them. Their texts are kept
//! beside them, as they are a moment after they went live.
//!
//! Each server is tied to one processor, the load of 64 connections comes from the other.

use std::time::Duration;

use benches::client::send;
use benches::load::{Load, Measured, visit};
use benches::process::{Server, leave_the_servers_their_processor, release};
use benches::{Bound, median, say_ratio};
use eframe_cms::Cms;
use eframe_core::block::sea_orm::{
    ConnectOptions, ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement,
};
use eframe_core::{Database, World};

use crate::tree::{address, plant};

/// Together 60 MB: the cache holds 16 MiB, and what was read last longest ago leaves first.
const PAGES: usize = 2_000;
const BYTES: usize = 16_500;
const CONNECTIONS: usize = 64;
const ROUNDS: usize = 7;
/// How often a round asks for every page: the processor time of a server is told in hundredths of a second.
const PASSES: usize = 5;
const LASTING: Duration = Duration::from_secs(3);

pub(crate) fn compare() {
    let (site, bare) = (release("wego-site", "wego-site"), release("benches", "bare"));
    let folder = std::env::temp_dir().join(format!("wego-uncached-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let data = folder.join("data").display().to_string();
    // What the site does by itself between requests is not what is measured.
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data", &data, "--pages-ahead", "false"];
    drop(Server::start(&site, &arguments, 1));
    let url = format!("sqlite:{}", folder.join("data/site.sqlite").display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(fill(&url));
    leave_the_servers_their_processor();
    let site = Server::start(&site, &arguments, 0);
    runtime.block_on(until_texts_are_kept(&url));
    let page = send(&site.address, "GET", &path(1), &[], b"").body;
    println!("the page has {} bytes", page.len());
    let file = folder.join("page.html").display().to_string();
    std::fs::write(&file, &page).expect("room for the page");
    let bare = Server::start(&bare, &[&file], 0);
    uncached(&site);
    let rounds = (0..ROUNDS).map(|_| (uncached(&site), kept(&bare))).collect::<Vec<_>>();
    for (ours, theirs) in &rounds {
        println!("uncached {ours}   bare {theirs}");
    }
    let cpu = median(rounds.iter().map(|(ours, theirs)| ours.cpu / theirs.cpu));
    say_ratio("uncached page, processor time a request", cpu, Bound::AtMost(8.0));
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

fn path(n: usize) -> String {
    format!("/en{}", address(n))
}

/// Asks for every page in turn, some times over.
fn uncached(site: &Server) -> Measured {
    let before = site.cpu();
    let load: Load =
        visit(&site.address, (0..PASSES * PAGES).map(|n| path(n % PAGES)).collect(), CONNECTIONS);
    let cpu = (site.cpu() - before).as_secs_f64() * 1e6 / load.answered as f64;
    Measured { load, cpu }
}

fn kept(bare: &Server) -> Measured {
    Measured::of(bare, "/page", CONNECTIONS, LASTING)
}

async fn fill(url: &str) {
    let database = Database::open(url, World::system()).await.expect("the site's database");
    plant(&Cms::builder(database.clone()).build(), PAGES, BYTES).await;
    database.close().await;
    // As if some minutes had passed: the site looks for texts to keep as soon as it starts.
    let on = connect(url).await;
    let due = on.execute_unprepared("DELETE FROM core_schedule WHERE name = 'cms.texts'").await;
    due.expect("a schedule");
    on.close().await.expect("a clean end");
}

/// The site has made the texts of all pages in the background.
async fn until_texts_are_kept(url: &str) {
    let on = connect(url).await;
    let count = Statement::from_string(DatabaseBackend::Sqlite, "SELECT COUNT(*) FROM cms__text");
    loop {
        let row = on.query_one_raw(count.clone()).await.expect("an answer").expect("a row");
        let kept: i64 = row.try_get_by_index(0).expect("a count");
        if usize::try_from(kept).is_ok_and(|kept| kept >= PAGES) {
            return on.close().await.expect("a clean end");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.sqlx_logging(false).max_connections(1);
    eframe_core::block::sea_orm::Database::connect(options).await.expect("a connection")
}
