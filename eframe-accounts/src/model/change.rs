use eframe_core::{Language, Timestamp};
use uuid::Uuid;

use super::{
    Account, AccountId, ApiToken, Attempts, FirstLink, Invitation, InvitationId, InvitationState,
    Membership, Organisation, Reset, Session, SessionId, State, TokenId,
};

/// What a decision does to the store. Rules make them, the store applies them, nobody else reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says by its name and its fields what it does")]
pub enum Change {
    OpenAccount(Account),
    SetState { account: AccountId, state: State },
    SetMemberships { account: AccountId, memberships: Vec<Membership> },
    SetProfile { account: AccountId, name: String, language: Language },
    StartSession(Session),
    TouchSession { session: SessionId, seen: Timestamp },
    EndSession(SessionId),
    EndSessionsOf { account: AccountId, but: Option<SessionId> },
    MakeToken(ApiToken),
    RevokeToken(TokenId),
    RevokeTokensOf(AccountId),
    SendInvitation(Invitation),
    SetInvitation { invitation: InvitationId, state: InvitationState },
    AskReset(Reset),
    DropResetsFor { email_key: String },
    SetFirstLink(Option<FirstLink>),
    CountAttempt { row: Uuid, attempts: Attempts, forgotten: Timestamp, new: bool },
    TakeOneOff { row: Uuid },
    ForgetAttempts { row: Uuid },
    TrustAddress { row: Uuid, until: Timestamp },
    AddOrganisation(Organisation),
    RenameOrganisation(Organisation),
    Sweep { before: Timestamp, sessions_started_before: Timestamp, sessions_seen_before: Timestamp },
}
