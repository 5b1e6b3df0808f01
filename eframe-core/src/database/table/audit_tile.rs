//! `core_audit_tile`: the hashes of the sealed log, 256 to a tile; the last tile of a level may have fewer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_audit_tile")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) level: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) position: i64,
    /// Of 32 bytes each.
    pub(crate) hashes: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
