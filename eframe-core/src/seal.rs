//! The sealed audit log: every entry gets its place in one Merkle log, whose size and root are signed again and again.
//!
//! Who keeps a signed checkpoint can tell later whether anything before it was changed, taken out, put in or moved:
//! also by the people who run the site. Commits never wait for it: a job gives numbers to the entries that have none
//! each second. Hashing is that of RFC 6962, what is served are the tiles, bundles and checkpoints of C2SP; the form
//! is described in `docs/reference/audit.md`, with a program beside it that checks a log without this one's code.
//!
//! ```no_run
//! # async fn of(database: eframe_core::Database) -> Result<(), Box<dyn std::error::Error>> {
//! use eframe_core::outbox::Outbox;
//! use eframe_core::seal::{AuditLog, SealKey};
//!
//! let path = std::path::Path::new("data/audit.key");
//! let key = SealKey::open(path, "city.example/audit", &*database.world().random)?;
//! let log = AuditLog::open(database.clone(), key).await?;
//! let workers = log.work(Outbox::builder(database)).build();
//! let service = log.service(); // to be mounted at /audit
//! # Ok(())
//! # }
//! ```

mod form;
mod kept;
mod key;
mod note;
mod path;
mod proof;
mod serve;
mod store;
pub(crate) mod tree;
mod verify;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::outbox::{OutboxBuilder, Retry};
use crate::{CommitError, Component, Database, SecretFileError};

pub(crate) use kept::holds;
pub use key::{NoPublicKey, PublicKey, SealKey, SealKeyError};
pub use note::{Checkpoint, NoCheckpoint, SignedCheckpoint};
pub use verify::{Fault, Found, Verified, verify};

/// How often entries are sealed.
const PERIOD: Duration = Duration::from_secs(1);

/// The audit log of a database, and the key it is sealed with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AuditLog {
    database: Database,
    key: Arc<SealKey>,
    kept: Option<Arc<Path>>,
}

/// A key that signed a log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signer {
    /// The public key, as it is served.
    pub key: String,
    /// The first entry that it signed, counted from zero.
    pub from: u64,
}

/// Why the log cannot be sealed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// What was sealed so far was signed with another key.
    #[error(
        "the audit log is sealed with the key {sealed}, and this one is {given}: bring back the key file of the \
         instance that sealed it, or say that the log goes on with a new key"
    )]
    OtherKey {
        /// The public key of the last checkpoint.
        sealed: String,
        /// The public key that was given.
        given: String,
    },
    /// What is stored does not give the root that was signed last: nothing is signed on top of it.
    #[error(
        "the tiles of the audit log do not give the root of its last checkpoint, {size} entries: verify it"
    )]
    Damaged {
        /// The size of the last checkpoint.
        size: u64,
    },
    /// The database does not have the checkpoint that was kept beside the key.
    #[error(
        "{}: {kept} entries of the audit log were signed, and the database has {there} of them, or others: its newest rows are \
         lost (a WAL taken away, an older copy put in its place, a failover that lost commits); nothing was changed: bring them \
         back, or go on from here under a new key", path.display()
    )]
    Lost {
        /// The file of the kept checkpoint.
        path: PathBuf,
        /// How many entries it has.
        kept: u64,
        /// How many the database has.
        there: u64,
    },
    /// The file of the kept checkpoint cannot be read.
    #[error("{}: {what}; mend it or take it away", path.display())]
    Kept {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The checkpoint could not be kept.
    #[error(transparent)]
    Keep(#[from] SecretFileError),
    /// The database is away, or refused.
    #[error(transparent)]
    Store(#[from] CommitError),
}

impl AuditLog {
    /// The log of this database.
    ///
    /// # Errors
    /// [`SealError::OtherKey`] when it was sealed with another key so far: two instances share one key file.
    pub async fn open(database: Database, key: SealKey) -> Result<Self, SealError> {
        let log = Self { database, key: Arc::new(key), kept: None };
        write::refuse_other_key(&log).await?;
        Ok(log)
    }

    /// The same with a key that takes over from now on; whoever checks the log has to be told of it.
    ///
    /// # Errors
    /// When the database is away, or does not hold what was sealed last.
    pub async fn succeed(database: Database, key: SealKey) -> Result<Self, SealError> {
        let log = Self { database, key: Arc::new(key), kept: None };
        write::take_over(&log).await?;
        Ok(log)
    }

    /// Holds a database, which may have no tables yet, against the checkpoint that [`keeping`](Self::keeping) put into a
    /// file. Without the file there is nothing to hold it against.
    ///
    /// # Errors
    /// [`SealError::Lost`] when the database does not have that checkpoint, [`SealError::Kept`] when the file is none.
    pub async fn refuse_lost(database: &Database, kept: &Path) -> Result<(), SealError> {
        kept::refuse_lost(database, kept).await
    }

    /// The checkpoint that [`keeping`](Self::keeping) put into a file; none where there is no file.
    ///
    /// # Errors
    /// [`SealError::Kept`] when it cannot be read, or is none.
    pub fn kept(path: &Path) -> Result<Option<SignedCheckpoint>, SealError> {
        kept::read(path)
    }

    /// Puts the last checkpoint into this file each time that one was signed, and signs nothing on top of a database that
    /// does not have it. It belongs beside the key: what was signed with it stands there, whatever becomes of the database.
    #[must_use]
    pub fn keeping(mut self, kept: &Path) -> Self {
        self.kept = Some(kept.into());
        self
    }

    /// Puts the last checkpoint into the file now, whatever it holds: as after somebody said that the log goes on from here.
    ///
    /// # Errors
    /// When the database is away, or the file cannot be written.
    pub async fn keep(&self) -> Result<(), SealError> {
        match &self.kept {
            Some(path) => kept::keep(&self.database, path).await,
            None => Ok(()),
        }
    }

    /// The public key that signed the log of a database last, if any did.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn last_key(database: &Database) -> Result<Option<PublicKey>, SealError> {
        write::last_key(database).await
    }

    /// The keys that signed the log so far, the last first: whoever kept a checkpoint of an earlier one needs that as well.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn signers(&self) -> Result<Vec<Signer>, SealError> {
        write::signers(&self.database).await
    }

    /// The public key.
    pub fn key(&self) -> PublicKey {
        self.key.public()
    }

    /// Gives a number to every entry that has none, signs the log that comes of it, and says how many there were.
    ///
    /// # Errors
    /// When another key was at it, the database is away, or it does not hold what was sealed last.
    pub async fn seal(&self) -> Result<u64, SealError> {
        write::seal(self).await
    }

    /// How many entries wait to be sealed.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn waiting(&self) -> Result<u64, SealError> {
        write::waiting(&self.database).await
    }

    /// Has entries sealed each second, by one instance at a time: the job `core.seal`.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder) -> OutboxBuilder {
        let log = self.clone();
        outbox.every("core.seal", PERIOD, move || {
            let log = log.clone();
            async move { log.seal().await.map(drop).map_err(|error| Retry::because(error.to_string())) }
        })
    }

    /// What outsiders check the log by: `checkpoint`, `key`, `tile/...`, and proofs as JSON below `proof`.
    ///
    /// It shows what was decided, when, by whom and about what, all by their ids alone; the facts are a digest.
    pub fn service(&self) -> Component {
        serve::service(self)
    }
}
