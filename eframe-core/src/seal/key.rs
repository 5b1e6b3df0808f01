//! The key that checkpoints are signed with, in the forms of the signed note (C2SP).

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::{Randomness, SecretFile, SecretFileError, sha256};

/// Ed25519, as a signed note numbers its algorithms.
const ED25519: u8 = 1;
/// With this a secret key's line begins.
const SECRET: &str = "PRIVATE+KEY+";

/// The secret key that a log's checkpoints are signed with, and the log's name. Instances that share a database share it.
///
/// Its file has one line in the form that tools for signed notes read: `PRIVATE+KEY+NAME+ID+KEY`. Keep a copy of it
/// apart from the backups: without it the log goes on under another key, and everybody who checks it has to be told.
pub struct SealKey {
    name: String,
    secret: SigningKey,
}

/// Why there is no key. Each message is one line that says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealKeyError {
    /// The file cannot be read or written, or others can read it.
    #[error(transparent)]
    File(#[from] SecretFileError),
    /// The file holds no key.
    #[error("the key file {} is damaged: bring back the copy of it", .0.display())]
    Damaged(PathBuf),
    /// The log's name cannot stand in a signed note.
    #[error("{0:?} is no name for a log: it has blanks, a plus sign, or nothing")]
    Name(String),
}

impl SealKey {
    /// Opens the file, or makes it with a new key of this name (mode 0600) where there is none.
    ///
    /// The name is the log's for good, whatever is asked for later: it is what checkpoints begin with. Its public
    /// address without `https://` is customary.
    ///
    /// # Errors
    /// When the file cannot be read or written, others can read it, or it holds no key.
    pub fn open(path: &Path, name: &str, random: &dyn Randomness) -> Result<Self, SealKeyError> {
        if let Some(found) = Self::find(path, random)? {
            return Ok(found);
        }
        let new = Self::new(name, random)?;
        let found = SecretFile::new(path, random).read_or_make(|| new.line().into_bytes())?;
        Self::of(&found, path)
    }

    /// The key in the file; none where there is no file.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn find(path: &Path, random: &dyn Randomness) -> Result<Option<Self>, SealKeyError> {
        let found = SecretFile::new(path, random).read()?;
        found.map(|found| Self::of(&found, path)).transpose()
    }

    fn of(line: &[u8], path: &Path) -> Result<Self, SealKeyError> {
        let line = std::str::from_utf8(line).unwrap_or_default();
        Self::parse(line.trim_end()).ok_or_else(|| SealKeyError::Damaged(path.to_owned()))
    }

    /// Puts a new key of this name in the place of the file's, which is kept beside it with the ending `old`.
    ///
    /// # Errors
    /// As [`open`](Self::open), and when there is a kept one already.
    pub fn replace(path: &Path, name: &str, random: &dyn Randomness) -> Result<Self, SealKeyError> {
        let key = Self::new(name, random)?;
        let file = SecretFile::new(path, random);
        file.replace(key.line().as_bytes(), Some(&path.with_extension("key.old")))?;
        Ok(key)
    }

    /// A new key that is written nowhere: for tests and throw-away sites.
    ///
    /// # Errors
    /// [`SealKeyError::Name`].
    pub fn new(name: &str, random: &dyn Randomness) -> Result<Self, SealKeyError> {
        if !is_name(name) {
            return Err(SealKeyError::Name(name.to_owned()));
        }
        let mut seed = [0; 32];
        random.fill(&mut seed);
        Ok(Self { name: name.to_owned(), secret: SigningKey::from_bytes(&seed) })
    }

    /// What checks its signatures.
    pub fn public(&self) -> PublicKey {
        PublicKey { name: self.name.clone(), key: self.secret.verifying_key() }
    }

    /// The log's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A note of this text, signed.
    pub(super) fn sign(&self, text: &str) -> String {
        let signature = self.secret.sign(text.as_bytes());
        let signature = [&self.public().id()[..], &signature.to_bytes()].concat();
        format!("{text}\n\u{2014} {} {}\n", self.name, BASE64_STANDARD.encode(signature))
    }

    fn parse(line: &str) -> Option<Self> {
        let (name, id, bytes) = parts(line.strip_prefix(SECRET)?)?;
        let key = Self { name, secret: SigningKey::from_bytes(&bytes) };
        (key.public().id() == id).then_some(key)
    }

    /// The line of its file.
    fn line(&self) -> String {
        let line = written(&self.name, self.public().id(), self.secret.as_bytes());
        format!("{SECRET}{line}\n")
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("SealKey").field(&self.public().to_string()).finish()
    }
}

/// The public key that a log's checkpoints are checked with. Written and read as `NAME+ID+KEY`, a signed note's verifier key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    key: VerifyingKey,
}

/// A text that is no verifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a public key of a log is written NAME+ID+KEY")]
pub struct NoPublicKey;

impl PublicKey {
    /// The log's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// By these four bytes a signature names the key that made it.
    fn id(&self) -> [u8; 4] {
        let named = [self.name.as_bytes(), b"\n", &[ED25519], self.key.as_bytes()].concat();
        let [a, b, c, d, ..] = *sha256(&named).bytes();
        [a, b, c, d]
    }

    /// Whether one of the signatures of a note is this key's over its text.
    pub(super) fn signed(&self, text: &str, signatures: &str) -> bool {
        signatures.lines().any(|line| {
            let made = line.strip_prefix("\u{2014} ").and_then(|line| line.split_once(' '));
            let Some((_, signature)) = made.filter(|(name, _)| *name == self.name) else {
                return false;
            };
            let Ok(bytes) = BASE64_STANDARD.decode(signature) else { return false };
            let Some((id, signature)) = bytes.split_first_chunk::<4>() else { return false };
            let signature = Signature::from_slice(signature).ok();
            let right = |made| self.key.verify_strict(text.as_bytes(), &made).is_ok();
            *id == self.id() && signature.is_some_and(right)
        })
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&written(&self.name, self.id(), self.key.as_bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = NoPublicKey;

    fn from_str(text: &str) -> Result<Self, NoPublicKey> {
        let (name, id, bytes) = parts(text).ok_or(NoPublicKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| NoPublicKey)?;
        let key = Self { name, key };
        if key.id() == id { Ok(key) } else { Err(NoPublicKey) }
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|letter: char| letter.is_whitespace() || letter == '+')
}

fn written(name: &str, id: [u8; 4], key: &[u8; 32]) -> String {
    let key = BASE64_STANDARD.encode([&[ED25519], &key[..]].concat());
    format!("{name}+{:08x}+{key}", u32::from_be_bytes(id))
}

/// Name, id and key of `NAME+ID+KEY`.
fn parts(text: &str) -> Option<(String, [u8; 4], [u8; 32])> {
    let (name, rest) = text.split_once('+').filter(|(name, _)| is_name(name))?;
    let (id, key) = rest.split_once('+').filter(|(id, _)| id.len() == 8)?;
    let id = u32::from_str_radix(id, 16).ok()?.to_be_bytes();
    match BASE64_STANDARD.decode(key).ok()?.split_first()? {
        (&ED25519, key) => Some((name.to_owned(), id, key.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    struct Sevens;

    impl Randomness for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_note_is_signed_and_checked_and_no_other_text_is() {
        let key = SealKey::new("city.example/audit", &Sevens).expect("a key");
        let note = key.sign("one\ntwo\n");
        let (text, signatures) = note.split_at("one\ntwo\n".len());
        assert!(key.public().signed(text, signatures));
        assert!(!key.public().signed("one\ntoo\n", signatures));
        let other = PublicKey { name: "other.example".to_owned(), ..key.public() };
        assert!(!other.signed(text, signatures));
        assert_eq!(key.public().to_string().parse(), Ok(key.public()));
        assert_eq!(
            key.public().to_string().replace("audit", "other").parse::<PublicKey>(),
            Err(NoPublicKey)
        );
    }

    #[test]
    fn the_file_is_made_once_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.key");
        let made = SealKey::open(&path, "city.example/audit", &Sevens).expect("made");
        let again = SealKey::open(&path, "elsewhere.example", &Sevens).expect("read");
        assert_eq!(made.public(), again.public());
        let line = fs::read_to_string(&path).expect("read");
        fs::write(&path, line.replace("+AQ", "+AR")).expect("written");
        assert!(matches!(SealKey::open(&path, "x", &Sevens), Err(SealKeyError::Damaged(_))));
        assert!(matches!(SealKey::new("a b", &Sevens), Err(SealKeyError::Name(_))));
    }
}
