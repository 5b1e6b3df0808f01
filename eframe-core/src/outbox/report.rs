//! What is written of a delivery while it is under way. Each holds only under the fence it was claimed with.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _};

use super::claim::{Key, of};
use crate::database::Errand;
use crate::database::table::delivery;

/// Says something of a delivery, and tells whether it was still ours to say.
pub(super) struct Report {
    pub(super) key: Key,
    pub(super) fence: i64,
    pub(super) what: What,
}

/// What there is to say.
pub(super) enum What {
    /// The lease is still held.
    Held { until: DateTime<Utc> },
    /// It has arrived.
    Arrived,
    /// It failed and is due again.
    Failed { error: String, due_at: DateTime<Utc> },
    /// It failed for good, until a person has it tried again.
    Parked { error: String },
    /// It was not finished, through no fault of its own.
    HandedBack,
}

#[async_trait]
impl Errand for Report {
    type Answer = bool;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<bool, DbErr> {
        let ours = of(&self.key, self.fence);
        let blank = delivery::ActiveModel::default();
        let told = match &self.what {
            What::Arrived => {
                let gone = delivery::Entity::delete_many().filter(ours).exec(transaction).await?;
                return Ok(gone.rows_affected == 1);
            }
            What::Held { until } => {
                delivery::ActiveModel { leased_until: Set(Some(*until)), ..blank }
            }
            What::Failed { error, due_at } => delivery::ActiveModel {
                leased_until: Set(None),
                error: Set(Some(error.clone())),
                due_at: Set(*due_at),
                ..blank
            },
            What::Parked { error } => delivery::ActiveModel {
                leased_until: Set(None),
                error: Set(Some(error.clone())),
                state: Set(delivery::PARKED.to_owned()),
                ..blank
            },
            What::HandedBack => delivery::ActiveModel { leased_until: Set(None), ..blank },
        };
        let mut update = delivery::Entity::update_many().set(told).filter(ours);
        if matches!(self.what, What::HandedBack) {
            use sea_orm::sea_query::ExprTrait as _;
            let fewer = Expr::col(delivery::Column::Attempts).sub(1);
            update = update.col_expr(delivery::Column::Attempts, fewer);
        }
        Ok(update.exec(transaction).await?.rows_affected == 1)
    }
}
