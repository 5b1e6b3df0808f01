//! Where those stand in line who were too late once.
//!
//! Versions decide who was first, here and on other instances alike. But of thirty people who change one thing at the
//! same moment each try lets one through, and the last would have to be too late twenty-nine times. So whoever was
//! too late once is decided again alone, one behind the other, and who comes newly stands behind them.

use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::time::timeout;
use uuid::Uuid;

use crate::{Guard, Hold};

/// So many lines there are. Two rows that share one only wait a little longer.
const LINES: usize = 64;

/// How long anybody stands in line; then they try without.
const PATIENCE: Duration = Duration::from_secs(10);

/// The lines of a process.
pub(super) struct Lines([Mutex<()>; LINES]);

/// The first place of a line, until it is dropped.
pub(super) struct First<'a> {
    line: usize,
    _held: Option<MutexGuard<'a, ()>>,
}

impl Lines {
    /// Waits until nobody stands before.
    pub(super) async fn stand(&self, row: Uuid) -> First<'_> {
        let line = line(row);
        let held = match self.0.get(line) {
            Some(line) => timeout(PATIENCE, line.lock()).await.ok(),
            None => None,
        };
        First { line, _held: held }
    }

    /// A row that this commit would change while others stand in line for it.
    pub(super) fn awaited(&self, guards: &[Guard]) -> Option<Uuid> {
        let changed = guards.iter().filter(|guard| guard.hold == Hold::Write);
        let is_awaited =
            |row: &Uuid| self.0.get(line(*row)).is_some_and(|line| line.try_lock().is_err());
        changed.map(|guard| guard.id).find(is_awaited)
    }
}

impl First<'_> {
    /// Whether it is the first place for this row.
    pub(super) fn is_for(&self, row: Uuid) -> bool {
        self.line == line(row)
    }
}

impl Default for Lines {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

/// The line of a row. The last bits of an id are chance.
fn line(row: Uuid) -> usize {
    usize::from(row.as_bytes()[15]) % LINES
}
