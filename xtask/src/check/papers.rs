//! Papers: their links lead somewhere, the course's contents are whole, and the tests they name are there.

use std::path::{Component, Path, PathBuf};

use super::Found;
use crate::workspace::Workspace;

/// Relative links in Markdown files name files or folders that are there.
pub(crate) fn links(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for file in papers(workspace)? {
        let folder = file.parent().unwrap_or(Path::new(""));
        for target in targets(&workspace.read(&file)?) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !workspace.root.join(folder).join(path).exists() {
                found.push(format!("{}: {target}", file.display()));
            }
        }
    }
    Ok(found)
}

/// Every chapter under `docs/` is in `docs/SUMMARY.md`.
pub(crate) fn contents(workspace: &Workspace) -> Found {
    let summary = targets(&workspace.read("docs/SUMMARY.md")?);
    let named: Vec<PathBuf> =
        summary.iter().map(|target| plain(&Path::new("docs").join(target))).collect();
    Ok(papers(workspace)?
        .iter()
        .filter(|file| {
            file.starts_with("docs") && !file.ends_with("SUMMARY.md") && !named.contains(file)
        })
        .map(|file| format!("{} is not in docs/SUMMARY.md", file.display()))
        .collect())
}

/// Every test that a paper names as `path/to/file.rs::its_name` is a function in that file.
pub(crate) fn tests(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for paper in papers(workspace)? {
        for (file, name) in named_tests(&workspace.read(&paper)?) {
            let text = workspace.read(file).unwrap_or_default();
            if !text.contains(&format!("fn {name}(")) {
                found.push(format!("{}: {file} has no {name}", paper.display()));
            }
        }
    }
    Ok(found)
}

/// What stands in backquotes as a file of Rust and a name in it.
fn named_tests(text: &str) -> Vec<(&str, &str)> {
    let spans = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let mut found: Vec<_> = spans
        .filter_map(|span| span.split_once("::"))
        .filter(|(file, _)| file.ends_with(".rs"))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Markdown for people: not the site's seed content, whose links are addresses.
fn papers(workspace: &Workspace) -> Result<Vec<PathBuf>, String> {
    let mut files = workspace.files()?;
    files.retain(|file| {
        file.extension().is_some_and(|extension| extension == "md")
            && !file.components().any(|part| part.as_os_str() == "content")
    });
    Ok(files)
}

/// The targets of `[text](target)` that are neither absolute nor rustdoc paths, outside code.
fn targets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for rest in line.split("](").skip(1) {
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            if !target.contains("::") && !target.contains(':') && !target.starts_with('/') {
                found.push(target.to_owned());
            }
        }
    }
    found
}

fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_in_backquotes_are_found_once() {
        let text = "| met | `a/b.rs::one`, `a/b.rs::two` |\n`a/b.rs::one`, `Vec::new`, `a/b.rs` and a/b.rs::three\n";
        assert_eq!(named_tests(text), [("a/b.rs", "one"), ("a/b.rs", "two")]);
    }

    #[test]
    fn links_outside_code_are_found() {
        let text = "See [one](a.md) and [two](b/c.md#d \"title\"), [far](https://example.org).\n```\n[no](code.md)\n```\n";
        assert_eq!(targets(text), ["a.md", "b/c.md#d"]);
    }
}
