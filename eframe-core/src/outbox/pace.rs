use std::time::Duration;

use jiff::SignedDuration;

/// How patient the workers are. The defaults suit a service; tests have less time.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often they look for work that nobody woke them for. 1 s.
    pub look: Duration,
    /// How long a lease that does not move is respected. It is renewed three times as often. 30 s.
    pub lease: Duration,
    /// How long one delivery may take. 5 min.
    pub delivery: Duration,
    /// How long one run of a job may take. 1 h.
    pub job: Duration,
    /// The pause after the first failure; it doubles with each. 10 s.
    pub pause: SignedDuration,
    /// The longest pause. 1 h.
    pub longest_pause: SignedDuration,
    /// After how many attempts a delivery is parked, and a job waits for its next occasion. 12.
    pub attempts: u32,
    /// How many deliveries are carried out at once. 8.
    pub at_once: usize,
    /// How often the subscribers of this program are declared to the other instances. 1 h.
    pub declare: Duration,
    /// For how long a file is seen to be named by nothing before it is swept, by the time that passes in this process. 1 h.
    pub unnamed: Duration,
    /// How long work under way may go on after the order to stop, before it is handed back. 10 s.
    pub farewell: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            look: Duration::from_secs(1),
            lease: Duration::from_secs(30),
            delivery: Duration::from_secs(300),
            job: Duration::from_secs(3600),
            pause: SignedDuration::from_secs(10),
            longest_pause: SignedDuration::from_hours(1),
            attempts: 12,
            at_once: 8,
            declare: Duration::from_secs(3600),
            unnamed: Duration::from_secs(3600),
            farewell: Duration::from_secs(10),
        }
    }
}

impl Pace {
    /// How long to wait after this many failed attempts.
    pub(crate) fn pause_after(&self, attempts: u32) -> SignedDuration {
        let doubled = 1_i32.checked_shl(attempts.saturating_sub(1)).filter(|factor| *factor > 0);
        let pause = doubled.and_then(|factor| self.pause.checked_mul(factor));
        pause.unwrap_or(self.longest_pause).min(self.longest_pause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pace = Pace::default();
        let seconds = |attempts| pace.pause_after(attempts).as_secs();
        assert_eq!([1, 2, 3, 9, 10, 33, 1000].map(seconds), [10, 20, 40, 2560, 3600, 3600, 3600]);
    }
}
