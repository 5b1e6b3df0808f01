//! How far an issue is, and how long it may still take.

use std::collections::BTreeMap;

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
        use DeliveryState::{HandingOver, Leased, Queued};
        self.of(Queued) + self.of(Leased) + self.of(HandingOver)
    }

    /// How many of a hundred are done; 100 only when all are.
    #[must_use]
    pub fn percent(&self) -> u64 {
        match self.total() {
            0 => 0,
            total => self.done() * 100 / total,
        }
    }

    /// How long those at hand will take at the rate since the sending began or went on; nothing while it rests or before
    /// a rate can be told.
    #[must_use]
    pub fn remaining(&self, status: &Status, now: Timestamp) -> Option<SignedDuration> {
        let Status::Sending { since, before, .. } = status else { return None };
        let took = now.duration_since(*since).as_micros();
        let went = i128::from(self.done().saturating_sub(*before));
        if took <= 0 || went == 0 {
            return None;
        }
        let left = i128::from(self.at_hand()) * took / went;
        Some(SignedDuration::from_micros(i64::try_from(left).unwrap_or(i64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::{Actor, sha256};

    use super::*;
    use crate::model::Frozen;

    fn sending(before: u64) -> Status {
        let by = Actor::system("test").id();
        let frozen = Frozen { at: Timestamp::UNIX_EPOCH, by, digest: sha256(b""), domain: None };
        Status::Sending { frozen, since: Timestamp::UNIX_EPOCH, before }
    }

    #[test]
    fn remaining_time_follows_the_rate_since_it_went_on() {
        use DeliveryState::{Bounced, Deferred, HandedOver, Queued};
        let states = [(Queued, 600), (HandedOver, 380), (Bounced, 20), (Deferred, 5)].into();
        let later = Timestamp::from_second(9_999).unwrap();
        let tally = Tally { states, again: Some((5, later)), doubted: 0 };
        assert_eq!((tally.total(), tally.done(), tally.percent()), (1_005, 400, 39));
        let now = Timestamp::from_second(100).unwrap();
        assert_eq!(tally.remaining(&sending(300), now), Some(SignedDuration::from_secs(600)));
        assert_eq!(tally.remaining(&sending(400), now), None);
        assert_eq!(tally.remaining(&Status::Draft, now), None);
        assert_eq!(tally.remaining(&sending(0), Timestamp::UNIX_EPOCH), None);
    }

    #[test]
    fn numbers_of_two_moments_make_no_more_than_all_of_it() {
        use DeliveryState::{HandedOver, Queued};
        let states = [(Queued, 3), (HandedOver, 1)].into();
        let tally = Tally { states, again: Some((2, Timestamp::UNIX_EPOCH)), doubted: 0 };
        assert_eq!((tally.done(), tally.percent()), (0, 0));
    }

    #[test]
    fn a_hundred_is_only_told_when_all_is_done() {
        use DeliveryState::{HandedOver, Queued};
        let states = [(HandedOver, 99_999), (Queued, 1)].into();
        assert_eq!(Tally { states, ..Tally::default() }.percent(), 99);
    }
}
