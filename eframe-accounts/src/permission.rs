//! The one list of what may be done with accounts, and of what is written down when it is.

use eframe_core::{Action, Permission};

/// See who has an account, what roles they have, and the invitations.
pub const READ: Permission = Permission::new("accounts.account.read");
/// Invite people, and give them roles with it: whoever may invite everywhere gives any role this way, the
/// administrator's too.
pub const INVITE: Permission = Permission::new("accounts.account.invite");
/// Invite people to any organisation, with roles of organisations alone: never with a role that holds everywhere.
pub const INVITE_TO_ORGANISATIONS: Permission = Permission::new("accounts.organisation.invite");
/// Give and take roles.
pub const GRANT: Permission = Permission::new("accounts.account.grant");
/// Switch accounts off and on.
pub const SWITCH: Permission = Permission::new("accounts.account.switch");
/// Open accounts without an invitation, for people whom the host already knows.
pub const REGISTER: Permission = Permission::new("accounts.account.register");
/// Take a second factor away from somebody who lost it.
pub const TAKE_FACTOR: Permission = Permission::new("accounts.factor.take");
/// Add the organisations that roles are given for, and take over what they are called elsewhere.
pub const ORGANISE: Permission = Permission::new("accounts.organisation.add");

/// All of them: what an administrator has.
pub const ALL: &[Permission] =
    &[READ, INVITE, INVITE_TO_ORGANISATIONS, GRANT, SWITCH, REGISTER, TAKE_FACTOR, ORGANISE];

/// What stands in the audit log.
pub mod action {
    use super::Action;

    /// The one-time link made the first administrator.
    pub const CLAIM: Action = Action::new("accounts.first.claim");
    /// An account was opened without an invitation.
    pub const REGISTER: Action = Action::new("accounts.account.register");
    /// Roles were given or taken.
    pub const GRANT: Action = Action::new("accounts.account.grant");
    /// An account was switched off.
    pub const SWITCH_OFF: Action = Action::new("accounts.account.switch-off");
    /// An account was switched on again.
    pub const SWITCH_ON: Action = Action::new("accounts.account.switch-on");
    /// Somebody was invited.
    pub const INVITE: Action = Action::new("accounts.invitation.send");
    /// An invitation was accepted.
    pub const ACCEPT: Action = Action::new("accounts.invitation.accept");
    /// An invitation was taken back.
    pub const WITHDRAW: Action = Action::new("accounts.invitation.withdraw");
    /// A password was changed by its owner.
    pub const CHANGE_PASSWORD: Action = Action::new("accounts.password.change");
    /// A password was set by a link in a mail.
    pub const RESET_PASSWORD: Action = Action::new("accounts.password.reset");
    /// An app that makes codes counts as a second factor from now on.
    pub const ADD_FACTOR: Action = Action::new("accounts.factor.add");
    /// A second factor was removed by its owner.
    pub const REMOVE_FACTOR: Action = Action::new("accounts.factor.remove");
    /// A second factor was taken away by somebody else.
    pub const TAKE_FACTOR: Action = Action::new("accounts.factor.take");
    /// Recovery codes were made anew.
    pub const MAKE_RECOVERY: Action = Action::new("accounts.recovery.make");
    /// A recovery code was used.
    pub const USE_RECOVERY: Action = Action::new("accounts.recovery.use");
    /// An account was linked to a sign-in elsewhere, by its owner.
    pub const LINK_PROVIDER: Action = Action::new("accounts.provider.link");
    /// Such a link was taken away by its owner.
    pub const UNLINK_PROVIDER: Action = Action::new("accounts.provider.unlink");
    /// Somebody signed in by a provider's word; the facts say whether the second factor was asked for as well.
    pub const SIGN_IN_BY_PROVIDER: Action = Action::new("accounts.provider.sign-in");
    /// A token was made.
    pub const MAKE_TOKEN: Action = Action::new("accounts.token.make");
    /// A token was revoked.
    pub const REVOKE_TOKEN: Action = Action::new("accounts.token.revoke");
    /// An organisation was added.
    pub const ADD_ORGANISATION: Action = Action::new("accounts.organisation.add");
    /// An organisation is called otherwise.
    pub const RENAME_ORGANISATION: Action = Action::new("accounts.organisation.rename");

    /// All of them.
    pub const ALL: &[Action] = &[
        CLAIM,
        REGISTER,
        GRANT,
        SWITCH_OFF,
        SWITCH_ON,
        INVITE,
        ACCEPT,
        WITHDRAW,
        CHANGE_PASSWORD,
        RESET_PASSWORD,
        ADD_FACTOR,
        REMOVE_FACTOR,
        TAKE_FACTOR,
        MAKE_RECOVERY,
        USE_RECOVERY,
        LINK_PROVIDER,
        UNLINK_PROVIDER,
        SIGN_IN_BY_PROVIDER,
        MAKE_TOKEN,
        REVOKE_TOKEN,
        ADD_ORGANISATION,
        RENAME_ORGANISATION,
    ];
}
