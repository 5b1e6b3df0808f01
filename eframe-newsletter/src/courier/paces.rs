use std::collections::HashMap;
use std::num::NonZeroU32;
use std::time::Duration;

use tokio::time::Instant;

use crate::rules::pace::{Pace, Rate};

/// How fast letters leave from this instance, over all issues.
pub(super) struct Paces {
    pace: Pace,
    instances: NonZeroU32,
    whole: Option<Rate>,
    domains: HashMap<String, Rate>,
    begun: Instant,
}

/// So many domains are counted before those are forgotten that are at rest.
const MANY: usize = 4_096;

impl Paces {
    pub(super) fn new(pace: &Pace) -> Self {
        let (instances, begun) = (NonZeroU32::MIN, Instant::now());
        let whole = pace.whole.map(|rate| Rate::per_minute(rate, instances));
        Self { pace: pace.clone(), instances, whole, domains: HashMap::new(), begun }
    }

    /// Shares the pace among so many instances.
    pub(super) fn share(&mut self, instances: u32) {
        let instances = NonZeroU32::new(instances).unwrap_or(NonZeroU32::MIN);
        if instances == self.instances {
            return;
        }
        self.instances = instances;
        if let (Some(rate), Some(whole)) = (self.pace.whole, &mut self.whole) {
            whole.share(rate, instances);
        }
        for (domain, rate) in &mut self.domains {
            if let Some(letters) = self.pace.of(domain) {
                rate.share(letters, instances);
            }
        }
    }

    /// Lets a letter leave to a domain.
    ///
    /// # Errors
    /// When its place comes.
    pub(super) fn leave(&mut self, domain: &str) -> Result<(), Duration> {
        let Some(rate) = self.pace.of(domain) else { return Ok(()) };
        let now = self.begun.elapsed();
        if self.domains.len() > MANY {
            self.domains.retain(|_, rate| !rate.is_at_rest(now));
        }
        let rate = match self.domains.get_mut(domain) {
            Some(known) => known,
            None => {
                let new = Rate::per_minute(rate, self.instances);
                self.domains.entry(domain.to_owned()).or_insert(new)
            }
        };
        rate.leave(now).map_err(|_| rate.book(now))
    }

    /// Whether the next letter of all has to wait.
    pub(super) fn is_full(&self) -> bool {
        self.whole.as_ref().is_some_and(|whole| whole.is_full(self.begun.elapsed()))
    }

    /// How long the next letter of all waits; none when it may leave.
    pub(super) fn wait(&mut self) -> Option<Duration> {
        let now = self.begun.elapsed();
        self.whole.as_mut()?.leave(now).err()
    }
}
