use eframe_core::{Denied, FieldErrors, Timestamp};

/// Why a rule says no.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Something in the input is wrong.
    #[error(transparent)]
    Invalid(#[from] FieldErrors),
    /// The address and the password don't belong together, or the account is off: nobody is told which.
    #[error("the address or the password is wrong")]
    WrongPassword,
    /// Too many attempts; the next is let through at this time.
    #[error("too many attempts, wait until {until}")]
    Throttled {
        /// When the next attempt is let through.
        until: Timestamp,
    },
    /// The role holds everywhere, and the actor may give roles of organisations alone.
    #[error("the role {role} holds everywhere, and only roles of organisations may be given")]
    BeyondOrganisations {
        /// The role's name.
        role: String,
    },
    /// The code of the second factor is wrong, or counted already: nobody is told which.
    #[error("the code is wrong")]
    WrongCode,
    /// A passkey can't be made, or does not count.
    #[error(transparent)]
    Passkey(#[from] PasskeyRefusal),
    /// Too much time went by between the password and the second factor, or the account's sessions were ended meanwhile.
    #[error("the sign-in took too long and has to be begun anew")]
    TooLate,
    /// No app is being set up in this session, or its time is over.
    #[error("no second factor is being set up here")]
    NothingBegun,
    /// There is no second factor.
    #[error("there is no second factor")]
    NoSecondFactor,
    /// A role asks for a second factor.
    #[error("a role of the account asks for a second factor")]
    SecondFactorNeeded,
    /// It would leave nobody who administers the installation.
    #[error("the last administrator stays one")]
    LastAdministrator,
    /// Nobody takes their own administration or account away.
    #[error("ask another administrator to do this to your own account")]
    OnYourself,
    /// The link was used, taken back, has expired, or never was one.
    #[error("the link is no longer good")]
    LinkDead,
    /// The invitation is for another address than the one signed in with.
    #[error("the invitation is for another person")]
    OtherAccount,
    /// No active account is linked to this sign-in elsewhere: nobody is told whether one was.
    #[error("no account is linked to this sign-in")]
    NotLinked,
    /// The sign-in elsewhere opens another account.
    #[error("the sign-in is linked to another account")]
    LinkedElsewhere,
    /// The account is linked to another sign-in of the same provider.
    #[error("the account is linked to a sign-in of this provider")]
    LinkedAlready,
    /// There is an account of this address already.
    #[error("the address has an account")]
    EmailTaken,
    /// There is an organisation of this name already.
    #[error("the name is taken")]
    NameTaken,
}

/// What is wrong with a passkey.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyRefusal {
    /// What it answered is wrong, counted already, or comes from a copy: nobody is told which.
    #[error("the passkey's answer is wrong")]
    Wrong,
    /// An account has it already.
    #[error("the passkey is known here already")]
    Taken,
    /// There are as many as one account may have.
    #[error("there are as many passkeys as an account may have")]
    TooMany,
    /// The host offers none: browsers make them only for a site with a name and https, or for localhost.
    #[error("passkeys need a public address that is a name with https, or localhost")]
    NotHere,
}

/// What stops a method of the handle.
#[cfg(feature = "server")]
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or none that the actor may know of.
    #[error("not found")]
    NotFound,
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The caller's version is not the one that is.
    #[error("it was changed in the meantime")]
    Stale,
    /// Too many passwords wait to be hashed.
    #[error("the site is busy")]
    Busy,
    /// It could not be read or written.
    #[error(transparent)]
    Commit(eframe_core::CommitError),
}

#[cfg(feature = "server")]
impl From<eframe_core::CommitError> for Error {
    fn from(error: eframe_core::CommitError) -> Self {
        use crate::store::constraint;
        match error {
            eframe_core::CommitError::Constraint(constraint::EMAIL) => Refusal::EmailTaken.into(),
            eframe_core::CommitError::Constraint(constraint::ORGANISATION) => {
                Refusal::NameTaken.into()
            }
            // The same word of a provider a second time.
            eframe_core::CommitError::Constraint(constraint::ONCE) => Refusal::TooLate.into(),
            eframe_core::CommitError::Constraint(constraint::SIGN_IN) => {
                Refusal::LinkedElsewhere.into()
            }
            eframe_core::CommitError::Constraint(constraint::LINK) => Refusal::LinkedAlready.into(),
            eframe_core::CommitError::Constraint(constraint::PASSKEY) => {
                Refusal::Passkey(PasskeyRefusal::Taken).into()
            }
            other => Self::Commit(other),
        }
    }
}

#[cfg(feature = "server")]
impl From<eframe_core::Denied> for Error {
    fn from(denied: eframe_core::Denied) -> Self {
        Self::Refused(denied.into())
    }
}

#[cfg(feature = "server")]
impl From<eframe_core::FieldErrors> for Error {
    fn from(errors: eframe_core::FieldErrors) -> Self {
        Self::Refused(errors.into())
    }
}

#[cfg(feature = "server")]
impl From<crate::password::Busy> for Error {
    fn from(_: crate::password::Busy) -> Self {
        Self::Busy
    }
}
