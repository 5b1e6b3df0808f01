use eframe_core::{Digest, Timestamp};
use jiff::SignedDuration;

use super::AccountId;

eframe_core::id! {
    /// Names a session in lists. It opens nothing: the secret is in the cookie alone.
    pub struct SessionId;
}

/// A browser in which somebody has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Names it in lists.
    pub id: SessionId,
    /// Who signed in.
    pub account: AccountId,
    /// SHA-256 of the 256 random bits in the cookie.
    pub secret: Digest,
    /// When the person signed in.
    pub started: Timestamp,
    /// When it was last used, to within a minute.
    pub seen: Timestamp,
    /// What the browser calls itself, cut short.
    pub agent: String,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// After this long without a request it is over.
    pub idle: SignedDuration,
    /// After this long it is over in any case.
    pub absolute: SignedDuration,
}

impl Default for SessionLimits {
    /// A working day of rest, and a day in all. NIST SP 800-63B-4 asks for 30 days at most where a password
    /// stands alone; staff share machines, so less is better.
    fn default() -> Self {
        Self { idle: SignedDuration::from_hours(8), absolute: SignedDuration::from_hours(24) }
    }
}

impl Session {
    /// When it ends if nothing more is asked under it.
    pub fn ends(&self, limits: SessionLimits) -> Timestamp {
        later(self.started, limits.absolute).min(later(self.seen, limits.idle))
    }

    /// Whether it still counts.
    pub fn is_alive(&self, limits: SessionLimits, now: Timestamp) -> bool {
        now < self.ends(limits)
    }
}

fn later(instant: Timestamp, span: SignedDuration) -> Timestamp {
    instant.checked_add(span).unwrap_or(Timestamp::MAX)
}
