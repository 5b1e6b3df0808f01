use std::fmt;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

/// A private key that letters are signed with, Ed25519 (RFC 8463) or RSA of at least 2048 bits.
///
/// `openssl genpkey -algorithm ed25519` and `openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048` make the files.
pub struct Key(Pair);

enum Pair {
    Ed25519(Ed25519KeyPair),
    Rsa(Box<RsaKeyPair>),
}

/// Why a file holds no key that can sign. Nothing of the file is repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// It could not be read, for this reason. Which file it is, whoever named it says.
    #[error("it cannot be read: {0}")]
    Unread(String),
    /// It is no private key in PEM.
    #[error("the file holds no private key in PEM; `openssl genpkey -algorithm ed25519` makes one")]
    NoKey,
    /// It is of another kind, or too short.
    #[error("the key is neither Ed25519 nor RSA of 2048 to 4096 bits")]
    WrongKind,
}

impl Key {
    /// Reads a key from a file in PEM: PKCS #8, or PKCS #1 for RSA.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn read(file: &Path) -> Result<Self, KeyError> {
        let pem = std::fs::read(file).map_err(|error| KeyError::Unread(error.to_string()))?;
        Self::from_pem(&pem)
    }

    /// The same from the file's bytes.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn from_pem(pem: &[u8]) -> Result<Self, KeyError> {
        let pair = match PrivateKeyDer::from_pem_slice(pem).map_err(|_| KeyError::NoKey)? {
            PrivateKeyDer::Pkcs1(der) => rsa(RsaKeyPair::from_der(der.secret_pkcs1_der())),
            PrivateKeyDer::Pkcs8(der) => {
                let der = der.secret_pkcs8_der();
                // OpenSSL writes the private half alone; the public one is made from it.
                match Ed25519KeyPair::from_pkcs8_maybe_unchecked(der) {
                    Ok(pair) => Ok(Pair::Ed25519(pair)),
                    Err(_) => rsa(RsaKeyPair::from_pkcs8(der)),
                }
            }
            _ => Err(KeyError::WrongKind),
        };
        pair.map(Self)
    }

    /// As DKIM names it: `ed25519` or `rsa`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.0 {
            Pair::Ed25519(_) => "ed25519",
            Pair::Rsa(_) => "rsa",
        }
    }

    /// The public half, as it stands after `p=` in the record that is published.
    #[must_use]
    pub fn published(&self) -> String {
        match &self.0 {
            Pair::Ed25519(pair) => BASE64_STANDARD.encode(pair.public_key()),
            Pair::Rsa(pair) => {
                BASE64_STANDARD.encode(subject_public_key(pair.public_key().as_ref()))
            }
        }
    }

    /// Signs what stands for the headers: RSA over its hash, Ed25519 over the hash as a message (RFC 8463, 3).
    pub(super) fn sign(&self, headers: &[u8]) -> Vec<u8> {
        match &self.0 {
            Pair::Ed25519(pair) => {
                let hash = ring::digest::digest(&ring::digest::SHA256, headers);
                pair.sign(hash.as_ref()).as_ref().to_vec()
            }
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                let signed =
                    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), headers, &mut signature);
                // Only a buffer of another length or a machine without chance makes it fail: the letter then goes with a
                // signature that does not verify, as if it had none (RFC 6376, 6.1).
                if signed.is_err() {
                    tracing::error!("a letter could not be signed");
                }
                signature
            }
        }
    }
}

fn rsa(pair: Result<RsaKeyPair, ring::error::KeyRejected>) -> Result<Pair, KeyError> {
    pair.map(|pair| Pair::Rsa(Box::new(pair))).map_err(|_| KeyError::WrongKind)
}

/// SubjectPublicKeyInfo (RFC 5280, 4.1) around an RSA key: its algorithm, and the key as a bit string.
fn subject_public_key(key: &[u8]) -> Vec<u8> {
    const RSA_ENCRYPTION: [u8; 15] =
        [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let mut bits = vec![0];
    bits.extend(key);
    let mut both = RSA_ENCRYPTION.to_vec();
    both.extend(tagged(0x03, &bits));
    tagged(0x30, &both)
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut der = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => der.push(short),
        Ok(long) => der.extend([0x81, long]),
        Err(_) => {
            let bytes = u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes();
            der.extend([0x82, bytes[0], bytes[1]]);
        }
    }
    der.extend(content);
    der
}

/// Without the key.
impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key({})", self.kind())
    }
}
