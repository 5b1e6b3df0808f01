//! The one mapping of this crate's errors to problems.

use eframe_core::http::Problem;
use http::StatusCode;

use crate::{Error, Refusal};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refusal.into(),
            Error::Commit(error) => error.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Denied(denied) => denied.into(),
            Refusal::Invalid(errors) => errors.into(),
            Refusal::IsOn => Self::conflict("endpoint-on", "The endpoint is on."),
            Refusal::IsOff => {
                let off = Self::conflict("endpoint-off", "The endpoint is off.");
                off.detail("Switch it on first.")
            }
            Refusal::Waits => Self::conflict("waits", "The message is on its way already."),
            Refusal::Moved(_) => {
                let title = "Somebody changed the endpoint since.";
                Self::new(StatusCode::PRECONDITION_FAILED, "stale-version", title)
                    .detail("Read it again and repeat your change with its new ETag in If-Match.")
            }
        }
    }
}
