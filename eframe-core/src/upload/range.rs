//! Parts of a file (RFC 9110, section 14).

use http::{HeaderMap, HeaderValue, Method, header};

/// What of a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: no part is asked for, or none that is told apart here.
    Whole,
    /// So many bytes from this one on.
    Part { from: u64, bytes: u64 },
    /// A part that lies behind its end.
    Beyond,
}

/// What is asked for of a file of so many bytes that has this entity tag now.
///
/// One range is answered; of several the whole file, as any server may. With `If-Range` the part is only for whom has
/// the rest of the same file: a tag is compared strongly, and a date never fits, since none is told.
pub(super) fn wanted(method: &Method, asked: &HeaderMap, tag: &HeaderValue, whole: u64) -> Wanted {
    let Some(range) = only(asked, &header::RANGE).filter(|_| *method == Method::GET) else {
        return Wanted::Whole;
    };
    if asked.contains_key(header::IF_RANGE) && only(asked, &header::IF_RANGE) != tag.to_str().ok() {
        return Wanted::Whole;
    }
    let Some(range) = range.strip_prefix("bytes=").map(str::trim) else { return Wanted::Whole };
    match range.split_once('-') {
        Some(("", last)) => match digits(last) {
            Some(0) => Wanted::Beyond,
            Some(last) => part(whole.saturating_sub(last), whole, whole),
            None => Wanted::Whole,
        },
        Some((from, "")) => digits(from).map_or(Wanted::Whole, |from| part(from, whole, whole)),
        Some((from, to)) => match (digits(from), digits(to)) {
            (Some(from), Some(to)) if from <= to => part(from, to.saturating_add(1), whole),
            _ => Wanted::Whole,
        },
        None => Wanted::Whole,
    }
}

fn part(from: u64, end: u64, whole: u64) -> Wanted {
    if from >= whole {
        return Wanted::Beyond;
    }
    Wanted::Part { from, bytes: end.min(whole) - from }
}

fn only<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let (value, more) = (all.next()?, all.next());
    if more.is_some() { None } else { value.to_str().ok() }
}

/// A number that is too large for a file is behind its end.
fn digits(text: &str) -> Option<u64> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TAG: HeaderValue = HeaderValue::from_static("\"abc\"");

    fn asked(range: &str, if_range: Option<&str>, whole: u64) -> Wanted {
        let mut headers = HeaderMap::new();
        let Ok(range) = range.parse() else { return Wanted::Whole };
        headers.insert(header::RANGE, range);
        if let Some(tag) = if_range {
            headers.insert(header::IF_RANGE, tag.parse().expect("a header"));
        }
        wanted(&Method::GET, &headers, &TAG, whole)
    }

    #[test]
    fn one_range_is_a_part_and_what_is_no_range_is_the_whole() {
        let part = |from, bytes| Wanted::Part { from, bytes };
        for (range, is) in [
            ("bytes=0-0", part(0, 1)),
            ("bytes=0-99", part(0, 10)),
            ("bytes=4-", part(4, 6)),
            ("bytes=-3", part(7, 3)),
            ("bytes=-30", part(0, 10)),
            ("bytes= 2 - 3 ", part(2, 2)),
            ("bytes=10-", Wanted::Beyond),
            ("bytes=99999999999999999999-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=3-2", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("lines=1-2", Wanted::Whole),
            ("1-2", Wanted::Whole),
        ] {
            assert_eq!(asked(range, None, 10), is, "{range}");
        }
    }

    #[test]
    fn a_part_is_only_for_whom_has_the_same_file() {
        let part = Wanted::Part { from: 0, bytes: 2 };
        assert_eq!(asked("bytes=0-1", Some("\"abc\""), 10), part);
        for other in ["\"abd\"", "W/\"abc\"", "Thu, 26 Nov 2026 09:00:00 GMT", "abc"] {
            assert_eq!(asked("bytes=0-1", Some(other), 10), Wanted::Whole, "{other}");
        }
    }

    #[test]
    fn only_what_is_got_has_parts() {
        let headers =
            HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static("bytes=0-1"))]);
        for method in [Method::HEAD, Method::POST] {
            assert_eq!(wanted(&method, &headers, &TAG, 10), Wanted::Whole);
        }
    }

    proptest! {
        #[test]
        fn a_part_lies_within_its_file(range in "bytes=[0-9]{0,21}-[0-9]{0,21}", whole in 0..1000_u64) {
            if let Wanted::Part { from, bytes } = asked(&range, None, whole) {
                prop_assert!(bytes > 0 && from + bytes <= whole);
            }
        }
    }
}
