//! What the fuzz targets do with any bytes. The tests do the same with the corpus.

use std::collections::{BTreeMap, BTreeSet};

use eframe_cms::archive::read;
use eframe_cms::model::{Body, Content, Fields, Kind, Redirect};
use eframe_cms::rules::{
    CheckContext, RedirectGround, checks, plan_redirects, read_redirects, write_redirects,
};
use eframe_cms::{markdown_html, sanitize};
use eframe_core::{Timestamp, Version};

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
    if let Some(text) = content.body.as_text() {
        let made = markdown_html(text);
        assert_eq!(sanitize(&made), made, "a second pass changes nothing");
    }
    for found in checks(&content, &CheckContext::default()) {
        let place = found.block.unwrap_or_default();
        assert!(found.block.is_none() || place < content.body.blocks().len(), "{found:?}");
    }
}

/// Content, or a reason in words; and the same again.
pub(crate) fn archive(bytes: &[u8]) {
    let walk = || {
        let mut met = 0;
        let read = read(bytes, &mut |_| {
            met += 1;
            Ok(())
        });
        read.map(|()| met).map_err(|error| error.to_string())
    };
    let first = walk();
    if let Err(why) = &first {
        assert!(!why.is_empty());
    }
    assert_eq!(first, walk());
}

/// Faults lie in the file; what is taken leads to no circle, and reads the same when it is written.
pub(crate) fn redirects(bytes: &[u8]) {
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\r' | b'\n')).count() as u64;
    let lines = match read_redirects(bytes) {
        Ok(lines) => lines,
        Err(faults) => {
            assert!(faults.iter().all(|fault| fault.line <= ends + 1) && !faults.is_empty());
            return;
        }
    };
    assert!(lines.iter().all(|line| (1..=ends + 1).contains(&line.line)));
    let ground = RedirectGround {
        tree: Version::FIRST,
        redirects: BTreeMap::new(),
        addresses: BTreeSet::from(["/about".parse().expect("an address")]),
        reserved: &[],
        beside: vec!["en".to_owned()],
    };
    let Ok(plan) = plan_redirects(&lines, &ground) else { return };
    let since = Timestamp::UNIX_EPOCH;
    let all = plan.added.into_iter().map(|(path, target)| Redirect { path, target, since });
    let all = all.collect::<Vec<_>>();
    let again = read_redirects(write_redirects(&all).as_bytes());
    assert_eq!(again.map(|again| again.len()), Ok(all.len()));
}
