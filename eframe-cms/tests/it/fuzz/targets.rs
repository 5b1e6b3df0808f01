//! What the fuzz targets do with any bytes. The tests do the same with the corpus.

use eframe_cms::model::{Body, Content, Fields, Kind};
use eframe_cms::rules::{CheckContext, checks};

/// Any bytes as the JSON of a body.
pub(crate) fn body(bytes: &[u8]) {
    if let Ok(body) = serde_json::from_slice(bytes) {
        told(body);
    }
}

/// Any bytes as a text in Markdown.
pub(crate) fn markdown(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        told(text.into());
    }
}

/// What is read once is right, and reads the same again; it can be written, asked and looked through.
fn told(body: Body) {
    let fields = Fields { title: "A page".to_owned(), body, ..Fields::default() };
    let Ok(content) = Content::read(Kind::Page, &fields) else { return };
    let again = Content::read(Kind::Page, &content.fields()).expect("what was read is right");
    assert_eq!(again, content);
    let json = serde_json::to_string(&content.body).expect("JSON");
    assert_eq!(serde_json::from_str::<Body>(&json).expect("a body"), content.body);
    assert!(content.body.links().len() <= content.body.leads().len());
    let _ = content.body.words();
    for found in checks(&content, &CheckContext::default()) {
        let place = found.block.unwrap_or_default();
        assert!(found.block.is_none() || place < content.body.blocks().len(), "{found:?}");
    }
}
