//! `core_subscriber`: who hears of which event, declared by each program that has them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "core_subscriber")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) event: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) subscriber: String,
    /// When a program that has it last said so.
    pub(crate) seen_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
