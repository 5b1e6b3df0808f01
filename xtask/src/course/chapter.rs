//! A chapter's fences.

/// What a fence of a chapter asks for, with the line it starts on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Type { line: usize, text: String },
    Leave { line: usize, text: String },
    Expect { line: usize, text: String },
    Write { line: usize, path: String, text: String },
    Quote { line: usize, path: String, text: String },
}

impl Part {
    pub(super) fn line(&self) -> usize {
        match self {
            Self::Type { line, .. }
            | Self::Leave { line, .. }
            | Self::Expect { line, .. }
            | Self::Write { line, .. }
            | Self::Quote { line, .. } => *line,
        }
    }
}

/// The fences that mean something, in order.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, first)) = lines.next() {
        let Some(about) = first.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| !line.starts_with("```"))
            .collect();
        parts.extend(part(about, at + 1, body.join("\n")));
    }
    parts
}

fn part(about: &str, line: usize, text: String) -> Option<Part> {
    let (language, detail) = about.split_once(',').unwrap_or((about, ""));
    match (language, detail.split_once('=')) {
        (_, Some(("file", path))) => Some(Part::Write { line, path: path.to_owned(), text }),
        (_, Some(("from", path))) => Some(Part::Quote { line, path: path.to_owned(), text }),
        ("sh", None) if detail == "terminal" => Some(Part::Leave { line, text }),
        ("sh", None) => Some(Part::Type { line, text }),
        ("text", None) => Some(Part::Expect { line, text }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_become_parts() {
        let text = "# One\n\n```sh,terminal\ncargo run -- demo\n```\nand\n```sh\necho a\necho b\n```\n```text\na\n```\n\
            ```html,file=my-city/a.html\n<p>\n```\n```rust,from=src/main.rs\nfn main() {}\n```\n```rust\nlet a;\n```\n";
        let text_of = |text: &str| text.to_owned();
        assert_eq!(
            parts(text),
            [
                Part::Leave { line: 3, text: text_of("cargo run -- demo") },
                Part::Type { line: 7, text: text_of("echo a\necho b") },
                Part::Expect { line: 11, text: text_of("a") },
                Part::Write { line: 14, path: text_of("my-city/a.html"), text: text_of("<p>") },
                Part::Quote {
                    line: 17,
                    path: text_of("src/main.rs"),
                    text: text_of("fn main() {}")
                },
            ]
        );
    }
}
