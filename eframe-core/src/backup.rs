//! A site in one file: every row of every block and every file that people handed in, as they stood at one moment.
//!
//! A [`Backup`] is written while the site runs, from one snapshot of the database, and is the same whichever kind the
//! database is: restored into an empty one of the other kind it moves the site there. Whatever an archive says of
//! itself is checked before a restore puts a file where it stays, and a restore is one transaction: all of it or nothing, with
//! what a host ends of what came back.
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
mod guard;
mod indexes;
mod load;
mod named;
mod reader;
mod shelf;
mod writer;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use sea_orm::{DatabaseTransaction, DbErr};
use uuid::Uuid;

use crate::block::Errand;
use crate::seal::SignedCheckpoint;
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
    rows_alone: bool,
    last: Option<SignedCheckpoint>,
}

impl Backup {
    /// The tables of core and of these blocks.
    pub fn of(database: Database, lists: &[MigrationList]) -> Self {
        let (lists, owners) = (lists.to_vec(), Vec::new());
        Self { database, lists, files: None, owners, rows_alone: false, last: None }
    }

    /// Their files too: those that `owners`, the names under which blocks keep them, have in `store`.
    #[must_use]
    pub fn files(mut self, store: Arc<dyn BlobStore>, owners: &[&'static str]) -> Self {
        (self.files, self.owners) = (Some(store), owners.to_vec());
        self
    }

    /// A restore brings back the rows alone: for who asks them something and throws them away. The archive is checked as a whole
    /// all the same.
    #[must_use]
    pub fn rows_alone(mut self) -> Self {
        self.rows_alone = true;
        self
    }

    /// What the site that is brought back signed last in its audit log, as [`AuditLog::kept`](crate::seal::AuditLog::kept)
    /// gives it: an archive that has it has all that was decided there.
    #[must_use]
    pub fn last_signed(mut self, last: SignedCheckpoint) -> Self {
        self.last = Some(last);
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
        let (seen, ()) = self.restore_ending(from, watch, |_| Nothing).await?;
        Ok(seen)
    }

    /// The same, and does in its transaction what has to be done before anybody sees the rows, such as ending what they would
    /// let in. `ending` is told whether the archive has all that was decided: whether its audit log has what was
    /// [signed last](Self::last_signed), and by the key that signed it. Where that is not known it is told no.
    ///
    /// # Errors
    /// As [`restore`](Self::restore), and when the errand fails: nothing was brought back then.
    pub async fn restore_ending<E: Errand>(
        &self,
        from: &Path,
        watch: Watch<'_>,
        ending: impl FnOnce(bool) -> E + Send,
    ) -> Result<(Summary, E::Answer), BackupError> {
        load::load(self, from, watch, ending).await
    }
}

/// Nothing ends with the restore.
struct Nothing;

#[async_trait]
impl Errand for Nothing {
    type Answer = ();

    async fn run(&self, _: &DatabaseTransaction) -> Result<(), DbErr> {
        Ok(())
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
