use std::fmt;

use eframe_core::{Digest, Timestamp};
use jiff::SignedDuration;

use super::SessionId;

eframe_core::id! {
    /// Names a passkey.
    pub struct PasskeyId;
}

/// A key pair in somebody's phone, computer or security key (Web Authentication). What is kept of it is public: whoever reads
/// it can prove nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// SHA-256 of the id by which its authenticator knows it. It belongs to one account.
    pub credential: Digest,
    /// That id, the public key and what else the check of a signature needs, as text that only the check reads.
    pub key: String,
    /// How often it had signed when it was last used; 0 where it does not count.
    pub counter: u32,
    /// Since when it counts.
    pub added: Timestamp,
    /// When somebody last signed in with it, if they did.
    pub used: Option<Timestamp>,
}

/// A question that one authenticator is to answer, once.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What the browser is told: JSON, with the challenge.
    pub options: String,
    /// What the answer is checked against, as text that only the check reads.
    pub state: String,
}

/// A passkey that is being made, in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyEnrolment {
    /// What it will be called.
    pub name: String,
    /// What its authenticator is asked.
    pub question: Question,
    /// The session that is shown the question and may answer it, and no other.
    pub session: SessionId,
    /// When it was begun.
    pub begun: Timestamp,
}

/// What a passkey signed, already found to be right but for whether its counter moved on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Which.
    pub passkey: PasskeyId,
    /// How often it has signed by now, as it says.
    pub counter: u32,
    /// What is to be kept of it from now on, in the place of [`Passkey::key`].
    pub key: String,
}

impl Passkey {
    /// Whether a signature with this counter may come from the one authenticator that has the key: it counts up, or does not
    /// count. Otherwise there are two, and one of them is a copy.
    pub fn moves_on(&self, counter: u32) -> bool {
        counter > self.counter || (counter == 0 && self.counter == 0)
    }
}

impl PasskeyEnrolment {
    /// How long an authenticator has to answer.
    pub const LIFE: SignedDuration = SignedDuration::from_mins(5);

    /// Whether the answer is still waited for.
    pub fn is_open(&self, now: Timestamp) -> bool {
        let begun = self.begun;
        begun <= now && now < begun.checked_add(Self::LIFE).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Question(..)")
    }
}
