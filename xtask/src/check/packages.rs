//! Which packages of others we stand on, and how many.

use std::collections::BTreeSet;

use toml::Table;

use super::Found;
use crate::command::{cargo, output};
use crate::workspace::Workspace;

const SITE: &str = "wego-site";
const MOST: usize = 450;

/// What deny.toml bans by name, and a second copy of what it wants once.
pub(super) fn bans(workspace: &Workspace) -> Found {
    let rules = deny(workspace)?;
    let mut found = Vec::new();
    for entry in rules["bans"]["deny"].as_array().into_iter().flatten() {
        let name = entry["crate"].as_str().unwrap_or_default();
        let copies: Vec<_> =
            workspace.others.iter().filter(|package| package.name == name).collect();
        let once =
            entry.get("deny-multiple-versions").and_then(toml::Value::as_bool).unwrap_or_default();
        if copies.len() > usize::from(once) {
            let versions: Vec<_> = copies.iter().map(|package| package.version.as_str()).collect();
            found.push(format!(
                "{name} {} (cargo tree -i {name} tells who brings it)",
                versions.join(", ")
            ));
        }
    }
    Ok(found)
}

/// Each licence expression can be met by the allowed ones.
pub(super) fn licences(workspace: &Workspace) -> Found {
    let rules = deny(workspace)?;
    let allowed: BTreeSet<&str> = rules["licenses"]["allow"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_str)
        .collect();
    Ok(workspace
        .others
        .iter()
        .filter(|package| !is_met(&package.licence, &allowed))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.licence))
        .collect())
}

/// `cargo tree -p wego-site -e normal,build --prefix none --no-dedupe | awk '{print $1,$2}' | sort -u | wc -l`
pub(super) fn count(workspace: &Workspace) -> Found {
    let tree = format!("tree --quiet -p {SITE} -e normal,build --prefix none --no-dedupe");
    let listed = output(&mut cargo(workspace, &tree))?;
    let packages: BTreeSet<Vec<&str>> =
        listed.lines().map(|line| line.split_whitespace().take(2).collect()).collect();
    println!("      {SITE} stands on {} packages", packages.len());
    Ok(if packages.len() > MOST {
        vec![format!("{} packages", packages.len())]
    } else {
        Vec::new()
    })
}

fn deny(workspace: &Workspace) -> Result<Table, String> {
    workspace.read("deny.toml")?.parse().map_err(|error| format!("deny.toml: {error}"))
}

/// Old packages write `/` for OR; exceptions (`WITH`) only ever widen what is allowed.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    !words.is_empty() && any_of(&words, &mut at, allowed) && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut met = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all_of(words, at, allowed);
    }
    met
}

fn all_of(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any_of(words, at, allowed);
        *at += 1;
        return met;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    allowed.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_expressions() {
        let allowed = BTreeSet::from(["MIT", "Apache-2.0", "Unicode-3.0"]);
        for good in [
            "MIT",
            "GPL-2.0-only OR MIT",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
        ] {
            assert!(is_met(good, &allowed), "{good}");
        }
        for bad in
            ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR Apache-2.0) AND ISC", "MIT MIT"]
        {
            assert!(!is_met(bad, &allowed), "{bad}");
        }
    }
}
