use std::sync::Arc;

use crate::{Clock, IdSource, Randomness, Timestamp, VersionSevenIds, to_microseconds};

/// The three things a program takes from outside itself: time, chance, and ids made from both.
///
/// ```
/// let world = eframe_core::World::system();
/// assert_ne!(world.ids.next(), world.ids.next());
/// ```
#[derive(Clone)]
pub struct World {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives unpredictable bytes.
    pub random: Arc<dyn Randomness>,
    /// Gives ids.
    pub ids: Arc<dyn IdSource>,
}

impl World {
    /// A world of this clock and this chance.
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Self {
        let ids = Arc::new(VersionSevenIds::new(Arc::clone(&clock), Arc::clone(&random)));
        Self { clock, random, ids }
    }

    /// The machine's own clock and the operating system's random generator.
    pub fn system() -> Self {
        Self::new(Arc::new(SystemClock), Arc::new(SystemRandom))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the ambient clock is let in")]
    fn now(&self) -> Timestamp {
        to_microseconds(Timestamp::now())
    }
}

/// The operating system's random generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Randomness for SystemRandom {
    /// # Panics
    /// When the operating system has no randomness to give: no secret may be made then.
    #[expect(clippy::disallowed_methods, reason = "this is where ambient randomness is let in")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}
