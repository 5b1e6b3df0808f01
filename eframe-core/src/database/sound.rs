//! Whether the file of a SQLite database is one, and whole: what is not is refused, and never mended silently.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait as _, DatabaseBackend, DbErr, RuntimeErr, Statement};

use super::change::{StoreError, code_of};
use super::open::{self, Access, OpenError};
use super::{Database, Writes};

/// The kinds of SQLite's errors that say what is wrong with a file, in the lowest byte of their numbers.
mod kind {
    pub(super) const BUSY: u32 = 5;
    pub(super) const LOCKED: u32 = 6;
    pub(super) const READ_ONLY: u32 = 8;
    pub(super) const CORRUPT: u32 = 11;
    pub(super) const NO_DATABASE: u32 = 26;
}

/// Why a file cannot be worked with. Each is one line that says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unsound {
    /// Another process holds it.
    #[error(
        "another process holds it and did not let go: end that process (fuser names it), or wait until it is done"
    )]
    Held,
    /// It cannot be written.
    #[error(
        "it cannot be written: let whom the site runs as write the file and its folder, and see that the disk is not mounted \
         read-only"
    )]
    ReadOnly,
    /// What is in it is not what a database has.
    #[error(
        "it is damaged ({0}): nothing was mended; keep the file, and restore a backup into a new one"
    )]
    Damaged(String),
    /// It is empty or gone, and its log is there.
    #[error(
        "it is empty or gone while {} is there, and would be lost: bring the file back, or move that one away to begin anew",
        .0.display()
    )]
    LogAlone(PathBuf),
}

impl Unsound {
    /// By what SQLite said.
    pub(super) fn of(error: &DbErr) -> Option<Self> {
        let code: u32 = code_of(error).filter(|code| code.len() < 5)?.parse().ok()?;
        match code & 0xff {
            kind::BUSY | kind::LOCKED => Some(Self::Held),
            kind::READ_ONLY => Some(Self::ReadOnly),
            kind::CORRUPT | kind::NO_DATABASE => Some(Self::Damaged(error.to_string())),
            _ => None,
        }
    }
}

/// Whoever opens a file waits for nobody but another process that holds it.
fn is_out_of_time(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(driver)) => {
            matches!(driver.as_ref(), sea_orm::sqlx::Error::PoolTimedOut)
        }
        _ => false,
    }
}

/// SQLite makes a database of a file that is not there or empty, and throws the log beside it away: all that was committed.
pub(super) fn refuse_log_alone(file: &Path) -> Result<(), Unsound> {
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |known| known.len());
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    let log = PathBuf::from(log);
    if bytes(file) == 0 && bytes(&log) > 0 { Err(Unsound::LogAlone(log)) } else { Ok(()) }
}

/// SQLite opens a file that it may not write for reading, and says so at the first commit.
pub(super) fn refuse_read_only(file: &Path) -> Result<(), Unsound> {
    match fs::OpenOptions::new().append(true).open(file) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            Err(Unsound::ReadOnly)
        }
        // What else may be wrong with it, SQLite says.
        _ => Ok(()),
    }
}

impl Database {
    /// How many bytes the file of a SQLite database has; none on PostgreSQL, which looks after its own.
    pub fn file_bytes(&self) -> Option<u64> {
        match &self.inner.writes {
            Writes::Sqlite(writer) => fs::metadata(writer.file()).ok().map(|known| known.len()),
            Writes::Postgres(..) => None,
        }
    }

    /// Reads all of a SQLite database and looks whether its pages belong together (`PRAGMA quick_check`), beside everybody's
    /// work. It takes as long as the disk takes to read the file; what bytes of people's texts say it does not know. On
    /// PostgreSQL there is nothing to look at.
    ///
    /// # Errors
    /// [`OpenError::Unsound`] when they do not.
    pub async fn look_through(&self) -> Result<(), OpenError> {
        let Writes::Sqlite(writer) = &self.inner.writes else { return Ok(()) };
        let file = writer.file();
        let refused = |error: DbErr| OpenError::of_file(file, error);
        // Nobody else shall wait for it.
        let alone = open::connect_sqlite(file, writer.patience(), Access::Read).await;
        let alone = alone.map_err(refused)?;
        let check = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA quick_check(1)");
        let said = alone.query_one_raw(check).await;
        // What it says about its own end does not matter.
        let _ = alone.close().await;
        let said = said.map_err(refused)?.map(|row| row.try_get_by_index::<String>(0));
        match said.transpose().map_err(refused)? {
            Some(said) if said == "ok" => Ok(()),
            said => {
                let what = Unsound::Damaged(said.unwrap_or_default().replace('\n', " "));
                Err(OpenError::Unsound { place: file.display().to_string(), what })
            }
        }
    }
}

impl OpenError {
    /// What SQLite said of a file, as whoever runs the site needs it.
    pub(super) fn of_file(file: &Path, error: DbErr) -> Self {
        let place = file.display().to_string();
        match Unsound::of(&error) {
            Some(what) => Self::Unsound { place, what },
            None if is_out_of_time(&error) => Self::Unsound { place, what: Unsound::Held },
            None => Self::Refused { place, source: StoreError::from(error) },
        }
    }
}
