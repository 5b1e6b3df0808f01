use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
};

use super::change::StoreError;
use super::writer::Writer;
use super::{Database, Inner, Writes};
use crate::World;

/// How long a request waits for a connection, and a writer for a lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why the database could not be opened. Each names the setting and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The URL is of no kind that is known.
    #[error("the database URL must begin with sqlite: or postgres://")]
    UnknownKind,
    /// The path of a SQLite database is missing or in memory.
    #[error("the database URL needs a file after sqlite:, such as sqlite:wego-data/site.db")]
    NoFile,
    /// The database is there no more, or refuses.
    #[error("the database at {place} cannot be opened: {source}")]
    Refused {
        /// The file, or the host without any password.
        place: String,
        /// What the driver said.
        source: StoreError,
    },
}

impl Database {
    /// Opens the database that `url` names: `sqlite:PATH` (made if it is not there) or
    /// `postgres://USER:PASSWORD@HOST/NAME`.
    ///
    /// # Errors
    /// When the URL is of another kind, or the database cannot be reached or read.
    pub async fn open(url: &str, world: World) -> Result<Self, OpenError> {
        let (readers, writes) = match url.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path).await?,
            Some(("postgres" | "postgresql", _)) => open_postgres(url).await?,
            _ => return Err(OpenError::UnknownKind),
        };
        let (listeners, running, sent) = Default::default();
        Ok(Self { inner: Arc::new(Inner { readers, writes, world, listeners, running, sent }) })
    }

    /// Ends all connections, after the commits that wait.
    pub async fn close(&self) {
        if let Writes::Sqlite(writer) = &self.inner.writes {
            writer.close().await;
        }
        // Nothing is left to lose: a connection that does not close cleanly is closed by its end.
        let _ = self.inner.readers.close_by_ref().await;
    }

    /// A connection for migrations, beside the writer's.
    pub(super) async fn migrating_connection(&self) -> Result<DatabaseConnection, DbErr> {
        match &self.inner.writes {
            Writes::Sqlite(writer) => connect_sqlite(writer.file(), 1, Access::Write).await,
            Writes::Postgres(pool) => Ok(pool.clone()),
        }
    }
}

async fn open_sqlite(path: &str) -> Result<(DatabaseConnection, Writes), OpenError> {
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") {
        return Err(OpenError::NoFile);
    }
    let file = PathBuf::from(path);
    let refused =
        |source: DbErr| OpenError::Refused { place: path.to_owned(), source: source.into() };
    let writing = connect_sqlite(&file, 1, Access::Write).await.map_err(refused)?;
    let readers = connect_sqlite(&file, 4, Access::Read).await.map_err(refused)?;
    Ok((readers, Writes::Sqlite(Writer::start(file, writing))))
}

async fn open_postgres(url: &str) -> Result<(DatabaseConnection, Writes), OpenError> {
    let mut options = pool(url, 16);
    options.test_before_acquire_if_idle_for(Duration::from_secs(30));
    options.set_application_name("eframe");
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([("lock_timeout", "10s"), ("statement_timeout", "30s")])
    });
    let place = url.rsplit_once('@').map_or("postgres", |(_, place)| place).to_owned();
    let pool = sea_orm::Database::connect(options)
        .await
        .map_err(|source| OpenError::Refused { place, source: source.into() })?;
    Ok((pool.clone(), Writes::Postgres(pool)))
}

/// What a connection may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

/// Durable to the last commit: a write-ahead log that is flushed at each.
pub(super) async fn connect_sqlite(
    file: &Path,
    connections: u32,
    access: Access,
) -> Result<DatabaseConnection, DbErr> {
    // The file is named below, whatever characters its path holds.
    let mut options = pool("sqlite:database", connections);
    options.test_before_acquire(false);
    let file = file.to_path_buf();
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .filename(&file)
            .create_if_missing(access == Access::Write)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .foreign_keys(true);
        match access {
            Access::Write => sqlite,
            Access::Read => sqlite.pragma("query_only", "ON"),
        }
    });
    sea_orm::Database::connect(options).await
}

fn pool(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .sqlx_logging(false);
    options
}

/// Begins a transaction that writes. On SQLite at once as the writer: a reader that turns into one fails.
pub(super) async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    connection.begin_with_options(immediate).await
}
