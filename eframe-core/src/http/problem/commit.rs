use http::{HeaderValue, StatusCode, header};

use super::Problem;
use crate::CommitError;

/// For what a block has not turned into a refusal of its own, such as the constraint on a path.
impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Stale { .. } => Self::stale(),
            CommitError::Constraint(_) => {
                Self::conflict("taken", "There is one like this already.")
            }
            CommitError::KeyReused => {
                let title = "This Idempotency-Key belongs to another request.";
                Self::refused("idempotency-key-reused", title).detail(
                    "Send a new key with a new request, and the old one with its repeat only.",
                )
            }
            CommitError::KeyRunning => {
                let title = "A request with this Idempotency-Key is still running.";
                Self::conflict("idempotency-key-running", title)
                    .header(header::RETRY_AFTER, HeaderValue::from_static("1"))
            }
            CommitError::Contended => {
                let title = "Too many people are changing this at once.";
                Self::conflict("contended", title).detail("Nothing was changed. Try again.")
            }
            CommitError::Again(_) | CommitError::Unavailable(_) => {
                Self::unavailable(2).cause(error)
            }
            CommitError::Unknown(_) => {
                let title = "It is not known whether this was done.";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "outcome-unknown", title)
                    .detail("Look before you try again, or repeat it with its Idempotency-Key.")
                    .header(header::RETRY_AFTER, HeaderValue::from_static("5"))
                    .cause(error)
            }
            CommitError::Settled | CommitError::Store(_) => Self::internal(error),
        }
    }
}
