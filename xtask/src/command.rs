//! Running other programs.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::workspace::Workspace;

/// The cargo that runs this, in the workspace's root.
pub(crate) fn cargo(workspace: &Workspace, arguments: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&workspace.root).args(arguments.split_whitespace());
    command.env("CARGO_TERM_PROGRESS_WHEN", "never").stdin(Stdio::null());
    command
}

/// Runs a program whose output people see.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    println!("$ {}", shown(command));
    let status =
        command.status().map_err(|error| format!("cannot run {}: {error}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", shown(command))) }
}

/// Runs a program for what it prints; its standard error is part of the error when it fails.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let answer =
        command.output().map_err(|error| format!("cannot run {}: {error}", shown(command)))?;
    if !answer.status.success() {
        let said = String::from_utf8_lossy(&answer.stderr);
        return Err(format!("{} ended with {}\n{said}", shown(command), answer.status));
    }
    String::from_utf8(answer.stdout).map_err(|_| format!("{} printed no text", shown(command)))
}

/// Where a program's lines are read from while people see them too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Stdout,
    Stderr,
}

/// Runs a program whose output people see, showing each line to `look` as well; answers whether it ended well.
pub(crate) fn watch(
    command: &mut Command,
    from: From,
    mut look: impl FnMut(&str),
) -> Result<bool, String> {
    println!("$ {}", shown(command));
    let failed = |error: std::io::Error| format!("cannot run a program: {error}");
    match from {
        From::Stdout => command.stdout(Stdio::piped()),
        From::Stderr => command.stderr(Stdio::piped()),
    };
    let mut child = command.spawn().map_err(failed)?;
    let lines: Box<dyn BufRead> = match (child.stdout.take(), child.stderr.take()) {
        (Some(stdout), None) => Box::new(BufReader::new(stdout)),
        (None, Some(stderr)) => Box::new(BufReader::new(stderr)),
        _ => return Err("a program's output got lost".to_owned()),
    };
    for line in lines.split(b'\n') {
        let line = line.map_err(failed)?;
        let line = String::from_utf8_lossy(&line);
        match from {
            From::Stdout => println!("{line}"),
            From::Stderr => eprintln!("{line}"),
        }
        look(&line);
    }
    Ok(child.wait().map_err(failed)?.success())
}

/// The first program of these names that is on the path.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(OsStr::new("?"));
    let words: Vec<_> =
        std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
