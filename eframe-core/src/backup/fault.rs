use std::io;
use std::path::PathBuf;

use sea_orm::DbErr;

use crate::StoreError;
use crate::upload::{BlobError, BlobId};

/// Why an archive could not be made, read or brought back. Each says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// There is a file of that name, which is not overwritten.
    #[error("{} is there already: name a file that is not, or take that one away", .0.display())]
    Exists(PathBuf),
    /// The archive's file could not be written or read.
    #[error("{}: {source}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The archive is not what was written: it ends early, was changed, or never was one.
    #[error("{} is damaged or no backup: {what}; nothing was changed, take another backup", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The archive was made by a later program.
    #[error("{} was made by a later program ({what}); restore it with that one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// What this program does not know.
        what: String,
    },
    /// The database that was to be restored into holds something.
    #[error("the database has the table {table} already: name an empty one")]
    NotEmpty {
        /// One of its tables.
        table: String,
    },
    /// The database that was to be saved has no table of these blocks.
    #[error("the database holds nothing to save: is it the right one?")]
    Empty,
    /// A block's table has a column that archives cannot hold.
    #[error("the column {table}.{column} is of the type {kind:?}, which a backup cannot hold")]
    Column {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Its type, as the database says it.
        kind: String,
    },
    /// The database could not be asked, or refused.
    #[error("the database failed: {0}")]
    Store(#[source] StoreError),
    /// The database went away while the restore was made real, and could not be asked whether it was. The files stay where
    /// they were put.
    #[error(
        "the database went away at the very end, and whether the site was brought back is not known: the files were \
         left where they are; once it answers, look whether it has tables: with them it is all there, without them \
         restore again ({0})"
    )]
    Unknown(#[source] StoreError),
    /// A file of the same name is there, and is another one.
    #[error(
        "the file {id} of {owner} is there already and is not the one that was saved ({there} bytes there, {saved} in \
         the archive): look at it, move it away, and restore again; nothing was changed"
    )]
    OtherFile {
        /// The block that keeps it.
        owner: String,
        /// Its name.
        id: BlobId,
        /// How many bytes the one there has.
        there: u64,
        /// How many bytes the one in the archive has.
        saved: u64,
    },
    /// The files could not be read or stored.
    #[error(transparent)]
    Files(#[from] BlobError),
}

impl From<DbErr> for BackupError {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}
