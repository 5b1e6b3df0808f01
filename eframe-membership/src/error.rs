use eframe_ballot::Reason;
use eframe_core::{Denied, Digest, FieldErrors, Version};

use crate::model::{Application, ItemStage, MeetingStage, Stage, Standing, Vote};
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
    /// Somebody saved since they began; here is what stands there now.
    #[error("somebody saved this application since")]
    Stale(Box<Application>),
    /// Somebody changed it since; this is its version.
    #[error("somebody changed this since")]
    Moved(Version),
    /// The form or a document is another than what was read; this is the fingerprint of all of it now.
    #[error("the form or a document is another now")]
    ContentsChanged(Digest),
    /// The application is not where this step begins; this is where it is.
    #[error("the application is not at the stage this needs")]
    NotAtThatStage(Stage),
    /// The meeting is not where this step begins; this is where it is.
    #[error("the meeting is not at the stage this needs")]
    NotAtThatMeeting(MeetingStage),
    /// The item is not where this step begins; this is where it is.
    #[error("the item is not at the stage this needs")]
    NotAtThatItem(ItemStage),
    /// Nobody has signed what the form says now.
    #[error("the form is not signed as it stands")]
    NotSigned,
    /// The organisation has an application under way, or is a member.
    #[error("the organisation has an application under way")]
    AlreadyApplying,
    /// The organisation is a member already, with this standing.
    #[error("the organisation is a member already")]
    AlreadyMember(Standing),
    /// The member does not stand where this step begins; this is where it stands.
    #[error("the member's standing does not allow this")]
    NotInThatStanding(Option<Standing>),
    /// The charter of the day gives this kind no such step.
    #[error("the charter knows no such step for this kind")]
    NotInTheCharter,
    /// The member may not vote, stand or be counted, for these reasons.
    #[error("the member has no right to this")]
    NoRight(Vec<Reason>),
    /// The member is not there, so its vote can't be taken.
    #[error("the member is not marked as present")]
    NotPresent,
    /// The member voted already; this is how, for those who vote for it and for whoever recorded it.
    #[error("the member voted already")]
    AlreadyVoted(Option<Box<Vote>>),
    /// The body has no seat left, or the office no place.
    #[error("every seat is taken")]
    NoSeatLeft,
    /// The member holds an office in this body in these days.
    #[error("the member holds an office there in these days")]
    AlreadyInOffice,
    /// The fee was paid or waived before.
    #[error("the fee is settled")]
    AlreadySettled,
    /// The fee's grace has not run out.
    #[error("the grace has not run out")]
    InGrace,
    /// The member owes this period's fee already, or its kind pays none.
    #[error("there is nothing to ask for")]
    NothingToAsk,
    /// An item is being voted on.
    #[error("an item is being voted on")]
    ItemOpen,
    /// Too many tries from one place: try again after so many seconds.
    #[error("too many tries")]
    Throttled(u32),
    /// The file has these faults, and nothing of it was taken.
    #[error("the file has faults")]
    BadFile(Vec<Fault>),
    /// A number or an organisation of the file came into the register meanwhile.
    #[error("the register has a member of the file meanwhile")]
    AlreadyThere,
    /// An organisation confirms by somebody of its own.
    #[error("somebody of the organisation has to do this")]
    NotOfTheOrganisation,
}

/// What stops a method of the handle.
#[cfg(feature = "server")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such thing, or none that the actor may know of.
    #[error("there is no such thing in the membership")]
    NotFound,
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It could not be read or written.
    #[error(transparent)]
    Commit(eframe_core::CommitError),
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

#[cfg(feature = "server")]
impl From<eframe_core::CommitError> for Error {
    fn from(error: eframe_core::CommitError) -> Self {
        use eframe_core::CommitError::{Constraint, Contended};

        use crate::store::constraint;
        match error {
            Constraint(constraint::ONE_OPEN) => Refusal::AlreadyApplying.into(),
            Constraint(constraint::FEE) => Refusal::NothingToAsk.into(),
            Constraint(constraint::MEMBER_NUMBER | constraint::ORGANISATION) => {
                Refusal::AlreadyThere.into()
            }
            // Told apart by whoever casts votes: it takes the vote that stands.
            Constraint(constraint::VOTE) => Self::Commit(error),
            // Guards come first, so these are two racers that a guard could not tell apart.
            Constraint(_) => Self::Commit(Contended),
            other => Self::Commit(other),
        }
    }
}
