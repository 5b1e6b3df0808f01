use bytes::Bytes;
use eframe_core::sha256;
use eframe_core::upload::UploadError;
use futures_util::stream::{self, StreamExt as _};
use http_body::Frame;
use http_body_util::StreamBody;

use super::*;
use crate::blob::{pdf, store};

const TURNED: &[u8] = include_bytes!("../files/turned.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../files/progressive.jpg");
const PNG: &[u8] = include_bytes!("../files/turned.png");

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A PNG whose header claims a size; what follows is a few bytes of nothing.
fn claims(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    header.extend([8, 2, 0, 0, 0]);
    let mut sum = flate2::Crc::new();
    sum.update(&header);
    [&b"\x89PNG\r\n\x1a\n\0\0\0\x0d"[..], &header, &sum.sum().to_be_bytes()].concat()
}

/// The frame header of a JPEG, with nothing behind it.
fn jpeg_claims(width: u16, height: u16) -> Vec<u8> {
    let ([h1, h2], [w1, w2]) = (height.to_be_bytes(), width.to_be_bytes());
    [&b"\xff\xd8\xff\xc0\0\x0b\x08"[..], &[h1, h2, w1, w2], b"\x01\x01\x11\0"].concat()
}

/// A picture of 10 kB, most of which must never be asked for.
async fn refused_early(head: Vec<u8>) -> UploadError {
    let store = store().await;
    let first = Bytes::from([&head[..], &vec![0; 10_000]].concat());
    let rest = stream::once(async { panic!("the rest is not asked for") });
    let body = stream::iter([Ok::<_, std::io::Error>(Frame::data(first))]).chain(rest);
    let policy = Policy::pictures();
    let refused = receive(&store.shelf, StreamBody::new(body), "a.png", &policy).await;
    assert!(store.files().is_empty());
    refused.expect_err("a picture of many pixels")
}

#[tokio::test]
async fn bad_input_21_a_picture_of_too_many_pixels_is_refused_by_its_header() {
    for head in [claims(50_000, 50_000), claims(u32::MAX, u32::MAX), jpeg_claims(50_000, 50_000)] {
        let refused = refused_early(head).await;
        assert!(matches!(refused, UploadError::TooManyPixels(_)), "{refused}");
    }
    for head in [claims(0, 1), jpeg_claims(1, 0)] {
        assert!(matches!(refused_early(head).await, UploadError::Damaged));
    }
}

#[tokio::test]
async fn bad_input_21_archives_and_scripts_are_refused() {
    let store = store().await;
    for (content, key) in [
        (&b"PK\x03\x04\x14\0\x06\0\x08\0word/document.xml"[..], "core.file.other-kind"),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>",
            "core.file.other-kind",
        ),
        (
            b"<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
            "core.file.other-kind",
        ),
        (b"<!DOCTYPE html><script>1</script>", "core.file.other-kind"),
        (b"GIF89a/*<html>*/", "core.file.other-kind"),
        (b"nothing that anybody knows", "core.file.kind"),
        (b"%PDF-1.7 and no end", "core.file.damaged"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "core.file.damaged"),
        (b"\x89PNG\r\n\x1a\n", "core.file.damaged"),
    ] {
        assert_eq!(refusal(&store.shelf, content).await, key, "{}", content.escape_ascii());
    }
    assert!(store.files().is_empty());
}

#[tokio::test]
async fn bad_input_22_a_picture_loses_what_tells_of_people_and_places() {
    let store = store().await;
    for (name, whole) in [("a.jpg", TURNED), ("b.jpg", PROGRESSIVE), ("c.png", PNG)] {
        assert!(has(whole, b"SECRET") && has(whole, b"GPS"), "the example has what is to go");
        let upload = stored(&store.shelf, name, whole).await;
        let kept = bytes_of(&store.shelf, &upload).await;
        for gone in [
            &b"SECRET"[..],
            b"GPS",
            b"xap",
            b"xmp",
            b"Photoshop",
            b"MPF",
            b"JFXX",
            b"tEXt",
            b"zTXt",
            b"iTXt",
            b"tIME",
            b"ftyp",
        ] {
            assert!(!has(&kept, gone), "{} in {name}", gone.escape_ascii());
        }
        assert_eq!((upload.sha256, upload.bytes), (sha256(&kept), kept.len() as u64));
        // Its way up and its colours stay: EXIF says 6 and nothing else.
        assert!(
            has(&kept, b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
            "{name}"
        );
        assert!(has(&kept, b"ICC") || has(&kept, b"iCCP"), "{name}");
        // Cleaned once, it is clean: the same bytes come out again.
        let again = stored(&store.shelf, name, &kept).await;
        assert_eq!(again.sha256, upload.sha256, "{name}");
    }
}

#[tokio::test]
async fn the_picture_itself_stays_as_it_was() {
    let store = store().await;
    for whole in [TURNED, PROGRESSIVE] {
        let kept = bytes_of(&store.shelf, &stored(&store.shelf, "a.jpg", whole).await).await;
        let film = whole.windows(8).position(|bytes| bytes == b"\0\0\0\x18ftyp").unwrap();
        let frame = |marker: &[u8]| marker == b"\xff\xc0" || marker == b"\xff\xc2";
        let frame = whole[..film].windows(2).rposition(frame).unwrap();
        assert!(kept.ends_with(&whole[frame..film]), "from its frame to its end");
    }
    let kept = bytes_of(&store.shelf, &stored(&store.shelf, "a.png", PNG).await).await;
    let data = PNG.windows(4).position(|kind| kind == b"IDAT").unwrap() - 4;
    let length = u32::from_be_bytes(PNG[data..data + 4].try_into().unwrap()) as usize;
    assert!(has(&kept, &PNG[data..data + 12 + length]));
}

#[tokio::test]
async fn bad_input_23_a_picture_cut_anywhere_is_refused() {
    let store = store().await;
    for (whole, end) in [(TURNED, &b"\xff\xd9"[..]), (PNG, b"IEND\xae\x42\x60\x82")] {
        let last = whole.windows(end.len()).rposition(|window| window == end).unwrap();
        for cut in (1..last + end.len()).step_by(37).chain([last + end.len() - 1]) {
            let key = refusal(&store.shelf, &whole[..cut]).await;
            assert!(matches!(key.as_str(), "core.file.damaged" | "core.file.kind"), "{cut}: {key}");
        }
    }
    // A changed byte in a PNG's picture is known by its checksum.
    let mut changed = PNG.to_vec();
    let data = PNG.windows(4).position(|kind| kind == b"IDAT").unwrap();
    changed[data + 10] ^= 1;
    assert_eq!(refusal(&store.shelf, &changed).await, "core.file.damaged");
    assert!(store.files().is_empty());
}

#[tokio::test]
async fn a_picture_that_comes_byte_by_byte_is_the_same() {
    let store = store().await;
    for whole in [TURNED, PROGRESSIVE, PNG] {
        let at_once = stored(&store.shelf, "a", whole).await;
        let single = |bytes: &'static [u8]| {
            let bytes = bytes
                .chunks(1)
                .map(|byte| Ok::<_, std::io::Error>(Frame::data(Bytes::from_static(byte))));
            StreamBody::new(stream::iter(bytes))
        };
        // The first pieces are put together to tell the kind, so what follows has to be long.
        let rest = stream::iter([Ok(Frame::data(Bytes::from_static(&[0; 5000])))]);
        let mut body = single(whole).chain(rest);
        let slow =
            receive(&store.shelf, StreamBody::new(&mut body), "a", &Policy::pictures()).await;
        assert_eq!(slow.unwrap().sha256, at_once.sha256);
    }
}

#[tokio::test]
async fn a_document_stays_byte_for_byte() {
    let store = store().await;
    let signed = Bytes::from([&pdf(50_000)[..], b"\nSECRET Author GPS trailing\n"].concat());
    let upload = stored(&store.shelf, "signed.pdf", &signed).await;
    assert_eq!(bytes_of(&store.shelf, &upload).await, signed);
    assert_eq!(upload.sha256, sha256(&signed));
}
