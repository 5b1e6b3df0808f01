//! The tests that drive a real browser against the running site.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::command::{From, watch};
use crate::report::{Report, Tally};
use crate::setup;
use crate::site::Site;
use crate::workspace::Workspace;

/// Every `e2e/*.test.mjs`: the main ways of each role, with scripts and without, and axe on each template.
pub(crate) fn tests(workspace: &Workspace) -> Result<Tally, String> {
    let mut tests: Vec<PathBuf> = workspace.files()?;
    tests.retain(|file| file.starts_with("e2e") && file.to_string_lossy().ends_with(".test.mjs"));
    drive(workspace, &tests)
}

/// The whole crawl: every page in every language.
pub(crate) fn browse(workspace: &Workspace, report: &mut Report) {
    report.step("setup", || setup::for_browser().map(|()| Tally::ONE));
    report.step("every page in every language", || drive(workspace, &["e2e/browse.mjs".into()]));
}

fn drive(workspace: &Workspace, tests: &[PathBuf]) -> Result<Tally, String> {
    setup::e2e(workspace)?;
    let chromium = setup::chromium().ok_or("Chromium is missing")?;
    let site = Site::start(workspace)?;
    let mut tally = Tally::default();
    let ended_well = watch(
        Command::new("node")
            .args(["--test", "--test-reporter=tap", "--test-concurrency=1"])
            .args(tests)
            .current_dir(&workspace.root)
            .env("WEGO_URL", &site.url)
            .env("WEGO_DATA", &site.data)
            .env("WEGO_SITE", &site.program)
            .env("WEGO_CHROMIUM", chromium)
            .stdin(Stdio::null()),
        From::Stdout,
        |line| count(line, &mut tally),
    )?;
    if !ended_well && tally.failed == 0 {
        tally.failed = 1;
    }
    site.stop()?;
    tally.passed += 1; // the graceful stop
    Ok(tally)
}

/// Node's closing lines: `# pass 12`, `# fail 0`, `# cancelled 0`, `# skipped 0`. A test left out counts as failed.
fn count(line: &str, tally: &mut Tally) {
    let mut words = line.split(' ');
    if words.next() != Some("#") {
        return;
    }
    let (Some(word), Some(number), None) = (words.next(), words.next(), words.next()) else {
        return;
    };
    let Ok(number) = number.parse::<u64>() else { return };
    match word {
        "pass" => tally.passed += number,
        "fail" | "cancelled" | "skipped" | "todo" => tally.failed += number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted() {
        let mut tally = Tally::default();
        for line in [
            "ok 1 - front page",
            "# tests 7",
            "# pass 4",
            "# fail 1",
            "# cancelled 1",
            "# skipped 1",
            "# todo 0",
        ] {
            count(line, &mut tally);
        }
        assert_eq!(tally, Tally { passed: 4, failed: 3 });
    }
}
