//! `core_outbox_done`: which subscriber has done its work for which message, written with the work.

use sea_orm::entity::prelude::*;

use crate::database::Constraint;

pub(crate) const KEY: Constraint = Constraint {
    name: "core_outbox_done_key",
    table: "core_outbox_done",
    columns: &["message", "subscriber"],
};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_outbox_done")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) message: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) subscriber: String,
    pub(crate) at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
