//! A site in one file: every row of every block and every file that people handed in, as they stood at one moment.
//!
//! A [`Backup`] is written while the site runs, from one snapshot of the database, and is the same whichever kind the
//! database is: restored into an empty one of the other kind it moves the site there. Whatever an archive says of
//! itself is checked before a restore changes anything, and a restore is one transaction: all of it or nothing.
//! Its form is described in `docs/reference/backup.md`.
//!
//! Secrets are not in it: the key file of the accounts lies beside the database, and is kept apart from what it
//! protects.
//!
//! ```no_run
//! # async fn of(database: eframe_core::Database, empty: eframe_core::Database) -> Result<(), eframe_core::backup::BackupError> {
//! use eframe_core::backup::{Backup, verify};
//!
//! let archive = std::path::Path::new("site.tar.gz");
//! Backup::of(database, &[]).write(archive, &|_| ()).await?;
//! let seen = verify(archive).await?;
//! let restored = Backup::of(empty, &[]).restore(archive, &|_| ()).await?;
//! assert_eq!(restored.root, seen.root);
//! # Ok(())
//! # }
//! ```

pub(crate) mod column;
mod dump;
mod ended;
mod entries;
mod fault;
mod form;
mod load;
mod named;
mod reader;
mod shelf;
mod writer;

use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use crate::upload::BlobStore;
use crate::{Database, Digest, MigrationList, Timestamp};

pub(crate) use dump::snapshot;
pub use entries::{Entries, audit};
pub use fault::BackupError;
pub use named::Missing;
pub use reader::verify;

/// What is saved, and where it is restored to: a database, the blocks whose tables it holds, and their files.
pub struct Backup {
    database: Database,
    lists: Vec<MigrationList>,
    files: Option<Arc<dyn BlobStore>>,
    owners: Vec<&'static str>,
}

impl Backup {
    /// The tables of core and of these blocks.
    pub fn of(database: Database, lists: &[MigrationList]) -> Self {
        Self { database, lists: lists.to_vec(), files: None, owners: Vec::new() }
    }

    /// Their files too: those that `owners`, the names under which blocks keep them, have in `store`.
    #[must_use]
    pub fn files(mut self, store: Arc<dyn BlobStore>, owners: &[&'static str]) -> Self {
        (self.files, self.owners) = (Some(store), owners.to_vec());
        self
    }

    /// Writes the archive `to`, for this user's eyes only. It has its name when all of it is on the disk, and not
    /// before. `watch` is told how far it has come.
    ///
    /// # Errors
    /// When there is a file of that name, the disk is full, or the database or the files cannot be read. Nothing of the
    /// archive remains then. Files that are missing are no such error: [`Summary::missing`] tells of them.
    pub async fn write(&self, to: &Path, watch: Watch<'_>) -> Result<Summary, BackupError> {
        dump::dump(self, to, watch).await
    }

    /// Refuses a database that a restore would not touch, before anything else is done for one.
    ///
    /// # Errors
    /// [`BackupError::NotEmpty`], or when the database is away.
    pub async fn refuse_filled(&self) -> Result<(), BackupError> {
        load::empty(self.database.read(), self).await
    }

    /// Brings back what the archive `from` holds, into a database that has no tables of these blocks yet.
    ///
    /// An archive of an older program is brought to this one's form. Numbers that the database gives out go on where
    /// they stood.
    ///
    /// # Errors
    /// When the archive is damaged, incomplete or of a later program, the database is not empty or away, or a file of the
    /// same name and other bytes is there. The database is as it was then, and the files too; but for
    /// [`BackupError::Unknown`], after which all of it may be there.
    pub async fn restore(&self, from: &Path, watch: Watch<'_>) -> Result<Summary, BackupError> {
        // A process that is killed half-way must not leave files of an archive behind that is spoilt.
        verify(from).await?;
        load::load(self, from, watch).await
    }
}

/// Who is told how far a backup or a restore has come.
pub type Watch<'a> = &'a (dyn Fn(&Progress<'_>) + Send + Sync);

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The table at hand, or `files`.
    pub part: &'a str,
    /// How many of its rows, or how many files, are done.
    pub done: u64,
}

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// When it was made.
    pub made: Timestamp,
    /// How many tables.
    pub tables: u64,
    /// How many rows they have together.
    pub rows: u64,
    /// How many files.
    pub files: u64,
    /// How many entries the audit log has.
    pub entries: u64,
    /// The first of them whose facts do not give its leaf: somebody changed it before it was saved.
    pub altered: Option<Uuid>,
    /// The files that its rows name and that it has not, or with other bytes: they were lost or spoilt before it was made, or
    /// it was made where the files are not.
    pub missing: Option<Missing>,
    /// The root of the Merkle tree (RFC 6962, section 2.1) over their leaves, ordered by time and id.
    pub root: Digest,
}
