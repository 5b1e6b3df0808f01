//! Tidiness: how long, where, and under which name.

use std::path::{Path, PathBuf};

use super::Found;
use crate::workspace::Workspace;

const MAP_LINES: usize = 120;
const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 60;

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

pub(super) fn long_functions(workspace: &Workspace) -> Found {
    let mut found = Vec::new();
    for file in sources(workspace)?.iter().filter(|file| !is_test(file)) {
        let text = workspace.read(file)?;
        let own: Vec<&str> = text.lines().take(lines_before_tests(&text)).collect();
        let long = functions(&own).into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES);
        found
            .extend(long.map(|(name, lines)| format!("{}: {name}, {lines} lines", file.display())));
    }
    Ok(found)
}

/// The functions of a file as rustfmt writes it, each with the lines between its braces: it ends where its brace is
/// closed as deep as it begins. One that stands on a line alone is short.
fn functions<'a>(lines: &[&'a str]) -> Vec<(&'a str, usize)> {
    let mut all = Vec::new();
    let mut begun: Option<(&str, &str, usize)> = None;
    for (number, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        let depth = &line[..line.len() - text.len()];
        match begun {
            // Declared in a trait, without a body.
            Some((_, of, 0)) if text.ends_with(';') && depth == of => begun = None,
            Some((name, of, body)) if body > 0 && text == "}" && depth == of => {
                all.push((name, number - body));
                begun = None;
            }
            // The signature goes on until its brace.
            Some((name, of, 0)) if text.ends_with('{') && depth == of => {
                begun = Some((name, of, number + 1));
            }
            Some(_) => {}
            None => {
                let open = if text.ends_with('{') { number + 1 } else { 0 };
                begun = named(text)
                    .filter(|_| !text.ends_with(['}', ';']))
                    .map(|name| (name, depth, open));
            }
        }
    }
    all
}

/// The name of the function whose signature begins so.
fn named(text: &str) -> Option<&str> {
    let (before, after) = text.split_once("fn ")?;
    let words = ["pub", "const", "async", "unsafe"];
    let is_word =
        |word: &str| words.contains(&word) || word.starts_with("pub(") || word == "super)";
    if !before.split_whitespace().all(is_word) {
        return None;
    }
    after.split(['(', '<']).next().filter(|name| !name.is_empty())
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
    // Properties are proven in modules called proofs.
    let proves = |name: &std::ffi::OsStr| name == "tests" || name == "proofs" || name == "benches";
    file.components().any(|part| proves(part.as_os_str())) || file.file_stem().is_some_and(proves)
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
    fn functions_are_found_with_their_bodies() {
        let text = "impl A {\n    pub(crate) async fn one<T>(\n        t: T,\n    ) -> T {\n        if t {\n            \
                    t\n        }\n    }\n\n    fn short() {}\n}\n\nfn two() -> u8 {\n    2\n}\n";
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(functions(&lines), [("one", 3), ("two", 1)]);
        let declared = ["    fn one(", "        &self,", "    ) -> u8;", "    fn two() {", "    }"];
        assert_eq!(functions(&declared), [("two", 0)]);
        assert_eq!(named("/// a fn of() {"), None);
    }

    #[test]
    fn test_folders_and_files_are_tests() {
        assert!(is_test(Path::new("eframe-cms/tests/it/main.rs")));
        assert!(is_test(Path::new("eframe-cms/src/rules/tests.rs")));
        assert!(!is_test(Path::new("eframe-core/src/test.rs")));
    }
}
