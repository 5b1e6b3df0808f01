//! Names of files: kept as words for people, never used on a disk.

use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization as _;

use super::{Kind, Opened};
use crate::steers;

/// How long a name may be, in bytes.
const LONGEST: usize = 255;

/// How long an ending may be to be saved when a name is cut, in bytes with its dot.
const ENDING: usize = 16;

/// What stands for a name that has nothing to show.
const NAMELESS: &str = "file";

/// The bytes that RFC 8187 lets stand in `filename*`.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// A name as it was given, without folders and without what cannot be seen or turns the text around it, in Unicode
/// form C, at most 255 bytes with its ending kept.
pub(super) fn clean(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = |c: &char| !steers(*c);
    let name: String = last.chars().filter(seen).nfc().collect();
    let name = cut(name.trim());
    if name.chars().all(|c| c == '.' || c.is_whitespace()) { NAMELESS.to_owned() } else { name }
}

fn cut(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map(|dot| &name[dot..]).filter(|ending| ending.len() <= ENDING);
    let ending = ending.unwrap_or_default();
    let stem = &name[..name.len() - ending.len()];
    let stem = &stem[..stem.floor_char_boundary(LONGEST - ending.len())];
    format!("{}{ending}", stem.trim_end())
}

/// `Content-Disposition` with a name (RFC 6266): one for old programs in ASCII, and where that loses something the
/// whole one (RFC 8187).
pub(super) fn disposition(opened: Opened, name: &str, kind: Kind) -> HeaderValue {
    let name = harmless(name, kind);
    let how = match opened {
        Opened::Saved => "attachment",
        Opened::Shown => "inline",
    };
    let ascii = |c: char| if c.is_ascii() && c != '%' { c } else { '_' };
    let plain: String = name.chars().map(ascii).collect();
    let mut header = format!("{how}; filename=\"{plain}\"");
    if plain != name {
        header += &format!("; filename*=UTF-8''{}", utf8_percent_encode(&name, PLAIN));
    }
    HeaderValue::from_str(&header).unwrap_or(HeaderValue::from_static("attachment"))
}

/// A name that a file may have on any system, ending as what it is: `page.html` that is a picture would be opened as a
/// page from the reader's own disk.
fn harmless(name: &str, kind: Kind) -> String {
    let allowed = |c: char| if c.is_control() || "\"\\/:*?<>|".contains(c) { '_' } else { c };
    let name: String = name.chars().map(allowed).collect();
    let name = name.trim_start_matches('.').trim().trim_end_matches('.');
    let name = if name.is_empty() { NAMELESS } else { name };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let fits = ending.is_some_and(|ending| kind.endings().contains(&ending.as_str()));
    let before = if is_device(name) { "_" } else { "" };
    let after = if fits { "" } else { kind.endings().first().copied().unwrap_or_default() };
    let dot = if fits { "" } else { "." };
    format!("{before}{name}{dot}{after}")
}

/// Names that mean a device on Windows, whatever their ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    let numbered = |prefix| {
        let number = stem.strip_prefix(prefix).unwrap_or_default();
        matches!(number.as_bytes(), [b'1'..=b'9'])
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn header(name: &str) -> String {
        disposition(Opened::Saved, name, Kind::Pdf).to_str().unwrap().to_owned()
    }

    #[test]
    fn bad_input_24_names_are_cleaned() {
        let long = format!("{}.pdf", "ü".repeat(148));
        for (given, kept) in [
            ("charter.pdf", "charter.pdf"),
            ("C:\\fakepath\\charter.pdf", "charter.pdf"),
            ("../../etc/passwd", "passwd"),
            ("cafe\u{301}.pdf", "café.pdf"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("\u{200f}ميثاق\u{200e}.pdf", "ميثاق.pdf"),
            ("a\r\nb\t.pdf", "ab.pdf"),
            ("  ", "file"),
            (".", "file"),
            ("..", "file"),
            ("", "file"),
            ("👩\u{200d}🎨.png", "👩\u{200d}🎨.png"),
            (long.as_str(), &format!("{}.pdf", "ü".repeat(125))),
        ] {
            assert_eq!(clean(given), kept, "{given:?}");
        }
    }

    #[test]
    fn bad_input_24_a_name_is_told_by_rfc_6266_and_8187() {
        assert_eq!(header("charter.pdf"), "attachment; filename=\"charter.pdf\"");
        assert_eq!(header("a \"b\".pdf"), "attachment; filename=\"a _b_.pdf\"");
        assert_eq!(
            header("한글.pdf"),
            "attachment; filename=\"__.pdf\"; filename*=UTF-8''%ED%95%9C%EA%B8%80.pdf"
        );
        assert_eq!(
            header("50%.PDF"),
            "attachment; filename=\"50_.PDF\"; filename*=UTF-8''50%25.PDF"
        );
    }

    #[test]
    fn bad_input_20_a_name_ends_as_what_the_file_is() {
        for (name, told) in [
            ("page.html", "page.html.pdf"),
            ("charter", "charter.pdf"),
            (".htaccess", "htaccess.pdf"),
            ("CON", "_CON.pdf"),
            ("com1.pdf", "_com1.pdf"),
            ("common.pdf", "common.pdf"),
            ("a/b:c?.pdf", "a_b_c_.pdf"),
            ("...", "file.pdf"),
        ] {
            assert_eq!(harmless(name, Kind::Pdf), told, "{name}");
        }
        assert_eq!(harmless("x.JPEG", Kind::Jpeg), "x.JPEG");
    }

    proptest! {
        #[test]
        fn bad_input_24_any_name_is_cleaned_once_and_for_all(given in any::<String>()) {
            let name = clean(&given);
            prop_assert!((1..=LONGEST).contains(&name.len()));
            prop_assert!(!name.contains(['/', '\\']) && !name.chars().any(char::is_control));
            prop_assert_eq!(clean(&name), name);
        }

        #[test]
        fn bad_input_24_any_name_makes_one_header(given in any::<String>()) {
            let told = header(&clean(&given));
            prop_assert!(told.starts_with("attachment; filename=\"") && told.is_ascii());
            prop_assert_eq!(told.matches('"').count(), 2);
        }
    }
}
