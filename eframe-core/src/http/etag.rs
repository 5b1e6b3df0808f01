use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::Problem;
use crate::Version;

/// The version that a change was made from, out of `If-Match`. Its absence is 428, what is no entity tag of
/// ours 400; whether it is still the current one, the rule or the guard finds out (412).
///
/// ```
/// use eframe_core::{Version, http::IfMatch};
/// assert!(IfMatch::Version(Version::FIRST).fits(Version::FIRST).is_ok());
/// assert_eq!(IfMatch::Version(Version::FIRST).fits(Version::new(2)).unwrap_err().status, 412);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// This version.
    Version(Version),
    /// `*`: whichever it is.
    Any,
}

/// The strong entity tag of a versioned thing: `"7"`.
pub fn etag(version: Version) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).expect("digits and quotes")
}

/// Whether the client's `If-None-Match` names this tag, so that 304 without a body is the answer. Tags are
/// compared weakly, as RFC 9110 13.1.2 asks, and `*` matches.
pub fn not_modified(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let strip = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_owned();
    let own = strip(tag.as_bytes());
    headers.get_all(header::IF_NONE_MATCH).iter().any(|list| {
        let mut tags = list.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
        tags.any(|tag| tag == b"*" || strip(tag) == own)
    })
}

impl IfMatch {
    /// Compares with the version that is.
    ///
    /// # Errors
    /// 412 when it is another one.
    pub fn fits(self, current: Version) -> Result<(), Problem> {
        match self {
            Self::Version(wanted) if wanted != current => Err(Self::failed()),
            _ => Ok(()),
        }
    }

    /// The version to make the change from.
    pub fn or(self, current: Version) -> Version {
        match self {
            Self::Version(wanted) => wanted,
            Self::Any => current,
        }
    }

    /// 412: for what turns out stale only in the transaction.
    pub fn failed() -> Problem {
        let title = "This was changed meanwhile.";
        Problem::new(StatusCode::PRECONDITION_FAILED, "stale-version", title)
            .detail("Read it again and repeat your change with its new ETag in If-Match.")
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut values = parts.headers.get_all(header::IF_MATCH).iter();
        let (value, more) = (values.next(), values.next());
        let Some(value) = value else {
            let title = "If-Match is needed to change this.";
            return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "if-match-missing", title)
                .detail("Send the ETag of what you read, so that nobody's change is lost."));
        };
        match value.as_bytes() {
            b"*" if more.is_none() => Some(Self::Any),
            tag if more.is_none() => version(tag).map(Self::Version),
            _ => None,
        }
        .ok_or_else(|| {
            Problem::bad_request("if-match", "If-Match is malformed.")
                .detail("Send one ETag as you read it, with its quotes, or *.")
        })
    }
}

/// `"7"`; a weak tag never matches strongly, so it is as wrong as anything else.
fn version(tag: &[u8]) -> Option<Version> {
    let digits = tag.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    plain.then(|| std::str::from_utf8(digits).ok()?.parse().ok().map(Version::new)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_is_compared_weakly() {
        let tag = etag(Version::new(7));
        for (sent, same) in [
            ("\"7\"", true),
            ("W/\"7\"", true),
            ("\"1\", W/\"7\"", true),
            ("*", true),
            ("\"77\"", false),
            ("7", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, sent.parse().unwrap())]);
            assert_eq!(not_modified(&headers, &tag), same, "{sent}");
        }
    }

    #[test]
    fn only_a_strong_tag_of_ours_is_a_version() {
        assert_eq!(version(b"\"12\""), Some(Version::new(12)));
        for wrong in [
            &b"12"[..],
            b"W/\"12\"",
            b"\"\"",
            b"\"-1\"",
            b"\"+1\"",
            b"\"x\"",
            b"\"99999999999999999999\"",
        ] {
            assert_eq!(version(wrong), None);
        }
    }
}
