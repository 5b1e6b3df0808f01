//! Membership at 10,000 members and 100,000 applications beside a tenth of both, 32 clients that hand in
//! applications beside 32 tasks that write the same rows by hand, and the register as a site serves it.
//!
//! `cargo bench --package benches --bench membership -- size` runs one part alone; so do `submit` and `pages`.

mod by_hand;
mod copies;
mod pages;
mod seed;
mod size;
mod submit;

use eframe_core::test::postgres;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|one| one == part);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        for kind in kinds() {
            if wanted("size") {
                size::compare(kind).await;
            }
            if wanted("submit") {
                submit::compare(kind).await;
            }
        }
    });
    drop(runtime);
    if wanted("pages") {
        pages::compare();
    }
}

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

fn kinds() -> Vec<Kind> {
    let mut all = vec![Kind::Sqlite];
    if !postgres::skipped() {
        all.push(Kind::Postgres);
    }
    all
}

impl Kind {
    /// As it stands in the names of ratios.
    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}
