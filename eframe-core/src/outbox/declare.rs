//! Who hears of what, told to all instances: during an upgrade the one that spreads a message may be of another version
//! than the one that has its subscribers.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use jiff::SignedDuration;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DatabaseTransaction, DbErr,
    EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _, Statement,
};

use super::spread::{Subscriptions, alone};
use crate::database::Errand;
use crate::database::table::subscriber::{Column, Entity, Model};

/// For how long messages wait for a subscriber that no program has any more. An upgrade, or the way back from one, takes
/// less.
pub(super) const GONE: SignedDuration = SignedDuration::from_hours(24 * 7);

/// How many deliveries are forgotten in one transaction.
const SLICE: i64 = 1000;

/// Says that this program has these subscribers.
pub(super) struct Declare(pub(super) Vec<Model>);

impl Declare {
    pub(super) fn of(subscriptions: &Subscriptions, now: DateTime<Utc>) -> Self {
        let mut rows = Vec::new();
        // In one order everywhere, so that two instances never wait for each other.
        for (event, subscribers) in subscriptions {
            for subscriber in subscribers {
                let (event, subscriber) = ((*event).to_owned(), subscriber.clone());
                rows.push(Model { event, subscriber, seen_at: now });
            }
        }
        Self(rows)
    }
}

#[async_trait]
impl Errand for Declare {
    type Answer = ();

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let rows = self.0.iter().map(|row| row.clone().into_active_model());
        let again = OnConflict::columns([Column::Event, Column::Subscriber])
            .update_column(Column::SeenAt)
            .to_owned();
        Entity::insert_many(rows).on_conflict(again).exec_without_returning(transaction).await?;
        Ok(())
    }
}

/// Forgets some of the deliveries that wait for a subscriber which is gone, and at last the subscriber. What is parked
/// stays: a person has yet to look at it.
pub(super) struct Forget(pub(super) Model);

/// How far that is.
pub(super) enum Forgotten {
    /// So many deliveries, and there may be more.
    Some(u64),
    /// All of it.
    All,
    /// Nothing: it was declared meanwhile, or another instance was faster.
    Nothing,
}

#[async_trait]
impl Errand for Forget {
    type Answer = Forgotten;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<Forgotten, DbErr> {
        alone(transaction).await?;
        let gone = Condition::all()
            .add(Column::Event.eq(self.0.event.as_str()))
            .add(Column::Subscriber.eq(self.0.subscriber.as_str()))
            .add(Column::SeenAt.eq(self.0.seen_at));
        let row = Entity::find().filter(gone.clone()).lock_exclusive().one(transaction).await?;
        if row.is_none() {
            return Ok(Forgotten::Nothing);
        }
        let other = Entity::find()
            .filter(Column::Subscriber.eq(self.0.subscriber.as_str()))
            .filter(Column::Event.ne(self.0.event.as_str()));
        let forgotten = match other.count(transaction).await? {
            0 => self.deliveries(transaction).await?,
            // It hears of something else now. What is on its way to it stays.
            _ => 0,
        };
        if forgotten == 0 {
            Entity::delete_many().filter(gone).exec(transaction).await?;
            return Ok(Forgotten::All);
        }
        Ok(Forgotten::Some(forgotten))
    }
}

impl Forget {
    async fn deliveries(&self, transaction: &DatabaseTransaction) -> Result<u64, DbErr> {
        const DELETE: &str = "DELETE FROM core_delivery WHERE subscriber = $1 AND position IN (SELECT position \
            FROM core_delivery WHERE subscriber = $1 AND state = 'waiting' AND leased_until IS NULL LIMIT $2)";
        let values = [self.0.subscriber.as_str().into(), SLICE.into()];
        let backend = transaction.get_database_backend();
        let delete = Statement::from_sql_and_values(backend, DELETE, values);
        Ok(transaction.execute_raw(delete).await?.rows_affected())
    }
}

/// Those of events with these names, whichever program has them.
pub(super) async fn declared(
    transaction: &DatabaseTransaction,
    names: &BTreeSet<&str>,
) -> Result<Vec<Model>, DbErr> {
    let known = Entity::find().filter(Column::Event.is_in(names.iter().copied()));
    known.all(transaction).await
}
