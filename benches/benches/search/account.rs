//! Processor time to the microsecond, as the kernel accounts for it.

use std::fs;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What this process and some others have used, from when it was opened.
pub(crate) struct Account<'a> {
    others: &'a [u32],
    begun: u64,
}

impl<'a> Account<'a> {
    /// Begins to count this process and these others.
    pub(crate) fn open(others: &'a [u32]) -> Self {
        Self { others, begun: used(others) }
    }

    /// What has been used since.
    pub(crate) fn close(self) -> Duration {
        Duration::from_nanos(used(self.others).saturating_sub(self.begun))
    }
}

/// In nanoseconds. Of another process the kernel knows it when that process waits, and these do when they have
/// answered.
fn used(others: &[u32]) -> u64 {
    let own = clock_gettime(ClockId::ProcessCPUTime);
    let own = own.tv_sec * 1_000_000_000 + own.tv_nsec;
    let ran = |process: &u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/schedstat")).unwrap_or_default();
        stat.split(' ').next().and_then(|ran| ran.parse::<u64>().ok()).unwrap_or_default()
    };
    u64::try_from(own).unwrap_or_default() + others.iter().map(ran).sum::<u64>()
}
