//! The project's own tools: `cargo xtask test | check | bench | browse | course | fuzz | faults | docs`.
//!
//! Reading order: [`mod@test`] is the whole run that a developer and the build server make, [`report`] counts
//! and times it, [`setup`] finds or installs what it needs, [`check`] holds the rules of the house.

mod bench;
mod browser;
mod check;
mod command;
mod course;
mod docs;
mod faults;
mod fuzz;
mod report;
mod setup;
mod sink;
mod site;
mod test;
mod workspace;

#[path = "../../eframe-core/src/test/postgres.rs"]
#[expect(unreachable_pub, reason = "this file belongs to eframe-core; xtask borrows it")]
mod postgres;

#[path = "../../eframe-core/src/test/proxy.rs"]
#[expect(unreachable_pub, reason = "this file belongs to eframe-core; xtask borrows it")]
mod proxy;

use std::env;
use std::process::ExitCode;

use report::Report;
use workspace::Workspace;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test     set up what the tests need, then format, lints, docs, rules of the house, all tests on
           SQLite and PostgreSQL, and the browser tests; last line: N passed, N failed
  check    the rules of the house only: who may depend on whom, tidiness, packages, sizes, papers
  bench    release build; every bench beside its yardstick, and whether the ratios hold
  browse   every page of the example site in every language, looked at by axe
  course   every chapter of the course, done as a trainee does it; numbers after it choose
  fuzz     readers are given anything, ten minutes each, or as many seconds as WEGO_FUZZ_SECONDS says
  faults   what can befall a running site, brought about on purpose, as root on Debian; names after it choose
           some: kill-sqlite kill-postgres disk io restart cut files clock failover
  docs     the course's links and the API documentation, into target/doc";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (command, names) = match arguments.as_slice() {
        [command] => (command, &[][..]),
        [command, names @ ..] if matches!(command.as_str(), "course" | "faults") => {
            (command, names)
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let workspace = match Workspace::load() {
        Ok(workspace) => workspace,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut report = Report::new();
    match command.as_str() {
        "test" => test::run_all(&workspace, &mut report),
        "check" => check::run(&workspace, &mut report),
        "bench" => bench::run_all(&workspace, &mut report),
        "browse" => browser::browse(&workspace, &mut report),
        "course" => course::run_all(&workspace, &mut report, None, names),
        "fuzz" => fuzz::run_all(&workspace, &mut report),
        "faults" => faults::run(&workspace, &mut report, names),
        "docs" => docs::run_all(&workspace, &mut report),
        _ => {
            eprintln!("no command `{command}`\n\n{USAGE}");
            return ExitCode::from(2);
        }
    }
    report.finish()
}
