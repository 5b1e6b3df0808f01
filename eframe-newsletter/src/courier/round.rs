use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as Plain, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use eframe_core::CommitError;
use eframe_core::block::Errand;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::sleep;
use uuid::Uuid;

use super::connection::Connection;
use super::feed::Feed;
use super::tenure::Tenure;
use super::{Sheets, Shop};
use crate::model::{Issue, IssueId, Outcome, Quarter, SubscriberId};
use crate::store::delivery::{Begun, Step};
use crate::{Error, Refusal};

/// How a look for work ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// Something was done, and there may be more.
    More,
    /// Nothing is to be done now.
    Waiting,
    /// The mail server takes nothing; this is why.
    Trouble(String),
}

impl Ended {
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Trouble(why), _) | (_, Self::Trouble(why)) => Self::Trouble(why),
            (Self::More, _) | (_, Self::More) => Self::More,
            _ => Self::Waiting,
        }
    }
}

/// One issue on its way, for as long as letters can leave.
pub(super) struct Round {
    pub(super) shop: Arc<Shop>,
    pub(super) issue: IssueId,
    pub(super) number: Quarter,
    pub(super) sheets: Arc<Sheets>,
    lease: Uuid,
    feed: Mutex<Feed>,
    trouble: Plain<Option<String>>,
    refusals: Plain<u32>,
    open: AtomicUsize,
    leave: watch::Receiver<bool>,
}

/// So many letters are refused one after the other, for reasons that lie with the letter, before somebody is to look at it.
const REFUSALS_IN_A_ROW: u32 = 50;

impl Round {
    /// Hands over what can be now.
    pub(super) async fn go(
        shop: &Arc<Shop>,
        issue: &Issue,
        tenure: &Tenure,
        leave: &watch::Receiver<bool>,
    ) -> Result<Ended, Error> {
        let store = shop.newsletter.store();
        let instances = store.senders().await?.len();
        shop.paces().share(&shop.sending.pace, instances);
        let mut feed = Feed::new(issue.id);
        let first = feed.next(shop, tenure).await?;
        if first.is_empty() {
            if !store.is_unfinished(issue.id).await? {
                settled(shop.newsletter.finish_issue(&Shop::actor(), issue.id).await)?;
            }
            return Ok(Ended::Waiting);
        }
        let round = Arc::new(Self {
            shop: Arc::clone(shop),
            issue: issue.id,
            number: issue.number,
            sheets: shop.sheets(issue.id).await?,
            lease: tenure.lease(),
            feed: Mutex::new(feed),
            trouble: Plain::default(),
            refusals: Plain::default(),
            open: AtomicUsize::new(0),
            leave: leave.clone(),
        });
        let ended = round.run(first, tenure).await;
        let left = round.feed.lock().await.rest();
        if !left.is_empty() {
            round.write(Step { untouched: left, ..round.step() }, tenure).await?;
        }
        ended?;
        let trouble = round.trouble.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(trouble.map_or(Ended::More, Ended::Trouble))
    }

    async fn run(self: &Arc<Self>, first: Vec<SubscriberId>, tenure: &Tenure) -> Result<(), Error> {
        let mut connections = JoinSet::new();
        let mut first = Some(first);
        for _ in 0..self.shop.sending.connections.max(1) {
            let connection = Connection::new(Arc::clone(self), tenure.clone());
            connections.spawn(connection.work(first.take().unwrap_or_default()));
        }
        let mut trouble = Ok(());
        while let Some(ended) = connections.join_next().await {
            match ended {
                Ok(Ok(())) => {}
                Ok(Err(error)) => trouble = Err(error),
                // What it held is found half-way when the lease runs out.
                Err(error) => {
                    tracing::error!(%error, "a connection's work ended");
                    tenure.abandon();
                }
            }
        }
        trouble
    }

    /// The next handful for a connection; empty when it is to end.
    pub(super) async fn next(&self, tenure: &Tenure) -> Result<Vec<SubscriberId>, Error> {
        if !self.goes_on(tenure) {
            return Ok(Vec::new());
        }
        self.feed.lock().await.next(&self.shop, tenure).await
    }

    pub(super) fn step(&self) -> Step {
        Step::new(self.lease, self.issue, self.shop.newsletter.now())
    }

    /// Writes a step down, and tries until it is down or the lease is lost: what was handed over must not be forgotten.
    pub(super) async fn write(&self, step: Step, tenure: &Tenure) -> Result<Vec<Begun>, Error> {
        let step = Arc::new(step);
        loop {
            match self.shop.newsletter.store().database().run(Shared(Arc::clone(&step))).await {
                Ok(begun) => return Ok(begun),
                Err(error @ CommitError::Store(_)) => return Err(error.into()),
                Err(error) if !tenure.is_held() => return Err(error.into()),
                Err(error) => {
                    tracing::warn!(%error, "the results of letters are not written down yet");
                    sleep(self.shop.sending.look).await;
                }
            }
        }
    }

    /// Whether more letters are to leave: nobody says stop, the lease stands, and the server takes some.
    pub(super) fn goes_on(&self, tenure: &Tenure) -> bool {
        !*self.leave.borrow() && tenure.stands() && !self.is_troubled()
    }

    /// Waits as long as this, but not past the next look at whether it goes on, nor once somebody says stop.
    pub(super) async fn pause(&self, wait: Duration) {
        let mut leave = self.leave.clone();
        tokio::select! {
            () = sleep(wait.min(self.shop.sending.look)) => {}
            // Without anybody to say stop there is nothing to hear of.
            Ok(_) = leave.wait_for(|leave| *leave) => {}
        }
    }

    pub(super) fn is_troubled(&self) -> bool {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    pub(super) fn trouble(&self, why: String) {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(why);
    }

    /// Counts refusals that lie with the letter and not with its reader; too many of them let the issue rest.
    pub(super) async fn heed(&self, outcome: &Outcome) -> Result<(), Error> {
        let said = match outcome {
            Outcome::Refused(reply) if !reply.is_unknown_address() => reply.to_string(),
            Outcome::Taken(_) => {
                *self.refusals.lock().unwrap_or_else(PoisonError::into_inner) = 0;
                return Ok(());
            }
            _ => return Ok(()),
        };
        let row = {
            let mut row = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
            *row += 1;
            *row
        };
        if row < REFUSALS_IN_A_ROW {
            return Ok(());
        }
        settled(self.shop.newsletter.halt_issue(&Shop::actor(), self.issue, said).await)
    }

    /// How long the next letter waits for the pace of the whole; none when it may leave.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.shop.paces().wait()
    }

    /// Whether a connection could be opened: when others are open, it is only one too many.
    pub(super) fn opened(&self, opened: Result<(), String>) {
        match opened {
            Ok(()) => drop(self.open.fetch_add(1, Ordering::Relaxed)),
            Err(_) if self.open.load(Ordering::Relaxed) > 0 => {}
            Err(why) => self.trouble(why),
        }
    }

    /// A connection was closed.
    pub(super) fn closed(&self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Somebody was faster: that is as good.
pub(super) fn settled(done: Result<(), Error>) -> Result<(), Error> {
    match done {
        Err(Error::Refused(Refusal::NotAtThatStage(_))) => Ok(()),
        other => other,
    }
}

/// A step that is written as often as it takes.
struct Shared(Arc<Step>);

#[async_trait]
impl Errand for Shared {
    type Answer = Vec<Begun>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Vec<Begun>, DbErr> {
        self.0.run(on).await
    }
}
