use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait as _,
};
use tokio::time::timeout;

use super::change::StoreError;
use super::primary::{self, Primary};
use super::reader::Reader;
use super::sound::{self, Unsound};
use super::writer::Writer;
use super::{Database, Inner, Writes};
use crate::World;

/// How long the database is waited for before somebody is told that it is not available. The defaults suit a
/// service; tests have less time.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection, and for a lock that somebody else holds. 10 s.
    pub wait: Duration,
    /// For one statement, on PostgreSQL. 30 s.
    pub statement: Duration,
}

/// How long commits under way have when the database is closed: by then nobody waits for them any more.
const REST: Duration = Duration::from_secs(5);

impl Default for Patience {
    fn default() -> Self {
        Self { wait: Duration::from_secs(10), statement: Duration::from_secs(30) }
    }
}

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
    /// The URL of a PostgreSQL database cannot be taken apart. It may hold a password, so it is not repeated.
    #[error(
        "the database URL cannot be read: write postgres://USER:PASSWORD@HOST/NAME, several hosts with a comma \
         between them, and signs such as @ and / in the password as %40 and %2F"
    )]
    Unreadable,
    /// The file of a SQLite database is no whole database, or cannot be had.
    #[error("the database {place}: {what}")]
    Unsound {
        /// The file.
        place: String,
        /// What is wrong with it.
        what: Unsound,
    },
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
    /// `postgres://USER:PASSWORD@HOST/NAME`. With several hosts (`ONE:5432,TWO:5432`) connections lead to the one that
    /// is the primary, and to another once that has become it; no replica is read.
    ///
    /// # Errors
    /// When the URL is of another kind, or the database cannot be reached or read.
    pub async fn open(url: &str, world: World) -> Result<Self, OpenError> {
        Self::open_with(url, world, Patience::default()).await
    }

    /// The same with another patience.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_with(url: &str, world: World, patience: Patience) -> Result<Self, OpenError> {
        #[cfg_attr(
            not(any(test, feature = "test-util")),
            expect(unused_mut, reason = "only tests count what is asked")
        )]
        let (mut readers, writes) = match url.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path, patience).await?,
            Some(("postgres" | "postgresql", _)) => open_postgres(url, patience).await?,
            _ => return Err(OpenError::UnknownKind),
        };
        let (listeners, running, lines, sent) = Default::default();
        let inner = Inner {
            #[cfg(any(test, feature = "test-util"))]
            asked: readers.counted(),
            readers,
            writes,
            world,
            listeners,
            running,
            lines,
            sent,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Ends all connections, after the commits that are under way. On PostgreSQL one that takes longer than 5 s is cut: what
    /// became of it is for the server to know.
    pub async fn close(&self) {
        let readers = self.inner.readers.close();
        match &self.inner.writes {
            Writes::Sqlite(writer) => {
                writer.close().await;
                readers.await;
            }
            Writes::Postgres(pool, _, leading) => {
                let both = async { tokio::join!(pool.close_by_ref(), readers) };
                let _ = timeout(REST, both).await;
                // Not before: what is under way goes through there.
                if let Some(leading) = leading {
                    leading.end();
                }
            }
        }
    }

    /// A connection for migrations, beside the writer's.
    pub(super) async fn migrating_connection(&self) -> Result<DatabaseConnection, DbErr> {
        match &self.inner.writes {
            Writes::Sqlite(writer) => writer.another_connection().await,
            Writes::Postgres(pool, ..) => Ok(pool.clone()),
        }
    }

    /// Closes such a connection. On PostgreSQL it is one of those that all commits go by.
    pub(super) async fn let_go(&self, connection: DatabaseConnection) {
        if let Writes::Sqlite(_) = &self.inner.writes {
            // One that does not close cleanly is closed by its end.
            let _ = connection.close().await;
        }
    }

    /// Closes such a connection with all others: SQLite puts its write-ahead log away when the last is closed.
    pub(super) fn closes(&self, connection: DatabaseConnection) {
        if let Writes::Sqlite(writer) = &self.inner.writes {
            writer.closes(connection);
        }
    }
}

async fn open_sqlite(path: &str, patience: Patience) -> Result<(Reader, Writes), OpenError> {
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") {
        return Err(OpenError::NoFile);
    }
    let file = PathBuf::from(path);
    let unsound = |what| OpenError::Unsound { place: path.to_owned(), what };
    sound::refuse_log_alone(&file).map_err(unsound)?;
    sound::refuse_read_only(&file).map_err(unsound)?;
    let refused = |source: DbErr| OpenError::of_file(Path::new(path), source);
    let writing = connect_sqlite(&file, patience, Access::Write).await.map_err(refused)?;
    let readers = connect_sqlite(&file, patience, Access::Read).await.map_err(refused)?;
    let readers = Reader::by_lanes(readers, readers_at_once(), patience.wait);
    Ok((readers, Writes::Sqlite(Writer::start(file, patience, writing))))
}

async fn open_postgres(url: &str, patience: Patience) -> Result<(Reader, Writes), OpenError> {
    let urls = primary::each(url);
    // The driver would say so with the whole URL.
    let servers: Vec<PgConnectOptions> = urls
        .iter()
        .map(|url| url.parse().map(watching))
        .collect::<Result<_, _>>()
        .map_err(|_| OpenError::Unreadable)?;
    let place = place(url).to_owned();
    let refused = |source: StoreError| OpenError::Refused { place: place.clone(), source };
    if let [only] = &servers[..]
        && (only.get_socket().is_some() || only.get_host().starts_with('/'))
    {
        // Of the same machine: the kernel ends what nobody holds any more.
        let (readers, writers) =
            both(url, patience, None).await.map_err(|source| refused(source.into()))?;
        return Ok((Reader::pooled(readers, None), Writes::Postgres(writers, patience, None)));
    }
    let primary = Primary::new(servers, patience.wait);
    let found = primary.search().await.map_err(|nowhere| refused(StoreError::new(nowhere)))?;
    let relay = primary.relay(found.place);
    let relay = relay.map_err(|source| refused(StoreError::new(source)))?;
    let way = Some((&primary, relay.folder()));
    let (readers, writers) =
        both(&urls[found.place], patience, way).await.map_err(|source| refused(source.into()))?;
    let pools = [&readers, &writers].map(|pool| pool.get_postgres_connection_pool().clone());
    let leading = Some(primary.lead(pools, relay, found));
    let readers = Reader::pooled(readers, leading.clone());
    Ok((readers, Writes::Postgres(writers, patience, leading)))
}

/// A connection that asks a server whether it is there.
fn watching(server: PgConnectOptions) -> PgConnectOptions {
    without_brackets(server.application_name(primary::WATCH).options(primary::looked_after()))
}

/// In a URL an address of IPv6 stands in brackets, and nowhere else.
fn without_brackets(server: PgConnectOptions) -> PgConnectOptions {
    let host = server.get_host().trim_matches(['[', ']']).to_owned();
    server.host(&host)
}

/// The pool that is asked and the one that is written through: whatever commits wait for, pages are read.
async fn both(
    url: &str,
    patience: Patience,
    way: Option<(&Arc<Primary>, &Path)>,
) -> Result<(DatabaseConnection, DatabaseConnection), DbErr> {
    let readers = connect_postgres(url, READERS, patience, way).await?;
    let writers = connect_postgres(url, WRITERS, patience, way).await?;
    Ok((readers, writers))
}

/// How many connections to PostgreSQL questions have, and how many commits: 16 together.
const READERS: u32 = 10;
const WRITERS: u32 = 6;

/// A pool of connections to one server, or to whichever is the primary, through a socket in a folder.
async fn connect_postgres(
    url: &str,
    connections: u32,
    patience: Patience,
    way: Option<(&Arc<Primary>, &Path)>,
) -> Result<DatabaseConnection, DbErr> {
    let mut options = pool(url, connections, patience);
    options.test_before_acquire_if_idle_for(Duration::from_secs(30));
    options.set_application_name("eframe");
    let bound = |patience: Duration| format!("{}ms", patience.as_millis());
    let bounds = [
        ("lock_timeout", bound(patience.wait)),
        ("statement_timeout", bound(patience.statement)),
        // That a table is there already is nothing to log.
        ("client_min_messages", "warning".to_owned()),
    ];
    let folder = way.map(|(_, folder)| folder.to_path_buf());
    options.map_sqlx_postgres_opts(move |postgres| {
        let postgres = postgres.options(bounds.clone()).options(primary::looked_after());
        let postgres = without_brackets(postgres);
        match &folder {
            Some(folder) => postgres.socket(folder).port(primary::PORT),
            None => postgres,
        }
    });
    if let Some((primary, _)) = way {
        let primary = Arc::clone(primary);
        if !primary.is_alone() {
            options.map_sqlx_postgres_pool_opts(|pool| {
                pool.after_connect(|connection, _| Box::pin(primary::demand(connection)))
            });
        }
        options.map_sqlx_postgres_before_acquire(move |_, connection| {
            let is_past = primary.is_past(&connection);
            Box::pin(async move { Ok(!is_past) })
        });
    }
    sea_orm::Database::connect(options).await
}

/// Where a database is, without who may enter: a password stands before the `@`, or among the parameters.
fn place(url: &str) -> &str {
    let (address, _) = url.split_once('?').unwrap_or((url, ""));
    let (_, place) = address.split_once("://").unwrap_or(("", address));
    place.rsplit_once('@').map_or(place, |(_, place)| place)
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
    patience: Patience,
    access: Access,
) -> Result<DatabaseConnection, DbErr> {
    // The file is named below, whatever characters its path holds.
    let connections = if access == Access::Write { 1 } else { readers_at_once() };
    let mut options = pool("sqlite:database", connections, patience);
    options.test_before_acquire(false);
    if access == Access::Read {
        // Beside those that questions are asked by: for what takes longer.
        options.min_connections(0).idle_timeout(Duration::from_secs(60));
    }
    let file = file.to_path_buf();
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .filename(&file)
            .create_if_missing(access == Access::Write)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(patience.wait)
            .foreign_keys(true);
        match access {
            Access::Write => sqlite,
            // Pages that one connection has in its own cache are in the system's as well: 1 MiB each is plenty.
            Access::Read => sqlite
                .pragma("query_only", "ON")
                .pragma("cache_size", "-1024")
                .row_buffer_size(ROWS),
        }
    });
    sea_orm::Database::connect(options).await
}

/// So many rows are handed over before a reading thread waits for whoever takes them: a page of a list has one row more
/// than 50, and is read in one go.
const ROWS: usize = 128;

/// One for each processor: a question to a file keeps one busy, and each connection has a thread and a cache of its
/// own.
fn readers_at_once() -> u32 {
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    u32::try_from(processors).unwrap_or(8).clamp(2, 8)
}

fn pool(url: &str, connections: u32, patience: Patience) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(patience.wait)
        .connect_timeout(patience.wait)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bad_input_93_a_url_that_cannot_be_read_is_not_repeated() {
        for url in [
            "postgres://clerk:hunter2@one.example:5432,two.example:port/city",
            "postgres://clerk:hunter2@127.0.0.1:1,127.0.0.1:2/city",
            "postgres://clerk:hunter2@db.example:port/city",
            "postgres://clerk:hunter2@/city?host=a,b&port=1,2",
            "postgres://clerk:hun/ter2@db.example/city",
        ] {
            let patience = Patience { wait: Duration::from_millis(10), ..Patience::default() };
            let refused = Database::open_with(url, World::system(), patience).await;
            let said = refused.expect_err("nobody is there").to_string();
            assert!(!said.contains("ter2") && !said.contains("clerk"), "{said}");
        }
    }

    #[test]
    fn bad_input_93_the_place_of_a_database_holds_no_password() {
        for url in [
            "postgres://db.example/city",
            "postgres://clerk:secret@db.example/city",
            "postgres://clerk:se@cret@db.example/city?sslmode=require",
            "postgres://db.example/city?user=clerk&password=se@cret",
            "postgresql://clerk@db.example/city?password=secret",
        ] {
            assert_eq!(place(url), "db.example/city");
        }
    }
}
