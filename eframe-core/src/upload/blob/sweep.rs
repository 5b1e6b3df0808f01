use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use jiff::SignedDuration;
use tokio::time::Instant;

use super::{BlobError, BlobId, Shelf};
use crate::outbox::{Retry, Watch};
use crate::{Clock, StoreError};

/// Tells which files a block's rows still name.
#[async_trait]
pub trait NamesBlobs: Send + Sync + 'static {
    /// Those of `ids` that some row names, in any order. Answer from the database that commits go to.
    ///
    /// # Errors
    /// When the database cannot be asked: then nothing is removed.
    async fn named(&self, ids: &[BlobId]) -> Result<Vec<BlobId>, StoreError>;
}

/// Removes the files of one block that are a day old and that none of its rows names: of forms that were refused,
/// of commits that failed, of things deleted.
///
/// A file that no row names goes when it is found like that again, an hour later at least by the time that passes in this
/// process. How old it is says a clock, and a clock may be wrong: one that jumps ahead makes a file look old whose commit
/// is only on its way. After a start, and where instances take turns, a file so stays a turn or two longer.
///
/// The host hands it to the outbox, which runs it four times a day on one instance:
/// [`OutboxBuilder::sweep_blobs`](crate::outbox::OutboxBuilder::sweep_blobs).
#[derive(Clone)]
pub struct Sweeper {
    shelf: Shelf,
    clock: Arc<dyn Clock>,
    names: Arc<dyn NamesBlobs>,
    patience: Option<Duration>,
    unnamed: Arc<Mutex<Watch<BlobId, ()>>>,
}

/// How often there is a sweep.
pub(crate) const PERIOD: Duration = Duration::from_secs(6 * 3600);

/// How old a file is before it is looked at: the commit that names it follows its upload within a request.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// For how long a file is seen to be unnamed before it goes.
const PATIENCE: Duration = Duration::from_secs(3600);

/// About how many files the database is asked at once.
const SLICE: usize = 500;

impl Sweeper {
    /// Sweeps `shelf` of what `names` does not name.
    pub fn new(shelf: Shelf, clock: Arc<dyn Clock>, names: impl NamesBlobs) -> Self {
        let unnamed = Arc::new(Mutex::new(Watch::new()));
        Self { shelf, clock, names: Arc::new(names), patience: None, unnamed }
    }

    /// For how long a file has to be seen to be unnamed before it goes, instead of an hour.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = Some(patience);
        self
    }

    /// The same where nothing else was said.
    #[must_use]
    pub(crate) fn or_patience(mut self, patience: Duration) -> Self {
        self.patience.get_or_insert(patience);
        self
    }

    /// Whose files it sweeps.
    pub fn owner(&self) -> &'static str {
        self.shelf.owner()
    }

    /// Sweeps once and tells how many files went.
    ///
    /// # Errors
    /// When the database or the store does not answer. What went before is gone for good reason; the rest stays.
    pub async fn run(&self) -> Result<usize, Retry> {
        let (store, owner) = (self.shelf.store(), self.shelf.owner());
        let before = self.clock.now() - LIFE;
        store.tidy(owner, before).await?;
        let old = store.begun_before(owner, before).await?;
        let mut unnamed = Vec::new();
        for slice in old.chunks(SLICE) {
            unnamed.extend(self.unnamed(slice).await?.into_iter().map(|id| (id, ())));
        }
        let superfluous = self.long_unnamed(unnamed);
        let mut gone = 0;
        for slice in superfluous.chunks(SLICE) {
            for id in self.unnamed(slice).await? {
                store.delete(owner, id).await?;
                gone += 1;
            }
        }
        if gone > 0 {
            tracing::info!(owner, gone, "files that nothing names are removed");
        }
        Ok(gone)
    }

    async fn unnamed(&self, ids: &[BlobId]) -> Result<Vec<BlobId>, Retry> {
        let named = self.names.named(ids).await;
        let named = named
            .map_err(|_| Retry::because("the database cannot be asked which files are named"))?;
        Ok(ids.iter().copied().filter(|id| !named.contains(id)).collect())
    }

    /// Of all that are unnamed now, those that have been for long enough.
    fn long_unnamed(&self, now: Vec<(BlobId, ())>) -> Vec<BlobId> {
        let mut watch = self.unnamed.lock().unwrap_or_else(PoisonError::into_inner);
        let long = watch.look(now, Instant::now(), |_| self.patience.unwrap_or(PATIENCE));
        long.into_iter().map(|(id, ())| id).collect()
    }
}

impl From<BlobError> for Retry {
    fn from(error: BlobError) -> Self {
        Self::because(error.to_string())
    }
}

impl fmt::Debug for Sweeper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Sweeper").field(&self.owner()).finish()
    }
}
