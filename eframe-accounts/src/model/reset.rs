use eframe_core::{Language, Timestamp};

use super::EmailAddress;

eframe_core::id! {
    /// Names a request for a new password. It opens nothing: the link carries a proof beside it.
    pub struct ResetId;
}

/// Somebody's wish for a new password to the account of an address.
///
/// It is kept whether or not there is such an account, so the answer takes the same time; the mail's writer
/// looks the account up later. Any change of the password drops every wish for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reset {
    /// Its id.
    pub id: ResetId,
    /// The address that was typed.
    pub email: EmailAddress,
    /// The language it was asked in.
    pub language: Language,
    /// When it stops.
    pub expires: Timestamp,
}

impl Reset {
    /// Whether a password can be set by it.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.expires
    }
}
