//! Atom feeds (RFC 4287), paged by RFC 5005.

use eframe_core::{Language, Timestamp, sha256};
use uuid::{Builder, Uuid};

use super::xml::Xml;

/// A page of a feed.
pub(crate) struct Feed {
    /// Names the feed for ever, the same on each of its pages.
    pub(crate) id: Uuid,
    pub(crate) title: String,
    /// Who publishes it.
    pub(crate) author: String,
    pub(crate) language: Language,
    /// When its readers last saw something new.
    pub(crate) updated: Timestamp,
    /// Scheme and host, which the links of the texts are read from.
    pub(crate) origin: String,
    /// The whole address of this page of it.
    pub(crate) own: String,
    /// The whole address of its first page.
    pub(crate) first: String,
    /// The whole address of what is older.
    pub(crate) next: Option<String>,
    /// The whole address of the page that people read instead.
    pub(crate) page: String,
    pub(crate) entries: Vec<FeedEntry>,
}

/// One document in one language.
pub(crate) struct FeedEntry {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    /// The whole address of its page.
    pub(crate) page: String,
    /// Since when it has said what it says.
    pub(crate) updated: Timestamp,
    pub(crate) summary: String,
    /// Its text.
    pub(crate) html: String,
}

/// A lasting id for what has none of its own, made of what it is: no random number, so that every instance and every
/// start gives the same (RFC 9562, 5.8).
pub(crate) fn urn(parts: &[&str]) -> Uuid {
    let digest = sha256(parts.join("\n").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.bytes()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

impl Feed {
    /// The document.
    pub(crate) fn write(&self) -> Vec<u8> {
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
        xml.text("title", &[], &self.title);
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
