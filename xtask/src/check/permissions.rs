//! The manual's page of permissions and actions, made from the one list that each block has.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::Found;
use crate::workspace::Workspace;

const PAGE: &str = "docs/reference/permissions.md";

const HEAD: &str = "\
# Permissions and actions

What a person may be allowed to do, and what the audit log calls what was done. A role is a set of permissions,
held everywhere or for one organisation; the site's own roles are in `examples/wego-site/src/roles.rs`.

`cargo xtask docs` makes this page from each block's `permission.rs`.
";

const FOOT: &str = "\n\
## What each opens by JSON

Of the site's own [description](json.md#who-asks): each operation that a permission opens, and what is needed beside it. A permission that is not named
here opens pages or commands alone. What is below is made of the description; a test of the site fails where it says otherwise, and prints it.

<!-- by operation -->
";

/// Above it this program makes the page; below it a test of the site does, which has the description of its services.
const MARK: &str = "<!-- by operation -->\n";

/// The page says what the code says.
pub(super) fn page(workspace: &Workspace) -> Found {
    let is_same = workspace
        .read(PAGE)
        .is_ok_and(|page| parts(&page).0 == made(workspace).unwrap_or_default());
    Ok(if is_same {
        Vec::new()
    } else {
        vec![format!("{PAGE} is behind the code: cargo xtask docs")]
    })
}

/// Writes the page anew, but for what is below the mark.
pub(crate) fn write(workspace: &Workspace) -> Result<(), String> {
    let there = workspace.read(PAGE).unwrap_or_default();
    fs::write(workspace.root.join(PAGE), made(workspace)? + parts(&there).1)
        .map_err(|error| format!("{PAGE}: {error}"))
}

/// What is above the mark, with it, and what is below.
fn parts(page: &str) -> (&str, &str) {
    match page.find(MARK) {
        Some(at) => page.split_at(at + MARK.len()),
        None => (page, ""),
    }
}

fn made(workspace: &Workspace) -> Result<String, String> {
    let mut page = HEAD.to_owned();
    let mut files: Vec<PathBuf> = workspace.files()?;
    files.retain(|file| file.ends_with("src/permission.rs") && !file.starts_with("eframe-core"));
    for file in &files {
        let name = file.iter().next().unwrap_or_default().to_string_lossy();
        let text = workspace.read(file)?;
        let _ = write!(page, "\n## {name}\n\n| permission | what it allows |\n|---|---|\n");
        for (permission, what) in constants(&text, "Permission") {
            let _ = writeln!(page, "| `{permission}` | {what} |");
        }
        let actions = actions(&text);
        if actions.is_empty() {
            return Err(format!("{}: no action was found in it", file.display()));
        }
        let actions: Vec<_> = actions.iter().map(|action| format!("`{action}`")).collect();
        let _ = writeln!(page, "\nIn the audit log: {}.", actions.join(", "));
    }
    Ok(page + FOOT)
}

/// `/// What.` over `const NAME: KIND = KIND::new("dotted.name");`: the name, and what without the last dot.
fn constants(text: &str, kind: &str) -> Vec<(String, String)> {
    let start = format!(": {kind} = {kind}::new(\"");
    let mut found = Vec::new();
    let mut said = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("/// ") {
            said.push(doc);
            continue;
        }
        if let Some((name, _)) = line.split_once(&start).and_then(|(_, rest)| rest.split_once('"'))
        {
            found.push((name.to_owned(), said.join(" ").trim_end_matches('.').to_owned()));
        }
        said.clear();
    }
    found
}

/// The actions in a file: constants of their own, and lines `NAME = "dotted.name";` of a table `actions! { .. }`.
fn actions(text: &str) -> Vec<String> {
    let own = constants(text, "Action").into_iter().map(|(action, _)| action);
    let table = text.lines().map(str::trim).skip_while(|line| !line.starts_with("actions! {"));
    let table = table.take_while(|line| *line != "}");
    let listed =
        table.filter_map(|line| Some(line.split_once(" = \"")?.1.strip_suffix("\";")?.to_owned()));
    own.chain(listed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_the_mark_is_left_alone() {
        assert!(FOOT.ends_with(MARK));
        let page = format!("made{FOOT}below");
        let (made, below) = parts(&page);
        assert_eq!((made.ends_with(MARK), below), (true, "below"));
        assert_eq!(parts("a page of before"), ("a page of before", ""));
    }

    #[test]
    fn constants_are_read_with_what_they_allow() {
        let text = "/// Write drafts,\n/// and hand them in.\npub const EDIT: Permission = Permission::new(\"cms.page.edit\");\n\
            pub(crate) const DONE: Action = Action::new(\"cms.page.done\");\n";
        let edit = ("cms.page.edit".to_owned(), "Write drafts, and hand them in".to_owned());
        assert_eq!(constants(text, "Permission"), [edit]);
        assert_eq!(constants(text, "Action"), [("cms.page.done".to_owned(), String::new())]);
    }

    #[test]
    fn actions_are_read_from_constants_and_from_a_table() {
        let text = "pub const DONE: Action = Action::new(\"cms.page.done\");\n\
            actions! { 2:\n    BEGUN = \"a.b.begin\";\n    ENDED = \"a.b.end\";\n}\n\
            const OTHER: &str = \"no.action\";\n";
        assert_eq!(actions(text), ["cms.page.done", "a.b.begin", "a.b.end"]);
    }
}
