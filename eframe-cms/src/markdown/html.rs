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
use comrak::{Arena, Node, parse_document};
use serde::{Deserialize, Serialize};

use super::{DEEPEST, below, is_local, options};

/// A text made ready for a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Rendered {
    /// The text as HTML of the allowed elements only.
    pub(crate) html: String,
    /// Its headings in order.
    pub(crate) contents: Vec<Heading>,
}

/// A heading and how to link to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Heading {
    /// 2 to 6.
    pub(crate) level: u8,
    /// What the address names after its `#`.
    pub(crate) anchor: String,
    /// Its words.
    pub(crate) text: String,
}

/// A part of what one outline goes through.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'a> {
    /// Markdown, which may have headings.
    Text(&'a str),
    /// A heading that stands alone.
    Heading(u8, &'a str),
}

/// What became of a part.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// HTML of the allowed elements only.
    Html(String),
    /// The heading at its level in the outline.
    Heading(Heading),
}

/// Markdown as HTML that can stand in a page, as a text of the content would: for a host's own blocks and pages.
///
/// Its highest heading is `h2`; elements that are written as HTML show as they were typed. Links within the site name no
/// language yet: in a block of the host's own they are led to the reader's like all others.
///
/// ```
/// let made = eframe_cms::markdown_html("*Open* <b>daily</b>");
/// assert_eq!(made, "<p><em>Open</em> &lt;b&gt;daily&lt;/b&gt;</p>\n");
/// assert_eq!(eframe_cms::sanitize(&made), made);
/// ```
pub fn markdown_html(markdown: &str) -> String {
    let (pieces, _) = outlined(&[Part::Text(markdown)], crate::cms::ANCHORS);
    let html = pieces.into_iter().map(|piece| match piece {
        Piece::Html(html) => html,
        Piece::Heading(_) => String::new(),
    });
    html.collect()
}

/// Renders the parts of one body with one outline over all of them: its highest heading is `h2`, the others keep
/// their distance, and no two share an anchor. Anchors begin with `anchors` and a hyphen.
///
/// Elements written as HTML show as they were typed. Emphasis beside Chinese, Japanese and Korean works as
/// their writers expect.
pub(crate) fn outlined(parts: &[Part<'_>], anchors: &str) -> (Vec<Piece>, Vec<Heading>) {
    let (arena, options) = (Arena::new(), options());
    let parsed = parts.iter().map(|part| match *part {
        Part::Text(markdown) => Parsed::Text(parse_document(&arena, markdown, &options)),
        Part::Heading(level, text) => Parsed::Heading(level, text),
    });
    let parsed = parsed.collect::<Vec<_>>();
    for root in parsed.iter().filter_map(Parsed::root) {
        for node in below(root, DEEPEST) {
            node.detach();
        }
    }
    let contents = number_headings(&parsed, anchors);
    let numbered = Numbered { contents: &contents, next: AtomicUsize::new(0) };
    let mut plugins = Plugins::default();
    plugins.render.heading_adapter = Some(&numbered);
    let pieces = parsed.iter().map(|part| match part {
        Parsed::Text(root) => {
            let mut html = String::new();
            // Writing into a String cannot fail.
            let _ = comrak::format_html_with_plugins(root, &options, &mut html, &plugins);
            Piece::Html(sanitize(&html))
        }
        Parsed::Heading(..) => Piece::Heading(numbered.take()),
    });
    let pieces = pieces.collect();
    (pieces, contents)
}

/// A part whose headings are not numbered yet.
enum Parsed<'a> {
    Text(Node<'a>),
    Heading(u8, &'a str),
}

impl<'a> Parsed<'a> {
    const fn root(&self) -> Option<Node<'a>> {
        match self {
            Self::Text(root) => Some(*root),
            Self::Heading(..) => None,
        }
    }

    fn highest(&self) -> Option<u8> {
        match self {
            Self::Heading(level, _) => Some(*level),
            Self::Text(root) => {
                let levels = root.descendants().filter_map(|node| match node.data.borrow().value {
                    NodeValue::Heading(heading) => Some(heading.level),
                    _ => None,
                });
                levels.min()
            }
        }
    }
}

/// Lets through what a text needs and nothing else: what a host's own block gives goes through it, as Markdown does. Run on its
/// own output it changes nothing.
pub fn sanitize(html: &str) -> String {
    unveil(&CLEANER.clean(&veil(html)).to_string())
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
        "caption",
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
        ("th", &["align", "scope"]),
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

/// Collects the headings, and lifts or lowers them all so that the highest is `h2`.
fn number_headings(parts: &[Parsed<'_>], anchors: &str) -> Vec<Heading> {
    let highest = parts.iter().filter_map(Parsed::highest).min().unwrap_or(2);
    let mut outline = Outline { highest, anchors, seen: BTreeMap::new(), contents: Vec::new() };
    for part in parts {
        match part {
            Parsed::Heading(level, text) => drop(outline.number(*level, (*text).to_owned())),
            Parsed::Text(root) => {
                for node in root.descendants() {
                    let level = match node.data.borrow().value {
                        NodeValue::Heading(heading) => heading.level,
                        _ => continue,
                    };
                    let level = outline.number(level, words(node));
                    if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
                        heading.level = level;
                    }
                }
            }
        }
    }
    outline.contents
}

/// The headings so far.
struct Outline<'a> {
    highest: u8,
    anchors: &'a str,
    seen: BTreeMap<String, usize>,
    contents: Vec<Heading>,
}

impl Outline<'_> {
    /// Notes a heading, and says at which level it stands.
    fn number(&mut self, level: u8, text: String) -> u8 {
        let level = (level + 2 - self.highest).clamp(2, 6);
        let anchor = anchor(self.anchors, &text, &mut self.seen);
        self.contents.push(Heading { level, anchor, text });
        level
    }
}

/// The words of a heading, without marks.
fn words(heading: Node<'_>) -> String {
    let mut words = String::new();
    for part in heading.descendants() {
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

/// Writes headings with the anchors that were found for them.
struct Numbered<'a> {
    contents: &'a [Heading],
    next: AtomicUsize,
}

impl Numbered<'_> {
    /// The next heading of the outline.
    fn take(&self) -> Heading {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        self.contents.get(at).cloned().unwrap_or_default()
    }
}

impl HeadingAdapter for Numbered<'_> {
    fn enter(
        &self,
        output: &mut dyn fmt::Write,
        heading: &HeadingMeta,
        _: Option<Sourcepos>,
    ) -> fmt::Result {
        write!(output, "<h{} id=\"{}\">", heading.level, self.take().anchor)
    }

    fn exit(&self, output: &mut dyn fmt::Write, heading: &HeadingMeta) -> fmt::Result {
        writeln!(output, "</h{}>", heading.level)
    }
}

#[cfg(test)]
mod tests;
