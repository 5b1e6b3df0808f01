//! `core_invalidation`: cache tags that a commit made stale, for the other instances to read.

use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;

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

/// A row that has no number yet.
pub(crate) fn row(at: DateTimeUtc, tag: &Tag) -> ActiveModel {
    ActiveModel {
        id: ActiveValue::NotSet,
        at: ActiveValue::Set(at),
        tag: ActiveValue::Set(tag.name().to_owned()),
    }
}
