//! What links and marks are made with.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use eframe_core::Digest;
use hmac::{Hmac, KeyInit as _, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::model::{Address, Mark};

/// The house's secrets, newest first.
///
/// Links in mails are proven by them: a link's token is the id of what it opens and an HMAC over its purpose and that id,
/// so no secret stands in a database row, an outbox payload or a backup. A new secret in front keeps the links that are
/// out good, for as long as the old ones stand behind it. The marks of addresses are made with the last of them, the
/// oldest, which therefore stays: without it nobody is known again whom nothing may be sent to.
#[derive(Clone)]
pub struct Secrets {
    first: [u8; 32],
    older: Vec<[u8; 32]>,
}

/// What a token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The question whether somebody wants the newsletter.
    Confirm,
    /// The end of a subscription.
    Unsubscribe,
    /// The choice of the language.
    Language,
}

impl Secrets {
    /// A single secret of 32 bytes that nobody else knows and that stays from start to start.
    pub const fn new(secret: [u8; 32]) -> Self {
        Self { first: secret, older: Vec::new() }
    }

    /// Adds one that was in front before.
    #[must_use]
    pub fn and_older(mut self, secret: [u8; 32]) -> Self {
        self.older.push(secret);
        self
    }

    /// The text that opens the thing of this id, made with the newest secret.
    pub(crate) fn token(&self, purpose: Purpose, id: Uuid) -> String {
        let proof = proof(&self.first, purpose, id).finalize().into_bytes();
        BASE64.encode([&id.as_bytes()[..], &name(&self.first), &proof].concat())
    }

    /// The id that a token opens, if one of the secrets made it.
    pub(crate) fn opens(&self, purpose: Purpose, token: &str) -> Option<Uuid> {
        let bytes = BASE64.decode(token).ok()?;
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (named, told) = rest.split_first_chunk::<4>()?;
        let id = Uuid::from_bytes(*id);
        let secret = self.all().find(|secret| name(secret).ct_eq(named).into())?;
        proof(secret, purpose, id).verify_slice(told).is_ok().then_some(id)
    }

    /// What stays of an address when it is gone.
    pub(crate) fn mark(&self, address: &Address) -> Mark {
        let secret = self.older.last().unwrap_or(&self.first);
        let mut keyed = keyed(secret, b"eframe-newsletter 1 mark\0");
        keyed.update(address.key().as_bytes());
        Mark(Digest::new(keyed.finalize().into_bytes().into()))
    }

    /// A secret for something of its own, which stays when a new one comes in front.
    pub(crate) fn lasting(&self, label: &[u8]) -> [u8; 32] {
        let secret = self.older.last().unwrap_or(&self.first);
        keyed(secret, label).finalize().into_bytes().into()
    }

    fn all(&self) -> impl Iterator<Item = &[u8; 32]> {
        std::iter::once(&self.first).chain(&self.older)
    }
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Confirm => b"eframe-newsletter 1 confirm\0",
            Self::Unsubscribe => b"eframe-newsletter 1 unsubscribe\0",
            Self::Language => b"eframe-newsletter 1 language\0",
        }
    }
}

fn keyed(secret: &[u8; 32], label: &[u8]) -> Hmac<Sha256> {
    let mut keyed = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    keyed.update(label);
    keyed
}

fn proof(secret: &[u8; 32], purpose: Purpose, id: Uuid) -> Hmac<Sha256> {
    let mut proof = keyed(secret, purpose.label());
    proof.update(id.as_bytes());
    proof
}

/// Tells secrets apart and tells nothing of them.
fn name(secret: &[u8; 32]) -> [u8; 4] {
    let named = keyed(secret, b"eframe-newsletter 1 name\0").finalize().into_bytes();
    [named[0], named[1], named[2], named[3]]
}

impl fmt::Debug for Secrets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Secrets({})", 1 + self.older.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: [u8; 32] = [7; 32];
    const OTHER: [u8; 32] = [9; 32];

    #[test]
    fn bad_input_57_a_forged_token_opens_nothing() {
        let (secrets, id) = (Secrets::new(ONE), Uuid::from_u128(7));
        let token = secrets.token(Purpose::Unsubscribe, id);
        assert_eq!(secrets.opens(Purpose::Unsubscribe, &token), Some(id));
        assert_eq!(secrets.opens(Purpose::Confirm, &token), None);
        assert_eq!(secrets.opens(Purpose::Unsubscribe, ""), None);
        assert_eq!(Secrets::new(OTHER).opens(Purpose::Unsubscribe, &token), None);
        for at in 0..token.len() {
            let mut forged = token.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).expect("ASCII");
            assert_eq!(secrets.opens(Purpose::Unsubscribe, &forged), None, "{at}");
        }
    }

    #[test]
    fn bad_input_63_links_and_marks_outlive_a_new_secret() {
        let old = Secrets::new(ONE);
        let new = Secrets::new(OTHER).and_older(ONE);
        let (id, mina) = (Uuid::from_u128(7), "mina@seoul.example".parse().expect("an address"));
        let token = old.token(Purpose::Unsubscribe, id);
        assert_eq!(new.opens(Purpose::Unsubscribe, &token), Some(id));
        assert_eq!(new.mark(&mina), old.mark(&mina));
        assert_ne!(Secrets::new(OTHER).mark(&mina), old.mark(&mina));
        assert_eq!(format!("{new:?}"), "Secrets(2)");
    }
}
