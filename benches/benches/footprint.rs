//! How soon the example site answers, and how much memory it holds after readers went through 100,000 pages.
//!
//! Views are spread as Zipf (exponent 1): the page of rank n is read 1/n times as often as the first. The bounds are
//! absolute: 300 ms to the first answer, 60 MB of 1,000,000 bytes after 100,000 views, and a tenth more at most
//! after 1,000,000. The site is as it comes: what it renders before anybody asks has three quarters of the cache at most, and
//! here readers fill more before the first minute is over.

use std::time::{Duration, Instant};

use benches::client::send;
use benches::load::visit;
use benches::process::{Server, leave_the_servers_their_processor, release};
use benches::{Bound, median, say_ratio};
use eframe_cms::Cms;
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument};
use eframe_core::{Actor, Caller, Database, Language, World};

const PAGES: usize = 100_000;
const SLICE: usize = 1_000;
const CONNECTIONS: usize = 8;

fn main() {
    let site = release("wego-site", "wego-site");
    leave_the_servers_their_processor();
    let folder = std::env::temp_dir().join(format!("wego-footprint-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data", &data];
    drop(Server::start(&site, &arguments, 1));
    let starts = (0..5).map(|_| time_to_first_answer(&site, &arguments)).collect::<Vec<_>>();
    let first = median(starts.iter().map(Duration::as_secs_f64));
    println!("first answer after {:.0} ms (median of 5 starts)", first * 1e3);
    say_ratio("start, seconds to the first 200", first, Bound::AtMost(0.3));
    fill(&folder.join("data"));
    let server = Server::start(&site, &arguments, 0);
    read(&server, 100_000, 1);
    let after_one = server.resident_megabytes();
    println!("{after_one:.1} MB resident after 100,000 views");
    say_ratio("memory, MB after 100,000 views", after_one, Bound::AtMost(60.0));
    read(&server, 900_000, 2);
    let after_ten = server.resident_megabytes();
    println!("{after_ten:.1} MB resident after 1,000,000 views");
    say_ratio("memory, 1,000,000 views beside 100,000", after_ten / after_one, Bound::AtMost(1.1));
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

fn time_to_first_answer(site: &str, arguments: &[&str]) -> Duration {
    let begin = Instant::now();
    let server = Server::start(site, arguments, 0);
    assert_eq!(send(&server.address, "GET", "/en/", &[], b"").status, 200);
    begin.elapsed()
}

/// Imports the pages straight into the site's database.
fn fill(data: &std::path::Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite:{}", data.join("site.sqlite").display());
        let database = Database::open(&url, World::system()).await.expect("the site's database");
        let cms = Cms::builder(database.clone()).build();
        let caller = Caller::new(Actor::system("bench"));
        for slice in 0..PAGES / SLICE {
            let documents = (slice * SLICE..(slice + 1) * SLICE).map(page).collect();
            let import = Import { documents, menus: Vec::new() };
            cms.import(&caller, &import).await.expect("the pages are taken");
        }
        database.close().await;
    });
}

fn page(n: usize) -> ImportDocument {
    let title = format!("Page {n}");
    let body = format!("What the city says about matter {n}.\n\n").repeat(20);
    let content =
        Content::read(Kind::Page, &Fields { title, body: body.into(), ..Fields::default() });
    ImportDocument {
        kind: Kind::Page,
        address: format!("/matter-{n}").parse().expect("an address"),
        position: 0,
        texts: [(Language::EN, content.expect("good texts"))].into(),
    }
}

fn read(server: &Server, views: usize, seed: u64) {
    let begin = Instant::now();
    let paths = Zipf::new(PAGES, seed).take(views).map(|rank| format!("/en/matter-{rank}"));
    let load = visit(&server.address, paths.collect(), CONNECTIONS);
    assert_eq!(load.answered, views);
    println!("{views} views in {:.0?}", begin.elapsed());
}

/// Ranks from 0, the first most often; the same sequence for the same seed.
struct Zipf {
    sums: Vec<f64>,
    state: u64,
}

impl Zipf {
    fn new(ranks: usize, seed: u64) -> Self {
        let weights = (1..=ranks).scan(0.0, |sum, rank| {
            *sum += 1.0 / rank as f64;
            Some(*sum)
        });
        Self { sums: weights.collect(), state: seed }
    }
}

impl Iterator for Zipf {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        // Knuth's 64-bit linear congruential generator; its upper bits are even enough for this.
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let share = (self.state >> 11) as f64 / (1_u64 << 53) as f64;
        let whole = self.sums.last().copied().unwrap_or_default();
        Some(self.sums.partition_point(|sum| *sum < share * whole))
    }
}
