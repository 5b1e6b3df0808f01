use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use crate::database::Errand;
use crate::database::table::{delivery, outbox};

/// Names a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) subscriber: String,
    pub(super) position: i64,
}

/// What shows that a lease has moved.
pub(super) type Mark = (i64, DateTime<Utc>);

/// A delivery to carry out, as its lease stands, and its message.
pub(super) struct Claimed {
    pub(super) delivery: delivery::Model,
    pub(super) message: outbox::Model,
}

/// Takes a lease on deliveries that are due, oldest first.
pub(super) struct Claim {
    pub(super) subscribers: Vec<String>,
    pub(super) now: DateTime<Utc>,
    /// What the leases are to say.
    pub(super) until: DateTime<Utc>,
    /// No pause is longer than this: a row that waits for a later moment was written by a clock that was wrong.
    pub(super) horizon: DateTime<Utc>,
    /// Leases that were seen to stand still.
    pub(super) stale: Vec<(Key, Mark)>,
    /// How many at most.
    pub(super) room: u64,
}

#[async_trait]
impl Errand for Claim {
    type Answer = Vec<Claimed>;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<Vec<Claimed>, DbErr> {
        let mut deliveries = Vec::new();
        for (key, mark) in &self.stale {
            if (deliveries.len() as u64) < self.room {
                deliveries.extend(self.take_over(transaction, key, *mark).await?);
            }
        }
        deliveries.extend(self.take_free(transaction, self.room - deliveries.len() as u64).await?);
        with_messages(transaction, deliveries).await
    }
}

impl Claim {
    async fn take_over(
        &self,
        transaction: &DatabaseTransaction,
        key: &Key,
        (fence, until): Mark,
    ) -> Result<Option<delivery::Model>, DbErr> {
        let unmoved = of(key, fence).add(delivery::Column::LeasedUntil.eq(until));
        let taken = self.lease(transaction, unmoved).await?;
        if taken == 0 {
            return Ok(None);
        }
        find(transaction, key).await
    }

    async fn take_free(
        &self,
        transaction: &DatabaseTransaction,
        room: u64,
    ) -> Result<Vec<delivery::Model>, DbErr> {
        if room == 0 {
            return Ok(Vec::new());
        }
        let mut free = due(&self.subscribers, self.now, self.horizon)
            .order_by_asc(delivery::Column::DueAt)
            .order_by_asc(delivery::Column::Position)
            .limit(room)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(transaction)
            .await?;
        for row in &mut free {
            let key = Key { subscriber: row.subscriber.clone(), position: row.position };
            self.lease(transaction, of(&key, row.fence)).await?;
            row.fence += 1;
            row.attempts += 1;
            row.leased_until = Some(self.until);
        }
        Ok(free)
    }

    async fn lease(&self, transaction: &DatabaseTransaction, which: Cond) -> Result<u64, DbErr> {
        let raised = |column: delivery::Column| Expr::col(column).add(1);
        let done = delivery::Entity::update_many()
            .col_expr(delivery::Column::Fence, raised(delivery::Column::Fence))
            .col_expr(delivery::Column::Attempts, raised(delivery::Column::Attempts))
            .col_expr(delivery::Column::LeasedUntil, Expr::value(self.until))
            .filter(which)
            .exec(transaction)
            .await?;
        Ok(done.rows_affected)
    }
}

/// Deliveries that wait, are due, held by nobody, and the first of their subject. A row goes when its message
/// has arrived, so whatever stands before holds back what is after it.
pub(super) fn due(
    subscribers: &[String],
    now: DateTime<Utc>,
    horizon: DateTime<Utc>,
) -> sea_orm::Select<delivery::Entity> {
    const FIRST: &str = "NOT EXISTS (SELECT 1 FROM core_delivery AS earlier \
        WHERE earlier.subscriber = core_delivery.subscriber \
        AND earlier.subject = core_delivery.subject AND earlier.position < core_delivery.position)";
    let time = Condition::any()
        .add(delivery::Column::DueAt.lte(now))
        .add(delivery::Column::DueAt.gt(horizon))
        .add(delivery::Column::Attempts.eq(0));
    delivery::Entity::find()
        .filter(Expr::cust("state = 'waiting'"))
        .filter(delivery::Column::LeasedUntil.is_null())
        .filter(delivery::Column::Subscriber.is_in(subscribers))
        .filter(time)
        .filter(Expr::cust(FIRST))
}

/// The delivery, as long as this fence is its last.
pub(super) fn of(key: &Key, fence: i64) -> Condition {
    Condition::all()
        .add(delivery::Column::Subscriber.eq(key.subscriber.as_str()))
        .add(delivery::Column::Position.eq(key.position))
        .add(delivery::Column::Fence.eq(fence))
}

async fn find(
    transaction: &DatabaseTransaction,
    key: &Key,
) -> Result<Option<delivery::Model>, DbErr> {
    delivery::Entity::find_by_id((key.position, key.subscriber.clone())).one(transaction).await
}

async fn with_messages(
    transaction: &DatabaseTransaction,
    deliveries: Vec<delivery::Model>,
) -> Result<Vec<Claimed>, DbErr> {
    if deliveries.is_empty() {
        return Ok(Vec::new());
    }
    let positions = deliveries.iter().map(|delivery| delivery.position);
    let messages = outbox::Entity::find()
        .filter(outbox::Column::Position.is_in(positions))
        .all(transaction)
        .await?;
    let messages: HashMap<_, _> =
        messages.into_iter().map(|message| (message.position, message)).collect();
    let claimed = deliveries.into_iter().filter_map(|delivery| {
        let message = messages.get(&delivery.position).cloned()?;
        Some(Claimed { delivery, message })
    });
    Ok(claimed.collect())
}
