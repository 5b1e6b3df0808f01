//! Where a template's text comes from: the host's folder first, then what the blocks brought.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use crate::present::Bundle;
use crate::{Digest, sha256};

#[derive(Clone)]
pub(crate) struct Sources {
    embedded: HashMap<&'static str, &'static str>,
    own: HashMap<String, String>,
}

impl Sources {
    /// Reads the host's own templates once, at start. A later bundle replaces an earlier one's template.
    pub(crate) fn read(
        bundles: &[Bundle],
        folder: Option<&Path>,
    ) -> Result<Self, (PathBuf, io::Error)> {
        let embedded = bundles.iter().flat_map(|bundle| bundle.templates.iter().copied()).collect();
        let mut own = HashMap::new();
        if let Some(folder) =
            folder.map(|folder| folder.join("templates")).filter(|folder| folder.is_dir())
        {
            read_folder(&folder, "", &mut own)?;
        }
        Ok(Self { embedded, own })
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.own.get(name).map(String::as_str).or_else(|| self.embedded.get(name).copied())
    }

    /// The digest of all templates.
    pub(crate) fn digest(&self) -> Digest {
        let own = self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let embedded = self.embedded.iter().map(|(name, text)| (*name, *text));
        let all = embedded.chain(own).collect::<BTreeMap<_, _>>();
        let all = all.into_iter().flat_map(|(name, text)| [name, text]);
        let digests = all.flat_map(|text| *sha256(text.as_bytes()).bytes());
        sha256(&digests.collect::<Vec<_>>())
    }

    /// The names of the host's own templates.
    pub(crate) fn own_names(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }
}

fn read_folder(
    folder: &Path,
    prefix: &str,
    own: &mut HashMap<String, String>,
) -> Result<(), (PathBuf, io::Error)> {
    let named = |error| (folder.to_owned(), error);
    for entry in std::fs::read_dir(folder).map_err(named)? {
        let path = entry.map_err(named)?.path();
        let Some(file) =
            path.file_name().and_then(|name| name.to_str()).filter(|name| !name.starts_with('.'))
        else {
            continue;
        };
        let name = format!("{prefix}{file}");
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), own)?;
        } else {
            let text = std::fs::read_to_string(&path).map_err(|error| (path.clone(), error))?;
            own.insert(name, text);
        }
    }
    Ok(())
}
