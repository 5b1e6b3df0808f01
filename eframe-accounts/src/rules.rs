//! What may be done with accounts, as plain functions: what they need to know comes in as arguments, what
//! follows comes out as a commit. No rule reads a clock, a store or a password; a password comes in hashed.

mod account;
#[cfg(test)]
mod always;
mod factor;
mod first;
mod invitation;
mod organisation;
mod passkey;
mod password;
mod provider;
mod session;
mod throttle;
mod token;
mod welcome;

pub(crate) use account::may_grant;
pub use account::{Registration, change_profile, change_roles, register, switch_off, switch_on};
pub use factor::{begin_app, confirm_app, remove_factor, remove_part, renew_codes, take_factor};
pub use first::{claim, offer_first};
pub use invitation::{
    Invite, Newcomer, accept_as_newcomer, accept_with_account, counted_for, invite, withdraw,
};
pub(crate) use invitation::{may_invite, stands};
pub use organisation::{add_organisation, meet};
pub use passkey::{ask_anew, begin_passkey, confirm_passkey, give_up_passkey};
pub use password::{ask_reset, change_password, rehash, reset_password};
pub use provider::{by_provider, link, unlink};
pub use session::{end_others, end_session, finish, is_worth_noting, owe, start, sweep, touch};
pub use throttle::{Counted, count, count_with, forgive};
pub use token::{MakeToken, make_token, revoke_token};
pub use welcome::{Known, Welcome, welcome};

use eframe_core::{Guard, Version};

use crate::model::{Account, Directory, Invitation};

/// The tables whose rows are guarded by their version.
pub(crate) mod table {
    pub(crate) const ACCOUNT: &str = "accounts_account";
    pub(crate) const DIRECTORY: &str = "accounts_directory";
    pub(crate) const FACTOR: &str = "accounts_factor";
    pub(crate) const INVITATION: &str = "accounts_invitation";
    pub(crate) const THROTTLE: &str = "accounts_throttle";
}

fn writes(account: &Account) -> Guard {
    Guard::write(table::ACCOUNT, account.id.uuid(), account.version)
}

fn reads(account: &Account) -> Guard {
    Guard::read(table::ACCOUNT, account.id.uuid(), account.version)
}

fn settles(invitation: &Invitation) -> Guard {
    Guard::write(table::INVITATION, invitation.id.uuid(), invitation.version)
}

fn owns_the_set(version: Version) -> Guard {
    Guard::write(table::DIRECTORY, Directory::ID, version)
}
