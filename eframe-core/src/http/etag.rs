use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::Problem;
use crate::Version;

/// The version that a change was made from, out of `If-Match`.
///
/// It is looked at last (RFC 9110 13.2.1): whoever may not do something is told that, whatever they know of its version. So
/// taking it from a request refuses nothing. A handler gives [`expected`](Self::expected) or [`or`](Self::or) to the handle,
/// which compares behind the permission, and hands what came of it to [`answer`](Self::answer).
///
/// ```
/// use eframe_core::{Version, http::{IfMatch, Problem}};
/// assert!(IfMatch::Version(Version::FIRST).fits(Version::FIRST).is_ok());
/// assert_eq!(IfMatch::Version(Version::FIRST).fits(Version::new(2)).unwrap_err().status, 412);
///
/// let change = |seen: IfMatch| seen.answer(seen.fits(Version::FIRST)).unwrap_err().status;
/// assert_eq!(change(IfMatch::Missing), 428);
/// let forbidden = Problem::new(http::StatusCode::FORBIDDEN, "forbidden", "You may not do this.");
/// assert_eq!(IfMatch::Missing.answer::<(), _>(Err(forbidden)).unwrap_err().status, 403);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMatch {
    /// This version.
    Version(Version),
    /// `*`: whichever it is.
    Any,
    /// The request has none.
    Missing,
    /// What it has is no entity tag of ours, or more than one.
    Malformed,
}

/// What stands for a version that nobody named: no row has it, and no tag can name it.
const NEVER: Version = Version::new(-1);

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
    /// 412 when it is another one, or none was named.
    pub fn fits(self, current: Version) -> Result<(), Problem> {
        if self.or(current) == current { Ok(()) } else { Err(Self::failed()) }
    }

    /// The version to make the change from. Where the request names none it is one that nothing ever has, so that the
    /// comparison fails.
    pub fn or(self, current: Version) -> Version {
        self.expected().unwrap_or(current)
    }

    /// The version that has to be the current one, for a handle that compares where one is given; as with [`or`](Self::or),
    /// one that nothing ever has where the request names none.
    pub const fn expected(self) -> Option<Version> {
        match self {
            Self::Version(wanted) => Some(wanted),
            Self::Any => None,
            Self::Missing | Self::Malformed => Some(NEVER),
        }
    }

    /// What is told of a change that was compared with this: as it came out, but where the request names no version, 428 or
    /// 400 in place of 412, and of having found that nothing was to be changed.
    ///
    /// # Errors
    /// What the change was refused for; else 428 without `If-Match`, 400 with one that is none.
    pub fn answer<T, E: Into<Problem>>(self, outcome: Result<T, E>) -> Result<T, Problem> {
        let outcome = outcome.map_err(Into::into);
        let compared = match &outcome {
            Ok(_) => true,
            Err(problem) => problem.status == StatusCode::PRECONDITION_FAILED,
        };
        match self {
            Self::Missing if compared => Err(Self::missing()),
            Self::Malformed if compared => Err(Self::malformed()),
            _ => outcome,
        }
    }

    fn missing() -> Problem {
        let title = "If-Match is needed to change this.";
        Problem::new(StatusCode::PRECONDITION_REQUIRED, "if-match-missing", title)
            .detail("Send the ETag of what you read, so that nobody's change is lost.")
    }

    fn malformed() -> Problem {
        Problem::bad_request("if-match", "If-Match is malformed.")
            .detail("Send one ETag as you read it, with its quotes, or *.")
    }

    /// 412: for what turns out stale only in the transaction.
    pub fn failed() -> Problem {
        let title = "This was changed meanwhile.";
        Problem::new(StatusCode::PRECONDITION_FAILED, "stale-version", title)
            .detail("Read it again and repeat your change with its new ETag in If-Match.")
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let mut values = parts.headers.get_all(header::IF_MATCH).iter();
        let (value, more) = (values.next(), values.next());
        let Some(value) = value else { return Ok(Self::Missing) };
        Ok(match value.as_bytes() {
            _ if more.is_some() => Self::Malformed,
            b"*" => Self::Any,
            tag => version(tag).map_or(Self::Malformed, Self::Version),
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
    fn what_a_change_is_refused_for_comes_before_its_version() {
        use IfMatch::{Any, Malformed, Missing};
        let forbidden = || Problem::new(StatusCode::FORBIDDEN, "forbidden", "No.");
        for (seen, told) in
            [(IfMatch::Version(Version::new(7)), 412), (Any, 200), (Missing, 428), (Malformed, 400)]
        {
            let refused = seen.answer::<(), _>(Err(forbidden())).unwrap_err();
            assert_eq!(refused.status, 403, "{seen:?}");
            let stale = seen.answer(seen.fits(Version::FIRST));
            let stale = stale.map_or_else(|problem| problem.status.as_u16(), |()| 200);
            assert_eq!(stale, told, "{seen:?}");
        }
        // Nothing was to be changed, so nothing was compared.
        assert_eq!(Missing.answer::<_, Problem>(Ok(())).unwrap_err().status, 428);
        assert!(Missing.fits(NEVER.next()).is_err());
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
