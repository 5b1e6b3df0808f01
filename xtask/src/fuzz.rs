//! Fuzz targets: readers are given anything.
//!
//! They are built by the ordinary compiler, with libFuzzer's counters in every branch, in a workspace of their own under `fuzz/`. A
//! target's corpus there is what the tests try again; what a run finds besides goes to the build folder.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::command::{output, run};
use crate::report::{Report, Tally};
use crate::workspace::Workspace;

const SECONDS: &str = "WEGO_FUZZ_SECONDS";

/// libFuzzer's counters, as cargo-fuzz asks the compiler for them, without the sanitizers that only a nightly one has: safe code has
/// nothing for them to find.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Runs each target for ten minutes, or as many seconds as `WEGO_FUZZ_SECONDS` says.
pub(crate) fn run_all(workspace: &Workspace, report: &mut Report) {
    let mut built = Vec::new();
    report.step("fuzz targets", || {
        built = build(workspace)?;
        Ok(Tally::ONE)
    });
    let seconds = env::var(SECONDS).unwrap_or_else(|_| "600".to_owned());
    for program in &built {
        let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        report.step(&name, || fuzz(workspace, program, &name, &seconds).map(|()| Tally::ONE));
    }
}

/// The programs of the targets, one for each folder of the corpus.
fn build(workspace: &Workspace) -> Result<Vec<std::path::PathBuf>, String> {
    let cargo = || Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let about = output(cargo().arg("-vV"))?;
    // A target is named, so that build scripts and macros, which run in the compiler, have no counters.
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("no host")?;
    let folder = workspace.root.join("fuzz");
    let target = workspace.target.join("fuzz");
    run(cargo()
        .args(["build", "--release", "--target", host])
        .current_dir(&folder)
        .env("RUSTFLAGS", FLAGS)
        .env("CARGO_TARGET_DIR", &target))?;
    let failed = |error: std::io::Error| format!("fuzz/corpus: {error}");
    let mut programs = Vec::new();
    for corpus in fs::read_dir(folder.join("corpus")).map_err(failed)? {
        let name = corpus.map_err(failed)?.file_name();
        programs.push(target.join(host).join("release").join(name));
    }
    programs.sort();
    Ok(programs)
}

fn fuzz(workspace: &Workspace, program: &Path, name: &str, seconds: &str) -> Result<(), String> {
    let found = workspace.target.join("fuzz").join("corpus").join(name);
    fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let seconds = format!("-max_total_time={seconds}");
    // The first folder takes what is new, and the committed one is read.
    let settings = ["-max_len=8192", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"];
    let ended = run(Command::new(program)
        .args([&seconds])
        .args(settings)
        .arg(format!("-artifact_prefix={}/crash-{name}-", workspace.target.join("fuzz").display()))
        .arg(&found)
        .arg(workspace.root.join("fuzz/corpus").join(name)));
    ended.map_err(|error| {
        format!("{error}\nput the file that it names into fuzz/corpus/{name}, mend it, and run the tests")
    })
}
