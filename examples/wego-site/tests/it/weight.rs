//! What a first visit costs on a slow line (S2).

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use crate::languages::pages;
use crate::site::Site;

fn gzip(bytes: &[u8]) -> usize {
    let mut zip = GzEncoder::new(Vec::new(), Compression::default());
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().len()
}

#[test]
fn the_front_page_with_its_style_is_at_most_14_kb() {
    let site = Site::start("demo", None);
    for code in ["en", "ko", "ru", "zh", "es", "fr", "ar"] {
        let zipped = [("accept-encoding", "gzip")];
        let front = site.visitor().get_with(&format!("/{code}/"), &zipped);
        front.expect(200);
        assert_eq!(front.header("content-encoding"), Some("gzip"));
        let begin = front.body.find("/assets/style-").unwrap();
        let path = front.body[begin..].split('"').next().unwrap().to_owned();
        let style = site.visitor().get_with(&path, &zipped);
        style.expect(200);
        let weight = front.sent.len() + style.sent.len();
        assert!(weight <= 14_000, "{code}: {} and {}", front.sent.len(), style.sent.len());
    }
}

#[test]
fn no_page_is_over_60_kb_and_its_frame_not_over_14() {
    let site = Site::start("serve", None);
    let style = include_str!("../../assets/style.css");
    for path in pages(&site, "/en/") {
        let page = site.visitor().get(&path);
        assert!(page.body.len() <= 60_000, "{path}: {}", page.body.len());
        if let (Some(begin), Some(end)) = (page.body.find("<main"), page.body.find("</main>")) {
            let frame = format!("{}{}", &page.body[..begin], &page.body[end..]);
            let weight = gzip(frame.as_bytes()) + gzip(style.as_bytes());
            assert!(weight <= 14_000, "{path}: {weight}");
        }
    }
}

#[test]
fn nothing_is_asked_of_another_site() {
    let site = Site::start("serve", None);
    for path in pages(&site, "/en/") {
        let page = site.visitor().get(&path);
        for (at, _) in page.body.match_indices(" src=\"") {
            assert!(page.body[at + 6..].starts_with('/'), "{path}: {}", &page.body[at..at + 60]);
        }
        assert!(!page.body.contains("<script src=\"http"), "{path}");
    }
}
