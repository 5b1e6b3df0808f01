//! What cargo knows of the workspace.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::command::output;

/// The workspace, its own packages, and every package that Linux builds would use with all features on.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) members: Vec<Package>,
    pub(crate) others: Vec<Package>,
}

#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    pub(crate) features: Vec<String>,
    /// Names of what the package depends on, for its tests and build as well.
    pub(crate) dependencies: Vec<String>,
}

impl Workspace {
    pub(crate) fn load() -> Result<Self, String> {
        let cargo = || Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let about = output(cargo().args(["-vV"]))?;
        let host = about
            .lines()
            .find_map(|line| line.strip_prefix("host: "))
            .ok_or("cargo names no host")?;
        let text = output(
            cargo()
                .args([
                    "metadata",
                    "--format-version=1",
                    "--all-features",
                    "--filter-platform",
                    host,
                ])
                .current_dir(env!("CARGO_MANIFEST_DIR")),
        )?;
        let all: Value =
            serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))?;
        let mut members = Vec::new();
        let mut others = Vec::new();
        for package in list(&all, "packages") {
            let is_member = list(&all, "workspace_members").any(|id| *id == package["id"]);
            if is_member { &mut members } else { &mut others }.push(Package::from(package));
        }
        Ok(Self {
            root: text_of(&all, "workspace_root").into(),
            target: text_of(&all, "target_directory").into(),
            members,
            others,
        })
    }

    pub(crate) fn member(&self, name: &str) -> Option<&Package> {
        self.members.iter().find(|package| package.name == name)
    }

    /// The files that git tracks or would track, from the root.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, String> {
        let listed = output(
            Command::new("git")
                .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
                .current_dir(&self.root),
        )?;
        let mut files: Vec<PathBuf> = listed.split_terminator('\0').map(PathBuf::from).collect();
        files.retain(|file| self.root.join(file).is_file());
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// A tracked file's text.
    pub(crate) fn read(&self, file: impl AsRef<Path>) -> Result<String, String> {
        let file = file.as_ref();
        fs::read_to_string(self.root.join(file))
            .map_err(|error| format!("cannot read {}: {error}", file.display()))
    }
}

impl Package {
    fn from(package: &Value) -> Self {
        Self {
            name: text_of(package, "name"),
            version: text_of(package, "version"),
            licence: text_of(package, "license"),
            features: package["features"]
                .as_object()
                .map(|all| all.keys().cloned().collect())
                .unwrap_or_default(),
            dependencies: list(package, "dependencies").map(|one| text_of(one, "name")).collect(),
        }
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
