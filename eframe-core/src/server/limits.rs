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

/// How many file descriptors are kept for the database, mails and files. PostgreSQL's 16 connections take three each, and
/// need them also when they have to be made anew while all places are taken.
const OTHER_FILES: usize = 128;

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
        self.connections.min(spare(files)).max(1)
    }
}

/// What so many files leave for connections.
fn spare(files: usize) -> usize {
    files.saturating_sub(OTHER_FILES.min(files / 2))
}

/// The soft limit in Linux's table; `None` where it is unlimited or the system is another.
fn open_files(table: &str) -> Option<usize> {
    let line = table.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use async_trait::async_trait;
    use sea_orm::{DatabaseTransaction, DbErr, TransactionTrait as _};
    use tokio::sync::Barrier;
    use tokio::task::JoinSet;

    use super::*;
    use crate::Database;
    use crate::block::Errand;
    use crate::test::{on_postgres, postgres};

    #[test]
    fn bad_input_95_connections_fit_under_the_limit_of_open_files() {
        let table =
            "Limit       Soft Limit   Hard Limit   Units\nMax open files   256   524288   files\n";
        assert_eq!(open_files(table), Some(256));
        assert_eq!(open_files("Max open files   unlimited   unlimited   files"), None);
    }

    #[test]
    fn bad_input_95_what_is_kept_is_at_most_half() {
        assert_eq!((spare(1024), spare(256), spare(100)), (896, 128, 50));
        assert!(spare(usize::MAX) > 4096);
    }

    /// Keeps a connection that writes, until all have one and may go.
    struct Keep(Arc<Barrier>);

    #[async_trait]
    impl Errand for Keep {
        type Answer = ();

        async fn run(&self, _: &DatabaseTransaction) -> Result<(), DbErr> {
            for _ in 0..2 {
                self.0.wait().await;
            }
            Ok(())
        }
    }

    fn open_now() -> usize {
        std::fs::read_dir("/proc/self/fd").expect("a table of files").count()
    }

    #[tokio::test]
    async fn bad_input_95_the_database_takes_no_more_than_half_of_what_is_kept() {
        if postgres::skipped() {
            return;
        }
        let site = on_postgres(&[]).await;
        let before = open_now();
        let world = site.database.world().clone();
        let database = Database::open(&site.url, world).await.expect("opens");
        let all = Arc::new(Barrier::new(7));
        let mut writing = JoinSet::new();
        for _ in 0..6 {
            let (database, all) = (database.clone(), Arc::clone(&all));
            writing.spawn(async move { database.run(Keep(all)).await });
        }
        let mut reading = Vec::new();
        for _ in 0..10 {
            reading.push(database.read().begin().await.expect("it begins"));
        }
        all.wait().await;
        let taken = open_now() - before;
        all.wait().await;
        for done in writing.join_all().await {
            done.expect("it is through");
        }
        assert!((48..=OTHER_FILES / 2).contains(&taken), "{taken}");
    }
}
