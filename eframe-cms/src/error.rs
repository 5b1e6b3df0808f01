use eframe_core::{Denied, FieldErrors, Language, Version};

use crate::model::{Address, Edition, Menu, Missing, Slug, Stage};
use crate::rules::Finding;

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
    /// Somebody saved since they began; here is that text.
    #[error("somebody saved this text since")]
    StaleDraft {
        /// The newest save.
        revision: Version,
        /// What stands there now; nothing when it was withdrawn.
        newest: Option<Box<Edition>>,
    },
    /// Somebody changed the document since; this is its version.
    #[error("somebody changed this document since")]
    StaleDocument(Version),
    /// Somebody moved something in the tree since; this is its version.
    #[error("somebody changed the tree since")]
    StaleTree(Version),
    /// Somebody set the menu since; this is how it stands.
    #[error("somebody set this menu since")]
    StaleMenu(Box<Menu>),
    /// Somebody changed the file since; this is its version.
    #[error("somebody changed this file since")]
    StaleMedia(Version),
    /// The file was retired.
    #[error("the file was retired")]
    Retired,
    /// Live pages show the file: these.
    #[error("live pages show the file")]
    StillShown(Vec<Address>),
    /// The edition is not where this step begins; this is where it is, if there is one.
    #[error("the edition is not at the stage this needs")]
    NotAtThatStage(Option<Stage>),
    /// Nobody approves what they wrote.
    #[error("someone other than its authors has to approve it")]
    OwnWork,
    /// They approved exactly this before; somebody else is wanted.
    #[error("they approved it already")]
    AlreadyApproved,
    /// The rule of this place asks for others.
    #[error("the rule of this place asks for others")]
    NotAsked(Missing),
    /// Fewer have approved it than the rule of its place asks for.
    #[error("more have to approve it")]
    NotYetApproved(Missing),
    /// The words are not those that were read.
    #[error("the text was changed after it was read")]
    ContentChanged,
    /// It has faults that keep it from being published; here they are.
    #[error("the text is not fit to be published")]
    Unfit(Vec<Finding>),
    /// Another document stands there, or stood there once.
    #[error("the address belongs to another document")]
    AddressTaken,
    /// The rule of its new place asks for more than these live texts have.
    #[error("the rule of that place asks for more than what is live has")]
    LacksThere(Vec<crate::rules::Lacking>),
    /// The site in this language begins with this.
    #[error("{0} is the code of a language: the site in that language begins with it")]
    NamesLanguage(Language),
    /// A route of the site begins with this.
    #[error("the site itself uses addresses that begin with {0}")]
    Reserved(Slug),
    /// The tree has three levels.
    #[error("the tree of pages has three levels")]
    TooDeep,
    /// Only pages stand in the tree, and only below pages.
    #[error("only pages stand below pages")]
    NoPlaceThere,
    /// A file has faults: which, and on which of its lines.
    #[error("the file has faults")]
    BadFile(Vec<crate::rules::Fault>),
    /// There is content already.
    #[error("there is content already: bring it into a site that has none")]
    NotEmpty,
    /// Pages stand below a document that would go.
    #[error("pages stand below it")]
    PagesBelow,
    /// A page can't stand below itself.
    #[error("a page can't stand below itself")]
    WithinItself,
}

/// What stops a method of the handle.
#[cfg(feature = "server")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such thing, or none that the actor may know of.
    #[error("there is no such content")]
    NotFound,
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be read or written.
    #[error(transparent)]
    Commit(eframe_core::CommitError),
}

#[cfg(feature = "server")]
impl From<eframe_core::CommitError> for Error {
    fn from(error: eframe_core::CommitError) -> Self {
        use eframe_core::CommitError::{Constraint, Contended};

        use crate::store::constraint;
        match error {
            Constraint(constraint::ADDRESS) => Refusal::AddressTaken.into(),
            // The document's guard comes first, so these are two racers that the guard could not tell apart.
            Constraint(_) => Self::Commit(Contended),
            other => Self::Commit(other),
        }
    }
}

#[cfg(feature = "server")]
impl From<eframe_core::FieldErrors> for Error {
    fn from(errors: eframe_core::FieldErrors) -> Self {
        Self::Refused(errors.into())
    }
}

#[cfg(feature = "server")]
impl From<eframe_core::Denied> for Error {
    fn from(denied: eframe_core::Denied) -> Self {
        Self::Refused(denied.into())
    }
}
