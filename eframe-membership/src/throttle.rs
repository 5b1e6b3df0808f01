//! How often somebody may try. In memory, for each instance alone: it slows guessing and flooding down, and proves
//! nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use eframe_core::{Digest, Timestamp, sha256};
use jiff::SignedDuration;

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Try {
    /// Asking for an application by its number and code.
    Follow,
    /// Beginning an application: without an account from one place, else by one person.
    Begin,
    /// Beginning one for the same mail address.
    Mail,
    /// Writing letters from one side of an application: each is mailed.
    Letter,
}

/// Who tried what how often since when.
#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<Try, Tries>>);

/// How often somebody tried one thing since when.
type Tries = HashMap<Digest, (u32, Timestamp)>;

/// How many are remembered at once of each thing that is tried: of one thing nobody makes another forgotten.
const MOST: usize = 20_000;

impl Try {
    /// How many in which time.
    const fn limit(self) -> (u32, SignedDuration) {
        match self {
            Self::Follow => (20, SignedDuration::from_mins(10)),
            Self::Begin => (10, SignedDuration::from_hours(1)),
            Self::Mail => (3, SignedDuration::from_hours(24)),
            Self::Letter => (20, SignedDuration::from_hours(1)),
        }
    }

    /// Whether each try has mail sent: then nothing is forgotten before its time, and who is new waits.
    const fn is_mailed(self) -> bool {
        matches!(self, Self::Mail | Self::Letter)
    }
}

impl Throttle {
    /// Counts a try; after how many seconds the next is let through, where this one is not.
    pub(crate) fn count(&self, what: Try, who: &str, now: Timestamp) -> Result<(), u32> {
        let (most, window) = what.limit();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.entry(what).or_default();
        let who = sha256(who.as_bytes());
        if known.len() >= MOST && !known.contains_key(&who) {
            make_room(known, what, now)?;
        }
        let entry = known.entry(who).or_insert((0, now));
        if !is_fresh(what, entry.1, now) {
            *entry = (0, now);
        }
        if entry.0 >= most {
            return Err(wait(entry.1 + window, now));
        }
        entry.0 += 1;
        Ok(())
    }
}

/// Forgets what is over; where that is not enough, a tenth of the others, the oldest, or for how many seconds none of
/// what may not be forgotten is over.
fn make_room(known: &mut Tries, what: Try, now: Timestamp) -> Result<(), u32> {
    // A clock that went back makes what lies ahead count as long over.
    known.retain(|_, (_, since)| is_fresh(what, *since, now));
    if known.len() < MOST {
        return Ok(());
    }
    let mut since: Vec<_> = known.values().map(|(_, since)| *since).collect();
    let (_, oldest, _) = since.select_nth_unstable(if what.is_mailed() { 0 } else { MOST / 10 });
    if what.is_mailed() {
        return Err(wait(*oldest + what.limit().1, now));
    }
    let mut left = MOST / 10;
    known.retain(|_, (_, since)| {
        let goes = left > 0 && *since <= *oldest;
        left -= usize::from(goes);
        !goes
    });
    Ok(())
}

fn wait(until: Timestamp, now: Timestamp) -> u32 {
    u32::try_from(until.duration_since(now).as_secs().max(1)).unwrap_or(u32::MAX)
}

fn is_fresh(what: Try, since: Timestamp, now: Timestamp) -> bool {
    let (_, window) = what.limit();
    since <= now && now < since + window
}

/// Who asks, by their network: a household has 2^64 addresses of the sixth version.
pub(crate) fn network(address: Option<IpAddr>) -> String {
    match address {
        Some(IpAddr::V6(six)) => {
            six.segments()[..4].iter().map(|part| format!("{part:x}:")).collect()
        }
        Some(four) => four.to_string(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_tries_too_often_waits_and_nobody_else_does() {
        let (throttle, now) = (Throttle::default(), Timestamp::UNIX_EPOCH);
        for _ in 0..20 {
            assert_eq!(throttle.count(Try::Follow, "a", now), Ok(()));
        }
        let later = now + SignedDuration::from_mins(9);
        assert_eq!(throttle.count(Try::Follow, "a", later), Err(60));
        assert_eq!(throttle.count(Try::Follow, "b", later), Ok(()));
        assert_eq!(throttle.count(Try::Begin, "a", later), Ok(()));
        assert_eq!(throttle.count(Try::Follow, "a", now + SignedDuration::from_mins(10)), Ok(()));
    }

    #[test]
    fn bad_input_66_a_clock_that_went_back_locks_nobody_out() {
        let throttle = Throttle::default();
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(2);
        for _ in 0..20 {
            assert_eq!(throttle.count(Try::Follow, "a", now), Ok(()));
        }
        assert_eq!(throttle.count(Try::Follow, "a", Timestamp::UNIX_EPOCH), Ok(()));
    }

    #[test]
    fn bad_input_55_a_flood_of_others_resets_nobodys_limit() {
        let (throttle, start) = (Throttle::default(), Timestamp::UNIX_EPOCH);
        let later = start + SignedDuration::from_secs(60);
        for _ in 0..3 {
            assert_eq!(throttle.count(Try::Mail, "victim", start), Ok(()));
        }
        for n in 0..MOST + 10 {
            let _ = throttle.count(Try::Begin, &format!("network {n}"), start);
            let _ = throttle.count(Try::Mail, &format!("address {n}"), later);
        }
        assert!(throttle.count(Try::Mail, "victim", later).is_err());
        let day = 24 * 3600;
        assert_eq!(
            throttle.count(Try::Mail, "one more", later),
            Err(day - 60),
            "until there is room"
        );
        let over = start + SignedDuration::from_secs(i64::from(day));
        assert_eq!(throttle.count(Try::Mail, "one more", over), Ok(()));
    }

    #[test]
    fn where_nothing_is_mailed_the_oldest_tries_make_room_and_the_others_stay() {
        let (throttle, start) = (Throttle::default(), Timestamp::UNIX_EPOCH);
        for n in 0..MOST {
            let _ = throttle.count(Try::Begin, &format!("network {n}"), start);
        }
        let later = start + SignedDuration::from_secs(60);
        for _ in 0..10 {
            assert_eq!(throttle.count(Try::Begin, "a", later), Ok(()));
        }
        for n in 0..MOST / 2 {
            assert_eq!(throttle.count(Try::Begin, &format!("other {n}"), later), Ok(()));
        }
        assert!(throttle.count(Try::Begin, "a", later).is_err());
    }

    #[test]
    fn a_household_is_one() {
        let [one, two, other] = ["2001:db8:1:2::3", "2001:db8:1:2:ffff::4", "2001:db8:1:3::3"]
            .map(|text| network(text.parse().ok()));
        assert_eq!(one, two);
        assert_ne!(one, other);
    }
}
