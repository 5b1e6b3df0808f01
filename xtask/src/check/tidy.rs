//! Tidiness: how long, where, and under which name.

use std::path::{Path, PathBuf};

use super::Found;
use crate::workspace::Workspace;

const MAP_LINES: usize = 120;
const FILE_LINES: usize = 500;

/// Written in two halves, so that this file does not hold what it looks for.
const WORDS: &[(&str, &str)] = &[
    ("FIX", "ME"),
    ("todo", "!("),
    ("unimplemented", "!("),
    ("dbg", "!("),
    ("#[ign", "ore"),
    ("test.sk", "ip("),
    ("/ho", "me/"),
    ("/ro", "ot/"),
    ("DESIGN", ".md"),
    ("DESIGN", " "),
    ("BAD-IN", "PUTS"),
    ("FEATU", "RES.md"),
    ("DEPEN", "DENCIES.md"),
    ("LOOK", ".md"),
    ("WEGO", ".md"),
    ("crates", ".io"),
    ("npmjs", ".org"),
    ("\"reso", "lved\":"),
];

const TEXT: &[&str] = &["rs", "toml", "md", "html", "css", "js", "mjs", "json", "sh", "ftl"];

pub(super) fn architecture(workspace: &Workspace) -> Found {
    let text = workspace.read("ARCHITECTURE.md")?;
    let missing =
        workspace.members.iter().filter(|package| !text.contains(&format!("`{}`", package.name)));
    Ok(missing.map(|package| format!("`{}` is not in ARCHITECTURE.md", package.name)).collect())
}

pub(super) fn maps(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for file in sources(workspace)?.iter().filter(|file| file.ends_with("src/lib.rs")) {
        let lines = workspace.read(file)?.lines().count();
        if lines > MAP_LINES {
            found.push(format!("{}: {lines} lines", file.display()));
        }
    }
    Ok(found)
}

pub(super) fn long_files(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for file in sources(workspace)?.iter().filter(|file| !is_test(file)) {
        let lines = lines_before_tests(&workspace.read(file)?);
        if lines > FILE_LINES {
            found.push(format!("{}: {lines} lines", file.display()));
        }
    }
    Ok(found)
}

pub(super) fn names(workspace: &Workspace) -> Found {
    Ok(sources(workspace)?
        .iter()
        .filter(|file| {
            let stem = file.file_stem().unwrap_or_default();
            ["mod", "utils", "util", "helpers", "common"].iter().any(|name| stem == *name)
        })
        .map(|file| file.display().to_string())
        .collect())
}

pub(super) fn words(workspace: &Workspace) -> Found {
    let words: Vec<String> = WORDS.iter().map(|(one, two)| format!("{one}{two}")).collect();
    let mut found = Vec::new();
    for file in workspace.files()? {
        let is_text =
            file.extension().is_some_and(|extension| TEXT.iter().any(|text| extension == *text));
        if !is_text {
            continue;
        }
        for (number, line) in workspace.read(&file)?.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(word.as_str())) {
                found.push(format!("{}:{}: {word}", file.display(), number + 1));
            }
        }
    }
    Ok(found)
}

fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>, String> {
    let mut files = workspace.files()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    Ok(files)
}

fn is_test(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests")
        || file.file_stem().is_some_and(|stem| stem == "tests")
}

fn lines_before_tests(text: &str) -> usize {
    text.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_at_the_end_do_not_count() {
        assert_eq!(lines_before_tests("fn a() {}\n\n#[cfg(test)]\nmod tests {\n}\n"), 2);
    }

    #[test]
    fn test_folders_and_files_are_tests() {
        assert!(is_test(Path::new("eframe-cms/tests/it/main.rs")));
        assert!(is_test(Path::new("eframe-cms/src/rules/tests.rs")));
        assert!(!is_test(Path::new("eframe-core/src/test.rs")));
    }
}
