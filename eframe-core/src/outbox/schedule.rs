//! Recurring work: each job once in its period, on whichever instance comes first.
//!
//! A row says when a job is due next. Whoever runs it holds a lease on the row, as with a delivery, and sets the
//! next time when the run has ended: the first one after now that is a whole number of periods from the last.
//! Runs therefore do not drift, and of those that were missed only one is made up for.
//!
//! A clock that goes back makes no run happen twice: the due time stays where it is. Jobs go on all the same, since
//! a due time that was watched for a whole period without moving has come, whatever the clock says. One that lies
//! more than a period and a day ahead was set by a clock that was wrong, and is set anew.

mod row;

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use super::{Held, OutboxError, Pace, Retry, Watch, hold};
use crate::database::table::schedule::{Column, Entity, Model};
use crate::database::{instant, stored};
use crate::log::SPANS;
use crate::{Database, Timestamp};
use row::{Begin, Lease, Seen, Tell, What};

/// How far beyond its period a due time may lie.
const LEEWAY: SignedDuration = SignedDuration::from_hours(24);

/// Work that recurs.
pub(crate) struct Job {
    pub(crate) name: String,
    period: Duration,
    run: Arc<dyn Fn() -> BoxFuture<'static, Result<(), Retry>> + Send + Sync>,
    wanted: Option<Wanted>,
}

/// Whether there is anything for a job to do.
type Wanted = Arc<dyn Fn() -> BoxFuture<'static, Result<bool, Retry>> + Send + Sync>;

impl Job {
    pub(crate) fn new<J, F>(name: &str, period: Duration, job: J) -> Self
    where
        J: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), Retry>> + Send + 'static,
    {
        assert!(!period.is_zero(), "a job recurs after some time");
        let run = Arc::new(move || job().boxed());
        Self { name: name.to_owned(), period, run, wanted: None }
    }

    /// The same, run only when `wanted` says that there is something to do: to look costs no write.
    pub(crate) fn when<W, F>(self, wanted: W) -> Self
    where
        W: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<bool, Retry>> + Send + 'static,
    {
        Self { wanted: Some(Arc::new(move || wanted().boxed())), ..self }
    }

    /// Whether it has anything to do. Where that could not be asked it is run, so that its failure is told and written down.
    async fn is_wanted(&self) -> bool {
        let Some(wanted) = &self.wanted else { return true };
        // Also the making of the future may panic, so it is inside.
        let wanted = Arc::clone(wanted);
        let asked = AssertUnwindSafe(async move { wanted().await }).catch_unwind().await;
        !matches!(asked, Ok(Ok(false)))
    }

    fn period(&self) -> SignedDuration {
        SignedDuration::try_from(self.period).unwrap_or(SignedDuration::MAX)
    }

    /// The first time after `now` that is a whole number of periods from `due`.
    fn next(&self, due: Timestamp, now: Timestamp) -> Timestamp {
        let period = self.period().as_micros().max(1);
        let ahead = due.duration_since(now).as_micros().rem_euclid(period);
        let ahead = if ahead == 0 { period } else { ahead };
        let ahead = i64::try_from(ahead).unwrap_or(i64::MAX);
        now.checked_add(SignedDuration::from_micros(ahead)).unwrap_or(Timestamp::MAX)
    }
}

/// A job that this instance has taken, and the lease on it.
pub(crate) struct Turn {
    job: usize,
    due: Timestamp,
    attempt: u32,
    fence: i64,
    until: Timestamp,
}

/// What is to be done about a row now.
#[derive(Debug, PartialEq, Eq)]
enum Say {
    Wait,
    Run,
    /// The due time is beyond belief.
    SetAnew,
}

/// All jobs of this program.
pub(crate) struct Schedule {
    database: Database,
    jobs: Vec<Job>,
    pace: Pace,
    leases: Mutex<Watch<String, Seen>>,
    dues: Mutex<Watch<String, DateTime<Utc>>>,
}

impl Schedule {
    pub(crate) fn new(database: Database, jobs: Vec<Job>, pace: Pace) -> Self {
        let (leases, dues) = (Mutex::new(Watch::new()), Mutex::new(Watch::new()));
        Self { database, jobs, pace, leases, dues }
    }

    /// Takes a lease on each job that is due.
    pub(crate) async fn take(&self) -> Result<Vec<Turn>, OutboxError> {
        let now = self.database.world().now();
        let rows = self.rows(now).await?;
        let stale = self.stale(&rows);
        let watched = self.watched(&rows);
        let mut turns = Vec::new();
        for row in rows {
            let Some(index) = self.jobs.iter().position(|job| job.name == row.name) else {
                continue;
            };
            let job = &self.jobs[index];
            if row.leased_until.is_some() && !stale.contains(&row.name) {
                continue;
            }
            match say(&row, job.period(), now, watched.contains(&row.name), &self.pace) {
                Say::Wait => {}
                Say::Run if job.is_wanted().await => {
                    turns.extend(self.begin(index, &row, now).await?);
                }
                Say::Run => {}
                Say::SetAnew => {
                    let due = stored(job.next(instant(row.due_at), now));
                    self.database.run(Tell::unleased(&row, What::Due(due))).await?;
                }
            }
        }
        Ok(turns)
    }

    /// The rows of all jobs, made where there was none.
    async fn rows(&self, now: Timestamp) -> Result<Vec<Model>, OutboxError> {
        let names: Vec<_> = self.jobs.iter().map(|job| job.name.clone()).collect();
        let find = || Entity::find().filter(Column::Name.is_in(&names)).all(self.database.read());
        let rows = find().await?;
        if rows.len() == names.len() {
            return Ok(rows);
        }
        self.database.run(Begin { names: names.clone(), due: stored(now) }).await?;
        Ok(find().await?)
    }

    /// Jobs whose lease has stood still for as long as a lease lasts.
    fn stale(&self, rows: &[Model]) -> Vec<String> {
        let leased = rows
            .iter()
            .filter_map(|row| Some((row.name.clone(), (row.fence, Some(row.leased_until?)))));
        let mut watch = self.leases.lock().unwrap_or_else(PoisonError::into_inner);
        let stale = watch.look(leased.collect(), Instant::now(), |_| self.pace.lease);
        stale.into_iter().map(|(name, _)| name).collect()
    }

    /// Jobs whose due time has stood still for a whole period.
    fn watched(&self, rows: &[Model]) -> Vec<String> {
        let period = |name: &String| {
            let job = self.jobs.iter().find(|job| job.name == *name);
            job.map_or(Duration::MAX, |job| job.period)
        };
        let dues = rows.iter().map(|row| (row.name.clone(), row.due_at));
        let mut watch = self.dues.lock().unwrap_or_else(PoisonError::into_inner);
        watch
            .look(dues.collect(), Instant::now(), period)
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    }

    async fn begin(
        &self,
        job: usize,
        row: &Model,
        now: Timestamp,
    ) -> Result<Option<Turn>, OutboxError> {
        let until = now + SignedDuration::try_from(self.pace.lease).unwrap_or(SignedDuration::ZERO);
        let until = row
            .leased_until
            .map_or(until, |before| until.max(instant(before) + SignedDuration::from_micros(1)));
        if !self.database.run(Lease::take(row, stored(until))).await? {
            return Ok(None);
        }
        let attempt = u32::try_from(row.attempts).unwrap_or(u32::MAX).saturating_add(1);
        Ok(Some(Turn { job, due: instant(row.due_at), attempt, fence: row.fence + 1, until }))
    }

    /// Runs a job and writes down how it went.
    pub(crate) async fn run(&self, turn: Turn, leave: watch::Receiver<bool>) {
        let job = &self.jobs[turn.job];
        let span = tracing::debug_span!(
            target: SPANS,
            "job",
            otel.name = format!("job {}", job.name),
            otel.status_code = Empty,
            job = job.name,
            attempt = turn.attempt,
        );
        self.run_it(job, turn, leave).instrument(span).await;
    }

    async fn run_it(&self, job: &Job, turn: Turn, leave: watch::Receiver<bool>) {
        let tell = |what| Tell { name: job.name.clone(), fence: turn.fence, what };
        let renewal = |until| tell(What::Held(stored(until)));
        let work = self.attempt(job, turn.attempt);
        let (lease, until) = (self.pace.lease, turn.until);
        let what = match hold(&self.database, lease, until, renewal, leave, work).await {
            Held::Ended(Ok(())) => What::Done(stored(self.next(job, &turn))),
            Held::Ended(Err(retry)) => self.failure(job, &turn, retry.reason()),
            Held::HandBack => What::HandedBack,
            Held::Lost => {
                tracing::warn!(job = job.name, "the lease was lost");
                return;
            }
        };
        match self.database.run(tell(what)).await {
            Ok(true) => {}
            Ok(false) => tracing::warn!(job = job.name, "the lease was lost"),
            // The lease runs out, and the job is run again.
            Err(error) => tracing::warn!(job = job.name, %error, "not written down"),
        }
    }

    async fn attempt(&self, job: &Job, attempt: u32) -> Result<(), Retry> {
        if attempt > self.pace.attempts {
            return Err(Retry::because("the program ended each time it was at this"));
        }
        let run = Arc::clone(&job.run);
        let work = async move { run().await };
        match timeout(self.pace.job, AssertUnwindSafe(work).catch_unwind()).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(Retry::because("the job panicked")),
            Err(_) => Err(Retry::because("the job took too long")),
        }
    }

    fn next(&self, job: &Job, turn: &Turn) -> Timestamp {
        job.next(turn.due, self.database.world().now())
    }

    /// Tries the same occasion again after a pause, and gives it up after the last attempt or when the next one
    /// comes first.
    fn failure(&self, job: &Job, turn: &Turn, reason: &str) -> What {
        let (error, attempt) = (reason.to_owned(), turn.attempt);
        tracing::error!(job = job.name, attempt, error, "a job failed");
        Span::current().record("otel.status_code", "ERROR");
        let again = self.database.world().now() + self.pace.pause_after(attempt);
        let next = self.next(job, turn);
        if attempt >= self.pace.attempts || next <= again {
            return What::GivenUp { error, due: stored(next) };
        }
        What::Failed { error, again: stored(again) }
    }
}

/// Whether a job's time has come.
fn say(row: &Model, period: SignedDuration, now: Timestamp, watched: bool, pace: &Pace) -> Say {
    let due = instant(row.due_at);
    let pausing = row
        .again_at
        .map(instant)
        .is_some_and(|again| again > now && again.duration_since(now) <= pace.longest_pause);
    if pausing {
        return Say::Wait;
    }
    if due <= now || watched {
        return Say::Run;
    }
    if due.duration_since(now) > period.checked_add(LEEWAY).unwrap_or(SignedDuration::MAX) {
        return Say::SetAnew;
    }
    Say::Wait
}

#[cfg(test)]
mod tests;
