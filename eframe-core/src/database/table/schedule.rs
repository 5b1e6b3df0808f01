//! `core_schedule`: when each recurring job runs next, and who runs it now.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_schedule")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) name: String,
    pub(crate) due_at: DateTimeUtc,
    /// How often this occasion failed.
    pub(crate) attempts: i32,
    /// When it is tried again after it failed.
    pub(crate) again_at: Option<DateTimeUtc>,
    pub(crate) leased_until: Option<DateTimeUtc>,
    /// Rises with each lease, so that a worker that woke late can tell that it lost it.
    pub(crate) fence: i64,
    /// What the last run failed of; none after one that went well.
    pub(crate) error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
