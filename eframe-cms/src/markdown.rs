//! Markdown to HTML that can stand in a page: headings from `h2`, links that know their language, and nothing
//! that runs, loads or restyles.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use ammonia::Builder;
use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::nodes::{NodeValue, Sourcepos};
use comrak::options::Plugins;
use comrak::{Arena, Node, Options, parse_document};
use serde::Serialize;

/// A text made ready for a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Rendered {
    /// The text as HTML of the allowed elements only.
    pub(crate) html: String,
    /// Its headings in order.
    pub(crate) contents: Vec<Heading>,
}

/// A heading and how to link to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Heading {
    /// 2 to 6.
    pub(crate) level: u8,
    /// What the address names after its `#`.
    pub(crate) anchor: String,
    /// Its words.
    pub(crate) text: String,
}

/// Renders a text. Anchors of headings begin with `anchors` and a hyphen. `link` turns an address of the site, such
/// as `/about`, into one that leads there.
///
/// Elements written as HTML show as they were typed. Emphasis beside Chinese, Japanese and Korean works as
/// their writers expect.
pub(crate) fn render(markdown: &str, anchors: &str, link: impl Fn(&str) -> String) -> Rendered {
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, markdown, &options);
    for node in below(root, DEEPEST) {
        node.detach();
    }
    let contents = number_headings(root, anchors);
    localise_links(root, link);
    let numbered = Numbered { contents: &contents, next: AtomicUsize::new(0) };
    let mut plugins = Plugins::default();
    plugins.render.heading_adapter = Some(&numbered);
    let mut html = String::new();
    // Writing into a String cannot fail.
    let _ = comrak::format_html_with_plugins(root, &options, &mut html, &plugins);
    Rendered { html: sanitize(&html), contents }
}

/// Lets through what a text needs and nothing else. Run on its own output it changes nothing.
pub(crate) fn sanitize(html: &str) -> String {
    unveil(&CLEANER.clean(&veil(html)).to_string())
}

/// Whether quotes and lists are nested beyond what anybody can read: a save refuses that.
pub(crate) fn is_nested_too_deep(markdown: &str) -> bool {
    let arena = Arena::new();
    !below(parse_document(&arena, markdown, &options()), DEEPEST).is_empty()
}

/// How deep nodes may be nested. A sanitizer's time grows with the square of the depth.
const DEEPEST: usize = 40;

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

/// The private characters that stand in for some others on their way through the sanitizer.
const VEIL: u32 = 0x10_FC00;

/// Hides ampersands and the characters U+0080 to U+00BF: for each of them html5ever 0.40 searches the whole
/// rest of the text, so that a text of nothing else takes minutes.
fn veil(html: &str) -> String {
    let open = html.chars().filter(|&c| !is_veiled(c)).collect::<String>();
    let hide = |c: char| match c {
        '\u{80}'..='\u{BF}' => char::from_u32(VEIL + u32::from(c)).unwrap_or(c),
        _ => c,
    };
    let amp = char::from_u32(VEIL + u32::from('&')).unwrap_or('&');
    open.chars().map(hide).collect::<String>().replace("&amp;", &amp.to_string())
}

fn unveil(html: &str) -> String {
    let mut open = String::with_capacity(html.len());
    for c in html.chars() {
        match char::from_u32(u32::from(c).wrapping_sub(VEIL)) {
            Some('&') if is_veiled(c) => open.push_str("&amp;"),
            Some('\u{A0}') if is_veiled(c) => open.push_str("&nbsp;"),
            Some(hidden) if is_veiled(c) => open.push(hidden),
            _ => open.push(c),
        }
    }
    open
}

fn is_veiled(c: char) -> bool {
    (VEIL..VEIL + 0x100).contains(&u32::from(c))
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let attributes: [(&str, &[&str]); 10] = [
        ("a", &["href", "title"]),
        ("img", &["src", "alt", "title"]),
        ("ol", &["start"]),
        ("td", &["align"]),
        ("th", &["align"]),
        ("h2", &["id"]),
        ("h3", &["id"]),
        ("h4", &["id"]),
        ("h5", &["id"]),
        ("h6", &["id"]),
    ];
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(HashMap::from(
            attributes.map(|(tag, names)| (tag, names.iter().copied().collect())),
        ))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // Pictures come from the site itself; anything else would tell others who reads what.
            ("img", "src") if !is_local(value) => None,
            _ => Some(value.into()),
        });
    builder
});

/// Whether it leads to a path of this very site: browsers read `//host` and `/\host` as another's.
fn is_local(url: &str) -> bool {
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

/// Collects the headings, and lifts or lowers them all so that the highest is `h2`.
fn number_headings(root: Node<'_>, anchors: &str) -> Vec<Heading> {
    let mut contents = Vec::new();
    let mut highest = 6;
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = node.data.borrow().value {
            highest = highest.min(heading.level);
        }
    }
    let mut seen = BTreeMap::new();
    for node in root.descendants() {
        let text = words(node);
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = (heading.level + 2 - highest).clamp(2, 6);
            let anchor = anchor(anchors, &text, &mut seen);
            contents.push(Heading { level: heading.level, anchor, text });
        }
    }
    contents
}

/// The words within a node, without marks.
fn words(node: Node<'_>) -> String {
    let mut words = String::new();
    if !matches!(node.data.borrow().value, NodeValue::Heading(_)) {
        return words;
    }
    for part in node.descendants() {
        match &part.data.borrow().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The heading's words behind the prefix; a number behind them where another has the same.
fn anchor(prefix: &str, text: &str, seen: &mut BTreeMap<String, usize>) -> String {
    let base = format!("{prefix}-{}", slug::slugify(text));
    let mut free = base.clone();
    // Counting goes on where it stopped, or a text of equal headings would take the square of their number.
    let mut number = seen.get(&base).copied().unwrap_or(1);
    while seen.contains_key(&free) {
        number += 1;
        free = format!("{base}-{number}");
    }
    seen.entry(free.clone()).or_insert(1);
    seen.insert(base, number);
    free
}

fn localise_links(root: Node<'_>, link: impl Fn(&str) -> String) {
    for node in root.descendants() {
        if let NodeValue::Link(to) = &mut node.data.borrow_mut().value
            && is_local(&to.url)
        {
            to.url = link(&to.url);
        }
    }
}

/// Writes headings with the anchors that were found for them.
struct Numbered<'a> {
    contents: &'a [Heading],
    next: AtomicUsize,
}

impl HeadingAdapter for Numbered<'_> {
    fn enter(
        &self,
        output: &mut dyn fmt::Write,
        heading: &HeadingMeta,
        _: Option<Sourcepos>,
    ) -> fmt::Result {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        let anchor = self.contents.get(at).map_or("s-", |heading| heading.anchor.as_str());
        write!(output, "<h{} id=\"{anchor}\">", heading.level)
    }

    fn exit(&self, output: &mut dyn fmt::Write, heading: &HeadingMeta) -> fmt::Result {
        writeln!(output, "</h{}>", heading.level)
    }
}

#[cfg(test)]
mod tests;
