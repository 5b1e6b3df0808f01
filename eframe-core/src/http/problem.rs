mod cause;
mod commit;

use std::error::Error;

use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::{BodyFault, Denied, FieldError, FieldErrors, Narrowing};

pub use cause::Cause;

/// Why a request was not carried out, as `application/problem+json` (RFC 9457).
///
/// `code` is stable and meant for programs, in kebab case: `stale-version`. The title says in English what is
/// wrong, the detail what to do about it. Neither names a person or shows what failed inside: for that there
/// is a [cause](Problem::cause), which is logged at the edge and never sent.
///
/// ```
/// use eframe_core::http::Problem;
/// use http::StatusCode;
/// let problem = Problem::new(StatusCode::CONFLICT, "path-taken", "Another page has this path.");
/// assert_eq!(problem.json()["code"], "path-taken");
/// ```
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// What programs go by; never changes its meaning.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub title: &'static str,
    /// What is special about this case, and what helps.
    pub detail: Option<String>,
    /// What is wrong with which field.
    pub errors: Vec<FieldError>,
    extra: Option<Box<Extra>>,
}

#[derive(Clone, Debug, Default)]
struct Extra {
    headers: Vec<(HeaderName, HeaderValue)>,
    members: serde_json::Map<String, serde_json::Value>,
    cause: Option<Cause>,
}

/// The members as they are sent; `type` is absent, which means `about:blank`.
#[derive(Serialize)]
struct Wire<'a> {
    status: u16,
    code: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
    #[serde(flatten)]
    members: Option<&'a serde_json::Map<String, serde_json::Value>>,
}

impl Problem {
    /// A problem of this status, code and title.
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self { status, code, title, detail: None, errors: Vec::new(), extra: None }
    }

    /// 400: the request cannot be understood.
    pub fn bad_request(code: &'static str, title: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, title)
    }

    /// 404: there is no such thing, or none that the caller may know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this address.")
    }

    /// 405: the address is right, the method is not. The router says in `Allow` which ones are.
    pub fn method_not_allowed() -> Self {
        let title = "This address does not take this method.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", title)
    }

    /// 409: what is asked does not fit what is.
    pub fn conflict(code: &'static str, title: &'static str) -> Self {
        Self::new(StatusCode::CONFLICT, code, title)
    }

    /// 409: somebody else was faster.
    pub fn stale() -> Self {
        Self::conflict("stale-version", "This was changed meanwhile.")
            .detail("Read it again and repeat your change on what it is now.")
    }

    /// 422: understood, and against a rule.
    pub fn refused(code: &'static str, title: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, title)
    }

    /// 503: not now; try again after so many seconds.
    pub fn unavailable(seconds: u32) -> Self {
        let title = "This cannot be done at the moment.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title)
            .detail("Nothing was changed. Try again shortly.")
            .header(header::RETRY_AFTER, seconds.into())
    }

    /// 500: our fault. The cause is logged, not shown.
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::fault().cause(cause)
    }

    pub(crate) fn fault() -> Self {
        let title = "Something went wrong on our side.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title)
    }

    /// Says what is special about this case.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Says what is wrong with which field.
    #[must_use]
    pub fn fields(mut self, errors: &FieldErrors) -> Self {
        self.errors = errors.iter().cloned().collect();
        self
    }

    /// Adds a header to the answer, such as `Allow` or `Retry-After`.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.extra.get_or_insert_default().headers.push((name, value));
        self
    }

    /// Adds a member of the block's own, such as the text that stands there now (RFC 9457, 3.2).
    #[must_use]
    pub fn member(mut self, name: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        self.extra.get_or_insert_default().members.insert(name.to_owned(), value);
        self
    }

    /// Keeps what went wrong inside for the log.
    #[must_use]
    pub fn cause(mut self, cause: impl Error + Send + Sync + 'static) -> Self {
        self.extra.get_or_insert_default().cause = Some(Cause::new(cause));
        self
    }

    /// What went wrong inside, for the log.
    pub fn failure(&self) -> Option<&Cause> {
        self.extra.as_ref()?.cause.as_ref()
    }

    /// The members as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(self.wire()).unwrap_or_default()
    }

    /// The answer, for layers and hosts whose body is not axum's. The problem itself is in its extensions, so
    /// that a layer can show it in another way.
    pub fn response<B: From<Bytes>>(self) -> http::Response<B> {
        let bytes = serde_json::to_vec(&self.wire()).unwrap_or_default();
        let mut response = http::Response::new(B::from(bytes.into()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.extra.iter().flat_map(|extra| extra.headers.iter().cloned()));
        response.extensions_mut().insert(self);
        response
    }

    fn wire(&self) -> Wire<'_> {
        Wire {
            status: self.status.as_u16(),
            code: self.code,
            title: self.title,
            detail: self.detail.as_deref(),
            errors: &self.errors,
            members: self.extra.as_ref().map(|extra| &extra.members),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.response()
    }
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        Self::refused("invalid-fields", "Some fields are not right.").fields(&errors)
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignIn => Self::new(StatusCode::UNAUTHORIZED, "sign-in", "Sign in to do this.")
                .header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
            Denied::Forbidden(permission) => {
                let title = "You may not do this.";
                Self::new(StatusCode::FORBIDDEN, "forbidden", title)
                    .detail(format!("The permission {} is needed.", permission.name()))
            }
            Denied::Narrowed(Narrowing::Token) => {
                let title = "The token is for some permissions alone.";
                let remedy = "What is open to people because it is their own takes signing in, or a token for \
                              everything they may do.";
                Self::new(StatusCode::FORBIDDEN, "token-scope", title).detail(remedy)
            }
            Denied::Narrowed(Narrowing::SecondFactor) => {
                let title = "A role of the account asks for a second factor.";
                let remedy = "People set one up at their own pages; a token that was made before is made anew.";
                Self::new(StatusCode::FORBIDDEN, "second-factor-owed", title).detail(remedy)
            }
        }
    }
}

impl From<BodyFault> for Problem {
    fn from(fault: BodyFault) -> Self {
        match fault {
            BodyFault::TooLarge { limit } => {
                let title = "The body is too large.";
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body-too-large", title)
                    .detail(format!("At most {limit} bytes are taken."))
            }
            BodyFault::TooSlow => {
                let title = "The body came too slowly.";
                Self::new(StatusCode::REQUEST_TIMEOUT, "body-too-slow", title)
            }
            BodyFault::Broken => {
                Self::bad_request("body-broken", "The body ended early or is malformed.")
            }
        }
    }
}
