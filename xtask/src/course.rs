//! The course's chapters, done as a trainee does them.
//!
//! A chapter is Markdown. What its fences say in their first line decides what happens to them:
//!
//! | fence | what happens |
//! |---|---|
//! | `sh` | typed into the chapter's one shell, from the workspace's root |
//! | `sh,terminal` | typed into a second terminal, after ending what ran there; goes on once it says the last line of the `text` after it |
//! | `text` after `sh` | these lines come out, in this order; `…` stands for anything |
//! | `LANGUAGE,file=PATH` | written to that file |
//! | `LANGUAGE,from=PATH` | stands in that file of the workspace, word for word |
//!
//! Two names are the trainee's own and get another value here: the address `127.0.0.1:8080` and the folder
//! `my-city`. A chapter that speaks of `CITY_POSTGRES` finds the address of a PostgreSQL server in it.

mod chapter;
mod script;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chapter::Part;

use crate::postgres;
use crate::report::{Report, Tally};
use crate::workspace::Workspace;

const FOLDER: &str = "docs/course";
/// In this variable a trainee has the address of a PostgreSQL server.
const SERVER: &str = "CITY_POSTGRES";

/// The chapters alone, those of these numbers where some are named; on a server that runs already, where there is one.
pub(crate) fn run_all(
    workspace: &Workspace,
    report: &mut Report,
    server: Option<&str>,
    numbers: &[String],
) {
    report.step("the course, as a trainee does it", || run(workspace, server, numbers));
}

/// Does every chapter, each in a fresh folder; answers how many parts were done and held.
fn run(workspace: &Workspace, server: Option<&str>, numbers: &[String]) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let wanted = |file: &Path| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        numbers.is_empty()
            || name.split_once('-').is_some_and(|(n, _)| numbers.iter().any(|w| w == n))
    };
    for file in chapters(workspace)?.into_iter().filter(|file| wanted(file)) {
        let text = workspace.read(&file)?;
        let wants_server = text.contains(SERVER);
        if wants_server && postgres::skipped() {
            println!("left  {}", file.display());
            continue;
        }
        let server = match server {
            Some(url) => Some(url.to_owned()),
            None if wants_server => Some(postgres::url()?),
            None => None,
        };
        let parts = chapter::parts(&text);
        let mut found = quoted(workspace, &parts)?;
        let typed = typed(workspace, &file, &parts, server.as_deref())?;
        found.extend(script::missing(&parts, &typed));
        println!("{}  {}", if found.is_empty() { "ok  " } else { "FAIL" }, file.display());
        for fault in &found {
            println!("        {fault}");
        }
        if !found.is_empty() {
            println!("{}", typed.all);
        }
        let failed = found.len() as u64;
        tally.add(Tally { passed: (parts.len() as u64).saturating_sub(failed), failed });
    }
    Ok(tally)
}

fn chapters(workspace: &Workspace) -> Result<Vec<PathBuf>, String> {
    let mut files = workspace.files()?;
    files.retain(|file| {
        file.starts_with(FOLDER) && file.extension().is_some_and(|extension| extension == "md")
    });
    Ok(files)
}

/// Code that a chapter quotes stands in the file it names, so it compiles and its tests hold.
fn quoted(workspace: &Workspace, parts: &[Part]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for part in parts {
        if let Part::Quote { line, path, text } = part
            && !squeezed(&workspace.read(path)?).contains(&squeezed(text))
        {
            found.push(format!("line {line}: {path} does not say this"));
        }
    }
    Ok(found)
}

/// Indentation is the chapter's own.
fn squeezed(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Types a chapter's commands into a shell and answers what came out.
fn typed(
    workspace: &Workspace,
    file: &Path,
    parts: &[Part],
    server: Option<&str>,
) -> Result<script::Answer, String> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let scratch = std::env::temp_dir().join(format!("wego-course-{name}-{}", std::process::id()));
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    fs::create_dir_all(&scratch).map_err(failed)?;
    let free =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).map_err(failed)?;
    let place = script::Place { scratch: &scratch, address: &free.to_string() };
    let answer = Command::new("bash")
        .arg("-c")
        .arg(script::write(parts, &place))
        .current_dir(&workspace.root)
        .env("CARGO_TERM_PROGRESS_WHEN", "never")
        .env("WEGO_LISTEN", place.address)
        .envs(server.map(|url| (SERVER, url)))
        .stdin(Stdio::null())
        .output()
        .map_err(failed)?;
    let _ = fs::remove_dir_all(&scratch);
    Ok(script::Answer::read(&answer.stdout, &answer.stderr, answer.status.success(), &place))
}
