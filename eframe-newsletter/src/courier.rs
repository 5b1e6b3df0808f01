//! The sending: it takes letters, hands them over on several connections, and writes down what became of each before the
//! same connection begins another. Any number of instances may be at it together.
//!
//! - Whoever takes part has a *lease* and counts on in its row, three times in each of its spans. One that has not counted
//!   for a whole span, watched by a clock that knows no time of day, is taken over by whoever watched: what it held goes back, and
//!   what it was about to hand over is *unsure*. Nothing it writes afterwards counts, since its lease is gone.
//! - A letter is durably *handing over* before the mail server hears of it. Whoever cannot renew its lease in time sends
//!   nothing more: it looks at its own clock before every single letter.
//! - Whether the issue still goes and its reader still wants it is asked in the statement that notes it as handing over,
//!   a moment before it leaves.
//! - So a connection has one letter whose fate is not down, and after a crash that one alone is *unsure*. Letters of several
//!   connections share a transaction: what became of the last and that the next one leaves is one note.

mod clerk;
mod connection;
mod feed;
mod handover;
mod paces;
mod refusals;
mod round;
mod settings;
mod tenure;

pub use handover::{FolderHandover, Handover, SmtpHandover, Way};
pub use settings::Sending;

use std::collections::BTreeMap;
use std::future::{Future, IntoFuture};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use eframe_core::{Actor, Language};
use futures_util::future::BoxFuture;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::letter::Sheet;
use crate::model::{Issue, IssueId, IssueStage};
use crate::newsletter::Names;
use crate::store::delivery::{LayOut, TakeOver};
use crate::{Error, Newsletter, Refusal};
use paces::Paces;
use refusals::Refusals;
use round::{Ended, Round};
use tenure::{Seen, Tenure};

/// How many subscribers are laid out in one transaction: some tenths of a second.
const SLICE: u64 = 5_000;

/// Hands issues over. Built by [`Newsletter::courier`].
pub struct Courier {
    shop: Arc<Shop>,
}

/// What all that takes part in sending shares.
struct Shop {
    newsletter: Newsletter,
    handover: Arc<dyn Handover>,
    sending: Sending,
    names: Names,
    seen: Mutex<Seen>,
    paces: Mutex<Paces>,
    refusals: Mutex<Refusals>,
    sheets: tokio::sync::Mutex<Option<(IssueId, Arc<Sheets>)>>,
}

/// The letters of an issue, by language.
type Sheets = BTreeMap<Language, Sheet>;

/// How long the mail server is left alone after it took nothing: it doubles.
struct Rest {
    pause: Duration,
    until: Instant,
}

const FIRST_REST: Duration = Duration::from_secs(5);
const LONGEST_REST: Duration = Duration::from_secs(300);

impl Newsletter {
    /// Whoever hands issues over, who does nothing yet. What this newsletter tells of the time that an issue still takes goes by
    /// its pace from then on.
    pub fn courier(&self, handover: Arc<dyn Handover>, sending: Sending) -> Courier {
        let names = self.names(&sending.imprint);
        let paces = Mutex::new(Paces::new(&sending.pace));
        self.paced(sending.pace.whole);
        let (seen, refusals, sheets) = Default::default();
        let newsletter = self.clone();
        let shop = Shop { newsletter, handover, sending, names, seen, paces, refusals, sheets };
        Courier { shop: Arc::new(shop) }
    }
}

impl Courier {
    /// Hands over all that can be now, and comes back when nothing is left that can: for tests and command lines.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn run_pending(&self) -> Result<(), Error> {
        let (_stay, leave) = watch::channel(false);
        let tenure = Tenure::begin(&self.shop.newsletter, &self.shop.sending).await?;
        while self.shop.look(&tenure, &leave).await? == Ended::More {}
        tenure.end().await
    }

    /// Lets it work until `shutdown` is through. What is being handed over then comes to its end; the rest is given back.
    pub fn spawn(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Carrying {
        Carrying(tokio::spawn(work(self.shop, shutdown)))
    }
}

/// A courier at work. Awaiting it waits until it has stopped.
pub struct Carrying(JoinHandle<()>);

impl IntoFuture for Carrying {
    type Output = ();
    type IntoFuture = BoxFuture<'static, ()>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            if let Err(error) = self.0.await {
                tracing::error!(%error, "the courier ended");
            }
        })
    }
}

/// One tenure after the other, for as long as nobody says stop.
async fn work(shop: Arc<Shop>, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = pin!(shutdown);
    let (order, leave) = watch::channel(false);
    let mut working = pin!(async {
        loop {
            if let Err(error) = serve(&shop, &leave).await {
                tracing::warn!(%error, "the courier cannot reach its work");
                sleep(5 * shop.sending.look).await;
            }
            if *leave.borrow() {
                return;
            }
        }
    });
    tokio::select! {
        () = &mut shutdown => {}
        () = &mut working => return,
    }
    // What has been begun is ended; a connection that hangs has its own times.
    let _ = order.send(true);
    working.await;
}

/// One tenure: until the lease is lost, the database is away, or somebody says stop.
async fn serve(shop: &Arc<Shop>, leave: &watch::Receiver<bool>) -> Result<(), Error> {
    let tenure = Tenure::begin(&shop.newsletter, &shop.sending).await?;
    let mut rest: Option<Rest> = None;
    let mut stopping = leave.clone();
    while tenure.stands() && !*leave.borrow() {
        let ended = match &rest {
            Some(rest) if Instant::now() < rest.until => Ended::Waiting,
            _ => shop.look(&tenure, leave).await?,
        };
        match ended {
            Ended::More => {
                if rest.take().is_some() {
                    tenure.tell(None).await?;
                }
                continue;
            }
            Ended::Trouble(why) => {
                tracing::warn!(why, "the mail server takes no letters");
                let pause =
                    rest.take().map_or(FIRST_REST, |rest| (rest.pause * 2).min(LONGEST_REST));
                rest = Some(Rest { pause, until: Instant::now() + pause });
                tenure.tell(Some(why)).await?;
            }
            Ended::Waiting => {}
        }
        tokio::select! {
            () = sleep(shop.sending.look) => {}
            _ = stopping.wait_for(|leave| *leave) => {}
        }
    }
    tenure.end().await
}

impl Shop {
    fn actor() -> Actor {
        Actor::system("newsletter")
    }

    fn paces(&self) -> MutexGuard<'_, Paces> {
        self.paces.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refusals(&self) -> MutexGuard<'_, Refusals> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What an issue says does not change any more, so it is made into letters once.
    async fn sheets(&self, issue: IssueId) -> Result<Arc<Sheets>, Error> {
        let mut kept = self.sheets.lock().await;
        if let Some((of, sheets)) = &*kept
            && *of == issue
        {
            return Ok(Arc::clone(sheets));
        }
        let mut sheets = Sheets::new();
        for (language, text) in self.newsletter.store().texts(issue).await? {
            let places = self.newsletter.places(language);
            match Sheet::new(&self.sending.imprint, &places, language, &text) {
                Ok(sheet) => drop(sheets.insert(language, sheet)),
                Err(error) => tracing::error!(%error, "the house's own address takes no mail"),
            }
        }
        let sheets = Arc::new(sheets);
        *kept = Some((issue, Arc::clone(&sheets)));
        Ok(sheets)
    }

    /// Does what there is to do now: takes over, lays out, hands over.
    async fn look(
        self: &Arc<Self>,
        tenure: &Tenure,
        leave: &watch::Receiver<bool>,
    ) -> Result<Ended, Error> {
        self.take_over(tenure).await?;
        let stages = [IssueStage::Queued, IssueStage::Sending];
        let mut ended = Ended::Waiting;
        for issue in self.newsletter.store().issues_at(&stages).await? {
            if !tenure.stands() || *leave.borrow() {
                break;
            }
            let this = match issue.status.stage() {
                IssueStage::Queued => self.lay_out(&issue, tenure, leave).await?,
                _ => Round::go(self, &issue, tenure, leave).await?,
            };
            ended = ended.or(this);
        }
        Ok(ended)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What somebody held who has not counted on for as long as a lease lasts: asked as often as it is looked for work, however
    /// many batches are taken meanwhile.
    async fn take_over(&self, tenure: &Tenure) -> Result<(), Error> {
        if !self.seen().is_due(Instant::now(), self.sending.look) {
            return Ok(());
        }
        let senders = self.newsletter.store().senders().await?;
        let others = senders.into_iter().filter(|sender| sender.lease != tenure.lease());
        let beats = others.map(|sender| (sender.lease, sender.beat)).collect();
        let stale = self.seen().look(beats, Instant::now(), self.sending.lease);
        for (lease, beat) in stale {
            let now = self.newsletter.now();
            let database = self.newsletter.store().database();
            let unsure = database.run(TakeOver { lease, beat, now }).await?;
            tracing::warn!(%lease, unsure, "took over what another instance held");
        }
        Ok(())
    }

    /// Makes the list of those who get an issue, and lets it go.
    async fn lay_out(
        &self,
        issue: &Issue,
        tenure: &Tenure,
        leave: &watch::Receiver<bool>,
    ) -> Result<Ended, Error> {
        let (store, id) = (self.newsletter.store(), issue.id);
        let mut after = Some(store.laid_out_until(id).await?);
        while let Some(last) = after {
            if !tenure.stands() || *leave.borrow() {
                return Ok(Ended::Waiting);
            }
            after = store.database().run(self.slice(issue, last)).await?;
        }
        match self.newsletter.begin_issue(&Self::actor(), id, self.names.domain()).await {
            // Somebody was faster, or it was cancelled.
            Ok(()) | Err(Error::Refused(Refusal::NotAtThatStage(_))) => Ok(Ended::More),
            Err(error) => Err(error),
        }
    }

    fn slice(&self, issue: &Issue, after: Uuid) -> LayOut {
        let (languages, fallback) = (issue.languages.clone(), issue.fallback);
        LayOut { issue: issue.id, languages, fallback, after, slice: SLICE }
    }
}
