//! The register as the example site serves it at 10,000 members: its first page beside a bare axum handler that returns
//! the same bytes, and pages narrowed by country and words, which are made for each request.
//!
//! Each server is tied to one processor, the load comes from the other.

use std::path::Path;
use std::time::Duration;

use benches::client::send;
use benches::load::{Load, Measured, visit};
use benches::process::{Server, leave_the_servers_their_processor, release};
use benches::{Bound, median, say_ratio};
use eframe_core::{Database, World};
use eframe_membership::Membership;
use eframe_membership::rules::FileForm;

use crate::seed::{COUNTRIES, register, secretariat};

const MEMBERS: usize = 10_000;
const PATH: &str = "/en/members/";
const CONNECTIONS: usize = 64;
const ROUNDS: usize = 7;
const LASTING: Duration = Duration::from_secs(3);

/// Words that many members have in their names, some, and none.
const WORDS: [&str; 6] = ["o", "azul", "new", "lake+mills", "77", "nowhere"];

pub(crate) fn compare() {
    let (site, bare) = (release("wego-site", "wego-site"), release("benches", "bare"));
    let folder = std::env::temp_dir().join(format!("wego-register-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let data = folder.join("data").display().to_string();
    // What the site does by itself between requests is not what is measured.
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data", &data, "--pages-ahead", "false"];
    drop(Server::start(&site, &arguments, 1));
    fill(&folder.join("data"));
    leave_the_servers_their_processor();
    let site = Server::start(&site, &arguments, 0);
    first_page(&site, &bare, &folder);
    narrowed(&site);
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

/// Imports the members straight into the site's database.
fn fill(data: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite:{}", data.join("site.sqlite").display());
        let database = Database::open(&url, World::system()).await.expect("the site's database");
        let membership = Membership::builder(database.clone()).build();
        let caller = secretariat().into();
        let imported = membership.import(&caller, FileForm::Json, &register(MEMBERS)).await;
        assert_eq!(imported.expect("a good file").members, MEMBERS as u64);
        database.close().await;
    });
}

fn first_page(site: &Server, bare: &str, folder: &Path) {
    let page = send(&site.address, "GET", PATH, &[], b"").body;
    let text = String::from_utf8_lossy(&page);
    assert!(text.contains("10,000"), "the register says how many it has: {text}");
    println!("the register's first page has {} bytes", page.len());
    let file = folder.join("page.html").display().to_string();
    std::fs::write(&file, &page).expect("room for the page");
    let bare = Server::start(bare, &[&file], 0);
    let ours = || Measured::of(site, PATH, CONNECTIONS, LASTING);
    let theirs = || Measured::of(&bare, "/page", CONNECTIONS, LASTING);
    ours();
    theirs();
    let rounds = (0..ROUNDS).map(|_| (ours(), theirs())).collect::<Vec<_>>();
    for (ours, theirs) in &rounds {
        println!("register {ours}   bare {theirs}");
    }
    let rate = median(rounds.iter().map(|(ours, theirs)| ours.load.rate() / theirs.load.rate()));
    say_ratio("register, first page, requests a second", rate, Bound::AtLeast(0.7));
}

/// One reader alone: what a page takes, and not what it waits for.
fn narrowed(site: &Server) {
    let country = |n: usize| COUNTRIES[n % COUNTRIES.len()];
    let path = |n: usize| format!("{PATH}?country={}&words={}", country(n), WORDS[n % WORDS.len()]);
    let all = || (0..600).map(path).collect::<Vec<_>>();
    visit(&site.address, all(), 1);
    let before = site.cpu();
    let load: Load = visit(&site.address, all(), 1);
    let cpu = (site.cpu() - before).as_secs_f64() * 1e3 / load.answered as f64;
    let millis = |share: f64| load.quantile(share).as_secs_f64() * 1e3;
    println!(
        "register by country and words: {:.2} ms, nine in ten within {:.2} ms, slowest {:.2} ms; {cpu:.2} ms of \
         processor time",
        millis(0.5),
        millis(0.9),
        millis(1.0),
    );
    say_ratio("register by country and words, ms", millis(0.9), Bound::AtMost(10.0));
}
