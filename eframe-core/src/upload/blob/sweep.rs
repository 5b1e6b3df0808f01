use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::SignedDuration;

use super::{BlobError, BlobId, Shelf};
use crate::outbox::Retry;
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
/// The host hands it to the outbox, which runs it four times a day on one instance:
/// [`OutboxBuilder::sweep_blobs`](crate::outbox::OutboxBuilder::sweep_blobs).
#[derive(Clone)]
pub struct Sweeper {
    shelf: Shelf,
    clock: Arc<dyn Clock>,
    names: Arc<dyn NamesBlobs>,
}

/// How often there is a sweep.
pub(crate) const PERIOD: Duration = Duration::from_secs(6 * 3600);

/// How old a file is before it is looked at: the commit that names it follows its upload within a request.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// About how many files the database is asked at once.
const SLICE: usize = 500;

impl Sweeper {
    /// Sweeps `shelf` of what `names` does not name.
    pub fn new(shelf: Shelf, clock: Arc<dyn Clock>, names: impl NamesBlobs) -> Self {
        Self { shelf, clock, names: Arc::new(names) }
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
        let mut gone = 0;
        for slice in old.chunks(SLICE) {
            let named = self.names.named(slice).await;
            let named = named.map_err(|_| {
                Retry::because("the database cannot be asked which files are named")
            })?;
            for id in slice.iter().filter(|id| !named.contains(id)) {
                store.delete(owner, *id).await?;
                gone += 1;
            }
        }
        if gone > 0 {
            tracing::info!(owner, gone, "files that nothing names are removed");
        }
        Ok(gone)
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
