//! What a second instance on the same PostgreSQL costs the first.
//!
//! One site under load, then two of which each takes half of the same load; the processor time a request of the two
//! beside that of the one. A page that is kept and a search, which asks the database each time.

use std::time::Duration;

use benches::client::publish_page;
use benches::load::hammer;
use benches::process::{Server, leave_the_servers_their_processor, release};
use benches::{Bound, median, say_ratio};
use eframe_core::test::{on_postgres, postgres};

const PATHS: [&str; 2] = ["/en/long-read", "/en/search?q=city"];
const CONNECTIONS: usize = 16;
const ROUNDS: usize = 5;
const LASTING: Duration = Duration::from_secs(3);

fn main() {
    if postgres::skipped() {
        return;
    }
    let site = release("wego-site", "wego-site");
    leave_the_servers_their_processor();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let house = runtime.block_on(on_postgres(&[]));
    let folder = std::env::temp_dir().join(format!("wego-instances-{}", std::process::id()));
    let data = folder.display().to_string();
    let arguments = |command| {
        [
            command,
            "--listen",
            "127.0.0.1:0",
            "--data",
            data.as_str(),
            "--database",
            house.url.as_str(),
            // What an instance does by itself between requests is not what is measured.
            "--pages-ahead",
            "false",
        ]
    };
    let first = Server::start(&site, &arguments("demo"), 9);
    publish_page(&first.address, &first.said, "long-read", 16_500);
    let rounds = (0..ROUNDS).map(|_| round(&site, &arguments("serve"), &first)).collect::<Vec<_>>();
    for (alone, both) in &rounds {
        println!("one alone {alone:.1} µs a request, two together {both:.1} µs");
    }
    let ratio = median(rounds.iter().map(|(alone, both)| both / alone));
    say_ratio("processor time a request, two instances beside one", ratio, Bound::AtMost(1.1));
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

/// Microseconds of processor time a request: of one instance, and of two.
fn round(site: &str, arguments: &[&str], first: &Server) -> (f64, f64) {
    let alone = cost(&[first]);
    let second = Server::start(site, arguments, 0);
    (alone, cost(&[first, &second]))
}

fn cost(servers: &[&Server]) -> f64 {
    let before: Duration = servers.iter().map(|server| server.cpu()).sum();
    let answered: usize = std::thread::scope(|threads| {
        let loads = servers.iter().map(|server| {
            threads.spawn(|| {
                let each = PATHS.iter().map(|path| {
                    hammer(&server.address, path, CONNECTIONS / servers.len(), LASTING).answered
                });
                each.sum::<usize>()
            })
        });
        let loads = loads.collect::<Vec<_>>();
        loads.into_iter().map(|load| load.join().expect("a load")).sum()
    });
    let used = servers.iter().map(|server| server.cpu()).sum::<Duration>() - before;
    used.as_secs_f64() * 1e6 / answered as f64
}
