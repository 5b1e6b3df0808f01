//! `core_delivery`: one message on its way to one subscriber. The row goes when it has arrived.

use sea_orm::entity::prelude::*;

/// The state of what is tried by itself.
pub(crate) const WAITING: &str = "waiting";
/// The state of what a person has to look at.
pub(crate) const PARKED: &str = "parked";

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_delivery")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) position: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) subscriber: String,
    pub(crate) message: Uuid,
    pub(crate) subject: String,
    /// `waiting` or `parked`.
    pub(crate) state: String,
    pub(crate) attempts: i32,
    pub(crate) due_at: DateTimeUtc,
    pub(crate) leased_until: Option<DateTimeUtc>,
    /// Rises with each lease, so that a worker that woke late can tell that it lost it.
    pub(crate) fence: i64,
    pub(crate) error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
