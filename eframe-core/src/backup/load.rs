//! Brings an archive back, in one transaction.

use std::path::Path;

use sea_orm::sea_query::{Alias, Query, Value as Bound};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, Statement};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::column::{self, Kind, Table};
use super::form::About;
use super::guard::Guard;
use super::indexes::Indexes;
use super::reader::{Look, Met, walk};
use super::shelf::Shelf;
use super::{Backup, BackupError, Progress, Summary, Watch, ended};
use crate::database::{Errand, begin_alone, known, step};
use crate::seal;

/// How many pieces wait to be written.
const WAITING: usize = 2;
/// Pages of keys are written to the disk once and not once for each slice: a cache of 3 MiB, for this connection alone.
const ROOM: &str = "PRAGMA cache_size = -3072";
/// How many values a statement has at most: both databases take more, and more saves nothing.
const VALUES: usize = 2_000;

pub(super) async fn load<E: Errand>(
    backup: &Backup,
    from: &Path,
    watch: Watch<'_>,
    ending: impl FnOnce(bool) -> E + Send,
) -> Result<(Summary, E::Answer), BackupError> {
    let mut guard = Guard::begin(from)?;
    let transaction = begin_alone(&backup.database).await?;
    let mut shelf = Shelf::new(backup.files.clone(), backup.rows_alone);
    let poured = async {
        empty(&transaction, backup).await?;
        if transaction.get_database_backend() == DatabaseBackend::Sqlite {
            transaction.execute_unprepared(ROOM).await?;
        }
        pour(backup, from, &transaction, (&mut shelf, &mut guard), watch).await?;
        let seen = guard.end().await?;
        let has_all = match &backup.last {
            Some(last) => seal::holds(&transaction, last).await?,
            None => false,
        };
        let answer = ending(has_all).run(&transaction).await?;
        Ok(((seen, answer), ended::witness(&transaction).await?))
    };
    let poured: Result<_, BackupError> = poured.await;
    let done = match poured {
        Ok((done, witness)) => match transaction.commit().await {
            Ok(()) => Ok(done),
            Err(error) => ended::after(backup, &witness, error).await.map(|()| done),
        },
        Err(error) => {
            // Dropped without its commit, a transaction is undone.
            drop(transaction);
            Err(guard.why(error).await)
        }
    };
    // What a row may name is never taken away.
    if done.as_ref().is_err_and(|error| !matches!(error, BackupError::Unknown(_))) {
        shelf.clear().await;
    }
    done
}

/// No block has a table here.
pub(super) async fn empty(on: &impl ConnectionTrait, backup: &Backup) -> Result<(), BackupError> {
    let tables = column::tables(on, &backup.blocks()).await?;
    match tables.into_iter().next() {
        Some(Table { name, .. }) => Err(BackupError::NotEmpty { table: name }),
        None => Ok(()),
    }
}

/// The schema as it was, the rows, the files, and then what this program's schema has more. No file is put anywhere before the
/// guard has seen all of the archive: a process that is killed half-way must not leave files of one that is spoilt.
async fn pour(
    backup: &Backup,
    from: &Path,
    transaction: &DatabaseTransaction,
    (shelf, guard): (&mut Shelf, &mut Guard),
    watch: Watch<'_>,
) -> Result<(), BackupError> {
    let (found, mut met) = mpsc::channel(WAITING);
    let path = from.to_owned();
    let gone =
        || BackupError::Disk { path: from.to_owned(), source: std::io::ErrorKind::Other.into() };
    let reading = spawn_blocking(move || {
        // Whoever does not listen any more has an error of its own.
        walk(&path, Look::Content, &mut |met| {
            found.blocking_send(met).map_err(|_| BackupError::Store(broken_off()))
        })
    });
    let (mut done, mut part, mut indexes) = (0, String::new(), Indexes::default());
    let first = loop {
        match met.recv().await {
            Some(Met::About(about)) => {
                schema(backup, from, transaction, &about).await?;
                indexes = Indexes::set_aside(transaction, &about.tables).await?;
            }
            Some(Met::Rows(table, rows)) => {
                if part != table.name {
                    (part, done) = (table.name.clone(), 0);
                }
                done += rows.len() as u64;
                insert(transaction, &table, rows).await?;
                watch(&Progress { part: &part, done });
            }
            behind => break behind,
        }
    };
    // Files stand behind the rows.
    let indexed = async { Ok(indexes.make(transaction).await?) };
    let shelved = async {
        guard.is_whole().await?;
        shelve(first, met, shelf, watch).await
    };
    tokio::try_join!(indexed, shelved)?;
    reading.await.map_err(|_| gone())??;
    go_on_counting(transaction).await?;
    for list in known(&backup.lists) {
        for migration in list.migrations {
            step(transaction, list.block, migration, backup.database.world().now()).await?;
        }
    }
    Ok(())
}

/// Puts the files where they belong, beginning with what was met already.
async fn shelve(
    first: Option<Met>,
    mut met: mpsc::Receiver<Met>,
    shelf: &mut Shelf,
    watch: Watch<'_>,
) -> Result<(), BackupError> {
    let mut next = first;
    while let Some(this) = next {
        match this {
            Met::File(owner, id) => shelf.begin(&owner, id).await?,
            Met::Part(bytes) => shelf.write(bytes).await?,
            Met::Whole => {
                shelf.keep().await?;
                watch(&Progress { part: "files", done: shelf.done() });
            }
            Met::About(_) | Met::Rows(..) => return Err(BackupError::Store(broken_off())),
        }
        next = met.recv().await;
    }
    if shelf.end().await? > 0 {
        watch(&Progress { part: "files", done: shelf.done() });
    }
    Ok(())
}

fn broken_off() -> crate::StoreError {
    DbErr::Custom("the restore was broken off".to_owned()).into()
}

/// The tables as they were when the archive was made, without a row.
async fn schema(
    backup: &Backup,
    from: &Path,
    transaction: &DatabaseTransaction,
    about: &About,
) -> Result<(), BackupError> {
    let newer = |what: String| BackupError::Newer { path: from.to_owned(), what };
    for (block, steps) in &about.migrations {
        let mut lists = known(&backup.lists);
        let list = lists.find(|list| list.block == block);
        let list = list.ok_or_else(|| newer(format!("this one has no block {block:?}")))?;
        let unknown = steps.iter().find(|step| list.migrations.iter().all(|it| it.name != **step));
        if let Some(unknown) = unknown {
            return Err(newer(format!("the migration {block}/{unknown} is not known here")));
        }
    }
    for list in known(&backup.lists) {
        let seen = about.migrations.get(list.block);
        let seen = |name: &str| seen.is_some_and(|steps| steps.iter().any(|step| step == name));
        for migration in list.migrations.iter().filter(|migration| seen(migration.name)) {
            step(transaction, list.block, migration, about.made).await?;
        }
    }
    let tables = column::tables(transaction, &backup.blocks()).await?;
    if tables != about.tables {
        let other = about.tables.iter().find(|table| !tables.contains(table));
        let other = other.map_or("another", |table| table.name.as_str());
        return Err(newer(format!("the table {other:?} has another form here")));
    }
    for table in tables {
        // The ledgers, and what steps put in, come with the archive.
        let all = Query::delete().from_table(Alias::new(&table.name)).to_owned();
        transaction.execute(&all).await?;
    }
    Ok(())
}

async fn insert(
    transaction: &DatabaseTransaction,
    table: &Table,
    rows: Vec<Vec<Bound>>,
) -> Result<(), BackupError> {
    let on = transaction.get_database_backend();
    let most = (VALUES / table.columns.len().max(1)).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some = rows.by_ref().take(most).collect::<Vec<_>>();
        let sql = inserting(table, some.len(), on);
        let values = some.into_iter().flatten().collect::<Vec<_>>();
        transaction.execute_raw(Statement::from_sql_and_values(on, sql, values)).await?;
    }
    Ok(())
}

/// The same text for as many rows: the database has understood it once.
fn inserting(table: &Table, rows: usize, on: DatabaseBackend) -> String {
    let columns = table.columns.iter().map(|column| format!("\"{}\"", column.name));
    let columns = columns.collect::<Vec<_>>();
    let mut sql = format!("INSERT INTO \"{}\" ({}) VALUES ", table.name, columns.join(", "));
    for place in 0..rows * columns.len() {
        let column = place % columns.len();
        sql.push_str(match (place, column) {
            (0, _) => "(",
            (_, 0) => "), (",
            _ => ", ",
        });
        match (on, table.columns[column].kind) {
            (DatabaseBackend::Postgres, Kind::Json) => {
                sql.push_str(&format!("CAST(${} AS jsonb)", place + 1));
            }
            (DatabaseBackend::Postgres, _) => sql.push_str(&format!("${}", place + 1)),
            _ => sql.push('?'),
        }
    }
    sql.push(')');
    sql
}

/// Columns that PostgreSQL numbers go on after the greatest number there is; SQLite does so by itself.
async fn go_on_counting(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    let numbered = "SELECT table_name::text, column_name::text FROM information_schema.columns \
        WHERE table_schema = current_schema() AND (is_identity = 'YES' OR column_default LIKE 'nextval(%')";
    let numbered = Statement::from_string(DatabaseBackend::Postgres, numbered);
    for row in transaction.query_all_raw(numbered).await? {
        let (table, column) =
            (row.try_get_by_index::<String>(0)?, row.try_get_by_index::<String>(1)?);
        let set = format!(
            "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), \
             (SELECT COALESCE(MAX(\"{column}\"), 0) + 1 FROM \"{table}\"), false)"
        );
        transaction.execute_unprepared(&set).await?;
    }
    Ok(())
}
