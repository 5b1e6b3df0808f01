//! Content in a tree of 100,000 pages: what publishing costs beside a tree of 100, how soon the other instance shows
//! it, and what a page costs that nobody keeps beside a bare axum handler that returns the same bytes.
//!
//! `cargo bench --package benches --bench content -- publish` runs one part alone; so do `visible` and `page`.

mod page;
mod publish;
mod tree;
mod visible;

use eframe_core::test::postgres;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|one| one == part);
    if wanted("publish") {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            publish::compare("sqlite").await;
            if !postgres::skipped() {
                publish::compare("postgres").await;
            }
        });
    }
    if wanted("visible") && !postgres::skipped() {
        visible::measure();
    }
    if wanted("page") {
        page::compare();
    }
}
