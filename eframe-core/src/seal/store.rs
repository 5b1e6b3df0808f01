//! What is asked of the log's tables, and the one thing that is written to them.

use std::collections::BTreeMap;

use async_trait::async_trait;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Statement, Value,
};

use super::Signer;
use super::tree::{Edge, Tile, Tiles};
use crate::Digest;
use crate::database::table::{audit, audit_checkpoint, audit_tile};
use crate::database::{Errand, lock::SEALING, slices_of};

/// How many entries one statement numbers at most.
const TOGETHER: usize = 512;

/// The last checkpoint.
pub(super) async fn head<C: ConnectionTrait>(
    of: &C,
) -> Result<Option<audit_checkpoint::Model>, DbErr> {
    audit_checkpoint::Entity::find().order_by_desc(audit_checkpoint::Column::Position).one(of).await
}

/// Some checkpoints after this position, in their order.
pub(super) async fn checkpoints<C: ConnectionTrait>(
    of: &C,
    after: i64,
    most: u64,
) -> Result<Vec<audit_checkpoint::Model>, DbErr> {
    audit_checkpoint::Entity::find()
        .filter(audit_checkpoint::Column::Position.gt(after))
        .order_by_asc(audit_checkpoint::Column::Position)
        .limit(most)
        .all(of)
        .await
}

/// The public keys of the checkpoints, the last first.
pub(super) async fn keys<C: ConnectionTrait>(of: &C) -> Result<Vec<String>, DbErr> {
    Ok(signers(of).await?.into_iter().map(|signer| signer.key).collect())
}

/// The same, each with the first entry that it signed: as many as the checkpoint before its first one has.
pub(super) async fn signers<C: ConnectionTrait>(of: &C) -> Result<Vec<Signer>, DbErr> {
    let mut spans: Vec<(String, i64, i64)> = audit_checkpoint::Entity::find()
        .select_only()
        .column(audit_checkpoint::Column::Key)
        .column_as(audit_checkpoint::Column::Position.min(), "first")
        .column_as(audit_checkpoint::Column::Position.max(), "last")
        .group_by(audit_checkpoint::Column::Key)
        .into_tuple()
        .all(of)
        .await?;
    spans.sort_unstable_by_key(|(_, _, last)| -last);
    let before = spans.iter().map(|(_, first, _)| first - 1);
    let sizes: Vec<(i64, i64)> = audit_checkpoint::Entity::find()
        .select_only()
        .column(audit_checkpoint::Column::Position)
        .column(audit_checkpoint::Column::Size)
        .filter(audit_checkpoint::Column::Position.is_in(before))
        .into_tuple()
        .all(of)
        .await?;
    let sizes: BTreeMap<_, _> = sizes.into_iter().collect();
    let signer = |(key, first, _): (String, i64, i64)| {
        let from = sizes.get(&(first - 1)).map_or(0, |size| size.unsigned_abs());
        Signer { key, from }
    };
    Ok(spans.into_iter().map(signer).collect())
}

/// Whether any entry has no number.
pub(super) async fn is_unsealed<C: ConnectionTrait>(of: &C) -> Result<bool, DbErr> {
    let any = audit::Entity::find().filter(audit::Column::Number.is_null()).limit(1);
    Ok(any.count(of).await? > 0)
}

/// How many entries have no number.
pub(super) async fn unsealed_count<C: ConnectionTrait>(of: &C) -> Result<u64, DbErr> {
    audit::Entity::find().filter(audit::Column::Number.is_null()).count(of).await
}

/// Entries without a number, by their time, from the first or after another.
pub(super) async fn unsealed<C: ConnectionTrait>(
    of: &C,
    after: Option<&audit::Model>,
    most: u64,
) -> Result<Vec<audit::Model>, DbErr> {
    let later = after.map(|last| {
        let same =
            Condition::all().add(audit::Column::At.eq(last.at)).add(audit::Column::Id.gt(last.id));
        Condition::any().add(audit::Column::At.gt(last.at)).add(same)
    });
    audit::Entity::find()
        .filter(audit::Column::Number.is_null())
        .filter(later.unwrap_or_else(Condition::all))
        .order_by_asc(audit::Column::At)
        .order_by_asc(audit::Column::Id)
        .limit(most)
        .all(of)
        .await
}

/// Entries by their number, from this one on.
pub(super) async fn sealed<C: ConnectionTrait>(
    of: &C,
    from: i64,
    most: u64,
) -> Result<Vec<audit::Model>, DbErr> {
    audit::Entity::find()
        .filter(audit::Column::Number.gte(from))
        .order_by_asc(audit::Column::Number)
        .limit(most)
        .all(of)
        .await
}

/// The tiles of these levels and positions, as far as they are there.
pub(super) async fn tiles<C: ConnectionTrait>(
    of: &C,
    which: impl IntoIterator<Item = (u32, u64)>,
) -> Result<Tiles, DbErr> {
    let which = which.into_iter().map(|(level, position)| {
        Condition::all()
            .add(audit_tile::Column::Level.eq(i64::from(level)))
            .add(audit_tile::Column::Position.eq(i64::try_from(position).unwrap_or(i64::MAX)))
    });
    let any = which.fold(Condition::any(), Condition::add);
    if any.is_empty() {
        return Ok(Tiles::new());
    }
    let rows = audit_tile::Entity::find().filter(any).all(of).await?;
    let key = |row: &audit_tile::Model| (row.level.unsigned_abs(), row.position.unsigned_abs());
    Ok(rows.iter().map(|row| (key(row), hashes(&row.hashes))).collect())
}

/// How many tiles there are.
pub(super) async fn tile_count<C: ConnectionTrait>(of: &C) -> Result<u64, DbErr> {
    audit_tile::Entity::find().count(of).await
}

/// How many entries have a number.
pub(super) async fn sealed_count<C: ConnectionTrait>(of: &C) -> Result<u64, DbErr> {
    audit::Entity::find().filter(audit::Column::Number.is_not_null()).count(of).await
}

/// The right edge of the log at this size, if the tiles of one are there.
pub(super) async fn edge<C: ConnectionTrait>(of: &C, size: u64) -> Result<Option<Edge>, DbErr> {
    let tiles = tiles(of, Edge::needed(size)).await?;
    let tile = |((level, position), hashes)| Tile { level, position, hashes };
    Ok(Edge::of(size, tiles.into_iter().map(tile).collect()))
}

/// None where the bytes are no whole hashes.
fn hashes(bytes: &[u8]) -> Vec<Digest> {
    match bytes.as_chunks::<32>() {
        (hashes, []) => hashes.iter().map(|hash| Digest::new(*hash)).collect(),
        _ => Vec::new(),
    }
}

/// The row of a tile.
pub(super) fn row(tile: &Tile) -> audit_tile::Model {
    audit_tile::Model {
        level: i32::try_from(tile.level).unwrap_or(i32::MAX),
        position: i64::try_from(tile.position).unwrap_or(i64::MAX),
        hashes: tile.hashes.iter().flat_map(|hash| *hash.bytes()).collect(),
    }
}

/// The numbers of some entries, and the tiles and the checkpoint that come of them: all at once or nothing, and
/// nothing when somebody else has sealed meanwhile, which the answer tells.
pub(super) struct Seal {
    pub(super) entries: Vec<audit::Model>,
    pub(super) tiles: Vec<audit_tile::Model>,
    pub(super) checkpoint: audit_checkpoint::Model,
}

#[async_trait]
impl Errand for Seal {
    type Answer = bool;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<bool, DbErr> {
        let on = transaction.get_database_backend();
        if on == DatabaseBackend::Postgres {
            let lock = format!("SELECT pg_try_advisory_xact_lock({SEALING}) AS alone");
            let row = transaction.query_one_raw(Statement::from_string(on, lock)).await?;
            if !row.map(|row| row.try_get("", "alone")).transpose()?.unwrap_or(false) {
                return Ok(false);
            }
        }
        let before = head(transaction).await?.map_or(0, |head| head.position);
        if before + 1 != self.checkpoint.position {
            return Ok(false);
        }
        for entries in slices_of(&self.entries, TOGETHER) {
            number(transaction, entries).await?;
        }
        if !self.tiles.is_empty() {
            let rows = self.tiles.iter().cloned().map(audit_tile::Model::into_active_model);
            let grown =
                OnConflict::columns([audit_tile::Column::Level, audit_tile::Column::Position])
                    .update_column(audit_tile::Column::Hashes)
                    .to_owned();
            audit_tile::Entity::insert_many(rows)
                .on_conflict(grown)
                .exec_without_returning(transaction)
                .await?;
        }
        let checkpoint = self.checkpoint.clone().into_active_model();
        audit_checkpoint::Entity::insert(checkpoint).exec_without_returning(transaction).await?;
        Ok(true)
    }
}

/// One statement for many entries: their number, and what stands for their facts.
async fn number(transaction: &DatabaseTransaction, entries: &[audit::Model]) -> Result<(), DbErr> {
    let places =
        (0..entries.len()).map(|n| format!("(${}, ${}, ${})", 3 * n + 1, 3 * n + 2, 3 * n + 3));
    let sql = format!(
        "UPDATE core_audit SET number = numbered.column2, digest = numbered.column3 FROM (VALUES {}) AS numbered \
         WHERE core_audit.id = numbered.column1 AND core_audit.number IS NULL",
        places.collect::<Vec<_>>().join(", ")
    );
    let values = entries.iter().flat_map(|entry| {
        let digest = entry.digest.clone();
        [Value::from(entry.id), Value::from(entry.number), Value::from(digest)]
    });
    let on = transaction.get_database_backend();
    let update = Statement::from_sql_and_values(on, sql, values);
    let done = transaction.execute_raw(update).await?.rows_affected();
    if done == entries.len() as u64 {
        Ok(())
    } else {
        Err(DbErr::Custom("entries of the audit log went away while they were sealed".to_owned()))
    }
}
