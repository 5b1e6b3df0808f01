//! How fast letters may leave, for the whole and for each domain.
//!
//! Times are counted from any beginning that never goes back: they are no time of day.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::time::Duration;

/// How many letters may leave in a minute. A mail server that is told nothing takes as many as it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// In all.
    pub whole: Option<NonZeroU32>,
    /// To each domain that has no rate of its own.
    pub domain: Option<NonZeroU32>,
    /// To these.
    pub domains: BTreeMap<String, NonZeroU32>,
}

/// One rate, kept by the generic cell rate algorithm: letters leave evenly, and after a rest some at once.
#[derive(Clone, Debug)]
pub struct Rate {
    interval: Duration,
    burst: Duration,
    /// When the next one would be due if all left evenly.
    due: Duration,
    /// Until when places are given to those who were sent back.
    booked: Duration,
}

/// How many may leave at once after a rest: what two seconds bring.
const BURST: Duration = Duration::from_secs(2);

impl Pace {
    /// The rate of a domain, if it has one.
    #[must_use]
    pub fn of(&self, domain: &str) -> Option<NonZeroU32> {
        self.domains.get(domain).copied().or(self.domain)
    }

    /// The part of it that one of `instances` has.
    #[must_use]
    pub fn shared(&self, instances: NonZeroU32) -> Self {
        let part = |rate: NonZeroU32| {
            NonZeroU32::new(rate.get() / instances.get()).unwrap_or(NonZeroU32::MIN)
        };
        Self {
            whole: self.whole.map(part),
            domain: self.domain.map(part),
            domains: self
                .domains
                .iter()
                .map(|(domain, rate)| (domain.clone(), part(*rate)))
                .collect(),
        }
    }
}

impl Rate {
    /// So many in a minute.
    #[must_use]
    pub fn per_minute(letters: NonZeroU32) -> Self {
        let interval = Duration::from_secs(60) / letters.get();
        Self { interval, burst: BURST.max(interval), due: Duration::ZERO, booked: Duration::ZERO }
    }

    /// Lets one leave now.
    ///
    /// # Errors
    /// How long it has to wait at least.
    pub fn leave(&mut self, now: Duration) -> Result<(), Duration> {
        let due = self.due.max(now);
        let ahead = (due + self.interval).saturating_sub(now + self.burst);
        if !ahead.is_zero() {
            return Err(ahead);
        }
        self.due = due + self.interval;
        Ok(())
    }

    /// Whether it has forgotten what left before.
    #[must_use]
    pub fn is_at_rest(&self, now: Duration) -> bool {
        self.due <= now && self.booked <= now
    }

    /// A place for one that may not leave now: how long from now it is. No two get the same.
    pub fn book(&mut self, now: Duration) -> Duration {
        self.booked = self.booked.max(self.due).max(now) + self.interval;
        self.booked - now
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(number: u32) -> NonZeroU32 {
        NonZeroU32::new(number).unwrap()
    }

    #[test]
    fn a_domain_has_its_own_rate_and_instances_share_it() {
        let pace = Pace {
            whole: None,
            domain: Some(number(60)),
            domains: [("slow.example".to_owned(), number(6))].into(),
        };
        assert_eq!(pace.of("slow.example"), Some(number(6)));
        assert_eq!(pace.of("other.example"), Some(number(60)));
        let shared = pace.shared(number(4));
        assert_eq!(
            (shared.of("slow.example"), shared.of("x")),
            (Some(number(1)), Some(number(15)))
        );
    }

    proptest! {
        #[test]
        fn no_minute_sees_more_than_the_rate_and_its_burst(
            rate in 1_u32..600, steps in proptest::collection::vec(0_u64..3_000, 1..200),
        ) {
            let mut bucket = Rate::per_minute(number(rate));
            let (mut now, mut left) = (Duration::ZERO, Vec::new());
            for step in steps {
                now += Duration::from_millis(step);
                while bucket.leave(now).is_ok() {
                    left.push(now);
                }
            }
            let most = rate as usize + rate as usize / 30 + 2;
            for window in left.windows(most + 1) {
                let within = window[most] - window[0];
                prop_assert!(within >= Duration::from_secs(60), "{most} and one more in {within:?}");
            }
        }

        #[test]
        fn who_waited_as_long_as_told_may_leave(rate in 1_u32..5_000, taken in 0_u32..200) {
            let mut bucket = Rate::per_minute(number(rate));
            let mut now = Duration::ZERO;
            for _ in 0..taken {
                if let Err(wait) = bucket.leave(now) {
                    now += wait;
                    prop_assert_eq!(bucket.leave(now), Ok(()));
                }
            }
        }

        #[test]
        fn places_lie_one_interval_apart(rate in 1_u32..5_000, count in 2_usize..50) {
            let mut bucket = Rate::per_minute(number(rate));
            let places: Vec<_> = (0..count).map(|_| bucket.book(Duration::from_secs(9))).collect();
            let interval = Duration::from_secs(60) / rate;
            prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] == interval));
        }
    }
}
