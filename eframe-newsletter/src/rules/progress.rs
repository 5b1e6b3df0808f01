//! How far an issue is, and how long it may still take.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use eframe_core::Timestamp;
use jiff::SignedDuration;

use crate::model::{DeliveryState, Status};

/// How many letters are in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By state; one that is not there has none.
    pub states: BTreeMap<DeliveryState, u64>,
    /// How many are tried again later, and when the last of them is due at the latest.
    pub again: Option<(u64, Timestamp)>,
    /// How many letters' fate was ever unknown.
    pub doubted: u64,
    /// How many letters stay unsure: nobody knows whether they arrived, and they are not tried again by themselves.
    pub stay_unsure: u64,
    /// How many letters came to an answer [lately], and when the first of these did.
    pub lately: Option<(u64, Timestamp)>,
}

/// Over how long the rate is taken by which it is told how long the rest takes: an hour in which the mail server was away says
/// nothing of what comes.
const LATELY: SignedDuration = SignedDuration::from_mins(3);
/// What a pace is counted by.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Since when an answer is one of the last minutes; those before the sending began or went on are none.
#[must_use]
pub fn lately(status: &Status, now: Timestamp) -> Timestamp {
    match status {
        Status::Sending { since, .. } => now.checked_sub(LATELY).unwrap_or(now).max(*since),
        _ => now,
    }
}

impl Tally {
    /// How many are in this state.
    #[must_use]
    pub fn of(&self, state: DeliveryState) -> u64 {
        self.states.get(&state).copied().unwrap_or(0)
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.states.values().sum()
    }

    /// How many will not be tried any more.
    #[must_use]
    pub fn done(&self) -> u64 {
        let again = self.again.map_or(0, |(again, _)| again);
        self.total().saturating_sub(self.at_hand()).saturating_sub(again)
    }

    /// How many can be handed over as fast as it goes.
    #[must_use]
    pub fn at_hand(&self) -> u64 {
        let at_hand = self.states.iter().filter(|(state, _)| state.is_at_hand());
        at_hand.map(|(_, letters)| letters).sum()
    }

    /// How many of a hundred are done; 100 only when all are.
    #[must_use]
    pub fn percent(&self) -> u64 {
        match self.total() {
            0 => 0,
            total => self.done() * 100 / total,
        }
    }

    /// How long those at hand will take at the rate of the last minutes, and no faster than the pace that was set, in letters a
    /// minute. Nothing while it rests or before a rate can be told.
    #[must_use]
    pub fn remaining(
        &self,
        status: &Status,
        pace: Option<NonZeroU32>,
        now: Timestamp,
    ) -> Option<SignedDuration> {
        let Status::Sending { .. } = status else { return None };
        let (went, first) = self.lately?;
        let took = now.duration_since(first).as_micros();
        if took <= 0 || went == 0 {
            return None;
        }
        let left = i128::from(self.at_hand());
        let by_rate = left * took / i128::from(went);
        let by_pace = pace.map_or(0, |pace| left * MINUTE.as_micros() / i128::from(pace.get()));
        let micros = i64::try_from(by_rate.max(by_pace)).unwrap_or(i64::MAX);
        Some(SignedDuration::from_micros(micros))
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::{Actor, sha256};

    use super::*;
    use crate::model::Frozen;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn sending(since: i64) -> Status {
        let by = Actor::system("test").id();
        let frozen = Frozen { at: Timestamp::UNIX_EPOCH, by, digest: sha256(b""), domain: None };
        Status::Sending { frozen, since: second(since) }
    }

    fn tally(lately: Option<(u64, Timestamp)>) -> Tally {
        use DeliveryState::{Bounced, Deferred, HandedOver, Queued};
        let states = [(Queued, 600), (HandedOver, 380), (Bounced, 20), (Deferred, 5)].into();
        Tally { states, again: Some((5, second(9_999))), lately, ..Tally::default() }
    }

    #[test]
    fn remaining_time_follows_the_rate_of_the_last_minutes() {
        let (lately, none) = (Some((100, second(900))), None);
        let going = tally(lately);
        assert_eq!((going.total(), going.done(), going.percent()), (1_005, 400, 39));
        let told = |tally: &Tally, status: &Status, now| tally.remaining(status, none, second(now));
        // A hundred in a hundred seconds, whatever came before.
        let sending = sending(0);
        assert_eq!(told(&going, &sending, 1_000), Some(SignedDuration::from_secs(600)));
        assert_eq!(told(&tally(None), &sending, 1_000), None, "nothing went lately");
        assert_eq!(told(&going, &Status::Draft, 1_000), None);
        assert_eq!(told(&going, &sending, 900), None, "no time went by");
    }

    #[test]
    fn remaining_time_is_no_shorter_than_the_pace_has_it() {
        // What leaves at once after a rest is no rate: a hundred in one second.
        let burst = tally(Some((100, second(999))));
        let told = |pace| burst.remaining(&sending(0), NonZeroU32::new(pace), second(1_000));
        assert_eq!(told(60), Some(SignedDuration::from_secs(600)));
        assert_eq!(told(0), Some(SignedDuration::from_secs(6)), "without a pace");
        assert_eq!(told(60_000), Some(SignedDuration::from_secs(6)), "which is not reached");
    }

    #[test]
    fn the_last_minutes_begin_no_sooner_than_the_sending_went_on() {
        assert_eq!(lately(&sending(0), second(1_000)), second(820));
        assert_eq!(lately(&sending(950), second(1_000)), second(950));
        assert_eq!(lately(&Status::Draft, second(1_000)), second(1_000));
    }

    #[test]
    fn numbers_of_two_moments_make_no_more_than_all_of_it() {
        use DeliveryState::{HandedOver, Queued};
        let states = [(Queued, 3), (HandedOver, 1)].into();
        let again = Some((2, Timestamp::UNIX_EPOCH));
        let tally = Tally { states, again, ..Tally::default() };
        assert_eq!((tally.done(), tally.percent()), (0, 0));
    }

    #[test]
    fn a_hundred_is_only_told_when_all_is_done() {
        use DeliveryState::{HandedOver, Queued};
        let states = [(HandedOver, 99_999), (Queued, 1)].into();
        assert_eq!(Tally { states, ..Tally::default() }.percent(), 99);
    }
}
