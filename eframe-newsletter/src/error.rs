use eframe_core::{Denied, FieldErrors};

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
    /// The link was used, is too old, or another one took its place.
    #[error("the link is no longer good")]
    LinkDead,
    /// The text that is agreed to is another now: read it, and say yes to that.
    #[error("the text of the consent is another now")]
    TextChanged,
    /// Too many tries from one place: try again after so many seconds.
    #[error("too many tries")]
    Throttled(u32),
}

/// What stops a method of the handle.
#[cfg(feature = "server")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such thing, or none that the actor may know of.
    #[error("there is no such thing in the newsletter")]
    NotFound,
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be read or written.
    #[error(transparent)]
    Commit(eframe_core::CommitError),
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

#[cfg(feature = "server")]
impl From<eframe_core::CommitError> for Error {
    fn from(error: eframe_core::CommitError) -> Self {
        Self::Commit(error)
    }
}
