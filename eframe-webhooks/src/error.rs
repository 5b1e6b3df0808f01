use eframe_core::{Denied, FieldErrors, Version};

/// Why a rule said no, with what the asker needs to go on.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// They may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What they sent is not right.
    #[error(transparent)]
    Invalid(#[from] FieldErrors),
    /// The endpoint is on.
    #[error("the endpoint is on")]
    IsOn,
    /// The endpoint is off: switch it on first.
    #[error("the endpoint is off")]
    IsOff,
    /// The message is on its way already.
    #[error("the message is on its way already")]
    Waits,
    /// Somebody changed the endpoint since; this is its version.
    #[error("somebody changed the endpoint since")]
    Moved(Version),
}

/// What stops a method of the handle.
#[cfg(feature = "server")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such thing, or none that the actor may know of.
    #[error("there is no such endpoint or delivery")]
    NotFound,
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be read or written.
    #[error(transparent)]
    Commit(#[from] eframe_core::CommitError),
}

#[cfg(feature = "server")]
impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Refused(errors.into())
    }
}

#[cfg(feature = "server")]
impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into())
    }
}
