//! Writes an archive from one snapshot of the database.

use std::collections::BTreeMap;

use futures_util::TryStreamExt as _;
use http_body_util::BodyExt as _;
use sea_orm::{
    AccessMode, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, IsolationLevel,
    StreamTrait as _, TransactionOptions, TransactionTrait as _,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::column::{self, Table};
use super::entries::{self, Check};
use super::form::{ABOUT, MANIFEST};
use super::form::{About, Audit, FORMAT, File, Manifest, Rows, SLICE, file_of, slice_of};
use super::named::{Missing, Named};
use super::writer::Writer;
use super::{Backup, BackupError, Progress, Summary, Watch};
use crate::database::seen;
use crate::upload::BlobError;
use crate::{Database, Digest, Timestamp};

pub(super) async fn dump(
    backup: &Backup,
    to: &std::path::Path,
    watch: Watch<'_>,
) -> Result<Summary, BackupError> {
    let made = backup.database.world().now();
    let transaction = snapshot(&backup.database).await?;
    let blocks = backup.blocks();
    let tables = column::tables(&transaction, &blocks).await?;
    if tables.is_empty() {
        return Err(BackupError::Empty);
    }
    let mut out = Writer::begin(to)?;
    let mut migrations = BTreeMap::new();
    for block in blocks {
        if tables.iter().any(|table| table.name == format!("{block}_migration")) {
            migrations.insert(block.to_owned(), seen(&transaction, block).await?);
        }
    }
    let about = About { format: FORMAT, made, migrations, tables };
    out.entry(ABOUT.to_owned(), json(&about)).await?;
    let (mut manifest, mut check, mut named) =
        (Manifest::default(), Check::default(), Named::default());
    for table in &about.tables {
        let written = rows(&transaction, table, &mut out, (&mut check, &mut named), watch).await?;
        manifest.tables.insert(table.name.clone(), written);
    }
    transaction.commit().await?;
    let entries = check.end();
    manifest.audit = Audit { entries: entries.entries, root: entries.root };
    files(backup, &mut out, &mut manifest, watch).await?;
    named.keep_missing(&manifest);
    manifest.gone = named.gone(&backup.database).await?;
    named.keep_missing(&manifest);
    out.entry(MANIFEST.to_owned(), json(&manifest)).await?;
    out.end().await?;
    Ok(manifest.summary(made, entries.altered, named.missing()))
}

impl Backup {
    /// The names of the blocks, core's first.
    pub(super) fn blocks(&self) -> Vec<&'static str> {
        std::iter::once("core").chain(self.lists.iter().map(|list| list.block)).collect()
    }
}

impl Manifest {
    pub(super) fn summary(
        &self,
        made: Timestamp,
        altered: Option<Uuid>,
        missing: Option<Missing>,
    ) -> Summary {
        Summary {
            made,
            tables: self.tables.len() as u64,
            rows: self.tables.values().map(|table| table.rows).sum(),
            files: self.files.len() as u64,
            entries: self.audit.entries,
            altered,
            missing,
            root: self.audit.root,
        }
    }
}

/// A transaction that sees one moment, however long it takes.
pub(crate) async fn snapshot(database: &Database) -> Result<DatabaseTransaction, DbErr> {
    let on = database.read().get_database_backend();
    let options = match on {
        DatabaseBackend::Postgres => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        },
        // A read transaction sees one moment anyway.
        _ => TransactionOptions::default(),
    };
    let transaction = database.read().begin_with_options(options).await?;
    if on == DatabaseBackend::Postgres {
        transaction.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    }
    Ok(transaction)
}

async fn rows(
    transaction: &DatabaseTransaction,
    table: &Table,
    out: &mut Writer,
    (check, named): (&mut Check, &mut Named),
    watch: Watch<'_>,
) -> Result<Rows, BackupError> {
    let order: &[&str] = if table.name == entries::TABLE { &entries::ORDER } else { &[] };
    let query = table.select(order);
    let looked_at = table.name == entries::TABLE || Named::names(table);
    let mut found = transaction.stream(&query).await?;
    let (mut slice, mut number, mut done, mut hash) = (Vec::new(), 1, 0, Sha256::new());
    while let Some(row) = found.try_next().await? {
        if looked_at {
            let row = table.read(&row)?;
            check.add(table, &row);
            named.add(table, &row);
        }
        table.write(&row, &mut slice)?;
        slice.push(b'\n');
        done += 1;
        if slice.len() >= SLICE {
            hash.update(&slice);
            out.entry(slice_of(&table.name, number), std::mem::take(&mut slice)).await?;
            number += 1;
            watch(&Progress { part: &table.name, done });
        }
    }
    if !slice.is_empty() {
        hash.update(&slice);
        out.entry(slice_of(&table.name, number), slice).await?;
    }
    watch(&Progress { part: &table.name, done });
    Ok(Rows { rows: done, sha256: Digest::new(hash.finalize().into()) })
}

/// The files there are after the rows were read: whatever a row names was kept before that row was written.
async fn files(
    backup: &Backup,
    out: &mut Writer,
    manifest: &mut Manifest,
    watch: Watch<'_>,
) -> Result<(), BackupError> {
    let Some(store) = &backup.files else { return Ok(()) };
    manifest.owners = backup.owners.iter().map(|owner| (*owner).to_owned()).collect();
    for owner in &backup.owners {
        for id in store.begun_before(owner, Timestamp::MAX).await? {
            // Gone meanwhile: no row names it any more.
            let Some(mut blob) = store.open(owner, id).await? else { continue };
            let (bytes, mut hash) = (blob.bytes, Sha256::new());
            out.start(file_of(owner, id.uuid()), bytes).await?;
            while let Some(frame) = blob.body.frame().await {
                let frame = frame.map_err(std::io::Error::other).map_err(BlobError::from)?;
                let Ok(part) = frame.into_data() else { continue };
                hash.update(&part);
                out.part(part).await?;
            }
            let sha256 = Digest::new(hash.finalize().into());
            manifest.files.push(File { owner: (*owner).to_owned(), id: id.uuid(), bytes, sha256 });
            watch(&Progress { part: "files", done: manifest.files.len() as u64 });
        }
    }
    Ok(())
}

/// What is made of plain members always becomes text.
fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
