use std::fmt;

use eframe_core::{Digest, Timestamp, Version};
use jiff::SignedDuration;
use uuid::Uuid;

use super::{AccountId, Passkey, PasskeyEnrolment, PasskeyId, SessionId, Signed};

/// How long whoever sets an app up has to type its first code.
const ENROLMENT: SignedDuration = SignedDuration::from_mins(30);

/// What somebody proves beside the password that it is they: an app that makes codes (RFC 6238), passkeys (Web
/// Authentication), and recovery codes for the day on which they are lost.
///
/// The row that owns them is guarded by its version whenever one of them counts, so of two who show the same code at
/// once one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factors {
    /// Whose.
    pub account: AccountId,
    /// The app that counts.
    pub app: Option<App>,
    /// The app that is being set up, and counts for nothing yet.
    pub enrolment: Option<Enrolment>,
    /// The passkeys that count, first added first.
    pub passkeys: Vec<Passkey>,
    /// The passkey that is being made, and counts for nothing yet.
    pub passkey_enrolment: Option<PasskeyEnrolment>,
    /// The recovery codes that are left, each as its hash.
    pub recovery: Vec<Digest>,
    /// How often the row was written; `None` says that there is none yet.
    pub version: Option<Version>,
}

/// What an app's secret is made of, together with a key of the house: it stands in no row and no backup, and whoever
/// has one of the two knows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed {
    /// The name of the key in the keyring.
    pub key: String,
    /// 128 random bits.
    pub bits: Uuid,
}

/// An app that makes codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// What its secret is made of.
    pub seed: Seed,
    /// The step of 30 seconds whose code was the last to count: no code of it or before it counts again.
    pub used: i64,
}

/// An app that is being set up, in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// What its secret will be made of.
    pub seed: Seed,
    /// The session that is shown the secret and may confirm it, and no other.
    pub session: SessionId,
    /// When it was begun.
    pub begun: Timestamp,
}

/// What somebody showed of their second factor, already found to be right but for whether it was used before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A code of the app, for this step of 30 seconds since 1970.
    Step(i64),
    /// The hash of a recovery code.
    Recovery(Digest),
    /// What a passkey signed.
    Passkey(Signed),
}

/// One of the second factors that somebody may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The app.
    App,
    /// A passkey.
    Passkey(PasskeyId),
}

impl Factors {
    /// Those of somebody who never had one.
    pub const fn none(account: AccountId) -> Self {
        Self {
            account,
            app: None,
            enrolment: None,
            passkeys: Vec::new(),
            passkey_enrolment: None,
            recovery: Vec::new(),
            version: None,
        }
    }

    /// Whether there is any that counts.
    pub fn is_any(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }

    /// The app that this session is setting up, while there is time.
    pub fn enrolment_in(&self, session: SessionId, now: Timestamp) -> Option<&Enrolment> {
        self.enrolment.as_ref().filter(|one| one.session == session && one.is_open(now))
    }

    /// The passkey that this session is making, while there is time.
    pub fn passkey_enrolment_in(
        &self,
        session: SessionId,
        now: Timestamp,
    ) -> Option<&PasskeyEnrolment> {
        self.passkey_enrolment.as_ref().filter(|one| one.session == session && one.is_open(now))
    }

    /// Whether a proof counts: the code of a step after the last one that counted, a recovery code that is left, or what a
    /// passkey signed whose counter moved on.
    pub fn accept(&self, proof: &Proof) -> bool {
        match proof {
            Proof::Step(step) => self.app.as_ref().is_some_and(|app| *step > app.used),
            Proof::Recovery(code) => self.is_any() && self.recovery.contains(code),
            Proof::Passkey(signed) => {
                let own = self.passkeys.iter().find(|one| one.id == signed.passkey);
                own.is_some_and(|one| one.moves_on(signed.counter))
            }
        }
    }
}

impl Enrolment {
    /// Whether its first code is still waited for.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let begun = self.begun;
        begun <= now && now < begun.checked_add(ENROLMENT).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Seed({}, ..)", self.key)
    }
}
