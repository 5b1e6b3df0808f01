//! `core_erased`: whose erasure is through, by the mark that the list apart from the database has of them.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use crate::Timestamp;
use crate::database::instant;
use crate::personal::Mark;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_erased")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) mark: String,
    pub(crate) at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Nothing where it is no mark.
    pub(crate) fn mark(&self) -> Option<Mark> {
        self.mark.parse().ok().map(Mark)
    }

    pub(crate) fn at(&self) -> Timestamp {
        instant(self.at)
    }
}

pub(crate) fn row(mark: Mark, at: DateTimeUtc) -> ActiveModel {
    ActiveModel { mark: Set(mark.0.to_string()), at: Set(at) }
}
