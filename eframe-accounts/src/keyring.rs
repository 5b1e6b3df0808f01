use std::fmt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use eframe_core::{Randomness, SecretFile, SecretFileError};
use hmac::{Hmac, KeyInit as _, Mac};
use secrecy::{ExposeSecret as _, SecretBox};
use sha2::Sha256;
use uuid::Uuid;

/// The installation's own secret keys, newest first, in a file that only its owner can read.
///
/// Links in mails are proven by them: a link's token is the id of what it opens and an HMAC over its purpose
/// and that id, so no secret stands in a database row, an outbox payload or a backup. Rotation puts a new key
/// in front and keeps the old ones, so links that are out stay good; sessions don't depend on keys at all.
/// Instances that share a database share this file.
///
/// The file has one key a line: eight hexadecimal digits that name it, a blank, 64 that are it.
pub struct Keyring {
    keys: Vec<Key>,
}

struct Key {
    name: [u8; 4],
    secret: SecretBox<[u8; 32]>,
}

/// Why there is no keyring. Each message is one line that says what to do.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file can't be read or written, or others can read it.
    #[error(transparent)]
    File(#[from] SecretFileError),
    /// A line of the file is no key.
    #[error(
        "the key file {} is damaged in line {line}: restore it from a backup, or remove it to make a new one \
         (links already mailed then die)",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, counted from one.
        line: usize,
    },
}

impl Keyring {
    /// Opens the file, or makes it with a new key (mode 0600) where there is none.
    ///
    /// # Errors
    /// When the file can't be read, others can read it, or a line of it is no key.
    pub fn open(path: &Path, random: &dyn Randomness) -> Result<Self, KeyringError> {
        let made = || Key::new(random).line().into_bytes();
        let found = SecretFile::new(path, random).read_or_make(made)?;
        let text = String::from_utf8_lossy(&found);
        let mut keys = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let damaged = || KeyringError::Damaged { path: path.to_owned(), line: at + 1 };
            keys.push(Key::parse(line).ok_or_else(damaged)?);
        }
        if keys.is_empty() {
            return Err(KeyringError::Damaged { path: path.to_owned(), line: 1 });
        }
        Ok(Self { keys })
    }

    /// Puts a new key in front of the file's. Tokens made by the old ones stay good.
    ///
    /// # Errors
    /// As [`Keyring::open`].
    pub fn rotate(path: &Path, random: &dyn Randomness) -> Result<Self, KeyringError> {
        let mut keyring = Self::open(path, random)?;
        keyring.keys.insert(0, Key::new(random));
        let lines: String = keyring.keys.iter().map(Key::line).collect();
        SecretFile::new(path, random).replace(lines.as_bytes(), None)?;
        Ok(keyring)
    }

    /// A keyring of one new key that is written nowhere: for tests and throw-away sites.
    pub fn throw_away(random: &dyn Randomness) -> Self {
        Self { keys: vec![Key::new(random)] }
    }

    /// The text that opens the thing of this id for this purpose, made with the newest key.
    pub fn token(&self, purpose: &str, id: Uuid) -> String {
        let key = &self.keys[0];
        let proof = key.proof(purpose, id).finalize().into_bytes();
        BASE64.encode([&id.as_bytes()[..], &key.name, &proof].concat())
    }

    /// The id that a token opens for this purpose, if any key of the ring made it.
    pub fn opens(&self, purpose: &str, token: &str) -> Option<Uuid> {
        let bytes = BASE64.decode(token).ok()?;
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (name, proof) = rest.split_first_chunk::<4>()?;
        let id = Uuid::from_bytes(*id);
        let key = self.keys.iter().find(|key| key.name == *name)?;
        key.proof(purpose, id).verify_slice(proof).is_ok().then_some(id)
    }

    /// The newest key's name, to be kept beside what [`Keyring::derive`] made with it.
    pub fn newest(&self) -> String {
        hex(&self.keys[0].name)
    }

    /// A secret of 256 bits for each key, newest first, for a part of the house that makes links and marks of its own:
    /// whoever knows one knows nothing of the keys, nor of another part's.
    pub fn secrets(&self, purpose: &str) -> Vec<[u8; 32]> {
        let of = |key: &Key| key.proof(purpose, Uuid::nil()).finalize().into_bytes().into();
        self.keys.iter().map(of).collect()
    }

    /// A row's name that belongs to this text, by the newest key: whoever has the rows and not the keys finds no text to a
    /// name, however few texts there may be. After a rotation a text has another.
    pub(crate) fn row(&self, text: &str) -> Uuid {
        let secret: [u8; 32] =
            self.keys[0].proof("throttle", Uuid::nil()).finalize().into_bytes().into();
        let mut proof =
            Hmac::<Sha256>::new_from_slice(&secret).expect("HMAC takes a key of any length");
        proof.update(text.as_bytes());
        let mut half = [0; 16];
        half.copy_from_slice(&proof.finalize().into_bytes()[..16]);
        uuid::Builder::from_custom_bytes(half).into_uuid()
    }

    /// A secret of 256 bits that belongs to this id and purpose, by the key of this name.
    pub fn derive(&self, key: &str, purpose: &str, id: Uuid) -> Option<[u8; 32]> {
        let key = self.keys.iter().find(|one| hex(&one.name) == key)?;
        Some(key.proof(purpose, id).finalize().into_bytes().into())
    }
}

impl Key {
    fn new(random: &dyn Randomness) -> Self {
        let (mut name, mut secret) = ([0; 4], [0; 32]);
        random.fill(&mut name);
        random.fill(&mut secret);
        Self { name, secret: SecretBox::new(Box::new(secret)) }
    }

    /// Reads a line; a key whose bytes are all alike was never random.
    fn parse(line: &str) -> Option<Self> {
        let (name, secret) = line.split_once(' ')?;
        let (name, secret) = (unhex::<4>(name)?, unhex::<32>(secret)?);
        let weak = secret.iter().all(|byte| *byte == secret[0]);
        (!weak).then(|| Self { name, secret: SecretBox::new(Box::new(secret)) })
    }

    fn line(&self) -> String {
        format!("{} {}\n", hex(&self.name), hex(self.secret.expose_secret()))
    }

    fn proof(&self, purpose: &str, id: Uuid) -> Hmac<Sha256> {
        let key: &[u8] = self.secret.expose_secret();
        let mut proof =
            Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        proof.update(b"eframe-accounts 1\0");
        proof.update(purpose.as_bytes());
        proof.update(b"\0");
        proof.update(id.as_bytes());
        proof
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Keyring({} keys, newest {})", self.keys.len(), self.newest())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Counts up, so each key differs.
    struct Counting(std::sync::atomic::AtomicU8);
    impl Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    fn counting() -> Counting {
        Counting(std::sync::atomic::AtomicU8::new(1))
    }

    #[test]
    fn a_token_opens_its_own_thing_for_its_own_purpose() {
        let ring = Keyring::throw_away(&counting());
        let id = Uuid::from_u128(7);
        let token = ring.token("reset", id);
        assert_eq!(ring.opens("reset", &token), Some(id));
        assert_eq!(ring.opens("invitation", &token), None);
        assert_eq!(ring.opens("reset", ""), None);
        let mut other = token.into_bytes();
        for at in 0..other.len() {
            let kept = other[at];
            other[at] = if kept == b'A' { b'B' } else { b'A' };
            assert_eq!(ring.opens("reset", std::str::from_utf8(&other).unwrap()), None, "{at}");
            other[at] = kept;
        }
    }

    #[test]
    fn a_row_is_named_by_the_keys_and_not_by_its_text_alone() {
        let random = counting();
        let (here, there) = (Keyring::throw_away(&random), Keyring::throw_away(&random));
        assert_eq!(here.row("client 192.0.2.1"), here.row("client 192.0.2.1"));
        assert_ne!(here.row("client 192.0.2.1"), here.row("client 192.0.2.2"));
        assert_ne!(here.row("client 192.0.2.1"), there.row("client 192.0.2.1"));
    }

    #[test]
    fn bad_input_93_rotation_keeps_what_is_out() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("secret.key");
        let random = counting();
        let old = Keyring::open(&path, &random).expect("made");
        let token = old.token("invitation", Uuid::from_u128(9));
        let new = Keyring::rotate(&path, &random).expect("rotated");
        assert_ne!(new.newest(), old.newest());
        assert_eq!(new.opens("invitation", &token), Some(Uuid::from_u128(9)));
        let again = Keyring::open(&path, &random).expect("read");
        assert_eq!(again.opens("invitation", &token), Some(Uuid::from_u128(9)));
        assert_eq!(again.newest(), new.newest());
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn each_part_of_the_house_has_secrets_of_its_own_and_keeps_the_old_ones() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("secret.key");
        let random = counting();
        let old = Keyring::open(&path, &random).expect("made").secrets("newsletter");
        let ring = Keyring::rotate(&path, &random).expect("rotated");
        let new = ring.secrets("newsletter");
        assert_eq!((old.len(), new.len(), new[1]), (1, 2, old[0]));
        assert_ne!(new[0], new[1]);
        assert_ne!(ring.secrets("awards"), new);
    }

    #[test]
    fn bad_input_93_a_weak_or_damaged_key_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("secret.key");
        let zeros = format!("00000001 {}\n", "0".repeat(64));
        for wrong in ["", "secret", "00000001 beef\n", &zeros] {
            fs::remove_file(&path).ok();
            SecretFile::new(&path, &counting()).replace(wrong.as_bytes(), None).expect("written");
            let refused = Keyring::open(&path, &counting()).expect_err("refused");
            assert!(matches!(refused, KeyringError::Damaged { line: 1, .. }), "{refused}");
        }
    }
}
