//! `core_invalidation`: cache tags that a commit made stale, for the other instances to read.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, DatabaseTransaction};

use crate::Tag;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_invalidation")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) at: DateTimeUtc,
    pub(crate) tag: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn insert(
    transaction: &DatabaseTransaction,
    at: DateTimeUtc,
    tag: &Tag,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        at: ActiveValue::Set(at),
        tag: ActiveValue::Set(tag.name().to_owned()),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}
