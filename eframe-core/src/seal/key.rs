//! The key that checkpoints are signed with, in the forms of the signed note (C2SP).

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::{Randomness, sha256};

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
    /// The file cannot be read or written.
    #[error("the key file {}: {source}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others can read the file.
    #[error("the key file {0} can be read by others (mode {mode:o}): run chmod 600 {0}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
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
        let disk = |source| SealKeyError::Disk { path: path.to_owned(), source };
        if !path.try_exists().map_err(disk)? {
            let key = Self::new(name, random)?;
            // Of two instances that start at once, both read one whole file.
            let aside = key.aside(path, random).map_err(disk)?;
            let linked = fs::hard_link(&aside, path);
            fs::remove_file(&aside).map_err(disk)?;
            match linked {
                Err(there) if there.kind() == io::ErrorKind::AlreadyExists => {}
                other => other.map_err(disk)?,
            }
        }
        refuse_open_file(path)?;
        let line = fs::read_to_string(path).map_err(disk)?;
        Self::parse(line.trim_end()).ok_or_else(|| SealKeyError::Damaged(path.to_owned()))
    }

    /// Puts a new key of this name in the place of the file's, which is kept beside it with the ending `old`.
    ///
    /// # Errors
    /// As [`open`](Self::open), and when there is a kept one already.
    pub fn replace(path: &Path, name: &str, random: &dyn Randomness) -> Result<Self, SealKeyError> {
        let disk = |source| SealKeyError::Disk { path: path.to_owned(), source };
        let key = Self::new(name, random)?;
        let aside = key.aside(path, random).map_err(disk)?;
        let kept = if path.exists() {
            fs::hard_link(path, path.with_extension("key.old"))
        } else {
            Ok(())
        };
        let replaced = kept.and_then(|()| fs::rename(&aside, path));
        if replaced.is_err() {
            // The first error says why.
            let _ = fs::remove_file(&aside);
        }
        replaced.map_err(disk)?;
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

    fn aside(&self, path: &Path, random: &dyn Randomness) -> io::Result<PathBuf> {
        let mut unique = [0; 8];
        random.fill(&mut unique);
        let aside = path.with_extension(format!("{:016x}.new", u64::from_le_bytes(unique)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&aside)?;
        let line = written(&self.name, self.public().id(), self.secret.as_bytes());
        file.write_all(format!("{SECRET}{line}\n").as_bytes())?;
        file.sync_all()?;
        Ok(aside)
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("SealKey").field(&self.public().to_string()).finish()
    }
}

#[cfg(unix)]
fn refuse_open_file(path: &Path) -> Result<(), SealKeyError> {
    use std::os::unix::fs::PermissionsExt as _;
    let about = fs::metadata(path)
        .map_err(|source| SealKeyError::Disk { path: path.to_owned(), source })?;
    match about.permissions().mode() & 0o777 {
        mode if mode & 0o077 == 0 => Ok(()),
        mode => Err(SealKeyError::Open { path: path.to_owned(), mode }),
    }
}

#[cfg(not(unix))]
fn refuse_open_file(_: &Path) -> Result<(), SealKeyError> {
    Ok(())
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
    fn the_file_is_made_once_for_its_owner_alone_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.key");
        let made = SealKey::open(&path, "city.example/audit", &Sevens).expect("made");
        let again = SealKey::open(&path, "elsewhere.example", &Sevens).expect("read");
        assert_eq!(made.public(), again.public());
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
            assert_eq!(mode(&path), 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("opened");
            let open = SealKey::open(&path, "x", &Sevens).expect_err("others can read it");
            assert!(open.to_string().contains("chmod 600"), "{open}");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("closed");
        }
        let line = fs::read_to_string(&path).expect("read");
        fs::write(&path, line.replace("+AQ", "+AR")).expect("written");
        assert!(matches!(SealKey::open(&path, "x", &Sevens), Err(SealKeyError::Damaged(_))));
        assert!(matches!(SealKey::new("a b", &Sevens), Err(SealKeyError::Name(_))));
    }
}
