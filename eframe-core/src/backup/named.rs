//! The files that rows name, held against those that an archive has.
//!
//! A row names a file by its columns `blob`, the file's id, and `sha256` beside it.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ConnectionTrait as _, Statement};
use uuid::Uuid;

use super::column::{Kind, Row, Table};
use super::form::Manifest;
use crate::upload::BlobId;
use crate::{Database, Digest};

/// Files that rows name and an archive has not, or with other bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// How many.
    pub files: u64,
    /// One of them.
    pub first: BlobId,
    /// The table whose row names it.
    pub table: String,
}

/// What rows name.
#[derive(Default)]
pub(super) struct Named(BTreeMap<Uuid, Name>);

struct Name {
    table: String,
    sha256: Option<Digest>,
}

impl Named {
    /// Whether rows of this table name files.
    pub(super) fn names(table: &Table) -> bool {
        let has = |name, kind| table.columns.iter().any(|it| it.name == name && it.kind == kind);
        has("blob", Kind::Uuid) && has("sha256", Kind::Text)
    }

    /// The next row; those of tables that name no files are none of its business.
    pub(super) fn add(&mut self, table: &Table, row: &Row) {
        if !Self::names(table) {
            return;
        }
        let text = |column| row.get(column)?.as_str();
        if let Some(id) = text("blob").and_then(|id| id.parse().ok()) {
            let sha256 = text("sha256").and_then(|sha256| sha256.parse().ok());
            self.0.insert(id, Name { table: table.name.clone(), sha256 });
        }
    }

    /// Leaves those that an archive with this manifest has. It answers for the owners whose files it was to save alone.
    pub(super) fn keep_missing(&mut self, manifest: &Manifest) {
        let saved: HashMap<_, _> =
            manifest.files.iter().map(|file| (file.id, file.sha256)).collect();
        self.0.retain(|id, name| {
            let owned =
                manifest.owners.iter().any(|owner| super::column::belongs(&name.table, owner));
            let there = saved.get(id).is_some_and(|saved| Some(*saved) == name.sha256);
            owned && !there && !manifest.gone.contains(id)
        });
    }

    /// Those that no row names any more: they were taken away while the archive was made.
    pub(super) async fn gone(&self, from: &Database) -> Result<Vec<Uuid>, sea_orm::DbErr> {
        let (on, mut gone) = (from.read(), Vec::new());
        for (id, name) in &self.0 {
            let sql = format!("SELECT 1 FROM \"{}\" WHERE blob = $1", name.table);
            let asked =
                Statement::from_sql_and_values(on.get_database_backend(), sql, [(*id).into()]);
            if on.query_one_raw(asked).await?.is_none() {
                gone.push(*id);
            }
        }
        Ok(gone)
    }

    pub(super) fn missing(self) -> Option<Missing> {
        let files = self.0.len() as u64;
        let (id, name) = self.0.into_iter().next()?;
        Some(Missing { files, first: BlobId::new(id), table: name.table })
    }
}
