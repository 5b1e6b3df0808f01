//! Who may depend on whom.

use super::Found;
use crate::workspace::{Package, Workspace};

/// Pure crates that a few blocks share: the one exception to "a block depends on core only".
const SHARED: &[(&str, &[&str])] = &[("eframe-ballot", &["eframe-membership", "eframe-assembly"])];

const CORE: &str = "eframe-core";

/// A block's dependencies inside the workspace, also those of its tests, are core.
pub(super) fn blocks(workspace: &Workspace) -> Found {
    Ok(inner_edges(workspace)
        .filter(|(package, other)| {
            is_block(&package.name) && *other != CORE && !is_shared(&package.name, other)
        })
        .map(broken)
        .collect())
}

/// Core depends on nothing of ours.
pub(super) fn core(workspace: &Workspace) -> Found {
    Ok(inner_edges(workspace)
        .filter(|(package, other)| package.name == CORE && *other != CORE)
        .map(broken)
        .collect())
}

/// Who takes only the votes takes nothing else of ours.
pub(super) fn shared(workspace: &Workspace) -> Found {
    Ok(inner_edges(workspace)
        .filter(|(package, _)| SHARED.iter().any(|(shared, _)| *shared == package.name))
        .map(broken)
        .collect())
}

/// Only crates under `eframe-*` are there to be depended on.
pub(super) fn ends(workspace: &Workspace) -> Found {
    Ok(inner_edges(workspace)
        .filter(|(_, other)| !other.starts_with("eframe-"))
        .map(broken)
        .collect())
}

/// The example cities show that a host brings its own: web framework, sign-in.
pub(super) fn cities(workspace: &Workspace) -> Found {
    let forbidden = [
        ("city-hyper", &["axum", "axum-core", "eframe-accounts"][..]),
        ("city-axum", &["eframe-accounts"][..]),
    ];
    let mut found = Vec::new();
    for (city, others) in forbidden {
        let Some(package) = workspace.member(city) else {
            found.push(format!("the example {city} is missing"));
            continue;
        };
        let named =
            package.dependencies.iter().filter(|dependency| others.contains(&dependency.as_str()));
        found.extend(named.map(|dependency| broken((package, dependency))));
    }
    Ok(found)
}

fn inner_edges(workspace: &Workspace) -> impl Iterator<Item = (&Package, &str)> {
    workspace.members.iter().flat_map(move |package| {
        package
            .dependencies
            .iter()
            .filter(|dependency| workspace.member(dependency).is_some())
            .map(move |dependency| (package, dependency.as_str()))
    })
}

fn is_block(name: &str) -> bool {
    name.starts_with("eframe-") && name != CORE && !SHARED.iter().any(|(shared, _)| *shared == name)
}

fn is_shared(block: &str, other: &str) -> bool {
    SHARED.iter().any(|(shared, users)| *shared == other && users.contains(&block))
}

fn broken((package, other): (&Package, &str)) -> String {
    format!("{} depends on {other}", package.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(edges: &[(&str, &[&str])]) -> Workspace {
        let members = edges
            .iter()
            .map(|(name, others)| Package {
                name: (*name).to_owned(),
                version: String::new(),
                licence: String::new(),
                features: Vec::new(),
                dependencies: others.iter().map(|other| (*other).to_owned()).collect(),
            })
            .collect();
        Workspace { root: "".into(), target: "".into(), members, others: Vec::new() }
    }

    #[test]
    fn a_block_that_depends_on_a_block_is_found() {
        let city = workspace(&[
            ("eframe-core", &[]),
            ("eframe-cms", &["eframe-core", "eframe-accounts", "serde"]),
            ("eframe-accounts", &["eframe-core"]),
        ]);
        assert_eq!(blocks(&city), Ok(vec!["eframe-cms depends on eframe-accounts".to_owned()]));
    }

    #[test]
    fn ballots_are_shared_by_membership_alone() {
        let city = workspace(&[
            ("eframe-ballot", &[]),
            ("eframe-membership", &["eframe-ballot"]),
            ("eframe-cms", &["eframe-ballot"]),
        ]);
        assert_eq!(blocks(&city), Ok(vec!["eframe-cms depends on eframe-ballot".to_owned()]));
    }

    #[test]
    fn ballots_that_lean_on_core_are_found() {
        let city = workspace(&[("eframe-core", &[]), ("eframe-ballot", &["eframe-core", "serde"])]);
        assert_eq!(shared(&city), Ok(vec!["eframe-ballot depends on eframe-core".to_owned()]));
    }

    #[test]
    fn core_that_knows_a_block_is_found() {
        let city = workspace(&[("eframe-core", &["eframe-cms"]), ("eframe-cms", &["eframe-core"])]);
        assert_eq!(core(&city), Ok(vec!["eframe-core depends on eframe-cms".to_owned()]));
    }

    #[test]
    fn a_city_that_names_axum_under_hyper_is_found() {
        let city = workspace(&[("city-hyper", &["axum"]), ("city-axum", &["axum"])]);
        assert_eq!(cities(&city), Ok(vec!["city-hyper depends on axum".to_owned()]));
    }
}
