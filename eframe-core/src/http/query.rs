use axum::extract::FromRequestParts;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;

use super::Problem;
use super::pairs::{Fault, Pairs};

/// The query's parameters as a struct.
///
/// A parameter that is given twice is refused unless its field is a list; an empty one is `None` for an
/// optional field; unknown ones are passed over. Faults are 400 and name the parameter.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let encoded = parts.uri.query().unwrap_or_default();
        let pairs = Pairs::parse(encoded.as_bytes()).map_err(|fault| problem(None, fault))?;
        pairs.read().map(Self).map_err(|(name, fault)| problem(name, fault))
    }
}

/// A text as it stands as a value in a query that is put into a link: whatever means something there is written as `%XX`.
///
/// ```
/// assert_eq!(eframe_core::http::in_query("/a b&c=서"), "/a%20b%26c%3D%EC%84%9C");
/// ```
#[must_use]
pub fn in_query(text: &str) -> String {
    utf8_percent_encode(text, MEANS_SOMETHING).to_string()
}

/// All but what RFC 3986 (2.3, 3.4) has stand for itself in a query.
const MEANS_SOMETHING: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

fn problem(name: Option<String>, fault: Fault) -> Problem {
    let problem = match fault {
        Fault::NotText => Problem::bad_request("not-utf8", "The query is not UTF-8."),
        Fault::Repeated => {
            Problem::bad_request("repeated-parameter", "A parameter is given more than once.")
        }
        Fault::Nul | Fault::Wrong(_) => {
            Problem::bad_request("invalid-parameter", "A parameter is not right.")
        }
    };
    match name {
        Some(name) => problem.detail(format!("{name}: {fault}")),
        None => problem.detail(fault.to_string()),
    }
}
