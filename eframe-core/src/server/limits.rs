use std::time::Duration;

use super::pace::Pace;

/// What a [`Server`](super::Server) bears.
///
/// A client that is slow in the head, in the body and in reading the answer is gone after `head` and twice
/// `grace`: 40 s as it comes.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long a head may take, and a connection be idle between requests: 10 s.
    pub head: Duration,
    /// How long a body, or the reading of an answer, may stand still at its start: 15 s.
    pub grace: Duration,
    /// How many bytes a second must move after that: 1024.
    pub rate: u32,
    /// How many bytes a body may have: 16 MiB.
    pub body: u64,
    /// How many bytes a head may have: 32 KiB.
    pub head_bytes: usize,
    /// How many connections are open at a time: 4096, or what the limit of open files leaves.
    pub connections: usize,
    /// How long requests under way may take when the server stops: 30 s.
    pub stop: Duration,
}

/// How many file descriptors are kept for the database, mails and files.
const OTHER_FILES: usize = 64;

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            grace: Duration::from_secs(15),
            rate: 1024,
            body: 16 * 1024 * 1024,
            head_bytes: 32 * 1024,
            connections: 4096,
            stop: Duration::from_secs(30),
        }
    }
}

impl Limits {
    pub(super) fn pace(&self) -> Pace {
        Pace { grace: self.grace, rate: self.rate.max(1) }
    }

    /// The connections that fit under the process's limit of open files.
    pub(super) fn places(&self) -> usize {
        let files = std::fs::read_to_string("/proc/self/limits").ok();
        let files = files.as_deref().and_then(open_files).unwrap_or(usize::MAX);
        let spare = files.saturating_sub(OTHER_FILES.min(files / 2));
        self.connections.min(spare).max(1)
    }
}

/// The soft limit in Linux's table; `None` where it is unlimited or the system is another.
fn open_files(table: &str) -> Option<usize> {
    let line = table.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_95_connections_fit_under_the_limit_of_open_files() {
        let table =
            "Limit       Soft Limit   Hard Limit   Units\nMax open files   256   524288   files\n";
        assert_eq!(open_files(table), Some(256));
        assert_eq!(open_files("Max open files   unlimited   unlimited   files"), None);
    }
}
