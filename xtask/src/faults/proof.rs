//! What was told, held against what is there.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::ground::{House, Rows};
use super::load::{self, Load, Seen};
use super::wait_for;
use crate::command::output;
use crate::report::Tally;

/// A step's sentences, and which of them held.
#[derive(Debug, Default)]
pub(crate) struct Trial(Tally);

impl Trial {
    /// Says a sentence with its figures, and whether it holds.
    pub(super) fn holds(&mut self, holds: bool, sentence: impl Display) {
        println!("{}  {sentence}", if holds { "ok  " } else { "FAIL" });
        self.0.add(if holds { Tally::ONE } else { Tally { passed: 0, failed: 1 } });
    }

    pub(super) fn tally(&self) -> Tally {
        self.0
    }

    /// What was acknowledged is there, nothing is there twice, nothing that was denied is there, and every other answer
    /// was one that a client can go by.
    pub(super) fn told_the_truth(
        &mut self,
        house: &House,
        word: &str,
        seen: &Seen,
    ) -> Result<(), String> {
        self.told_the_truth_beside(house, word, seen, 0)
    }

    /// The same, where so many documents were begun beside those of the load.
    pub(super) fn told_the_truth_beside(
        &mut self,
        house: &House,
        word: &str,
        seen: &Seen,
        others: usize,
    ) -> Result<(), String> {
        let query = format!("SELECT title FROM cms_edition WHERE title LIKE '{word} %'");
        let mut stored: BTreeMap<String, usize> = BTreeMap::new();
        for title in house.query(&query)? {
            *stored.entry(title).or_default() += 1;
        }
        let told = seen.acknowledged.len();
        let lost: Vec<_> = seen
            .acknowledged
            .iter()
            .filter(|told| !stored.contains_key(&told.title))
            .map(|told| &told.title)
            .take(5)
            .collect();
        self.holds(lost.is_empty(), format!("of {told} acknowledged writes none is lost {lost:?}"));
        let twice: Vec<_> =
            stored.iter().filter(|(_, times)| **times > 1).map(|(title, _)| title).collect();
        self.holds(
            twice.is_empty(),
            format!("of {} writes in the database none is there twice {twice:?}", stored.len()),
        );
        let denied = seen.denied.len();
        let wrong: Vec<_> = seen
            .denied
            .iter()
            .filter(|told| stored.contains_key(&told.title))
            .map(|told| &told.title)
            .collect();
        self.holds(
            wrong.is_empty(),
            format!("of {denied} writes said to have changed nothing none is there {wrong:?}"),
        );
        let Seen { unavailable, unknown, unanswered, without_retry_after, odd, .. } = seen;
        self.holds(
            *without_retry_after == 0 && odd.is_empty(),
            format!(
                "{unavailable} writes were answered 503 with Retry-After ({unknown} of them: outcome unknown), \
                 {unanswered} not at all, none otherwise {odd:?}; the slowest took {:.1} s",
                seen.slowest_write.as_secs_f64()
            ),
        );
        let entries = load::begun(house)? - seen.begun_before - others;
        let documents = stored.values().sum::<usize>();
        self.holds(entries == documents, format!("each has one entry in the audit log: {entries}"));
        Ok(())
    }

    /// Public pages that were known were answered all the time.
    pub(super) fn pages_went_on(&mut self, seen: &Seen, pages: usize, may_be_lost: bool) {
        let failed: Vec<_> = seen.failed_pages.iter().take(5).collect();
        self.holds(
            seen.failed_pages.is_empty() && (may_be_lost || seen.lost_pages == 0),
            format!(
                "{pages} known pages were answered {} times, {} times with a failure {failed:?}, {} times not at all; the \
                 slowest took {:.2} s",
                seen.pages,
                seen.failed_pages.len(),
                seen.lost_pages,
                seen.slowest_page.as_secs_f64()
            ),
        );
    }

    /// The audit log is whole, and so is the file of the database where it is one.
    pub(super) fn is_whole(&mut self, house: &House) -> Result<(), String> {
        if let Rows::Sqlite(_) = house.rows {
            let said = house.query("PRAGMA integrity_check")?.join(" ");
            self.holds(said == "ok", format!("integrity_check says: {said}"));
        }
        let verified = output(
            Command::new(&house.program)
                .arg("verify")
                .arg("--data")
                .arg(&house.data)
                .env("WEGO_DATABASE", &house.url)
                .current_dir(&house.data)
                .stdin(Stdio::null()),
        );
        let (holds, said) = match &verified {
            Ok(said) => (true, said),
            Err(said) => (false, said),
        };
        self.holds(holds, format!("the audit log verifies: {}", said.trim()));
        Ok(())
    }

    /// Writes are acknowledged again at each address within a bound of a moment.
    pub(super) fn writes_again(
        &mut self,
        load: &Load,
        at: &[SocketAddr],
        since: Instant,
        bound: Duration,
        after: &str,
    ) {
        for &by in at {
            let first = wait_for("a write", bound * 6, || load.first_after(since, by));
            let took = first.map(|(first, _)| first - since);
            self.holds(
                took.as_ref().is_ok_and(|took| *took <= bound),
                match took {
                    Ok(took) => format!(
                        "writes work again {:.2} s after {after} (at most {:.0})",
                        took.as_secs_f64(),
                        bound.as_secs_f64()
                    ),
                    Err(error) => format!("writes after {after}: {error}"),
                },
            );
        }
    }
}
