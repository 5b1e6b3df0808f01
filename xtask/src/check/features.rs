//! Without its features a crate is its rules.

use super::Found;
use crate::command::{cargo, output};
use crate::workspace::Workspace;

/// On how many packages the engine of diagnosis stands at most: a city takes it into any program.
const ENGINE: (&str, usize) = ("eframe-ceds", 40);

/// What only the server half may bring.
const SERVER_ONLY: &[&str] = &["axum", "hyper", "minijinja", "sea-orm", "sqlx-core", "tokio"];

/// Each crate with a feature `server` builds without it, and then brings no server.
pub(super) fn words_only(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for package in workspace
        .members
        .iter()
        .filter(|package| package.features.iter().any(|name| name == "server"))
    {
        let name = &package.name;
        if let Err(error) = output(&mut cargo(
            workspace,
            &format!("check --quiet --lib -p {name} --no-default-features"),
        )) {
            found.push(error);
        }
        let tree = format!(
            "tree --quiet -p {name} --no-default-features -e normal --prefix none --no-dedupe"
        );
        let listed = output(&mut cargo(workspace, &tree))?;
        let mut brought: Vec<&str> =
            listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
        brought.sort_unstable();
        brought.dedup();
        println!("      {name} alone stands on {} packages", brought.len().saturating_sub(1));
        if *name == ENGINE.0 && brought.len() > ENGINE.1 + 1 {
            found.push(format!("{name} alone stands on more than {} packages", ENGINE.1));
        }
        let server = brought.iter().filter(|other| SERVER_ONLY.contains(other));
        found.extend(server.map(|other| format!("{name} without features still brings {other}")));
    }
    Ok(found)
}
