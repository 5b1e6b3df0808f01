//! An anonymous page of 20 kB from the example site, beside a bare axum handler that returns the same bytes.
//!
//! Each server is tied to one processor, the load of 64 connections comes from the other. The two take turns,
//! so that a machine that gets slower slows both.

use std::time::Duration;

use benches::client::{publish_page, send};
use benches::load::Measured;
use benches::process::{Server, leave_the_servers_their_processor, release};
use benches::{Bound, median, say_ratio};

const PATH: &str = "/en/long-read";
const CONNECTIONS: usize = 64;
const ROUNDS: usize = 7;
const LASTING: Duration = Duration::from_secs(3);

fn main() {
    let site = release("wego-site", "wego-site");
    let bare = release("benches", "bare");
    leave_the_servers_their_processor();
    let folder = std::env::temp_dir().join(format!("wego-page-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let data = folder.join("data").display().to_string();
    // What the site does by itself between requests is not what is measured.
    let arguments = ["demo", "--listen", "127.0.0.1:0", "--data", &data, "--pages-ahead", "false"];
    let site = Server::start(&site, &arguments, 9);
    publish_page(&site.address, &site.said, "long-read", 16_500);
    let page = send(&site.address, "GET", PATH, &[], b"").body;
    println!("the page has {} bytes", page.len());
    let file = folder.join("page.html").display().to_string();
    std::fs::write(&file, &page).expect("room for the page");
    let bare = Server::start(&bare, &[&file], 0);
    compare(&site, &bare);
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

fn compare(site: &Server, bare: &Server) {
    measure(site, PATH);
    measure(bare, "/page");
    let rounds = (0..ROUNDS).map(|_| (measure(site, PATH), measure(bare, "/page")));
    let rounds = rounds.collect::<Vec<_>>();
    for (ours, theirs) in &rounds {
        println!("site {ours}   bare {theirs}");
    }
    let cpu = median(rounds.iter().map(|(ours, theirs)| ours.cpu / theirs.cpu));
    let rate = median(rounds.iter().map(|(ours, theirs)| ours.load.rate() / theirs.load.rate()));
    say_ratio("page, processor time a request", cpu, Bound::AtMost(1.5));
    say_ratio("page, requests a second", rate, Bound::AtLeast(0.7));
}

fn measure(server: &Server, path: &str) -> Measured {
    Measured::of(server, path, CONNECTIONS, LASTING)
}
