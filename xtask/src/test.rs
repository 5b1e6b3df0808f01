//! Everything that has to hold before a change lands.

use std::env;

use crate::command::{From, cargo, run, watch};
use crate::postgres::{self, Cluster};
use crate::report::{Report, Tally};
use crate::workspace::Workspace;
use crate::{browser, check, course, setup};

/// Sets up, then runs format, lints, docs, the rules of the house and every test there is.
pub(crate) fn run_all(workspace: &Workspace, report: &mut Report) {
    if !report.step("setup", || setup::all(workspace).map(|()| Tally::ONE)) {
        return;
    }
    report.step("format", || simple(workspace, "fmt --all --check", &[]));
    report.step("lints", || {
        simple(
            workspace,
            "clippy --quiet --workspace --all-targets --all-features -- -D warnings",
            &[],
        )
    });
    report.step("API documentation", || {
        simple(
            workspace,
            "doc --quiet --workspace --all-features --no-deps",
            &[("RUSTDOCFLAGS", "-D warnings")],
        )
    });
    check::run(workspace, report);
    let mut cluster = None;
    if !postgres::skipped() && env::var_os("WEGO_TEST_POSTGRES").is_none() {
        report.step("PostgreSQL for the tests", || {
            cluster = Some(Cluster::start()?);
            Ok(Tally::ONE)
        });
    }
    let address = cluster.as_ref().map(|cluster| ("WEGO_TEST_POSTGRES", cluster.url()));
    let environment: Vec<(&str, &str)> = address.into_iter().collect();
    report.step("tests", || nextest(workspace, &environment));
    report.step("documentation tests", || doctests(workspace, &environment));
    report.step("browser tests", || browser::tests(workspace));
    course::run_all(workspace, report, cluster.as_ref().map(Cluster::url), &[]);
}

fn simple(
    workspace: &Workspace,
    arguments: &str,
    environment: &[(&str, &str)],
) -> Result<Tally, String> {
    run(cargo(workspace, arguments).envs(environment.iter().copied())).map(|()| Tally::ONE)
}

fn nextest(workspace: &Workspace, environment: &[(&str, &str)]) -> Result<Tally, String> {
    let mut tally = None;
    let ended_well = watch(
        cargo(workspace, "nextest run --workspace --all-features --no-fail-fast --cargo-quiet")
            .envs(environment.iter().copied()),
        From::Stderr,
        |line| tally = nextest_summary(line).or(tally),
    )?;
    match tally {
        Some(tally) if ended_well || tally.failed > 0 => Ok(tally),
        _ => Err("the tests did not build, or none ran".to_owned()),
    }
}

fn doctests(workspace: &Workspace, environment: &[(&str, &str)]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let ended_well = watch(
        cargo(workspace, "test --quiet --doc --workspace --all-features --no-fail-fast")
            .envs(environment.iter().copied()),
        From::Stdout,
        |line| tally.add(libtest_result(line).unwrap_or_default()),
    )?;
    if !ended_well && tally.failed == 0 {
        return Err("the documentation's examples did not build".to_owned());
    }
    Ok(tally)
}

/// `     Summary [   2.5s] 12 tests run: 11 passed (1 slow), 1 failed, 0 skipped`; what was left out counts as failed.
fn nextest_summary(line: &str) -> Option<Tally> {
    let (_, counts) = line.trim_start().strip_prefix("Summary [")?.split_once(" run: ")?;
    let mut tally = Tally::default();
    for part in counts.split(", ") {
        let mut words = part.split(' ');
        let number: u64 = words.next()?.parse().ok()?;
        match words.next()? {
            "passed" => tally.passed += number,
            _ => tally.failed += number,
        }
    }
    Some(tally)
}

/// `test result: ok. 3 passed; 0 failed; 0 ignored; ...`
fn libtest_result(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for part in counts.split("; ") {
        let mut words = part.split(' ');
        let Some(Ok(number)) = words.next().map(str::parse::<u64>) else { continue };
        match words.next() {
            Some("passed") => tally.passed += number,
            Some("failed") => tally.failed += number,
            _ => {}
        }
    }
    Some(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_read() {
        let good = "     Summary [   0.012s] 4 tests run: 4 passed, 0 skipped";
        assert_eq!(nextest_summary(good), Some(Tally { passed: 4, failed: 0 }));
        let bad = "     Summary [  10.500s] 7 tests run: 4 passed (1 slow), 1 failed, 1 timed out, 1 skipped";
        assert_eq!(nextest_summary(bad), Some(Tally { passed: 4, failed: 3 }));
        assert_eq!(nextest_summary("Summary of things"), None);
        let docs = "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(libtest_result(docs), Some(Tally { passed: 3, failed: 1 }));
    }
}
