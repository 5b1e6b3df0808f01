//! Atom feeds (RFC 4287), paged by RFC 5005: what a block lists for people, for programs that look in.

pub mod xml;

use uuid::{Builder, Uuid};

use crate::{Language, Timestamp, sha256};
use xml::Xml;

/// A page of a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Names the feed for ever, the same on each of its pages.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// The language of its words.
    pub language: Language,
    /// When its readers last saw something new.
    pub updated: Timestamp,
    /// Scheme and host, which the links of the texts are read from.
    pub origin: String,
    /// The whole address of this page of it.
    pub own: String,
    /// The whole address of its first page.
    pub first: String,
    /// The whole address of what is older.
    pub next: Option<String>,
    /// The whole address of the page that people read instead.
    pub page: String,
    /// What is in it, the newest first.
    pub entries: Vec<FeedEntry>,
}

/// One thing in one language.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// Names it for ever: see [`urn`].
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The language of its title, where that is not the feed's.
    pub foreign: Option<Language>,
    /// The whole address of its page.
    pub page: String,
    /// Since when it has said what it says.
    pub updated: Timestamp,
    /// A sentence or two about it; may be empty.
    pub summary: String,
    /// Its text as HTML; may be empty.
    pub html: String,
}

/// A lasting id for what has none of its own, made of what it is: no random number, so that every instance and every
/// start gives the same (RFC 9562, 5.8).
#[must_use]
pub fn urn(parts: &[&str]) -> Uuid {
    let digest = sha256(parts.join("\n").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.bytes()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

impl Feed {
    /// The document.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let tag = self.language.tag();
        let mut xml = Xml::begin(
            "feed",
            &[
                ("xmlns", "http://www.w3.org/2005/Atom"),
                ("xml:lang", tag),
                ("xml:base", &self.origin),
            ],
        );
        xml.text("id", &[], &self.id.urn().to_string());
        xml.text("title", &[], &self.title);
        xml.text("updated", &[], &instant(self.updated));
        xml.open("author", &[]);
        xml.text("name", &[], &self.author);
        xml.close("author");
        link(&mut xml, "self", ATOM, tag, &self.own);
        link(&mut xml, "alternate", HTML, tag, &self.page);
        link(&mut xml, "first", ATOM, tag, &self.first);
        if let Some(next) = &self.next {
            link(&mut xml, "next", ATOM, tag, next);
        }
        for entry in &self.entries {
            entry.write(&mut xml, tag);
        }
        xml.end("feed")
    }
}

impl FeedEntry {
    fn write(&self, xml: &mut Xml, tag: &str) {
        xml.open("entry", &[]);
        xml.text("id", &[], &self.id.urn().to_string());
        let foreign = self.foreign.as_ref().map(|language| ("xml:lang", language.tag()));
        xml.text("title", foreign.as_slice(), &self.title);
        xml.text("updated", &[], &instant(self.updated));
        link(xml, "alternate", HTML, tag, &self.page);
        if !self.summary.is_empty() {
            xml.text("summary", &[], &self.summary);
        }
        if !self.html.is_empty() {
            xml.text("content", &[("type", "html")], &self.html);
        }
        xml.close("entry");
    }
}

const ATOM: &str = "application/atom+xml";
const HTML: &str = "text/html";

fn link(xml: &mut Xml, relation: &str, media: &str, language: &str, href: &str) {
    let said = [("rel", relation), ("type", media), ("hreflang", language), ("href", href)];
    xml.empty("link", &said);
}

/// RFC 3339, as RFC 4287 asks for.
fn instant(at: Timestamp) -> String {
    at.to_string()
}
