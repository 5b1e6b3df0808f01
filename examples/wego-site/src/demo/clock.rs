//! The demo's clock: it can be set back, so that what the script tells of the last months happened in the last months.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use eframe_core::{Clock, SystemClock, SystemRandom, Timestamp, World};
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The machine's clock, so many microseconds behind.
#[derive(Clone, Debug, Default)]
pub(super) struct TurnedBack(Arc<AtomicI64>);

impl Clock for TurnedBack {
    fn now(&self) -> Timestamp {
        let behind = SignedDuration::from_micros(self.0.load(Ordering::Relaxed));
        SystemClock.now().saturating_sub(behind).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl TurnedBack {
    /// The machine's world with this clock.
    pub(super) fn world(&self) -> World {
        World::new(Arc::new(self.clone()), Arc::new(SystemRandom))
    }

    /// Today, by the machine's clock.
    pub(super) fn today(&self) -> Date {
        TimeZone::UTC.to_datetime(SystemClock.now()).date()
    }

    /// A minute of the working day that was so many days ago, but never beyond now.
    pub(super) fn moment(days: i32, minute: i32) -> Timestamp {
        let now = SystemClock.now();
        let start = TimeZone::UTC.to_datetime(now).date().at(0, 0, 0, 0).to_zoned(TimeZone::UTC);
        let midnight = start.map_or(now, |start| start.timestamp());
        let wanted = midnight - SignedDuration::from_hours(24 * i64::from(days))
            + SignedDuration::from_mins(i64::from(MORNING + minute));
        wanted.min(now)
    }

    /// Goes to such a minute.
    pub(super) fn go_back(&self, days: i32, minute: i32) {
        let behind = SystemClock.now().duration_since(Self::moment(days, minute));
        let behind = behind.max(SignedDuration::ZERO);
        self.0.store(i64::try_from(behind.as_micros()).unwrap_or_default(), Ordering::Relaxed);
    }

    /// Goes with the machine's clock from now on.
    pub(super) fn catch_up(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// The minute of the day at which work begins where the charter's days begin first: 09:00 in Seoul.
const MORNING: i32 = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_back_and_catches_up_and_never_runs_ahead() {
        let clock = TurnedBack::default();
        let before = SystemClock.now();
        clock.go_back(10, 30);
        let then = clock.now();
        let days = before.duration_since(then).as_hours() / 24;
        assert!((9..=10).contains(&days), "{then}");
        clock.go_back(0, 24 * 60);
        assert!(clock.now() <= SystemClock.now());
        clock.catch_up();
        assert!(clock.now() >= before);
    }
}
