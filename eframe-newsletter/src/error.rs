use eframe_core::{Denied, FieldErrors, Language, Version};

use crate::model::{IssueId, IssueStage};
use crate::rules::Fault;

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
    /// The issue is not where this step begins; this is where it is.
    #[error("the issue is not at the stage this needs")]
    NotAtThatStage(IssueStage),
    /// The quarter has its issue: this one.
    #[error("the quarter has its issue")]
    NumberTaken(IssueId),
    /// Letters of the issue have left, or may have.
    #[error("letters of the issue have left")]
    LettersOut,
    /// Somebody changed the issue since; this is its version.
    #[error("somebody changed the issue since")]
    IssueMoved(Version),
    /// The issue has no text in these of its languages.
    #[error("the issue is not written in all its languages")]
    Unwritten(Vec<Language>),
    /// Some read these languages, in which the issue is not written, and it is to wait for that.
    #[error("the issue is not written in every language that is read")]
    Untranslated(Vec<Language>),
    /// The issue is put together at the desk: its text is made of that.
    #[error("the issue is put together, and its text made of that")]
    Composed,
    /// The issue was given as a whole, and cannot be put together.
    #[error("the issue was given as a whole")]
    GivenWhole,
    /// Nothing stands in the issue.
    #[error("nothing stands in the issue")]
    NothingInIt,
    /// The letter in this language has a form that mail programs do not show whole.
    #[error("the letter is longer than mail programs show")]
    LetterTooLong {
        /// The language.
        language: Language,
        /// How long its longest form is, in bytes.
        bytes: usize,
        /// How long a form may be.
        limit: usize,
    },
    /// Nobody is known to whom a preview could be sent.
    #[error("the address of whoever asks is not known")]
    NoAddress,
    /// Nobody would get it.
    #[error("nobody would get the issue")]
    NoReaders,
    /// Of each letter it is known what became of it, or it is tried again by itself.
    #[error("no letter of the issue stays unsure")]
    NoneUnsure,
    /// Nothing is sent to them since they want it so: they say yes anew.
    #[error("nothing is sent to this address by its owner's own wish")]
    TheirOwnWish,
    /// The file has these faults, and nothing of it was taken.
    #[error("the file has faults")]
    BadFile(Vec<Fault>),
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
    /// A folder of mail could not be read: this one, for this reason.
    #[error("{0}")]
    Folder(String),
    /// The list that is kept apart from the database could not be read.
    #[error("the kept list of suppressions: {0}")]
    List(#[source] std::io::Error),
    /// A letter could not be made: a template of the host's is wrong.
    #[error("the letter cannot be made: {0}")]
    Letter(String),
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
