//! A folder with files in it, and what a command did there.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub(crate) const SURVEY: &str = r#"format = 1
id = "small"
edition = "2026"
language = "en"
name = { en = "A small index" }

[indicators]
normalise = "min-max"

[[node]]
id = "index"

[[node]]
id = "reach"
parent = "index"

[[node]]
id = "speed"
parent = "index"

[[indicator]]
id = "coverage"
parent = "reach"

[[indicator]]
id = "users"
parent = "reach"

[[indicator]]
id = "waiting"
parent = "speed"
direction = "down"
"#;

pub(crate) const CITIES: &str =
    "unit,coverage,users,waiting\nAville,91,40,12\nBeeton,60,70,3\nCeeford,80,55,5\nDeeham,75,,9\n";

/// A folder with the small instrument and its data.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("small.toml"), SURVEY).expect("written");
    std::fs::write(folder.path().join("cities.csv"), CITIES).expect("written");
    folder
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn command(folder: &Path, typed: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ceds"));
    command.args(typed.split_whitespace()).current_dir(folder);
    command
}

/// Runs `ceds` with words that stand apart by blanks.
pub(crate) fn ceds(folder: &Path, typed: &str) -> Ran {
    with_input(folder, typed, "")
}

pub(crate) fn with_input(folder: &Path, typed: &str, input: &str) -> Ran {
    let mut child = command(folder, typed)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // Who does not read its input closes it, which is no fault here.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The names of the files of a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder");
    let name = |file: std::io::Result<std::fs::DirEntry>| file.expect("a file").file_name();
    let mut files: Vec<String> =
        files.map(|file| name(file).to_string_lossy().into_owned()).collect();
    files.sort();
    files
}
