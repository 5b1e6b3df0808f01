//! How often somebody may ask from one network. In memory, for each instance alone: it slows flooding down, and proves
//! nothing. That one address gets one mail a day is the database's matter.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use eframe_core::{Digest, Timestamp, sha256};
use jiff::SignedDuration;

/// Which network asked how often since when.
#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<Digest, (u32, Timestamp)>>);

/// How often in which time: a city hall is one network, and its people read of the newsletter on the same day.
const MOST_TRIES: u32 = 30;
const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// How many networks are remembered at once. Nothing is forgotten before its time: each try has a mail sent.
const MOST: usize = 20_000;

impl Throttle {
    /// Counts a try; after how many seconds the next is let through, where this one is not.
    pub(crate) fn count(&self, who: &str, now: Timestamp) -> Result<(), u32> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let who = sha256(who.as_bytes());
        if known.len() >= MOST && !known.contains_key(&who) {
            known.retain(|_, (_, since)| is_fresh(*since, now));
            if known.len() >= MOST {
                let oldest = known.values().map(|(_, since)| *since).min().unwrap_or(now);
                return Err(wait(oldest, now));
            }
        }
        let entry = known.entry(who).or_insert((0, now));
        if !is_fresh(entry.1, now) {
            *entry = (0, now);
        }
        if entry.0 >= MOST_TRIES {
            return Err(wait(entry.1, now));
        }
        entry.0 += 1;
        Ok(())
    }
}

fn wait(since: Timestamp, now: Timestamp) -> u32 {
    u32::try_from((since + WINDOW).duration_since(now).as_secs().max(1)).unwrap_or(u32::MAX)
}

/// A clock that went back makes what lies ahead count as long over.
fn is_fresh(since: Timestamp, now: Timestamp) -> bool {
    since <= now && now < since + WINDOW
}

/// Who asks, by their network: a provider gives a household 2^64 addresses of the sixth version, and whoever rents 256 of
/// the fourth is one.
pub(crate) fn network(address: Option<IpAddr>) -> String {
    match address {
        Some(IpAddr::V6(six)) => {
            six.segments()[..4].iter().map(|part| format!("{part:x}:")).collect()
        }
        Some(IpAddr::V4(four)) => {
            let [a, b, c, _] = four.octets();
            format!("{a}.{b}.{c}")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_55_one_source_is_throttled_and_nobody_else_is() {
        let (throttle, now) = (Throttle::default(), Timestamp::UNIX_EPOCH);
        let of = |text: &str| network(text.parse().ok());
        for last in 0..MOST_TRIES {
            assert_eq!(throttle.count(&of(&format!("192.0.2.{last}")), now), Ok(()));
        }
        let later = now + SignedDuration::from_mins(59);
        assert_eq!(throttle.count(&of("192.0.2.250"), later), Err(60));
        assert_eq!(throttle.count(&of("192.0.3.1"), later), Ok(()));
        assert_eq!(throttle.count(&of("2001:db8::1"), later), Ok(()));
        assert_eq!(throttle.count(&of("192.0.2.250"), now + WINDOW), Ok(()));
    }

    #[test]
    fn bad_input_55_a_flood_of_networks_resets_nobodys_limit() {
        let (throttle, now) = (Throttle::default(), Timestamp::UNIX_EPOCH);
        for _ in 0..MOST_TRIES {
            assert_eq!(throttle.count("one", now), Ok(()));
        }
        for n in 0..MOST + 10 {
            let _ = throttle.count(&format!("network {n}"), now);
        }
        assert!(throttle.count("one", now).is_err());
        assert!(throttle.count("one more", now).is_err(), "until there is room");
        assert_eq!(throttle.count("one more", now + WINDOW), Ok(()));
    }

    #[test]
    fn bad_input_66_a_clock_that_went_back_locks_nobody_out() {
        let (throttle, now) = (Throttle::default(), Timestamp::UNIX_EPOCH + WINDOW);
        for _ in 0..MOST_TRIES {
            assert_eq!(throttle.count("one", now), Ok(()));
        }
        assert_eq!(throttle.count("one", Timestamp::UNIX_EPOCH), Ok(()));
    }
}
