//! What becomes of a letter after an attempt to hand it over, and how long until the next.

#[cfg(test)]
mod tests;

use eframe_core::Timestamp;
use jiff::SignedDuration;

use crate::model::{DeliveryState, Outcome, Reply, Settled};

/// The pause after the first "not now"; it doubles with each. Servers that greylist take a letter after some minutes.
pub const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
/// The longest pause.
pub const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(4);
/// How long a letter is tried before it is given up (RFC 5321, 4.5.4.1: at least 4-5 days for a server that relays; we
/// hand over to one, and news that is older than this is none).
pub const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(72);

/// After how many attempts it is given up at the latest: no sooner than by the time above, and also where a clock that was
/// wrong has the first one lie in the future.
pub const MOST_ATTEMPTS: u32 = 24;
/// How far ahead a letter may wait: no pause is longer than [`LONGEST_PAUSE`], and clocks differ by less than an hour. One that
/// waits for a later moment was noted by a clock that was wrong, and is due.
pub const HORIZON: SignedDuration = SignedDuration::from_hours(5);

/// A letter at the moment it is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Which attempt it is, from 1.
    pub number: u32,
    /// When the first one was.
    pub first_at: Timestamp,
    /// How often its fate was unknown before.
    pub doubts: u32,
}

/// How long to wait after this many attempts.
#[must_use]
pub fn pause_after(attempts: u32) -> SignedDuration {
    let factor = 1_i32.checked_shl(attempts.saturating_sub(1)).filter(|factor| *factor > 0);
    let pause = factor.and_then(|factor| FIRST_PAUSE.checked_mul(factor));
    pause.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
}

/// What is written down after an attempt.
///
/// A letter whose fate is unknown is tried once more, under the same `Message-ID`; when it is unknown again it stays so:
/// then nobody gets it three times, unless [somebody](super::sending::once_more) has it tried once more.
#[must_use]
pub fn settle(attempt: Attempt, outcome: Outcome, now: Timestamp) -> Settled {
    let doubts = attempt.doubts;
    let ended = |state, answer: String| Settled { state, next_at: None, doubts, answer };
    match outcome {
        Outcome::Taken(reply) => ended(DeliveryState::HandedOver, reply.to_string()),
        Outcome::Refused(reply) => ended(DeliveryState::Bounced, reply.to_string()),
        Outcome::Later(reply) => later(attempt, &reply, now),
        Outcome::Lost(why) => doubtful(doubts, why, now),
    }
}

fn later(attempt: Attempt, reply: &Reply, now: Timestamp) -> Settled {
    let (doubts, answer) = (attempt.doubts, reply.to_string());
    // A clock that went back makes no letter younger than its first attempt.
    let age = now.duration_since(attempt.first_at).max(SignedDuration::ZERO);
    if age >= GIVEN_UP_AFTER || attempt.number >= MOST_ATTEMPTS {
        return Settled { state: DeliveryState::Final, next_at: None, doubts, answer };
    }
    let next_at = now.checked_add(pause_after(attempt.number)).ok();
    Settled { state: DeliveryState::Deferred, next_at, doubts, answer }
}

/// What is written down of a letter that was found half-way, or whose answer was lost.
#[must_use]
pub fn doubtful(doubts: u32, why: String, now: Timestamp) -> Settled {
    let next_at = (doubts == 0).then_some(now);
    Settled { state: DeliveryState::Unsure, next_at, doubts: doubts + 1, answer: why }
}
