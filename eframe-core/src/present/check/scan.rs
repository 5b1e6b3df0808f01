//! Reads what is written in `.ftl` files and asked for in code and templates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The messages of one file, each with the names of what it fills in.
pub(super) struct Ftl {
    pub(super) messages: BTreeMap<String, BTreeSet<String>>,
}

impl Ftl {
    pub(super) fn read(text: &str) -> Self {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) =
                line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                let key = key.trim().to_owned();
                messages.entry(key.clone()).or_default();
                current = Some(key);
            }
            if let Some(fills) = current.as_ref().and_then(|key| messages.get_mut(key)) {
                fills.extend(
                    line.split('$')
                        .skip(1)
                        .map(|rest| rest.chars().take_while(|c| name(*c)).collect()),
                );
            }
        }
        Self { messages }
    }
}

/// Dotted literals in the sources of a crate that begin with its bundle's name, and where each stands. One that ends in a dot
/// or a hyphen is put together at run time and uses every message that begins so.
pub(super) struct Uses {
    literals: BTreeMap<String, String>,
}

impl Uses {
    pub(super) fn read(folder: &Path, bundle: &str) -> Self {
        let mut literals = BTreeMap::new();
        for (part, ending) in [("src", ".rs"), ("templates", "")] {
            visit(&folder.join(part), ending, &mut |place, text| {
                collect(text, bundle, place, &mut literals)
            });
        }
        Self { literals }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        // What a permission allows is said by a message that is named like it.
        let permission = key.replacen("-may-", "-", 1);
        let allowed = permission != key;
        self.literals.keys().any(|used| {
            let used = used.replace('.', "-");
            let prefix = used.ends_with('-') && key.starts_with(&used);
            prefix || key == used || (allowed && permission == used)
        })
    }

    /// Whole keys, which must exist. Names of two parts are events and subjects; what stands in `permission.rs` and
    /// `event.rs` names what is done, not what is said.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        let whole = self.literals.iter().filter(|(key, place)| {
            let named = ["/permission.rs:", "/event.rs:"].iter().any(|file| place.contains(file));
            !named && !key.ends_with(['.', '-']) && key.matches('.').count() > 1
        });
        whole.map(|(key, place)| (key.as_str(), place.as_str()))
    }
}

fn collect(text: &str, bundle: &str, place: &str, literals: &mut BTreeMap<String, String>) {
    // What tests ask for is not asked for by anybody.
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    for (number, line) in
        text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
    {
        for quote in ['"', '\''] {
            for literal in line.split(quote) {
                let dotted = literal
                    .strip_prefix(bundle)
                    .is_some_and(|rest| rest.starts_with('.') && rest.chars().all(part));
                if dotted {
                    literals.insert(literal.to_owned(), format!("{place}:{}", number + 1));
                }
            }
        }
    }
}

fn name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

fn part(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'
}

fn visit(folder: &Path, ending: &str, see: &mut impl FnMut(&str, &str)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let place = path.display().to_string();
        let tests = place.ends_with("/tests.rs") || place.ends_with("/tests");
        if path.is_dir() && !tests {
            visit(&path, ending, see);
        } else if place.ends_with(ending) && !tests {
            see(&place, &std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}
