//! The nouns of the block: accounts and their roles, organisations, sessions, tokens, invitations, resets.

mod account;
mod attempts;
mod change;
mod directory;
mod email;
mod invitation;
mod organisation;
mod password_hash;
mod reset;
mod role;
mod session;
mod token;

pub use account::{Account, AccountId, State};
pub use attempts::{Attempts, Limits, ThrottleKey};
pub use change::Change;
pub use directory::{Directory, FirstLink};
pub use email::EmailAddress;
pub use invitation::{Invitation, InvitationId, InvitationState};
pub use organisation::Organisation;
pub use password_hash::PasswordHash;
pub use reset::{Reset, ResetId};
pub use role::{Membership, Reach, Role, Roles};
pub use session::{Session, SessionId, SessionLimits};
pub use token::{ApiToken, TokenId, TokenScope};
