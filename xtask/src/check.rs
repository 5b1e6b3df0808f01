//! The rules of the house that no compiler checks.

mod edges;
mod features;
mod packages;
pub(crate) mod papers;
pub(crate) mod permissions;
mod style;
mod tidy;

use crate::report::{Report, Tally};
use crate::workspace::Workspace;

/// What a rule finds: a line for each place that breaks it.
type Found = Result<Vec<String>, String>;

type Rule = fn(&Workspace) -> Found;

/// Every rule with the sentence it stands for.
const RULES: &[(&str, Rule)] = &[
    ("a block depends on eframe-core and on no other block", edges::blocks),
    ("eframe-core knows no block", edges::core),
    ("eframe-ballot depends on nothing of ours", edges::shared),
    ("nothing depends on an example, a bench or xtask", edges::ends),
    ("city-hyper names no axum, and no city needs accounts", edges::cities),
    ("ARCHITECTURE.md names every crate", tidy::architecture),
    ("lib.rs is a map of at most 120 lines", tidy::maps),
    ("no file is over 500 lines outside tests", tidy::long_files),
    ("no function is over 60 lines outside tests", tidy::long_functions),
    ("foo.rs stands beside foo/, nothing is called utils", tidy::names),
    (
        "no word that says unfinished, no path of one machine, no paper that is not here",
        tidy::words,
    ),
    ("every link between papers leads somewhere", papers::links),
    ("the course's table of contents names every chapter", papers::contents),
    ("every test that a paper names is there", papers::tests),
    ("the manual's page of permissions is what the code says", permissions::page),
    ("no package that deny.toml bans, and one sqlx", packages::bans),
    ("every package's licence is one that deny.toml allows", packages::licences),
    ("the site stands on at most 450 packages", packages::count),
    ("style sheets are at most 8 kB gzip", style::small),
    (
        "without its features a crate is its rules, and eframe-ceds stands on at most 40 packages",
        features::words_only,
    ),
];

/// Holds each rule against the workspace.
pub(crate) fn run(workspace: &Workspace, report: &mut Report) {
    report.step("rules of the house", || {
        let mut tally = Tally::default();
        for (sentence, rule) in RULES {
            let found = rule(workspace)?;
            println!("{}  {sentence}", if found.is_empty() { "ok  " } else { "FAIL" });
            for place in &found {
                println!("        {place}");
            }
            tally.add(if found.is_empty() { Tally::ONE } else { Tally { passed: 0, failed: 1 } });
        }
        Ok(tally)
    });
}
