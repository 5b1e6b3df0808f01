//! A world that stands still and databases for one test each.
//!
//! ```no_run
//! # async fn example() {
//! for site in eframe_core::test::databases(&[]).await {
//!     // The same on SQLite and on PostgreSQL.
//!     assert_eq!(site.database.world().now(), site.clock.now());
//! }
//! # }
//! ```

pub mod ask;
pub mod mail_server;
pub mod postgres;
pub mod proxy;

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::SignedDuration;
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;

use crate::{Clock, Database, MigrationList, Randomness, Timestamp, World};

/// A clock that a test sets. It begins at 2026-11-23T09:00:00Z and moves only when told.
#[derive(Clone)]
pub struct FixedClock(Arc<Mutex<Timestamp>>);

impl FixedClock {
    /// What the clock says.
    pub fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the clock, forward or back.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        self.set(self.now() + by);
    }
}

impl Default for FixedClock {
    fn default() -> Self {
        let begin = Timestamp::from_second(1_795_424_400).unwrap_or(Timestamp::UNIX_EPOCH);
        Self(Arc::new(Mutex::new(begin)))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        FixedClock::now(self)
    }
}

/// Bytes that look random and are the same in each run with the same seed (SplitMix64).
pub struct SeededRandom(Mutex<u64>);

impl SeededRandom {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Randomness for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let mixed = (mixed ^ (mixed >> 31)).to_le_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
    }
}

/// A still world: its clock is returned beside it.
pub fn world() -> (World, FixedClock) {
    let clock = FixedClock::default();
    let random = Arc::new(SeededRandom::new(0x5747_6f21));
    (World::new(Arc::new(clock.clone()), random), clock)
}

/// Python 3, for a test that has another program look at the same: what `WEGO_TEST_PYTHON` names, else the system's own, which
/// has the modules that the system's packages bring, else `python3` on the path.
///
/// # Panics
/// When it does not start: the message says what to do.
pub fn python() -> PathBuf {
    let named = std::env::var_os("WEGO_TEST_PYTHON").map(PathBuf::from);
    let own = || Some(PathBuf::from("/usr/bin/python3")).filter(|own| own.exists());
    let python = named.or_else(own).unwrap_or_else(|| PathBuf::from("python3"));
    let answers = Command::new(&python).arg("--version").output();
    assert!(
        answers.is_ok_and(|answer| answer.status.success()),
        "Python 3 is missing: install python3, or name it by WEGO_TEST_PYTHON ({} does not start)",
        python.display()
    );
    python
}

/// A database of one kind, for one test.
pub struct TestDatabase {
    /// The database.
    pub database: Database,
    /// Its clock.
    pub clock: FixedClock,
    /// Its address, for a program under test.
    pub url: String,
    /// `sqlite` or `postgres`, for messages.
    pub kind: &'static str,
    _room: Room,
}

/// What a database takes up, gone with its test: a run makes thousands.
enum Room {
    Folder { _folder: TempDir },
    OnServer { server: String, name: String },
}

/// A fresh database of each kind, with core's and these blocks' tables.
///
/// # Panics
/// When a database cannot be made: the message says what the machine lacks.
pub async fn databases(blocks: &[MigrationList]) -> Vec<TestDatabase> {
    let mut all = vec![sqlite(blocks).await];
    if !postgres::skipped() {
        all.push(on_postgres(blocks).await);
    }
    all
}

/// A database of each kind without a table, as a host finds it before its first start.
///
/// # Panics
/// As [`databases`].
pub async fn bare_databases() -> Vec<TestDatabase> {
    let mut all = vec![bare_sqlite().await];
    if !postgres::skipped() {
        all.push(bare_postgres().await);
    }
    all
}

/// A fresh SQLite database.
///
/// # Panics
/// When there is no room for it.
pub async fn sqlite(blocks: &[MigrationList]) -> TestDatabase {
    bare_sqlite().await.migrated(blocks).await
}

async fn bare_sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    open(url, "sqlite", Room::Folder { _folder: folder }).await
}

/// A fresh PostgreSQL database on the test server.
///
/// # Panics
/// When the server cannot be started or reached.
pub async fn on_postgres(blocks: &[MigrationList]) -> TestDatabase {
    bare_postgres().await.migrated(blocks).await
}

async fn bare_postgres() -> TestDatabase {
    let server = postgres::url().unwrap_or_else(|why| panic!("{why}"));
    let mut unique = [0; 8];
    crate::SystemRandom.fill(&mut unique);
    let name = format!("test_{:016x}", u64::from_le_bytes(unique));
    let admin = sea_orm::Database::connect(&server).await.expect("the test server answers");
    let create =
        format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    admin.execute_unprepared(&create).await.expect("the test server makes a database");
    admin.close().await.expect("the test server says goodbye");
    let (base, _) = server.rsplit_once('/').expect("the server's address ends in a database");
    let url = format!("{base}/{name}");
    open(url, "postgres", Room::OnServer { server, name }).await
}

async fn open(url: String, kind: &'static str, room: Room) -> TestDatabase {
    let (world, clock) = world();
    let database = Database::open(&url, world).await.expect("a fresh database opens");
    TestDatabase { database, clock, url, kind, _room: room }
}

impl TestDatabase {
    async fn migrated(self, blocks: &[MigrationList]) -> Self {
        self.database.migrate(blocks).await.expect("a fresh database migrates");
        self
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let Self::OnServer { server, name } = self else { return };
        let (server, name) = (std::mem::take(server), std::mem::take(name));
        // A runtime of its own: that of the test may be ending. Where the server is gone, so is the database.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(drop_database(&server, &name)))
        });
        if !matches!(dropping.join(), Ok(Ok(Ok(())))) {
            eprintln!("a test's database is left behind on the server");
        }
    }
}

async fn drop_database(server: &str, name: &str) -> Result<(), sea_orm::DbErr> {
    let admin = sea_orm::Database::connect(server).await?;
    let dropped = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    admin.execute_unprepared(&dropped).await?;
    admin.close().await
}
