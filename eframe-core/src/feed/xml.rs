//! XML as it grows: for feeds and sitemaps.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document as it grows. Whatever text it is given is escaped, and what XML has no way to say left out.
pub struct Xml(Writer<Vec<u8>>);

/// Names with their values.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// Begins a document with its first element.
    #[must_use]
    pub fn begin(name: &str, attributes: Attributes<'_>) -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.open(name, attributes);
        xml
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Start(start(name, attributes)));
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
        self.0.get_mut().push(b'\n');
    }

    /// An element with text.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.put(Event::Text(BytesText::new(&legal(text))));
        self.close(name);
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Empty(start(name, attributes)));
        self.0.get_mut().push(b'\n');
    }

    /// Ends the document, whose first element has this name.
    ///
    /// # Panics
    /// Never: a vector takes all bytes.
    #[must_use]
    pub fn end(mut self, name: &str) -> Vec<u8> {
        self.close(name);
        self.0.into_inner()
    }

    fn put(&mut self, event: Event<'_>) {
        let put: io::Result<()> = self.0.write_event(event);
        put.expect("a vector takes all bytes");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, legal(value).as_str()));
    }
    element
}

/// The characters that a document may have (XML 1.0, production 2).
fn legal(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_80_what_xml_cannot_say_is_left_out_and_the_rest_escaped() {
        let mut xml = Xml::begin("a", &[("b", "\"<&\u{1}")]);
        xml.text("c", &[], "x\u{0}\u{FFFE}]]>&<");
        let said = String::from_utf8(xml.end("a")).expect("UTF-8");
        assert!(said.contains(r#"<a b="&quot;&lt;&amp;">"#), "{said}");
        assert!(said.contains("<c>x]]&gt;&amp;&lt;</c>"), "{said}");
    }
}
