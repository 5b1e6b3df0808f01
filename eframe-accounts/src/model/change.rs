use eframe_core::{Digest, Language, Timestamp};
use uuid::Uuid;

use super::{
    Account, AccountId, ApiToken, App, Attempts, Enrolment, FirstLink, Halfway, HalfwayId,
    Invitation, InvitationId, InvitationState, Link, LinkId, Membership, Organisation, Passkey,
    PasskeyEnrolment, PasskeyId, Question, Reset, ResetId, Session, SessionId, Signed, State,
    TokenId,
};

/// What a decision does to the store. Rules make them, the store applies them, nobody else reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says by its name and its fields what it does")]
pub enum Change {
    OpenAccount(Account),
    SetState { account: AccountId, state: State },
    SetMemberships { account: AccountId, memberships: Vec<Membership> },
    SetProfile { account: AccountId, name: String, language: Language },
    Factor(AccountId, FactorChange),
    StartHalfway(Halfway),
    AskAnew { halfway: HalfwayId, question: Question },
    EndHalfway(HalfwayId),
    StartSession(Session),
    TouchSession { session: SessionId, seen: Timestamp },
    EndSession(SessionId),
    EndSessionsOf { account: AccountId, but: Option<SessionId> },
    MakeToken(ApiToken),
    RevokeToken(TokenId),
    RevokeTokensOf(AccountId),
    Provider(ProviderChange),
    SendInvitation(Invitation),
    SetInvitation { invitation: InvitationId, state: InvitationState },
    EndInvitation(InvitationId),
    WithdrawInvitations(Vec<InvitationId>),
    AskReset(Reset),
    DropReset(ResetId),
    DropResetsFor { email_key: String },
    SetFirstLink(Option<FirstLink>),
    CountAttempt { row: Uuid, attempts: Attempts, forgotten: Timestamp, new: bool },
    TakeOneOff { row: Uuid },
    ForgetAttempts { row: Uuid },
    TrustAddress { row: Uuid, until: Timestamp },
    AddOrganisation(Organisation),
    RenameOrganisation(Organisation),
    Sweep(Over),
}

/// What no longer counts, by when it began to be over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// What says itself when it ends, did so by now.
    pub now: Timestamp,
    /// Sessions that were started before.
    pub sessions_started_before: Timestamp,
    /// Sessions that were last used before.
    pub sessions_seen_before: Timestamp,
    /// Sign-ins that wait for the second factor since before.
    pub halfways_begun_before: Timestamp,
}

/// What a decision does to somebody's second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says by its name and its fields what it does")]
pub enum FactorChange {
    SetSince(Option<Timestamp>),
    BeginApp { enrolment: Enrolment, new: bool },
    CountApp(App),
    UseStep(i64),
    DropApp,
    BeginPasskey { enrolment: PasskeyEnrolment, new: bool },
    GiveUpPasskey,
    CountPasskey(Passkey),
    UsePasskey { signed: Signed, at: Timestamp },
    DropPasskey(PasskeyId),
    SetRecovery(Vec<Digest>),
    UseRecovery(Digest),
    Drop,
}

/// What a decision does about sign-ins by a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says by its name and its fields what it does")]
pub enum ProviderChange {
    Link(Link),
    Unlink(LinkId),
    UnlinkAll(AccountId),
    SpendOnce { digest: Digest, until: Timestamp },
}
