//! How often somebody may try what costs the house something.

use eframe_core::throttle::Throttle;
use jiff::SignedDuration;

/// What is tried, each counted by itself: of one thing nobody makes another forgotten.
#[derive(Debug)]
pub(crate) struct Tries {
    /// Asking for an application by its number and code.
    pub(crate) follow: Throttle,
    /// Beginning an application: without an account from one place, else by one person.
    pub(crate) begin: Throttle,
    /// Beginning one for the same mail address. It is mailed.
    pub(crate) mail: Throttle,
    /// Writing letters from one side of an application: each is mailed.
    pub(crate) letter: Throttle,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            follow: Throttle::forgetting(20, SignedDuration::from_mins(10)),
            begin: Throttle::forgetting(10, SignedDuration::from_hours(1)),
            mail: Throttle::new(3, SignedDuration::from_hours(24)),
            letter: Throttle::new(20, SignedDuration::from_hours(1)),
        }
    }
}
