use std::collections::HashMap;
use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::Instant;

use crate::rules::pace::{Pace, Rate};

/// How fast letters leave from this instance, over all issues.
pub(super) struct Paces {
    instances: NonZeroU32,
    shared: Pace,
    whole: Option<Rate>,
    domains: HashMap<String, Rate>,
    begun: Instant,
}

/// So many domains are counted before those are forgotten that are at rest.
const MANY: usize = 4_096;

impl Paces {
    pub(super) fn new(pace: &Pace) -> Self {
        let (instances, begun) = (NonZeroU32::MIN, Instant::now());
        let (shared, whole) = (pace.clone(), pace.whole.map(Rate::per_minute));
        Self { instances, shared, whole, domains: HashMap::new(), begun }
    }

    /// Shares the pace among so many instances.
    pub(super) fn share(&mut self, pace: &Pace, instances: usize) {
        let instances = u32::try_from(instances).ok().and_then(NonZeroU32::new);
        let instances = instances.unwrap_or(NonZeroU32::MIN);
        if instances != self.instances {
            let shared = pace.shared(instances);
            let whole = shared.whole.map(Rate::per_minute);
            *self = Self { instances, shared, whole, domains: HashMap::new(), begun: self.begun };
        }
    }

    /// Lets a letter leave to a domain.
    ///
    /// # Errors
    /// When its place comes.
    pub(super) fn leave(&mut self, domain: &str) -> Result<(), Duration> {
        let Some(rate) = self.shared.of(domain) else { return Ok(()) };
        let now = self.begun.elapsed();
        if self.domains.len() > MANY {
            self.domains.retain(|_, rate| !rate.is_at_rest(now));
        }
        let rate = match self.domains.get_mut(domain) {
            Some(known) => known,
            None => self.domains.entry(domain.to_owned()).or_insert(Rate::per_minute(rate)),
        };
        rate.leave(now).map_err(|_| rate.book(now))
    }

    /// How long the next letter of all waits; none when it may leave.
    pub(super) fn wait(&mut self) -> Option<Duration> {
        let now = self.begun.elapsed();
        self.whole.as_mut()?.leave(now).err()
    }
}
