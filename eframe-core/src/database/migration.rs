use std::collections::BTreeSet;
use std::time::Duration;

use sea_orm::sea_query::{ColumnDef, Expr, Query, Table};
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, Statement,
};
use tokio::time::{Instant, sleep};

use super::change::{StoreError, code_of};
use super::lock::MIGRATING;
use super::schema::CORE;
use super::sound::Unsound;
use super::{Database, open, stored};
use crate::Timestamp;

/// How long a step waits for a table that somebody reads: whoever comes after it waits as long.
const BRIEF: &str = "SET LOCAL lock_timeout = '2s'";

/// How long others go before a step that found a table held is tried again, and for how long it is tried: a backup holds
/// every table it reads until its end.
const PAUSE: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(3600);

/// What is said then.
const HELD: &str = "a table that this migration changes is held, by a backup or a long question: it is tried again until it is free";

/// One step of a block's schema. Steps only expand or contract: what an older binary uses stays until no
/// older binary runs.
#[derive(Clone, Copy)]
pub struct Migration {
    /// Its name, numbered: `0001_page`. Never changed once released.
    pub name: &'static str,
    /// The statements, for the database at hand.
    pub up: fn(DatabaseBackend) -> Vec<Statement>,
}

/// A block's steps in order, with a ledger table of their own: `BLOCK_migration`.
#[derive(Clone, Copy)]
pub struct MigrationList {
    /// The block's name, with which all its tables begin.
    pub block: &'static str,
    /// The steps.
    pub migrations: &'static [Migration],
}

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// The database was migrated by a newer program.
    #[error(
        "the database knows the migration {block}/{name}, which this program does not: \
         start the newer program, or restore a backup from before the upgrade"
    )]
    Newer {
        /// The block.
        block: &'static str,
        /// The unknown step.
        name: String,
    },
    /// A step failed. It was undone; the steps before it stand.
    #[error("the migration {block}/{name} failed and was undone: {source}")]
    Failed {
        /// The block.
        block: &'static str,
        /// The step.
        name: &'static str,
        /// What the database said.
        source: StoreError,
    },
    /// The file of a SQLite database is no whole database, or cannot be had.
    #[error("the database cannot be migrated: {0}")]
    Unsound(Unsound),
    /// The database could not be asked.
    #[error("the database cannot be migrated: {0}")]
    Store(#[source] StoreError),
}

impl MigrateError {
    fn of(error: DbErr) -> Self {
        match Unsound::of(&error) {
            Some(what) => Self::Unsound(what),
            None => Self::Store(error.into()),
        }
    }
}

impl Database {
    /// Runs the steps that this database has not seen: core's first, then each list in order. Whoever comes
    /// first runs them, under one lock; a second instance waits and finds them done. Each step is a
    /// transaction, so a start that was killed goes on where it stopped. On PostgreSQL a step that finds a table held by
    /// others lets everybody else go first after two seconds and is tried again, for an hour at most.
    ///
    /// # Errors
    /// [`MigrateError::Newer`] before anything is changed when the database was migrated by a newer program.
    pub async fn migrate(&self, lists: &[MigrationList]) -> Result<(), MigrateError> {
        let connection = self.migrating_connection().await.map_err(MigrateError::of)?;
        let migrated = self.migrate_on(&connection, lists).await;
        self.let_go(connection).await;
        migrated
    }

    async fn migrate_on(
        &self,
        connection: &DatabaseConnection,
        lists: &[MigrationList],
    ) -> Result<(), MigrateError> {
        for list in known(lists) {
            self.refuse_newer(connection, list).await?;
        }
        for list in known(lists) {
            for migration in list.migrations {
                self.step(connection, list.block, migration).await.map_err(|error| {
                    let (block, name) = (list.block, migration.name);
                    match Unsound::of(&error) {
                        Some(what) => MigrateError::Unsound(what),
                        None => MigrateError::Failed { block, name, source: error.into() },
                    }
                })?;
            }
        }
        Ok(())
    }

    /// The first step that this database has not seen, as `BLOCK/STEP`, of an empty one the very first; none where it has the
    /// form of this program. Nothing is written: it is for programs that look at a database which another may be working with.
    ///
    /// # Errors
    /// [`MigrateError::Newer`] when the database was migrated by a newer program; when it cannot be asked.
    pub async fn behind(&self, lists: &[MigrationList]) -> Result<Option<String>, MigrateError> {
        let mut first = None;
        for list in known(lists) {
            let seen = seen_so_far(self.read(), list.block).await.map_err(MigrateError::of)?;
            let names: BTreeSet<_> = list.migrations.iter().map(|step| step.name).collect();
            if let Some(name) = seen.iter().find(|name| !names.contains(name.as_str())) {
                return Err(MigrateError::Newer { block: list.block, name: name.clone() });
            }
            let mut steps = list.migrations.iter();
            let missing = steps.find(|step| !seen.contains(step.name));
            first = first.or_else(|| missing.map(|step| format!("{}/{}", list.block, step.name)));
        }
        Ok(first)
    }

    async fn refuse_newer(
        &self,
        connection: &DatabaseConnection,
        list: &MigrationList,
    ) -> Result<(), MigrateError> {
        let failed = MigrateError::of;
        let transaction = open::begin(connection).await.map_err(failed)?;
        lock(&transaction).await.map_err(failed)?;
        let seen = ledger(&transaction, list.block).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        let known: BTreeSet<_> = list.migrations.iter().map(|step| step.name).collect();
        match seen.into_iter().find(|name| !known.contains(name.as_str())) {
            Some(name) => Err(MigrateError::Newer { block: list.block, name }),
            None => Ok(()),
        }
    }

    async fn step(
        &self,
        connection: &DatabaseConnection,
        block: &'static str,
        migration: &Migration,
    ) -> Result<(), DbErr> {
        let end = Instant::now() + PATIENCE;
        let mut told = false;
        loop {
            match self.attempt(connection, block, migration).await {
                Err(error) if is_held(&error) && Instant::now() < end => {
                    if !std::mem::replace(&mut told, true) {
                        let by = holders(connection).await;
                        tracing::warn!(block, step = migration.name, by, "{HELD}");
                    }
                    sleep(PAUSE).await;
                }
                done => return done,
            }
        }
    }

    async fn attempt(
        &self,
        connection: &DatabaseConnection,
        block: &'static str,
        migration: &Migration,
    ) -> Result<(), DbErr> {
        let transaction = open::begin(connection).await?;
        let taken = async {
            lock(&transaction).await?;
            be_brief(&transaction).await?;
            step(&transaction, block, migration, self.world().now()).await
        };
        match taken.await {
            Ok(()) => transaction.commit().await,
            Err(error) => {
                // At once, so that nobody waits for it. The first error says why.
                let _ = transaction.rollback().await;
                Err(error)
            }
        }
    }
}

/// Who may hold the table: transactions that began before the step came to wait.
async fn holders(connection: &DatabaseConnection) -> String {
    const WHO: &str = "SELECT string_agg(pid || ' (' || application_name || ')', ', ') AS who FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - interval '2 seconds'";
    let asked = Statement::from_string(connection.get_database_backend(), WHO);
    let row = connection.query_one_raw(asked).await.ok().flatten();
    row.and_then(|row| row.try_get("", "who").ok()).unwrap_or_default()
}

/// Core's list and those of blocks, in the order in which they run.
pub(crate) fn known(blocks: &[MigrationList]) -> impl Iterator<Item = &MigrationList> {
    std::iter::once(&CORE).chain(blocks)
}

/// A transaction that writes, and keeps whoever migrates waiting until it ends.
pub(crate) async fn begin_alone(database: &Database) -> Result<DatabaseTransaction, DbErr> {
    let connection = database.migrating_connection().await?;
    let transaction = open::begin(&connection).await?;
    database.closes(connection);
    lock(&transaction).await?;
    Ok(transaction)
}

/// Runs one step, unless this database has seen it.
pub(crate) async fn step(
    transaction: &DatabaseTransaction,
    block: &str,
    migration: &Migration,
    now: Timestamp,
) -> Result<(), DbErr> {
    if ledger(transaction, block).await?.contains(migration.name) {
        return Ok(());
    }
    for statement in (migration.up)(transaction.get_database_backend()) {
        transaction.execute_raw(statement).await?;
    }
    let note = Query::insert()
        .into_table(ledger_table(block))
        .columns(["name", "at"])
        .values_panic([Expr::val(migration.name), Expr::val(stored(now))])
        .to_owned();
    transaction.execute(&note).await.map(drop)
}

/// Held until the transaction ends. SQLite's transaction is IMMEDIATE and so a lock already. On a large table a step
/// takes as long as it takes, and another who migrates waits as long: the limits of requests do not hold here.
async fn lock(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        transaction.execute_unprepared("SET LOCAL lock_timeout = 0").await?;
        transaction
            .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATING})"))
            .await?;
    }
    Ok(())
}

/// A step that waits for a table keeps everybody else from it, so it does not wait for long.
async fn be_brief(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        transaction.execute_unprepared(BRIEF).await?;
    }
    Ok(())
}

/// Whether somebody held a table for too long, or wanted one that the step held while it waited for theirs.
fn is_held(error: &DbErr) -> bool {
    code_of(error).is_some_and(|code| matches!(&*code, "55P03" | "40P01"))
}

async fn ledger(transaction: &DatabaseTransaction, block: &str) -> Result<BTreeSet<String>, DbErr> {
    let table = Table::create()
        .table(ledger_table(block))
        .if_not_exists()
        .col(ColumnDef::new("name").text().not_null().primary_key())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned();
    transaction.execute(&table).await?;
    Ok(seen(transaction, block).await?.into_iter().collect())
}

/// The steps that a block's tables have seen; none where it has no tables.
async fn seen_so_far<C: ConnectionTrait>(on: &C, block: &str) -> Result<BTreeSet<String>, DbErr> {
    let kind = on.get_database_backend();
    let sql = match kind {
        DatabaseBackend::Postgres => {
            "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1"
        }
        _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
    };
    let named = [format!("{block}_migration").into()];
    let there = on.query_one_raw(Statement::from_sql_and_values(kind, sql, named)).await?;
    match there {
        Some(_) => Ok(seen(on, block).await?.into_iter().collect()),
        None => Ok(BTreeSet::new()),
    }
}

/// The steps that a block's tables have seen, by name.
pub(crate) async fn seen<C: ConnectionTrait>(on: &C, block: &str) -> Result<Vec<String>, DbErr> {
    let names = Query::select()
        .column("name")
        .from(ledger_table(block))
        .order_by("name", sea_orm::Order::Asc)
        .to_owned();
    let rows = on.query_all(&names).await?;
    rows.iter().map(|row| row.try_get("", "name")).collect()
}

fn ledger_table(block: &str) -> sea_orm::sea_query::Alias {
    sea_orm::sea_query::Alias::new(format!("{block}_migration"))
}
