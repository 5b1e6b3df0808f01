//! `core_outbox`: events on their way out, numbered by the database.
//!
//! Two commits about one subject hold the same guard, so the number of the later one is higher: within a
//! subject the position is the order. Between subjects it means nothing.

use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;

use crate::Message;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) position: i64,
    pub(crate) id: Uuid,
    pub(crate) at: DateTimeUtc,
    pub(crate) name: String,
    pub(crate) version: i32,
    pub(crate) subject: String,
    pub(crate) payload: Json,
    /// Whether there is a delivery for each subscriber yet.
    pub(crate) spread: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A row that has no number yet.
pub(crate) struct Row(ActiveModel);

impl Row {
    pub(crate) fn new(id: Uuid, at: DateTimeUtc, message: &Message) -> Self {
        Self(ActiveModel {
            position: ActiveValue::NotSet,
            id: ActiveValue::Set(id),
            at: ActiveValue::Set(at),
            name: ActiveValue::Set(message.name.to_owned()),
            version: ActiveValue::Set(i32::from(message.version)),
            subject: ActiveValue::Set(message.subject.clone()),
            payload: ActiveValue::Set(message.payload.clone()),
            spread: ActiveValue::Set(false),
        })
    }

    pub(crate) fn id(&self) -> Uuid {
        *self.0.id.as_ref()
    }

    /// The row to insert.
    pub(crate) fn to_active(&self) -> ActiveModel {
        self.0.clone()
    }
}
