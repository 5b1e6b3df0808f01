//! What happened here, for whoever wants to know: ids only. No event carries an address or a secret, so an
//! outbox that is read or kept gives nothing away.

use eframe_core::{Event, Subject};
use serde::{Deserialize, Serialize};

use crate::model::{AccountId, InvitationId, ResetId, TokenId};

/// Somebody was invited; a mail is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The invitation.
    pub invitation: InvitationId,
    /// Who invites, where a person does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
}

/// Somebody asked for a new password; a mail is due if there is such an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetAsked {
    /// The wish.
    pub reset: ResetId,
}

/// A password was changed; its owner is told, in case it was someone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordChanged {
    /// Whose.
    pub account: AccountId,
}

/// A second factor counts from now on; its owner is told, in case it was someone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorAdded {
    /// Whose.
    pub account: AccountId,
    /// Whether it took the place of another.
    pub replaces: bool,
    /// Of which kind it is.
    #[serde(default)]
    pub kind: FactorKind,
}

/// Of which kind a second factor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorKind {
    /// An app that makes codes.
    #[default]
    App,
    /// A passkey.
    Passkey,
}

/// A second factor is gone; its owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactorRemoved {
    /// Whose.
    pub account: AccountId,
    /// Who removed it.
    pub by: Remover,
    /// Of which kind it was, where others are left; absent when there is none any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FactorKind>,
}

/// Who removed a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remover {
    /// Its owner.
    Owner,
    /// An administrator at the desk, or the operator at the machine.
    Administration,
}

/// Recovery codes were made anew; their owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryMade {
    /// Whose.
    pub account: AccountId,
}

/// A recovery code took the place of the second factor; its owner is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryUsed {
    /// Whose.
    pub account: AccountId,
    /// How many are left.
    pub left: usize,
}

/// An account was linked to a sign-in elsewhere; its owner is told, in case it was someone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderLinked {
    /// Which.
    pub account: AccountId,
}

/// Such a link was taken away; the owner of the account is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderUnlinked {
    /// Which.
    pub account: AccountId,
}

/// A token for programs was made; the owner of the account is told, in case it was someone else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenMade {
    /// Whose.
    pub account: AccountId,
    /// Which.
    pub token: TokenId,
}

/// An account was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Which.
    pub account: AccountId,
}

/// Roles were given or taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesChanged {
    /// Whose.
    pub account: AccountId,
}

/// An account was switched off or on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switched {
    /// Which.
    pub account: AccountId,
}

impl Event for Invited {
    const NAME: &'static str = "accounts.invited";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of("accounts.invitation", self.invitation.uuid()).to_string()
    }
}

impl Event for ResetAsked {
    const NAME: &'static str = "accounts.reset-asked";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of("accounts.reset", self.reset.uuid()).to_string()
    }
}

impl Event for PasswordChanged {
    const NAME: &'static str = "accounts.password-changed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for FactorAdded {
    const NAME: &'static str = "accounts.factor-added";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for FactorRemoved {
    const NAME: &'static str = "accounts.factor-removed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for RecoveryMade {
    const NAME: &'static str = "accounts.recovery-made";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for RecoveryUsed {
    const NAME: &'static str = "accounts.recovery-used";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for ProviderLinked {
    const NAME: &'static str = "accounts.provider-linked";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for ProviderUnlinked {
    const NAME: &'static str = "accounts.provider-unlinked";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for TokenMade {
    const NAME: &'static str = "accounts.token-made";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for Opened {
    const NAME: &'static str = "accounts.opened";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for RolesChanged {
    const NAME: &'static str = "accounts.roles-changed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}

impl Event for Switched {
    const NAME: &'static str = "accounts.switched";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        self.account.subject().to_string()
    }
}
