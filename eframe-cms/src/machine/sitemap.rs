//! Sitemaps (sitemaps.org, protocol 0.9) with the languages of each page.

use eframe_core::feed::xml::Xml;
use eframe_core::{Language, Timestamp};

/// A page that stands in some languages, as a sitemap lists it: once for each of them.
pub(crate) struct Location {
    /// Its whole address by language, and since when it has said there what it says.
    pub(crate) pages: Vec<(Language, String, Option<Timestamp>)>,
}

const PROTOCOL: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// A sitemap of these pages.
pub(crate) fn locations(all: &[Location]) -> Vec<u8> {
    let other = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");
    let mut xml = Xml::begin("urlset", &[PROTOCOL, other]);
    for location in all {
        for (_, page, changed) in &location.pages {
            xml.open("url", &[]);
            xml.text("loc", &[], page);
            if let Some(changed) = changed {
                xml.text("lastmod", &[], &changed.to_string());
            }
            location.alternates(&mut xml);
            xml.close("url");
        }
    }
    xml.end("urlset")
}

/// A sitemap of sitemaps, by their whole addresses.
pub(crate) fn index(parts: &[String]) -> Vec<u8> {
    let mut xml = Xml::begin("sitemapindex", &[PROTOCOL]);
    for part in parts {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], part);
        xml.close("sitemap");
    }
    xml.end("sitemapindex")
}

impl Location {
    /// The same in each of its languages, and for readers of all others.
    fn alternates(&self, xml: &mut Xml) {
        let mut other = |tag: &str, page: &str| {
            let said = [("rel", "alternate"), ("hreflang", tag), ("href", page)];
            xml.empty("xhtml:link", &said);
        };
        for (language, page, _) in &self.pages {
            other(language.tag(), page);
        }
        let english = self.pages.iter().find(|(language, ..)| *language == Language::EN);
        if let Some((_, page, _)) = english.or(self.pages.first()) {
            other("x-default", page);
        }
    }
}
