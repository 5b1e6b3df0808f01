use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params};
use eframe_core::{FieldErrors, Randomness};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use crate::model::PasswordHash;

/// What one hash costs. The default is OWASP's for Argon2id: 19 MiB, two passes, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PasswordCost {
    fn default() -> Self {
        Self { memory: 19_456, passes: 2, lanes: 1 }
    }
}

impl PasswordCost {
    /// Nearly nothing, so that tests are quick. Never for people's passwords.
    pub const TRIFLING: Self = Self { memory: 8, passes: 1, lanes: 1 };
}

/// NIST SP 800-63B-4, section 3.1.1.2: a password that stands alone has at least 15 characters.
pub(crate) const SHORTEST: usize = 15;
/// It asks that at least 64 are taken; more than this nobody types, and time is bounded.
pub(crate) const LONGEST: usize = 1_024;
/// zxcvbn takes time with the square of the length.
const JUDGED: usize = 128;
/// More waiting than this, and the answer is that the site is busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// A password as somebody typed it, in NFC: however a keyboard composes a letter, it is the same password.
/// Spaces and emoji count like any character; none is asked for and none is forbidden.
#[derive(Clone)]
pub(crate) struct Password(SecretString);

impl Password {
    /// What was typed, to be compared. `None` when it is longer than any that was ever taken.
    pub(crate) fn typed(text: &str) -> Option<Self> {
        // NFC makes one character of a few at most, so this is too long, and known without composing it.
        if text.chars().nth(4 * LONGEST).is_some() {
            return None;
        }
        let composed: String = text.nfc().collect();
        (composed.chars().count() <= LONGEST).then(|| Self(composed.into()))
    }

    /// A password that somebody chooses, by the rules of NIST SP 800-63B-4: long enough, not too long, and
    /// not one that is guessed early. `words` are what an attacker knows of this person and this site.
    ///
    /// # Errors
    /// A field error: `accounts.password.short`, `.long` or `.common`.
    pub(crate) fn chosen(field: &str, text: &str, words: &[String]) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let Some(password) = Self::typed(text) else {
            let most = vec![("most", LONGEST.to_string())];
            errors.add_with(field, "accounts.password.long", most);
            return Err(errors);
        };
        if password.text().chars().count() < SHORTEST {
            let least = vec![("least", SHORTEST.to_string())];
            errors.add_with(field, "accounts.password.short", least);
        } else if password.is_guessed_early(words) {
            errors.add(field, "accounts.password.common");
        }
        errors.finish(password)
    }

    /// By zxcvbn's lists of common passwords, words and names, and by this person's own words: fewer than
    /// 10⁸ guesses, which is where its third score begins.
    fn is_guessed_early(&self, words: &[String]) -> bool {
        let judged: String = self.text().chars().take(JUDGED).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        zxcvbn::zxcvbn(&judged, &words).score() < zxcvbn::Score::Three
    }

    fn text(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The words that a password must not be made of: each part of what is known of a person and of the site.
pub(crate) fn words(known: &[&str]) -> Vec<String> {
    let parts = known.iter().flat_map(|text| {
        let inner =
            text.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 2);
        std::iter::once(*text).chain(inner)
    });
    parts.map(str::to_lowercase).collect()
}

/// Hashes and compares passwords: off the async threads, and no more at once than there are processors, for
/// each takes its memory.
#[derive(Clone)]
pub(crate) struct Passwords {
    argon2: Argon2<'static>,
    random: Arc<dyn Randomness>,
    turns: Arc<Semaphore>,
    nobody: PasswordHash,
}

/// Too many passwords wait to be hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords wait to be hashed")]
pub(crate) struct Busy;

impl Passwords {
    pub(crate) fn new(cost: PasswordCost, random: Arc<dyn Randomness>) -> Self {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, None)
            .expect("the cost of a password hash is within Argon2's limits");
        let argon2 = Argon2::new(Algorithm::Argon2id, argon2::Version::V0x13, params);
        let at_once = std::thread::available_parallelism().map_or(1, usize::from);
        let nobody = nobody(argon2.params());
        Self { argon2, random, turns: Arc::new(Semaphore::new(at_once)), nobody }
    }

    /// Hashes with a new salt.
    pub(crate) async fn hash(&self, password: Password) -> Result<PasswordHash, Busy> {
        let (argon2, salt) = (self.argon2.clone(), salt(&*self.random));
        self.in_turn(move || hashed(&argon2, password.text(), &salt)).await
    }

    /// Whether the password is the one kept. Without one to compare it takes the same time, and is wrong.
    pub(crate) async fn is_right(
        &self,
        typed: Option<Password>,
        kept: Option<&PasswordHash>,
    ) -> Result<bool, Busy> {
        let comparable = typed.is_some() && kept.is_some();
        let kept = kept.filter(|_| comparable).unwrap_or(&self.nobody).clone();
        let typed = typed.unwrap_or_else(|| Password(SecretString::default()));
        let argon2 = self.argon2.clone();
        self.in_turn(move || {
            let right = phc::PasswordHash::new(kept.phc())
                .is_ok_and(|hash| argon2.verify_password(typed.text().as_bytes(), &hash).is_ok());
            right && comparable
        })
        .await
    }

    /// Judges and hashes a password that somebody chooses.
    pub(crate) async fn choose(
        &self,
        field: &'static str,
        text: &str,
        words: Vec<String>,
    ) -> Result<Result<PasswordHash, FieldErrors>, Busy> {
        let (argon2, salt) = (self.argon2.clone(), salt(&*self.random));
        let text = SecretString::from(text);
        self.in_turn(move || {
            let password = Password::chosen(field, text.expose_secret(), &words)?;
            Ok(hashed(&argon2, password.text(), &salt))
        })
        .await
    }

    /// Whether a kept hash was made at another cost than today's.
    pub(crate) fn is_outdated(&self, kept: &PasswordHash) -> bool {
        let made = phc::PasswordHash::new(kept.phc()).ok();
        let params = made.and_then(|hash| Params::try_from(&hash).ok());
        params.is_none_or(|made| {
            let now = self.argon2.params();
            (made.m_cost(), made.t_cost(), made.p_cost())
                != (now.m_cost(), now.t_cost(), now.p_cost())
        })
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn =
            tokio::time::timeout(PATIENCE, turn).await.map_err(|_| Busy)?.map_err(|_| Busy)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|_| Busy)
    }
}

fn salt(random: &dyn Randomness) -> [u8; 16] {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    salt
}

/// A hash that was never made, so no password has it: comparing one costs as much as with any other.
fn nobody(cost: &Params) -> PasswordHash {
    let salt = phc::Salt::new(&[0; 16]).expect("16 bytes are a salt");
    let hash = phc::Output::new(&[0; Params::DEFAULT_OUTPUT_LEN]).expect("32 bytes are a hash");
    let nobody = phc::PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(argon2::Version::V0x13.into()),
        params: cost.try_into().expect("good parameters can be written"),
        salt: Some(salt),
        hash: Some(hash),
    };
    PasswordHash::new(nobody.to_string())
}

fn hashed(argon2: &Argon2<'_>, text: &str, salt: &[u8]) -> PasswordHash {
    let hash = argon2.hash_password_with_salt(text.as_bytes(), salt);
    PasswordHash::new(hash.expect("a bounded password and 16 bytes of salt hash").to_string())
}

#[cfg(test)]
mod tests;
