//! The papers: links of the course and manual, and the API documentation.

use crate::check::{papers, permissions};
use crate::command::{cargo, run};
use crate::report::{Report, Tally};
use crate::workspace::Workspace;

/// Writes the page of permissions anew, checks `docs/` (mdBook's source form) and builds the API documentation into `target/doc`.
pub(crate) fn run_all(workspace: &Workspace, report: &mut Report) {
    report.step("page of permissions", || permissions::write(workspace).map(|()| Tally::ONE));
    report.step("links of the papers", || {
        let broken = [papers::links(workspace)?, papers::contents(workspace)?].concat();
        if broken.is_empty() { Ok(Tally::ONE) } else { Err(broken.join("\n")) }
    });
    report.step("API documentation", || {
        let mut command = cargo(workspace, "doc --workspace --all-features --no-deps");
        run(command.env("RUSTDOCFLAGS", "-D warnings")).map(|()| Tally::ONE)
    });
}
