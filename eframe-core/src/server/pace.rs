use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// How fast a peer must be: a grace at the start, then so many bytes a second on average.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) grace: Duration,
    pub(super) rate: u32,
}

/// Watches one transfer. It costs nothing until the peer lets us wait for the first time.
pub(super) struct Watch {
    pace: Pace,
    waiting: Option<Waiting>,
}

struct Waiting {
    since: Instant,
    moved: u64,
    late: Pin<Box<Sleep>>,
}

impl Watch {
    pub(super) fn new(pace: Pace) -> Self {
        Self { pace, waiting: None }
    }

    /// So many bytes moved.
    pub(super) fn moved(&mut self, bytes: usize) {
        if let Some(waiting) = &mut self.waiting {
            waiting.moved += bytes as u64;
            let earned = Duration::from_millis(waiting.moved * 1000 / u64::from(self.pace.rate));
            waiting.late.as_mut().reset(waiting.since + self.pace.grace + earned);
        }
    }

    /// The peer lets us wait: ready when it has done so for too long.
    pub(super) fn poll_late(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let waiting = self.waiting.get_or_insert_with(|| {
            let since = Instant::now();
            let late = Box::pin(sleep_until(since + self.pace.grace));
            Waiting { since, moved: 0, late }
        });
        waiting.late.as_mut().poll(context)
    }

    /// A new transfer begins.
    pub(super) fn begin(&mut self) {
        self.waiting = None;
    }
}
