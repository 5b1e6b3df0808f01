use axum::extract::FromRequestParts;
use http::request::Parts;
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
