//! How often somebody may try. In memory, for each instance alone: it slows guessing and flooding down, and proves nothing.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use jiff::SignedDuration;

use crate::{Digest, Timestamp, sha256};

/// How often somebody may try one thing.
///
/// ```
/// use eframe_core::{Timestamp, throttle::Throttle};
/// let throttle = Throttle::new(2, jiff::SignedDuration::from_mins(10));
/// let now = Timestamp::UNIX_EPOCH;
/// assert_eq!(throttle.count("a", now), Ok(()));
/// assert_eq!(throttle.count("a", now), Ok(()));
/// assert_eq!(throttle.count("a", now), Err(600));
/// assert_eq!(throttle.count("b", now), Ok(()));
/// ```
#[derive(Debug)]
pub struct Throttle {
    most: u32,
    within: SignedDuration,
    forgets: bool,
    known: Mutex<Known>,
}

/// Who tried how often since when. Names are digests, so that none is as long as somebody likes.
type Tries = HashMap<Digest, (u32, Timestamp)>;

/// What is remembered.
#[derive(Debug)]
struct Known {
    tries: Tries,
    /// The latest time that was told, by which it is noticed that the clock stepped back.
    latest: Timestamp,
}

/// How many are remembered at once.
const MOST: usize = 20_000;
/// Whoever asked for the time first may come here last: so much is no step of the clock.
const JITTER: SignedDuration = SignedDuration::from_secs(1);

impl Default for Known {
    fn default() -> Self {
        Self { tries: Tries::new(), latest: Timestamp::MIN }
    }
}

impl Known {
    /// Goes with a clock that stepped back: what was before is as long ago as it was, and nobody waits for the clock to come
    /// round again.
    fn follow(&mut self, now: Timestamp) {
        let step = self.latest.duration_since(now);
        if step > JITTER {
            for (_, since) in self.tries.values_mut() {
                *since = since.checked_sub(step).unwrap_or(Timestamp::MIN);
            }
            self.latest = now;
        }
        self.latest = self.latest.max(now);
    }
}

impl Throttle {
    /// So many tries in this time, counted from the first. While more are remembered than there is room for, whoever is new
    /// waits until somebody's time is over: a flood of names makes nobody's tries forgotten. For what has mail sent.
    #[must_use]
    pub fn new(most: u32, within: SignedDuration) -> Self {
        Self { most, within, forgets: false, known: Mutex::default() }
    }

    /// The same, but while more are remembered than there is room for, those who began longest ago are forgotten and nobody
    /// waits for others. For what only reads.
    #[must_use]
    pub fn forgetting(most: u32, within: SignedDuration) -> Self {
        Self { forgets: true, ..Self::new(most, within) }
    }

    /// Counts a try.
    ///
    /// # Errors
    /// After how many seconds the next is let through, where this one is not.
    pub fn count(&self, who: &str, now: Timestamp) -> Result<(), u32> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.follow(now);
        let known = &mut known.tries;
        let who = sha256(who.as_bytes());
        if known.len() >= MOST && !known.contains_key(&who) {
            self.make_room(known, now)?;
        }
        let entry = known.entry(who).or_insert((0, now));
        if !self.is_fresh(entry.1, now) {
            *entry = (0, now);
        }
        if entry.0 >= self.most {
            return Err(self.wait(entry.1, now));
        }
        entry.0 += 1;
        Ok(())
    }

    /// Forgets whose time is over; where that is not enough, a tenth of the others, the oldest, or nobody.
    fn make_room(&self, known: &mut Tries, now: Timestamp) -> Result<(), u32> {
        known.retain(|_, (_, since)| self.is_fresh(*since, now));
        if known.len() < MOST {
            return Ok(());
        }
        let mut since: Vec<_> = known.values().map(|(_, since)| *since).collect();
        let (_, oldest, _) = since.select_nth_unstable(if self.forgets { MOST / 10 } else { 0 });
        if !self.forgets {
            return Err(self.wait(*oldest, now));
        }
        let mut left = MOST / 10;
        known.retain(|_, (_, since)| {
            let goes = left > 0 && *since <= *oldest;
            left -= usize::from(goes);
            !goes
        });
        Ok(())
    }

    fn is_fresh(&self, since: Timestamp, now: Timestamp) -> bool {
        now.duration_since(since) < self.within
    }

    /// What lies ahead by as much as is no step counts as now.
    fn wait(&self, since: Timestamp, now: Timestamp) -> u32 {
        let left = (since.min(now) + self.within).duration_since(now).as_secs();
        u32::try_from(left.max(1)).unwrap_or(u32::MAX)
    }
}

/// Who an address is counted as: a household has 2^64 addresses of the sixth version, and one of the fourth. An address of
/// the fourth in the clothes of the sixth is that of the fourth.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    masked(address, 32)
}

/// The same more widely, where more harm is done: whoever rents 256 addresses of the fourth version is one.
#[must_use]
pub fn neighbourhood(address: IpAddr) -> IpAddr {
    masked(address, 24)
}

fn masked(address: IpAddr, of_four: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(four) => Ipv4Addr::from(u32::from(four) & (u32::MAX << (32 - of_four))).into(),
        IpAddr::V6(six) => Ipv6Addr::from(u128::from(six) & (u128::MAX << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::FixedClock;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    fn strict() -> Throttle {
        Throttle::new(3, HOUR)
    }

    #[test]
    fn bad_input_55_whoever_tries_too_often_waits_and_nobody_else_does() {
        let (throttle, now) = (strict(), Timestamp::UNIX_EPOCH);
        for _ in 0..3 {
            assert_eq!(throttle.count("a", now), Ok(()));
        }
        let later = now + SignedDuration::from_mins(59);
        assert_eq!(throttle.count("a", later), Err(60));
        assert_eq!(throttle.count("b", later), Ok(()));
        assert_eq!(throttle.count("a", now + HOUR), Ok(()));
    }

    #[test]
    fn bad_input_66_whoever_waits_waits_no_longer_for_a_clock_that_stepped_back() {
        for (throttle, within) in [(strict(), HOUR), (Throttle::new(3, HOUR * 24), HOUR * 24)] {
            let clock = FixedClock::default();
            for _ in 0..3 {
                assert_eq!(throttle.count("a", clock.now()), Ok(()));
            }
            clock.advance(HOUR / 2);
            assert!(throttle.count("a", clock.now()).is_err());
            clock.advance(-HOUR);
            let left = within - HOUR / 2;
            let left = u32::try_from(left.as_secs()).expect("a day at most");
            assert_eq!(throttle.count("a", clock.now()), Err(left), "as long as before");
            clock.advance(SignedDuration::from_secs(left.into()));
            assert_eq!(throttle.count("a", clock.now()), Ok(()));
        }
    }

    #[test]
    fn bad_input_66_a_clock_that_stepped_back_gives_nobody_tries_anew() {
        let (throttle, clock) = (strict(), FixedClock::default());
        for _ in 0..3 {
            assert_eq!(throttle.count("a", clock.now()), Ok(()));
            // Another request asked for the time a little earlier, and comes here later.
            clock.advance(SignedDuration::from_millis(-200));
        }
        assert_eq!(throttle.count("a", clock.now()), Err(3_600));
        clock.advance(HOUR * -24);
        assert_eq!(throttle.count("a", clock.now()), Err(3_600));
        assert_eq!(throttle.count("b", clock.now()), Ok(()));
    }

    #[test]
    fn bad_input_55_a_flood_of_others_resets_nobodys_limit() {
        let (throttle, start) = (strict(), Timestamp::UNIX_EPOCH);
        let later = start + SignedDuration::from_mins(1);
        for _ in 0..3 {
            assert_eq!(throttle.count("victim", start), Ok(()));
        }
        for n in 0..MOST + 10 {
            let _ = throttle.count(&format!("other {n}"), later);
        }
        assert!(throttle.count("victim", later).is_err());
        assert_eq!(throttle.count("one more", later), Err(59 * 60), "until there is room");
        assert_eq!(throttle.count("one more", start + HOUR), Ok(()));
    }

    #[test]
    fn one_that_forgets_makes_room_and_keeps_whoever_came_last() {
        let (throttle, start) = (Throttle::forgetting(3, HOUR), Timestamp::UNIX_EPOCH);
        for n in 0..MOST {
            let _ = throttle.count(&format!("network {n}"), start);
        }
        let later = start + SignedDuration::from_mins(1);
        for _ in 0..3 {
            assert_eq!(throttle.count("a", later), Ok(()));
        }
        for n in 0..MOST / 2 {
            assert_eq!(throttle.count(&format!("other {n}"), later), Ok(()));
        }
        assert!(throttle.count("a", later).is_err());
    }

    #[test]
    fn bad_input_55_an_address_is_counted_as_its_network_whatever_it_wears() {
        let of = |text: &str| text.parse::<IpAddr>().expect("an address");
        let text = |address: IpAddr| address.to_string();
        assert_eq!(text(network(of("2001:db8:1:2::3"))), "2001:db8:1:2::");
        assert_eq!(network(of("2001:db8:1:2:ffff::4")), of("2001:db8:1:2::"));
        assert_ne!(network(of("2001:db8:1:3::3")), of("2001:db8:1:2::"));
        assert_eq!(network(of("192.0.2.7")), of("192.0.2.7"));
        assert_eq!(network(of("::ffff:192.0.2.7")), of("192.0.2.7"));
        assert_eq!(neighbourhood(of("::ffff:192.0.2.7")), of("192.0.2.0"));
        assert_ne!(neighbourhood(of("192.0.3.7")), of("192.0.2.0"));
        assert_eq!(neighbourhood(of("2001:db8:1:2::3")), of("2001:db8:1:2::"));
    }
}
