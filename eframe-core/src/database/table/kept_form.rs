//! `core_kept_form`: what somebody had typed when their session ended, for an hour.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_kept_form")]
pub(crate) struct Model {
    /// SHA-256 of the token: who reads the table cannot fetch a form by it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) token: Vec<u8>,
    pub(crate) path: String,
    pub(crate) posted: Json,
    pub(crate) expires_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
