//! `core_receipt`: what was answered under an idempotency key, written with the change it answers for.

use jiff::SignedDuration;
use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;

use crate::database::{Constraint, instant, stored};

pub(crate) const KEY: Constraint =
    Constraint { name: "core_receipt_key", table: "core_receipt", columns: &["actor", "key"] };

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_receipt")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) actor: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) key: String,
    pub(crate) fingerprint: Vec<u8>,
    pub(crate) outcome: Json,
    pub(crate) at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Deletes the receipt under the same key when it is older than `life`.
pub(crate) async fn forget(
    transaction: &DatabaseTransaction,
    newer: &Model,
    life: SignedDuration,
) -> Result<(), DbErr> {
    Entity::delete_many()
        .filter(Column::Actor.eq(newer.actor))
        .filter(Column::Key.eq(newer.key.as_str()))
        .filter(Column::At.lte(stored(instant(newer.at) - life)))
        .exec(transaction)
        .await?;
    Ok(())
}
