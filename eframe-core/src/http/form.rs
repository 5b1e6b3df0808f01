use axum::extract::{FromRequest, Request};
use http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::pairs::{Fault, Pairs};
use super::{DEFAULT_LIMIT, Problem, read};

/// A posted form (`application/x-www-form-urlencoded`, at most 1 MiB).
///
/// Fields that `T` does not have are passed over, so nobody writes what the form does not show. Bytes that
/// are no UTF-8 are 400, U+0000 and wrong values 422, another content type 415. What people type belongs into
/// text fields of `T` and is checked after, with a message beside the field.
#[derive(Clone, Copy, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_form(request.headers()) {
            let title = "A form is needed here.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", title)
                .detail("Send application/x-www-form-urlencoded."));
        }
        let encoded = read(request.into_body(), DEFAULT_LIMIT).await?;
        let pairs = Pairs::parse(&encoded).map_err(|fault| problem(None, fault))?;
        pairs.read().map(Self).map_err(|(name, fault)| problem(name, fault))
    }
}

/// `application/x-www-form-urlencoded`, with any parameters.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map(|kind| kind.as_bytes()).unwrap_or_default();
    let essence = kind.split(|byte| *byte == b';').next().unwrap_or_default();
    essence.trim_ascii().eq_ignore_ascii_case(b"application/x-www-form-urlencoded")
}

/// What is said of a fault in a form, wherever it was found.
pub(super) fn problem(name: Option<String>, fault: Fault) -> Problem {
    let problem = match fault {
        Fault::NotText => Problem::bad_request("not-utf8", "The form is not UTF-8."),
        Fault::Nul => Problem::refused("nul", "A field contains the character U+0000."),
        Fault::Repeated | Fault::Wrong(_) => {
            Problem::refused("invalid-form", "A field of the form is not right.")
        }
    };
    match name {
        Some(name) => problem.detail(format!("{name}: {fault}")),
        None => problem.detail(fault.to_string()),
    }
}
