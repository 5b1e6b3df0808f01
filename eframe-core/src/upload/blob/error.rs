use std::io::{self, ErrorKind};

use http::StatusCode;

use crate::http::Problem;

/// Why a file could not be stored or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BlobError {
    /// The store holds as much as it may: 507.
    #[error("the store's quota of {quota} bytes is reached")]
    Quota {
        /// The most bytes it holds.
        quota: u64,
    },
    /// The disk or the bucket is full: 507.
    #[error("there is no room for files: {0}")]
    Full(#[source] io::Error),
    /// The store failed, and may answer later: 503.
    #[error("the store of files failed: {0}")]
    Failed(#[source] io::Error),
    /// The store refuses what is set for it, and goes on refusing until somebody changes that: 503. It says what.
    #[error("{0}")]
    Refused(String),
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        // What a body carried as its error was one of these before.
        let error = match error.downcast::<Self>() {
            Ok(known) => return known,
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full(error)
            }
            _ => Self::Failed(error),
        }
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Quota { .. } | BlobError::Full(_) => {
                let title = "There is no room for the file.";
                Problem::new(StatusCode::INSUFFICIENT_STORAGE, "insufficient-storage", title)
                    .detail("Nothing was saved. Whoever runs this service has to make room; try again later.")
                    .cause(error)
            }
            BlobError::Failed(_) => Problem::unavailable(5).cause(error),
            BlobError::Refused(_) => Problem::unavailable(60).cause(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_23_no_room_is_507_and_another_failure_503() {
        let status = |error: BlobError| Problem::from(error).status.as_u16();
        assert_eq!(status(BlobError::Quota { quota: 1 }), 507);
        for (kind, expected) in [
            (ErrorKind::StorageFull, 507),
            (ErrorKind::QuotaExceeded, 507),
            (ErrorKind::PermissionDenied, 503),
            (ErrorKind::Other, 503),
        ] {
            assert_eq!(status(io::Error::from(kind).into()), expected, "{kind}");
        }
    }
}
