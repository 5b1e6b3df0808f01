//! What the secrets of endpoints are made of.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::model::{EndpointId, SecretMark};
use crate::signature::Secret;

/// The house's secrets, newest first.
///
/// An endpoint's secret is an HMAC over its id and a salt that stands in its row, so no secret stands in a database, an outbox
/// payload or a backup, and nobody who reads one of these can sign. New secrets are made of the newest; those that were
/// made of older ones stay good for as long as these stand behind it.
#[derive(Clone)]
pub struct Secrets {
    first: [u8; 32],
    older: Vec<[u8; 32]>,
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

    /// The mark of a new secret, made of the newest of the house.
    pub(crate) fn mark(&self, salt: Uuid) -> SecretMark {
        SecretMark { house: name(&self.first), salt }
    }

    /// The secret of this mark; nothing where the house's secret that it was made of is gone.
    pub(crate) fn of(&self, endpoint: EndpointId, mark: &SecretMark) -> Option<Secret> {
        let mut all = std::iter::once(&self.first).chain(&self.older);
        let house = all.find(|secret| name(secret) == mark.house)?;
        let mut made = keyed(house, b"eframe-webhooks 1 secret\0");
        made.update(endpoint.uuid().as_bytes());
        made.update(mark.salt.as_bytes());
        Secret::new(made.finalize().into_bytes().to_vec()).ok()
    }
}

fn keyed(secret: &[u8; 32], label: &[u8]) -> Hmac<Sha256> {
    let mut keyed = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    keyed.update(label);
    keyed
}

/// Tells secrets apart and tells nothing of them.
fn name(secret: &[u8; 32]) -> String {
    let named = keyed(secret, b"eframe-webhooks 1 name\0").finalize().into_bytes();
    named.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for Secrets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Secrets({})", 1 + self.older.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_93_a_new_secret_of_the_house_keeps_those_that_are_out() {
        let (id, salt) = (EndpointId::new(Uuid::from_u128(1)), Uuid::from_u128(2));
        let before = Secrets::new([7; 32]);
        let mark = before.mark(salt);
        let secret = before.of(id, &mark).expect("there");
        let after = Secrets::new([9; 32]).and_older([7; 32]);
        assert_eq!(after.of(id, &mark), Some(secret.clone()));
        assert_ne!(after.of(id, &after.mark(salt)), Some(secret.clone()));
        assert_eq!(Secrets::new([9; 32]).of(id, &mark), None, "its secret is gone");
        let other = EndpointId::new(Uuid::from_u128(3));
        assert_ne!(after.of(other, &mark), Some(secret.clone()));
        assert!(secret.reveal().starts_with("whsec_"));
        assert_eq!(format!("{after:?}"), "Secrets(2)");
    }
}
