//! Markdown: what it says, where it leads, and as HTML that can stand in a page.

#[cfg(feature = "server")]
mod html;

use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, parse_document};

#[cfg(feature = "server")]
pub(crate) use html::{Heading, Part, Piece, Rendered, outlined};
#[cfg(feature = "server")]
pub use html::{markdown_html, sanitize};

/// How deep nodes may be nested. A sanitizer's time grows with the square of the depth.
const DEEPEST: usize = 40;

/// The words of a text without marks, block by block.
pub(crate) fn words(markdown: &str) -> String {
    let arena = Arena::new();
    said(parse_document(&arena, markdown, &options()))
}

/// What a check looks at in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Its headings with their levels as they were written.
    pub(crate) headings: Vec<(u8, String)>,
    /// Its links: where they lead, and what they say. A picture says its text.
    pub(crate) links: Vec<(String, String)>,
    /// Its pictures: where they are, and the text in their place.
    pub(crate) pictures: Vec<(String, String)>,
    /// Whether it has a table whose head says nothing.
    pub(crate) headless: bool,
}

/// Looks through a text.
pub(crate) fn seen(markdown: &str) -> Seen {
    let arena = Arena::new();
    let mut seen = Seen::default();
    for node in parse_document(&arena, markdown, &options()).descendants() {
        match &node.data.borrow().value {
            NodeValue::Heading(heading) => seen.headings.push((heading.level, said(node))),
            NodeValue::Link(to) => seen.links.push((to.url.clone(), said(node))),
            NodeValue::Image(of) => seen.pictures.push((of.url.clone(), said(node))),
            NodeValue::TableRow(true) => seen.headless |= said(node).is_empty(),
            _ => {}
        }
    }
    seen
}

/// Whether quotes and lists are nested beyond what anybody can read: a save refuses that.
pub(crate) fn is_nested_too_deep(markdown: &str) -> bool {
    let arena = Arena::new();
    !below(parse_document(&arena, markdown, &options()), DEEPEST).is_empty()
}

/// The topmost nodes that lie deeper than `deepest`.
fn below<'a>(root: Node<'a>, deepest: usize) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > deepest {
            found.push(node);
        } else {
            open.extend(node.children().map(|child| (child, depth + 1)));
        }
    }
    found
}

/// The words within a node, without marks: a space between those of neighbours that stand apart, a line for each
/// block.
fn said(node: Node<'_>) -> String {
    let mut words = String::new();
    for part in node.descendants() {
        match &part.data.borrow().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::CodeBlock(code) => apart(&mut words, '\n', &code.literal),
            NodeValue::HtmlInline(html) => words.push_str(html),
            NodeValue::HtmlBlock(html) => apart(&mut words, '\n', &html.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => apart(&mut words, ' ', ""),
            NodeValue::TableCell => apart(&mut words, ' ', ""),
            value if value.block() => apart(&mut words, '\n', ""),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Begins something new, which stands apart from what is there already.
fn apart(words: &mut String, by: char, next: &str) {
    let ends = words.ends_with(['\n', ' ']);
    if ends && by == '\n' {
        words.truncate(words.trim_end_matches(['\n', ' ']).len());
    }
    if !words.is_empty() && (by == '\n' || !ends) {
        words.push(by);
    }
    words.push_str(next.trim_end());
}

/// Whether it leads to a path of this very site: browsers read `//host` and `/\host` as another's.
pub(crate) fn is_local(url: &str) -> bool {
    url.starts_with('/') && !url[1..].starts_with(['/', '\\'])
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.cjk_friendly_emphasis = true;
    options.render.escape = true;
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_without_marks_block_by_block() {
        let text = "# Fees\n\nThe **fee** is\n`free`, see [*the* charter](/charter).\n\n- one\n- two\n\n\
                    | a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n강조(**强调**)는";
        let said =
            "Fees\nThe fee is free, see the charter.\none\ntwo\na b\nc d\ncode\n강조(强调)는";
        assert_eq!(words(text), said);
        assert_eq!(words(""), "");
    }

    #[test]
    fn links_tell_where_they_lead_and_what_they_say() {
        let found =
            seen("[the **charter**](/charter#fees), https://city.example and <a@city.example>");
        let found = found.links.iter().map(|(url, words)| (url.as_str(), words.as_str()));
        let expected = [
            ("/charter#fees", "the charter"),
            ("https://city.example", "https://city.example"),
            ("mailto:a@city.example", "a@city.example"),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
