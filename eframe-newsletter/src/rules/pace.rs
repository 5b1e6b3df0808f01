//! How fast letters may leave, for the whole and for each domain.
//!
//! Times are counted from any beginning that never goes back: they are no time of day.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::time::Duration;

use crate::model::Address;

/// How many letters may leave in a minute. A mail server that is told nothing takes as many as it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// In all.
    pub whole: Option<NonZeroU32>,
    /// To each domain that has no rate of its own.
    pub domain: Option<NonZeroU32>,
    /// To these, each named as [`domain`] has it.
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

/// The domain that letters are counted under, in ASCII and small letters, however somebody writes it; none where no address
/// can have it.
///
/// ```
/// use eframe_newsletter::rules::pace::domain;
/// assert_eq!(domain("서울.KR").as_deref(), Some("xn--2i4bq6h.kr"));
/// assert_eq!(domain("*.kr"), None);
/// ```
#[must_use]
pub fn domain(text: &str) -> Option<String> {
    // As an address of it would be, so that the two never differ.
    let address: Address = format!("a@{}", text.trim()).parse().ok()?;
    Some(address.domain())
}

impl Pace {
    /// The rate of a domain, if it has one.
    #[must_use]
    pub fn of(&self, domain: &str) -> Option<NonZeroU32> {
        self.domains.get(domain).copied().or(self.domain)
    }
}

impl Rate {
    /// The part that one of so many instances has of so many letters in a minute: it may well be less than one.
    #[must_use]
    pub fn per_minute(letters: NonZeroU32, instances: NonZeroU32) -> Self {
        let none = Duration::ZERO;
        let mut rate = Self { interval: none, burst: none, due: none, booked: none };
        rate.share(letters, instances);
        rate
    }

    /// Shares so many letters in a minute among so many instances from now on. What left before is not forgotten.
    pub fn share(&mut self, letters: NonZeroU32, instances: NonZeroU32) {
        self.interval = Duration::from_secs(60) * instances.get() / letters.get();
        self.burst = (BURST / instances.get()).max(self.interval);
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

    /// Whether the next one has to wait.
    #[must_use]
    pub fn is_full(&self, now: Duration) -> bool {
        self.due.max(now) + self.interval > now + self.burst
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
    fn a_domain_has_a_rate_of_its_own() {
        let pace = Pace {
            whole: None,
            domain: Some(number(60)),
            domains: [("slow.example".to_owned(), number(6))].into(),
        };
        assert_eq!(pace.of("slow.example"), Some(number(6)));
        assert_eq!(pace.of("other.example"), Some(number(60)));
    }

    #[test]
    fn a_domain_is_counted_under_one_name_in_whatever_script_and_case() {
        for (written, counted) in [
            ("Slow.Example", "slow.example"),
            (" slow.example ", "slow.example"),
            ("서울.kr", "xn--2i4bq6h.kr"),
            ("XN--2I4BQ6H.kr", "xn--2i4bq6h.kr"),
        ] {
            assert_eq!(domain(written).as_deref(), Some(counted), "{written}");
            let address: Address = format!("mina@{}", written.trim()).parse().unwrap();
            assert_eq!(address.domain(), counted, "as a reader's row has it");
        }
        for none in
            ["", "example", "*.example", "mina@slow.example", "@slow.example", "a b.example"]
        {
            assert_eq!(domain(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn instances_together_are_no_faster_than_the_rate_also_below_one_a_minute_each(
            rate in 1_u32..20, instances in 1_u32..12, joining in 0_u32..12,
        ) {
            let mut all: Vec<Rate> =
                (0..instances).map(|_| Rate::per_minute(number(rate), number(instances))).collect();
            let mut left = Vec::new();
            for second in 0..3_600 {
                let now = Duration::from_secs(second);
                if second == 1_800 {
                    // More of them from now on.
                    let more = number(instances + joining);
                    all.iter_mut().for_each(|one| one.share(number(rate), more));
                    all.extend((0..joining).map(|_| Rate::per_minute(number(rate), more)));
                }
                for one in &mut all {
                    while one.leave(now).is_ok() {
                        left.push(now);
                    }
                }
            }
            // Each may begin with one, and what two seconds bring may leave at once.
            let most = rate * 60 + instances + joining + rate / 30 + 1;
            prop_assert!(left.len() <= most as usize, "{} of {most} in an hour", left.len());
        }

        #[test]
        fn no_minute_sees_more_than_the_rate_and_its_burst(
            rate in 1_u32..600, steps in proptest::collection::vec(0_u64..3_000, 1..200),
        ) {
            let mut bucket = Rate::per_minute(number(rate), number(1));
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
            let mut bucket = Rate::per_minute(number(rate), number(1));
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
            let mut bucket = Rate::per_minute(number(rate), number(1));
            let places: Vec<_> = (0..count).map(|_| bucket.book(Duration::from_secs(9))).collect();
            let interval = Duration::from_secs(60) / rate;
            prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] == interval));
        }
    }
}
