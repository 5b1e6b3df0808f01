//! Free text of an issue: Markdown as HTML of few elements, and as plain text. No pictures: a remote one tells its server
//! who reads, and mail programs do not show it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use comrak::nodes::{ListType, NodeValue};
use comrak::{Arena, Node, Options, parse_document};

/// How deep quotes and lists may be nested; what lies deeper is left out.
const DEEPEST: usize = 12;
/// The level of headings: above them are the issue's title and the headings that are blocks.
const LEVEL: u8 = 3;

/// A text in both forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub(super) html: String,
    pub(super) text: String,
}

/// Renders a text. Links to paths of the site get its `origin`: a letter is read elsewhere.
pub(super) fn rich(markdown: &str, origin: &str) -> Rich {
    let (arena, options) = (Arena::new(), options());
    let root = parse_document(&arena, markdown, &options);
    prune(root);
    for node in root.descendants() {
        tame(node, origin);
    }
    let mut html = String::new();
    // Writing into a String cannot fail.
    let _ = comrak::format_html(root, &options, &mut html);
    Rich { html: CLEANER.clean(&html).to_string(), text: blocks(root).join("\n\n") }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.cjk_friendly_emphasis = true;
    options.render.escape = true;
    options
}

/// Takes out pictures, in whose place their words stand, and what is nested too deep.
fn prune(root: Node<'_>) {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        let children: Vec<_> = node.children().collect();
        if depth >= DEEPEST {
            children.iter().for_each(|child| child.detach());
            continue;
        }
        for child in children {
            if matches!(child.data.borrow().value, NodeValue::Image(_)) {
                for words in child.children().collect::<Vec<_>>() {
                    child.insert_before(words);
                }
                child.detach();
            }
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
}

fn tame(node: Node<'_>, origin: &str) {
    match &mut node.data.borrow_mut().value {
        NodeValue::Heading(heading) => heading.level = LEVEL,
        NodeValue::Link(link) => {
            // Browsers read `//host` as another's address.
            if link.url.starts_with('/') && !link.url[1..].starts_with(['/', '\\']) {
                link.url.insert_str(0, origin);
            }
            link.title.clear();
        }
        _ => {}
    }
}

/// Lets through what a letter needs and nothing else.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags =
        ["a", "blockquote", "br", "code", "em", "h3", "hr", "li", "ol", "p", "pre", "strong", "ul"];
    let attributes = [("a", "href"), ("ol", "start")];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(HashMap::from(attributes.map(|(tag, name)| (tag, HashSet::from([name])))))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    builder
});

/// The blocks within a node, each as lines of plain text.
fn blocks(node: Node<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for child in node.children() {
        match &child.data.borrow().value {
            NodeValue::Paragraph | NodeValue::Heading(_) => found.push(words(child)),
            NodeValue::BlockQuote => found.push(set(&blocks(child).join("\n\n"), "> ", "> ")),
            NodeValue::List(list) => {
                let marker = |at: usize| match list.list_type {
                    ListType::Bullet => "- ".to_owned(),
                    ListType::Ordered => format!("{}. ", list.start + at),
                };
                let items = child.children().enumerate().map(|(at, item)| {
                    let marker = marker(at);
                    let below = " ".repeat(marker.len());
                    set(&blocks(item).join("\n"), &marker, &below)
                });
                found.push(items.collect::<Vec<_>>().join("\n"));
            }
            NodeValue::CodeBlock(code) => found.push(code.literal.trim_end().to_owned()),
            NodeValue::HtmlBlock(html) => found.push(html.literal.trim_end().to_owned()),
            NodeValue::ThematicBreak => found.push("* * *".to_owned()),
            _ => {}
        }
    }
    found
}

/// Lines with something before the first and before each other one.
fn set(text: &str, first: &str, others: &str) -> String {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let before = if at == 0 { first } else { others };
        lines.push(format!("{before}{line}").trim_end().to_owned());
    }
    lines.join("\n")
}

/// The words within a block; a link says behind its words where it leads.
fn words(node: Node<'_>) -> String {
    let mut said = String::new();
    for child in node.children() {
        match &child.data.borrow().value {
            NodeValue::Text(text) => said.push_str(text),
            NodeValue::Code(code) => said.push_str(&code.literal),
            NodeValue::HtmlInline(html) => said.push_str(html),
            NodeValue::SoftBreak => said.push(' '),
            NodeValue::LineBreak => said.push('\n'),
            NodeValue::Link(link) => {
                let inner = words(child);
                let same = link.url.strip_prefix("mailto:").unwrap_or(&link.url) == inner;
                said.push_str(&inner);
                if !same && SCHEMES.iter().any(|scheme| link.url.starts_with(scheme)) {
                    said.push_str(&format!(" ({})", link.url));
                }
            }
            _ => said.push_str(&words(child)),
        }
    }
    said
}

/// Where links of a letter may lead.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

#[cfg(test)]
mod tests {
    use super::*;

    fn made(markdown: &str) -> Rich {
        rich(markdown, "https://city.example")
    }

    #[test]
    fn a_text_reads_well_in_both_forms() {
        let text = "Dear **readers**,\n\n# Next\n\n- see [the page](/en/about)\n- write to <a@b.example>\n\n\
                    1. one\n2. two\n\n> said\n> again\n\n---\n";
        let Rich { html, text } = made(text);
        assert!(html.contains("<p>Dear <strong>readers</strong>,</p>"), "{html}");
        assert!(html.contains(r#"<a href="https://city.example/en/about">the page</a>"#), "{html}");
        assert!(html.contains("<h3>Next</h3>"), "{html}");
        let expected = "Dear readers,\n\nNext\n\n- see the page (https://city.example/en/about)\n\
                        - write to a@b.example\n\n1. one\n2. two\n\n> said again\n\n* * *";
        assert_eq!(text, expected);
    }

    #[test]
    fn bad_input_63_no_picture_and_nothing_that_runs_comes_into_a_letter() {
        for wrong in [
            "![seen](https://spy.example/pixel.png)",
            "[x](javascript:alert(1))",
            "<img src=https://spy.example/p.png onerror=alert(1)>",
            "<script>alert(1)</script>",
            "<style>p { background: url(https://spy.example) }</style>",
            "[x](data:text/html,hi)",
            "[x](//spy.example/p)",
        ] {
            let Rich { html, .. } = made(wrong);
            let elements =
                ["<img", "<script", "<style", "href=\"javascript", "href=\"data", "href=\"//"];
            assert!(elements.iter().all(|one| !html.contains(one)), "{wrong}: {html}");
        }
        assert_eq!(made("![a harbour](https://spy.example/p.png)").text, "a harbour");
    }

    #[test]
    fn what_is_nested_without_end_ends() {
        let Rich { html, text } = made(&"> ".repeat(3_000));
        assert!(html.matches("<blockquote>").count() <= DEEPEST, "{}", html.len());
        assert!(text.len() < 1_000);
    }
}
