use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as Plain, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use eframe_core::block::Errand;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr};
use eframe_core::log::SPANS;
use eframe_core::{CommitError, StoreError};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tracing::Instrument as _;
use uuid::Uuid;

use super::clerk::{self, Clerk};
use super::connection::Connection;
use super::feed::Feed;
use super::tenure::Tenure;
use super::{Sheets, Shop};
use crate::model::{Issue, IssueId, Quarter, Reply, SubscriberId};
use crate::store::delivery::{Begun, Step, Written};
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
    /// The domain under which its letters are named.
    pub(super) domain: String,
    pub(super) sheets: Arc<Sheets>,
    lease: Uuid,
    feed: Mutex<Feed>,
    trouble: Plain<Option<String>>,
    open: AtomicUsize,
    leave: watch::Receiver<bool>,
}

impl Round {
    /// Hands over what can be now.
    pub(super) async fn go(
        shop: &Arc<Shop>,
        issue: &Issue,
        tenure: &Tenure,
        leave: &watch::Receiver<bool>,
    ) -> Result<Ended, Error> {
        let store = shop.newsletter.store();
        shop.paces().share(tenure.instances());
        let mut feed = Feed::new(issue.id);
        if !feed.has_next(shop, tenure).await? {
            if !store.is_unfinished(issue.id).await? {
                shop.refusals().forget(issue.id);
                settled(shop.newsletter.finish_issue(&Shop::actor(), issue.id).await)?;
            }
            return Ok(Ended::Waiting);
        }
        // One that was begun by a program that noted none.
        let domain = issue.status.frozen().and_then(|frozen| frozen.domain.clone());
        let round = Arc::new(Self {
            shop: Arc::clone(shop),
            issue: issue.id,
            number: issue.number,
            domain: domain.unwrap_or_else(|| shop.names.domain().to_owned()),
            sheets: shop.sheets(issue.id).await?,
            lease: tenure.lease(),
            feed: Mutex::new(feed),
            trouble: Plain::default(),
            open: AtomicUsize::new(0),
            leave: leave.clone(),
        });
        // One for the round: a span for each letter would be as many as there are readers.
        let span = tracing::debug_span!(target: SPANS, "letters", issue = %issue.id);
        let ended = round.run(tenure).instrument(span).await;
        let left = round.feed.lock().await.rest();
        if !left.is_empty() {
            round.write(Step { untouched: left, ..round.step() }, tenure).await?;
        }
        ended?;
        let trouble = round.trouble.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(trouble.map_or(Ended::More, Ended::Trouble))
    }

    async fn run(self: &Arc<Self>, tenure: &Tenure) -> Result<(), Error> {
        let mut connections = JoinSet::new();
        let (clerk, orders) = Clerk::new();
        connections.spawn(clerk::work(Arc::clone(self), tenure.clone(), orders));
        for _ in 0..self.shop.sending.connections.max(1) {
            let clerk = clerk.clone();
            connections.spawn(Connection::new(Arc::clone(self), tenure.clone(), clerk).work());
        }
        // The clerk's work ends with the last connection.
        drop(clerk);
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

    /// The next letter, where it is at hand and may leave at this moment.
    pub(super) fn at_hand(&self, tenure: &Tenure) -> Option<SubscriberId> {
        self.shop.paces().share(tenure.instances());
        // Whoever fills the feed holds it for as long as the database takes.
        self.feed.try_lock().ok()?.at_hand(&self.shop)
    }

    /// The next letter for a connection; none when it is to end.
    pub(super) async fn next(&self, tenure: &Tenure) -> Result<Option<SubscriberId>, Error> {
        if !self.goes_on(tenure) {
            return Ok(None);
        }
        self.feed.lock().await.next(&self.shop, tenure).await
    }

    pub(super) fn step(&self) -> Step {
        Step::new(self.lease, self.issue, self.shop.newsletter.now())
    }

    /// Writes a step down, and tries until it is down or the lease is lost: what was handed over must not be forgotten.
    pub(super) async fn write(
        &self,
        step: Step,
        tenure: &Tenure,
    ) -> Result<Vec<Begun>, CommitError> {
        if step.is_empty() {
            return Ok(Vec::new());
        }
        let step = Arc::new(step);
        loop {
            match self.shop.newsletter.store().database().run(Shared(Arc::clone(&step))).await {
                Ok(written) if written.too_late => {
                    tenure.abandon();
                    return Err(CommitError::Unavailable(StoreError::new(TooLate)));
                }
                Ok(written) => return Ok(written.begun),
                Err(error @ CommitError::Store(_)) => return Err(error),
                Err(error) if !tenure.is_held() => return Err(error),
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

    /// The server took a letter.
    pub(super) fn taken(&self) {
        self.shop.refusals().forget(self.issue);
    }

    /// What a refusal for good means for whoever was to get the letter, and for the issue: one that lies with the letter
    /// and not with its reader is counted, and too many of them in a row let the issue rest.
    pub(super) async fn refused(
        &self,
        subscriber: SubscriberId,
        reply: Reply,
    ) -> Result<(), Error> {
        let (newsletter, said) = (&self.shop.newsletter, reply.to_string());
        let of_reader = reply.is_unknown_address();
        let counted = newsletter.refused_by_server(subscriber, self.issue, reply).await;
        if !of_reader && self.shop.refusals().are_too_many(self.issue) {
            settled(newsletter.halt_issue(&Shop::actor(), self.issue, said).await)?;
        }
        counted
    }

    /// Whether a letter that is noted as being handed over here is still to leave.
    pub(super) async fn is_wanted(&self, subscriber: SubscriberId) -> Result<bool, Error> {
        self.shop.newsletter.store().is_wanted(self.issue, self.lease, subscriber).await
    }

    /// How long the next letter waits for the pace of the whole; none when it may leave.
    pub(super) fn wait(&self, tenure: &Tenure) -> Option<Duration> {
        let mut paces = self.shop.paces();
        paces.share(tenure.instances());
        paces.wait()
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

#[derive(Debug, thiserror::Error)]
#[error("the lease was lost before it was written down what became of letters")]
struct TooLate;

/// A step that is written as often as it takes.
struct Shared(Arc<Step>);

#[async_trait]
impl Errand for Shared {
    type Answer = Written;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Written, DbErr> {
        self.0.run(on).await
    }
}
