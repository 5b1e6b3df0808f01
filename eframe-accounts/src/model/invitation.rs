use eframe_core::{Language, Subject, Timestamp, Version};

use super::{AccountId, EmailAddress, Membership};

eframe_core::id! {
    /// Names an invitation. It opens nothing: the link carries a proof beside it.
    pub struct InvitationId;
}

/// An offer of roles to whoever reads an address. It says nothing of whether that person has an account
/// already, so nobody learns it by inviting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Whom it is for.
    pub email: EmailAddress,
    /// The name the inviter knows them by.
    pub name: String,
    /// The language of the mail.
    pub language: Language,
    /// The roles that come with it.
    pub memberships: Vec<Membership>,
    /// Whose invitation it is; `None` for the system's own, and for those that were sent before senders were kept.
    pub sender: Option<AccountId>,
    /// When it was sent.
    pub sent: Timestamp,
    /// When it stops.
    pub expires: Timestamp,
    /// What became of it.
    pub state: InvitationState,
    /// How often it was written.
    pub version: Version,
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationState {
    /// It waits.
    Open,
    /// It was accepted by this account.
    Accepted(AccountId),
    /// It was taken back.
    Withdrawn,
}

impl Invitation {
    /// Whether it can be accepted.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == InvitationState::Open && now < self.expires
    }

    /// How audit entries and events name it.
    pub fn subject(&self) -> Subject {
        Subject::of("accounts.invitation", self.id.uuid())
    }
}
