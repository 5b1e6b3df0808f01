//! Sending: personalised letters of 20 kB to a mail server on loopback over ten connections, each durably recorded; and
//! what a list of a million readers costs.
//!
//! The yardstick of the rate sends finished bytes of the same size to the same server over as many connections, with
//! `MAIL`, `RCPT` and `DATA` in one go, and records nothing; both sides are unsigned, and the rates with keys stand beside
//! it. Every round measures both, one after the other, and the middle one of the rounds' ratios counts.
//!
//! The rate is measured against Postfix's `smtp-sink`, which `cargo xtask bench` provides, else that of Debian where it is installed, or
//! the program that `WEGO_BENCH_SMTP_SINK` names. Where there is none it is told beside a server in this process, without a bound:
//! that one costs next to nothing, so that there is little but our own work to be seen.
//!
//! `cargo bench --package benches --bench newsletter -- rate` runs one part alone, and so does `million`; a number makes
//! the list that long. The address of another mail server that takes everything has the rate measured against that one:
//! `-- rate 127.0.0.1:2525`.

mod bare;
mod crowd;
mod million;
mod postfix;
mod rate;
mod sink;

use std::net::SocketAddr;

use eframe_core::test::{TestDatabase, on_postgres, postgres, sqlite};
use eframe_newsletter::MIGRATIONS;

/// How long the list is.
const MILLION: usize = 1_000_000;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let readers = asked.iter().find_map(|one| one.parse().ok()).unwrap_or(MILLION);
    let sink = asked.iter().find_map(|one| one.parse::<SocketAddr>().ok());
    let none = !["rate", "million"].iter().any(|part| asked.iter().any(|one| one == part));
    let wanted = |part: &str| none || asked.iter().any(|one| one == part);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        if wanted("rate") {
            let own = if sink.is_none() { postfix::Postfix::start() } else { None };
            let sink = sink.or(own.as_ref().map(|own| own.address));
            for on in databases().await {
                rate::measure(&on, sink).await;
            }
        }
        if wanted("million") {
            for on in databases().await {
                million::measure(&on, readers).await;
            }
        }
    });
}

async fn databases() -> Vec<TestDatabase> {
    let mut all = vec![sqlite(&[MIGRATIONS]).await];
    if !postgres::skipped() {
        all.push(on_postgres(&[MIGRATIONS]).await);
    }
    all
}
