use eframe_core::{Denied, FieldErrors, Version};

use crate::model::{Answer, RoundPhase, Stage};

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
    /// Somebody answered since they read it; here is what stands there now, where anything does.
    #[error("somebody answered this since")]
    Stale(Option<Box<Answer>>),
    /// Somebody changed it since; this is its version.
    #[error("somebody changed this since")]
    Moved(Version),
    /// The assessment is not where this step begins; this is where it is.
    #[error("the assessment is not at the stage this needs")]
    NotAtThatStage(Stage),
    /// The round takes this on other days; this is where it stands.
    #[error("the round is not at the time for this")]
    NotAtThatTime(RoundPhase),
    /// The organisation has an assessment in this round.
    #[error("the organisation has an assessment in this round")]
    AlreadyBegun,
    /// Fewer answers than it takes for scores: so many of those due. It may be handed in all the same, by saying so.
    #[error("many questions are unanswered")]
    ManyUnanswered {
        /// So many are answered.
        answered: u32,
        /// Of so many that apply.
        due: u32,
        /// The sections that will have no score.
        sections: Vec<String>,
    },
    /// Whoever handed it in, or answered any of it, does not review it.
    #[error("somebody else has to review this")]
    OwnWork,
    /// The document has faults.
    #[error("the document has faults")]
    BadDocument(Vec<String>),
    /// There is another document of this instrument's edition.
    #[error("this edition is kept already, and says something else")]
    OtherEdition,
    /// The answers come to no number.
    #[error("the scores cannot be reckoned: {0}")]
    NoScores(String),
    /// Some of what was handed in waits for its review.
    #[error("{0} assessments wait for their review")]
    StillWaiting(u64),
    /// The team has as many people as it takes.
    #[error("the team is full")]
    TeamFull,
}

/// What stops a method of the handle.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such thing, or none that the actor may know of.
    #[error("there is no such assessment, round or instrument")]
    NotFound,
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Too much is reckoned at this moment, or for this person.
    #[error("too much is being reckoned; try again shortly")]
    Busy,
    /// It could not be read or written.
    #[error(transparent)]
    Commit(eframe_core::CommitError),
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Refused(errors.into())
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Refused(denied.into())
    }
}

impl From<eframe_core::CommitError> for Error {
    fn from(error: eframe_core::CommitError) -> Self {
        use eframe_core::CommitError::{Constraint, Contended};

        use crate::store::constraint;
        match error {
            Constraint(constraint::ONE) => Refusal::AlreadyBegun.into(),
            Constraint(constraint::EDITION) => Refusal::OtherEdition.into(),
            // Told apart by whoever saves answers: it takes the one that stands.
            Constraint(constraint::ANSWER) => Self::Commit(error),
            Constraint(_) => Self::Commit(Contended),
            other => Self::Commit(other),
        }
    }
}
