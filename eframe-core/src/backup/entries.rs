//! The audit log's entries, checked one by one: what an archive and a database are verified by.

use futures_util::TryStreamExt as _;
use sea_orm::StreamTrait as _;
use serde_json::Value;
use uuid::Uuid;

use super::column::{self, Row, Table};
use super::{BackupError, dump};
use crate::audit::leaf_of;
use crate::seal::tree::Tree;
use crate::{ActorId, Database, Digest};

/// Where the entries are.
pub(super) const TABLE: &str = "core_audit";
/// The order in which they make the tree.
pub(super) const ORDER: [&str; 2] = ["at", "id"];

/// What the audit log came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entries {
    /// How many there are.
    pub entries: u64,
    /// How many had their facts erased: they are proven by their leaf alone.
    pub erased: u64,
    /// The first whose facts do not give its leaf: somebody changed it.
    pub altered: Option<Uuid>,
    /// The root of the Merkle tree (RFC 6962, section 2.1) over their leaves, ordered by time and id.
    pub root: Digest,
}

/// Reads the whole audit log of a database and makes each entry's leaf anew from its facts.
///
/// # Errors
/// When the database cannot be read.
pub async fn audit(database: &Database) -> Result<Entries, BackupError> {
    let transaction = dump::snapshot(database).await?;
    let tables = column::tables(&transaction, &["core"]).await?;
    let mut check = Check::default();
    if let Some(table) = tables.iter().find(|table| table.name == TABLE) {
        let query = table.select(&ORDER);
        let mut rows = transaction.stream(&query).await?;
        while let Some(row) = rows.try_next().await? {
            check.add(table, &table.read(&row)?);
        }
    }
    transaction.commit().await?;
    Ok(check.end())
}

/// Goes through entries in their order.
#[derive(Default)]
pub(super) struct Check {
    tree: Tree,
    erased: u64,
    altered: Option<Uuid>,
}

impl Check {
    /// Whether rows of this table are entries.
    pub(super) fn looks_at(table: &Table) -> bool {
        table.name == TABLE
    }

    /// The next entry; rows of other tables are none of its business.
    pub(super) fn add(&mut self, table: &Table, row: &Row) {
        if !Self::looks_at(table) {
            return;
        }
        match leaf_of_row(row) {
            Leaf::Proven => {}
            Leaf::Erased => self.erased += 1,
            Leaf::Altered => {
                self.altered = self.altered.or_else(|| text(row, "id").parse().ok());
            }
        }
        self.tree.push(&Table::bytes(row, "leaf").unwrap_or_default());
    }

    pub(super) fn end(self) -> Entries {
        let Self { tree, erased, altered } = self;
        Entries { entries: tree.leaves(), erased, altered, root: tree.root() }
    }
}

/// How an entry stands to its leaf.
enum Leaf {
    Proven,
    Erased,
    Altered,
}

fn leaf_of_row(row: &Row) -> Leaf {
    let (facts, salt) = match (row.get("facts"), Table::bytes(row, "salt")) {
        (Some(facts), Some(salt)) => (facts, salt),
        (None, None) => return Leaf::Erased,
        _ => return Leaf::Altered,
    };
    let made = || {
        let id = text(row, "id").parse().ok()?;
        let (at, actor) = (text(row, "at").parse().ok()?, text(row, "actor").parse().ok()?);
        let what = (text(row, "action"), text(row, "subject"), facts);
        leaf_of(what, id, at, ActorId::new(actor), &salt).ok()
    };
    let stands = Table::bytes(row, "leaf");
    if made().is_some_and(|made| stands.as_deref() == Some(made.bytes())) {
        Leaf::Proven
    } else {
        Leaf::Altered
    }
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}
