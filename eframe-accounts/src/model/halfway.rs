use eframe_core::{Digest, Timestamp};
use jiff::SignedDuration;

use super::{AccountId, Question};

eframe_core::id! {
    /// Names a sign-in that waits for the second factor. It opens nothing.
    pub struct HalfwayId;
}

/// Somebody whose password was right and who still owes their second factor.
///
/// It is no session: nothing is served under it but the question for the code. It ends by itself after ten minutes, when it
/// has become a session, and whenever all sessions of the account end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halfway {
    /// Its id.
    pub id: HalfwayId,
    /// Whose password was right.
    pub account: AccountId,
    /// SHA-256 of the 256 random bits in the cookie.
    pub secret: Digest,
    /// When the password was right.
    pub began: Timestamp,
    /// What the account's passkeys are asked, where it has any. Each answer uses it up.
    pub question: Option<Question>,
}

impl Halfway {
    /// How long the second factor is waited for.
    pub const LIFE: SignedDuration = SignedDuration::from_mins(10);

    /// Whether the second factor is still waited for.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.began.checked_add(Self::LIFE).unwrap_or(Timestamp::MAX)
    }
}
