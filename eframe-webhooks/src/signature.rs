//! Signatures in the form of Standard Webhooks, made and checked.
//!
//! The form: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>. Three headers go
//! with a body: `webhook-id`, `webhook-timestamp` in seconds since 1970, and `webhook-signature`, a list of signatures with
//! blanks between. Each is `v1,` and the Base64 of HMAC-SHA256 over id, timestamp and body with full stops between.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use eframe_core::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac};
use sha2::Sha256;

/// The header that names a message: the same each time it is tried.
pub const ID: &str = "webhook-id";
/// The header that says when it was tried.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header with the signatures.
pub const SIGNATURE: &str = "webhook-signature";

/// How far a message's time may be from the receiver's, in seconds.
pub const TOLERANCE: i64 = 5 * 60;

const PREFIX: &str = "whsec_";
const VERSION: &str = "v1";

/// What both sides know: 24 to 64 bytes. It is written `whsec_` and Base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

/// A text that is no secret. It does not repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no secret: write whsec_ and the Base64 of 24 to 64 bytes")]
pub struct NoSecret;

/// The three headers of a message, as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headers<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`.
    pub timestamp: &'a str,
    /// `webhook-signature`.
    pub signature: &'a str,
}

/// Why a message is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Forged {
    /// Its time is none, or too far from now: it may be an old one, sent again by somebody.
    #[error("the time of the message is too far from now")]
    Time,
    /// None of its signatures was made with this secret.
    #[error("no signature fits")]
    Signature,
}

impl Secret {
    /// The secret of these bytes.
    ///
    /// # Errors
    /// When they are fewer than 24 or more than 64.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<Self, NoSecret> {
        let bytes = bytes.into();
        if (24..=64).contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(NoSecret) }
    }

    /// As it is shown to whoever is to know it.
    pub fn reveal(&self) -> String {
        [PREFIX, &BASE64.encode(&self.0)].concat()
    }

    /// The signature of a message that is tried at this second.
    ///
    /// ```
    /// use eframe_webhooks::signature::Secret;
    /// // The vector of the libraries of Standard Webhooks, such as libraries/go/webhook_test.go.
    /// let secret: Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse()?;
    /// let body = br#"{"test": 2432232314}"#;
    /// let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
    /// assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    /// # Ok::<(), eframe_webhooks::signature::NoSecret>(())
    /// ```
    pub fn sign(&self, id: &str, second: i64, body: &[u8]) -> String {
        let made = self.mac(id, second, body).finalize().into_bytes();
        format!("{VERSION},{}", BASE64.encode(made))
    }

    /// Whether a message comes from whoever else knows the secret, and came just now. That it came before is the
    /// receiver's to notice, by its id.
    ///
    /// # Errors
    /// Why it is not to be believed.
    pub fn check(&self, headers: Headers<'_>, body: &[u8], now: Timestamp) -> Result<(), Forged> {
        let second: i64 = headers.timestamp.parse().map_err(|_| Forged::Time)?;
        if now.as_second().abs_diff(second) > TOLERANCE.unsigned_abs() {
            return Err(Forged::Time);
        }
        let versioned = headers.signature.split(' ').filter_map(|one| one.split_once(','));
        let mut own = versioned.filter(|(version, _)| *version == VERSION);
        let fits = |(_, text): (&str, &str)| {
            let told = BASE64.decode(text).unwrap_or_default();
            self.mac(headers.id, second, body).verify_slice(&told).is_ok()
        };
        if own.any(fits) { Ok(()) } else { Err(Forged::Signature) }
    }

    fn mac(&self, id: &str, second: i64, body: &[u8]) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(format!("{id}.{second}.").as_bytes());
        mac.update(body);
        mac
    }
}

impl FromStr for Secret {
    type Err = NoSecret;

    /// As [`reveal`](Secret::reveal) writes it; the prefix may be missing, as with the libraries of others.
    fn from_str(text: &str) -> Result<Self, NoSecret> {
        let bytes = BASE64.decode(text.strip_prefix(PREFIX).unwrap_or(text));
        bytes.map_err(|_| NoSecret).and_then(Self::new)
    }
}

/// Nothing of it, so that it reaches no log.
impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    /// The second vector: libraries/rust/src/lib.rs of the same repository, `test_sign`.
    #[test]
    fn the_published_vectors_come_out() {
        let secret: Secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD".parse().expect("a secret");
        let body = br#"{"email":"test@example.com","username":"test_user"}"#;
        let signature = secret.sign("msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", 1_649_367_553, body);
        assert_eq!(signature, "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=");
        assert_eq!(secret.reveal(), "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }

    #[test]
    fn one_of_several_signatures_is_enough_and_an_old_time_is_not() {
        let (old, new) = (Secret::new([1; 32]).expect("long"), Secret::new([2; 32]).expect("long"));
        let (id, body) = ("msg_1", b"{}");
        let both = [old.sign(id, 1000, body), new.sign(id, 1000, body)].join(" ");
        let headers = Headers { id, timestamp: "1000", signature: &both };
        for secret in [&old, &new] {
            assert_eq!(secret.check(headers, body, at(1000 + TOLERANCE)), Ok(()));
            assert_eq!(secret.check(headers, body, at(1001 + TOLERANCE)), Err(Forged::Time));
            assert_eq!(secret.check(headers, body, at(999 - TOLERANCE)), Err(Forged::Time));
            assert_eq!(secret.check(headers, b"{ }", at(1000)), Err(Forged::Signature));
        }
        let other = Headers { id: "msg_2", ..headers };
        assert_eq!(new.check(other, body, at(1000)), Err(Forged::Signature));
        let never = Headers { timestamp: "soon", ..headers };
        assert_eq!(new.check(never, body, at(1000)), Err(Forged::Time));
        for nonsense in ["", "v1", "v1,", "v1a,AAAA", &both.replace("v1,", "v2,")] {
            let headers = Headers { signature: nonsense, ..headers };
            assert_eq!(new.check(headers, body, at(1000)), Err(Forged::Signature), "{nonsense}");
        }
    }

    #[test]
    fn a_secret_is_neither_short_nor_long_nor_repeated_in_an_error() {
        assert!(Secret::new([0; 23]).is_err() && Secret::new([0; 65]).is_err());
        let said = "whsec_hunter2".parse::<Secret>().expect_err("too short").to_string();
        assert!(!said.contains("hunter2"), "{said}");
    }

    proptest! {
        #[test]
        fn what_is_signed_is_believed_and_what_was_changed_is_not(
            key in prop::collection::vec(any::<u8>(), 24..=64),
            body in prop::collection::vec(any::<u8>(), 0..200),
            second in 0_i64..4_000_000_000,
            flip in any::<prop::sample::Index>(),
        ) {
            let secret = Secret::new(key).expect("long enough");
            let (timestamp, signature) = (second.to_string(), secret.sign("msg_1", second, &body));
            let headers = Headers { id: "msg_1", timestamp: &timestamp, signature: &signature };
            prop_assert_eq!(secret.check(headers, &body, at(second)), Ok(()));
            prop_assert_eq!(secret.reveal().parse::<Secret>(), Ok(secret.clone()));
            if !body.is_empty() {
                let mut other = body.clone();
                other[flip.index(body.len())] ^= 1;
                prop_assert_eq!(secret.check(headers, &other, at(second)), Err(Forged::Signature));
            }
        }
    }
}
