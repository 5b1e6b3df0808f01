//! Counts over all letters of an issue, and over all readers. Of a million, one takes a second or more: where many look at the
//! same, it is taken once for all of them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex as Plain, PoisonError};
use std::time::Duration;

use eframe_core::{Actor, Language, Timestamp, Version};
use jiff::SignedDuration;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::Newsletter;
use crate::Error;
use crate::model::{Fallback, Issue, IssueId, IssueStage};
use crate::rules::progress::{Tally, lately};
use crate::store::delivery::Readers;

/// How far an issue is, and how many letters of it are where.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The issue.
    pub issue: Issue,
    /// Its letters.
    pub tally: Tally,
    /// About how long the letters at hand take, where that can be told.
    pub remaining: Option<SignedDuration>,
    /// What keeps letters from leaving now, as the instances that send say.
    pub troubles: Vec<String>,
}

/// Who would get an issue if it were ordered now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DryRun {
    /// By the language they would get it in.
    pub letters: BTreeMap<Language, u64>,
    /// Those whose language it is not written in, by that language: they get the other one, or hold the issue back.
    pub others: BTreeMap<Language, u64>,
    /// The domains most of those who would get it are at: twenty.
    pub domains: Vec<(String, u64)>,
    /// How many domains there are in all.
    pub all_domains: u64,
    /// How many readers are at the domains that are not named.
    pub elsewhere: u64,
    /// The languages that have no text yet.
    pub unwritten: Vec<Language>,
}

/// How many domains a dry run names.
const DOMAINS: u64 = 20;

/// What was counted a moment ago, and what counts are told by.
#[derive(Default)]
pub(super) struct Counts {
    /// The pace that was set for this process, in letters a minute; 0 for none.
    pace: AtomicU32,
    tallies: Kept<(Tally, Timestamp)>,
    readers: Kept<Readers>,
}

impl Counts {
    fn pace(&self) -> Option<NonZeroU32> {
        NonZeroU32::new(self.pace.load(Ordering::Relaxed))
    }
}

/// Counts of one kind, by issue. Whoever comes while that of their issue is taken waits for it; nobody waits for another's.
struct Kept<T>(Plain<BTreeMap<IssueId, Place<T>>>);

/// Where the count of an issue is kept, and held while it is taken.
type Place<T> = Arc<Mutex<Option<Count<T>>>>;

/// A count, of an issue at this version.
struct Count<T> {
    version: Version,
    taken: Instant,
    took: Duration,
    counted: T,
}

/// A count that takes no longer than this is taken for each who looks.
const QUICK: Duration = Duration::from_millis(250);
/// Another is good for so many times as long as it took: those who look cost a tenth of a processor at most, however many they
/// are.
const TIMES: u32 = 10;
/// And no longer than this.
const LONGEST: Duration = Duration::from_secs(15);

/// How long a count is good.
fn good_for(took: Duration) -> Duration {
    if took > QUICK { took.saturating_mul(TIMES).min(LONGEST) } else { Duration::ZERO }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Plain::default())
    }
}

impl<T> Count<T> {
    fn is_good(&self) -> bool {
        self.taken.elapsed() < good_for(self.took)
    }
}

impl<T> Kept<T> {
    /// The place of an issue. Those go that nobody holds or waits for, and that have no good count.
    fn place(&self, issue: IssueId) -> Place<T> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_good = |place: &Place<T>| {
            place.try_lock().is_ok_and(|kept| kept.as_ref().is_some_and(Count::is_good))
        };
        places.retain(|_, place| Arc::strong_count(place) > 1 || is_good(place));
        Arc::clone(places.entry(issue).or_default())
    }
}

impl<T: Clone> Kept<T> {
    /// What was counted of an issue a moment ago, at the version it is at, or what is counted now.
    async fn or_count(
        &self,
        issue: &Issue,
        counting: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let place = self.place(issue.id);
        let mut kept = place.lock().await;
        let known = kept.as_ref().filter(|count| count.version == issue.version);
        if let Some(count) = known.filter(|count| count.is_good()) {
            return Ok(count.counted.clone());
        }
        let begun = Instant::now();
        let counted = counting.await?;
        let (version, taken, took) = (issue.version, Instant::now(), begun.elapsed());
        *kept = Some(Count { version, taken, took, counted: counted.clone() });
        Ok(counted)
    }
}

impl Newsletter {
    /// Letters leave no faster than this, in letters a minute: what is told of the time that is left goes by it.
    pub(crate) fn paced(&self, whole: Option<NonZeroU32>) {
        self.inner.counts.pace.store(whole.map_or(0, NonZeroU32::get), Ordering::Relaxed);
    }

    /// How far an issue is.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id.
    pub async fn progress(&self, actor: &Actor, id: IssueId) -> Result<Progress, Error> {
        let issue = self.issue(actor, id).await?;
        let counted = self.tally(&issue).await?;
        self.progress_of(issue, counted).await
    }

    /// The same for pages that many look at again and again: of a long list its letters as they were some seconds ago.
    pub(crate) async fn progress_lately(
        &self,
        actor: &Actor,
        id: IssueId,
    ) -> Result<Progress, Error> {
        let issue = self.issue(actor, id).await?;
        let counted = self.inner.counts.tallies.or_count(&issue, self.tally(&issue)).await?;
        self.progress_of(issue, counted).await
    }

    /// Its letters, and when they were counted.
    async fn tally(&self, issue: &Issue) -> Result<(Tally, Timestamp), Error> {
        let now = self.now();
        let tally = self.store().tally(issue.id, lately(&issue.status, now)).await?;
        Ok((tally, now))
    }

    async fn progress_of(
        &self,
        issue: Issue,
        (tally, counted): (Tally, Timestamp),
    ) -> Result<Progress, Error> {
        let remaining = tally.remaining(&issue.status, self.inner.counts.pace(), counted);
        let troubles = match issue.status.stage() {
            IssueStage::Queued | IssueStage::Sending => {
                let senders = self.store().senders().await?;
                senders.into_iter().filter_map(|sender| sender.trouble).collect()
            }
            _ => Vec::new(),
        };
        Ok(Progress { issue, tally, remaining, troubles })
    }

    /// Who would get an issue if it were ordered now. Nothing is changed.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id.
    pub async fn dry_run(&self, actor: &Actor, id: IssueId) -> Result<DryRun, Error> {
        let issue = self.issue(actor, id).await?;
        let readers = self.readers(&issue).await?;
        self.run(&issue, readers).await
    }

    /// The same for pages: of many readers who they were some seconds ago.
    pub(crate) async fn dry_run_lately(&self, actor: &Actor, id: IssueId) -> Result<DryRun, Error> {
        let issue = self.issue(actor, id).await?;
        let readers = self.inner.counts.readers.or_count(&issue, self.readers(&issue)).await?;
        self.run(&issue, readers).await
    }

    async fn readers(&self, issue: &Issue) -> Result<Readers, Error> {
        let of = match issue.fallback {
            Fallback::Other(_) => None,
            Fallback::Block => Some(issue.languages.as_slice()),
        };
        self.store().readers_and_domains(of, DOMAINS).await
    }

    async fn run(&self, issue: &Issue, readers: Readers) -> Result<DryRun, Error> {
        let unwritten = match self.store().composition(issue.id).await? {
            Some(composition) => composition.unwritten(&issue.languages, issue.fallback),
            None => {
                let texts = self.store().texts(issue.id).await?;
                let languages = issue.languages.iter().copied();
                languages.filter(|language| !texts.contains_key(language)).collect()
            }
        };
        let Readers { languages, domains, all_domains } = readers;
        let mut run = DryRun { domains, all_domains, unwritten, ..DryRun::default() };
        for (language, count) in languages {
            let written = issue.languages.contains(&language);
            match issue.fallback {
                _ if written => *run.letters.entry(language).or_default() += count,
                Fallback::Other(other) => {
                    *run.letters.entry(other).or_default() += count;
                    run.others.insert(language, count);
                }
                Fallback::Block => drop(run.others.insert(language, count)),
            }
        }
        let named: u64 = run.domains.iter().map(|(_, count)| count).sum();
        run.elsewhere = run.letters.values().sum::<u64>().saturating_sub(named);
        Ok(run)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use uuid::Uuid;

    use super::*;
    use crate::model::Status;

    fn issue(version: i64) -> Issue {
        Issue {
            id: IssueId::new(Uuid::from_u128(1)),
            number: "2026-Q4".parse().expect("a quarter"),
            languages: vec![Language::EN],
            fallback: Fallback::Block,
            status: Status::Draft,
            restored: None,
            version: Version::new(version),
        }
    }

    /// How many counts so many who look at once cost, where one takes this long.
    async fn counts(
        of: &Kept<usize>,
        counted: &AtomicUsize,
        version: i64,
        took: Duration,
    ) -> usize {
        let issue = issue(version);
        let look = || {
            of.or_count(&issue, async {
                tokio::time::sleep(took).await;
                Ok(counted.fetch_add(1, Ordering::SeqCst))
            })
        };
        let (one, two, three) = tokio::join!(look(), look(), look());
        for told in [one, two, three] {
            told.expect("counted");
        }
        counted.load(Ordering::SeqCst)
    }

    #[tokio::test]
    async fn many_who_look_at_a_long_list_cost_one_count_until_its_issue_changes() {
        let (kept, counted, long) = (Kept::default(), AtomicUsize::new(0), QUICK * 3 / 2);
        assert_eq!(counts(&kept, &counted, 1, long).await, 1);
        assert_eq!(counts(&kept, &counted, 1, long).await, 1, "it is good for a while");
        assert_eq!(counts(&kept, &counted, 2, long).await, 2, "it went on");
    }

    #[tokio::test]
    async fn what_is_counted_at_once_is_counted_for_each() {
        let (kept, counted) = (Kept::default(), AtomicUsize::new(0));
        assert_eq!(counts(&kept, &counted, 1, Duration::ZERO).await, 3);
    }

    #[tokio::test]
    async fn nobody_waits_for_the_count_of_another_issue() {
        let (kept, one) = (Kept::default(), issue(1));
        let other = Issue { id: IssueId::new(Uuid::from_u128(2)), ..issue(1) };
        let never = kept.or_count(&one, std::future::pending());
        let soon = kept.or_count(&other, async { Ok(7) });
        let soon = tokio::time::timeout(Duration::from_secs(10), soon);
        tokio::select! {
            biased;
            _ = never => panic!("it is still being counted"),
            told = soon => assert_eq!(told.expect("not held up").expect("counted"), 7),
        }
        // What is counted at once is kept no longer than it is told.
        drop(kept.place(one.id));
        assert_eq!(kept.0.lock().expect("no panic").len(), 1);
    }

    #[test]
    fn a_count_is_good_for_some_seconds_at_most() {
        let told = [0, 100, 500, 9_000].map(Duration::from_millis).map(good_for);
        assert_eq!(told, [0, 0, 5_000, 15_000].map(Duration::from_millis));
    }
}
