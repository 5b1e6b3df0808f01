//! The nouns of the block: accounts and their roles, second factors, links to sign-ins elsewhere, organisations, sessions, tokens, invitations,
//! resets.

mod account;
mod attempts;
mod change;
mod directory;
mod email;
mod factor;
mod halfway;
mod invitation;
mod organisation;
mod passkey;
mod password_hash;
mod provider;
mod reset;
mod role;
mod session;
mod token;

pub use account::{Account, AccountId, State};
pub use attempts::{Attempts, Counter, Limits, ThrottleKey};
pub use change::{Change, FactorChange, Over, ProviderChange};
pub use directory::{Directory, FirstLink};
pub use email::EmailAddress;
pub use factor::{App, Enrolment, Factors, Part, Proof, Seed};
pub use halfway::{Halfway, HalfwayId};
pub use invitation::{Invitation, InvitationId, InvitationState};
pub use organisation::Organisation;
pub use passkey::{Passkey, PasskeyEnrolment, PasskeyId, Question, Signed};
pub use password_hash::PasswordHash;
pub use provider::{Link, LinkId, NoName, Provider, Vouched};
pub use reset::{Reset, ResetId};
pub use role::{Membership, Reach, Role, Roles};
pub use session::{Session, SessionId, SessionLimits};
pub use token::{ApiToken, TokenId, TokenScope};
