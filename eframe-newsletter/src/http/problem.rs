//! The one mapping of this crate's errors to problems.

use eframe_core::http::Problem;
use http::{StatusCode, header};

use crate::{Error, Refusal};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refused(refusal),
            Error::Commit(error) => error.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        refused(refusal)
    }
}

/// What programs go by; it names the message `newsletter.refused.CODE` too.
const fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(_) => "denied",
        Refusal::Invalid(_) => "invalid",
        Refusal::LinkDead => "link-dead",
        Refusal::TextChanged => "text-changed",
        Refusal::Throttled(_) => "throttled",
    }
}

const fn title(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(_) => "They may not do this.",
        Refusal::Invalid(_) => "Some fields are wrong.",
        Refusal::LinkDead => "The link was used, is too old, or another took its place.",
        Refusal::TextChanged => "The words of the consent are others than those that were read.",
        Refusal::Throttled(_) => "Too many tries. Wait before the next.",
    }
}

const fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Denied(_) => StatusCode::FORBIDDEN,
        Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::LinkDead => StatusCode::GONE,
        Refusal::TextChanged => StatusCode::CONFLICT,
        Refusal::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
    }
}

fn refused(refusal: Refusal) -> Problem {
    let (code, status, title) = (code(&refusal), status(&refusal), title(&refusal));
    match refusal {
        Refusal::Denied(denied) => denied.into(),
        Refusal::Invalid(errors) => errors.into(),
        Refusal::Throttled(seconds) => {
            Problem::new(status, code, title).header(header::RETRY_AFTER, seconds.into())
        }
        Refusal::LinkDead | Refusal::TextChanged => Problem::new(status, code, title),
    }
}
