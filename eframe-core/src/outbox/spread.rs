use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait as _, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction,
    DbErr, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::declare::declared;
use crate::database::table::{delivery, outbox};
use crate::database::{Errand, lock::SPREADING};

/// How many messages are spread in one transaction.
const SLICE: u64 = 100;

/// How many rows one statement inserts.
const ROWS: usize = 500;

/// Who subscribes to which event.
pub(super) type Subscriptions = BTreeMap<&'static str, Vec<String>>;

/// Makes a delivery for each subscriber of the oldest messages that have none yet, and tells how many messages
/// those were.
///
/// One instance at a time: were two to share the work, a later message of a subject could be on its way before an
/// earlier one has its row. Which version it is of does not matter: besides those it has itself it knows all that were
/// declared.
pub(super) struct Spread {
    pub(super) subscriptions: Arc<Subscriptions>,
    pub(super) now: DateTime<Utc>,
}

#[async_trait]
impl Errand for Spread {
    type Answer = usize;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<usize, DbErr> {
        alone(transaction).await?;
        let messages = outbox::Entity::find()
            .filter(Expr::cust("NOT spread"))
            .order_by_asc(outbox::Column::Position)
            .limit(SLICE)
            .all(transaction)
            .await?;
        if messages.is_empty() {
            return Ok(0);
        }
        let subscribers = self.subscribers(transaction, &messages).await?;
        let rows = messages.iter().flat_map(|message| self.deliveries(&subscribers, message));
        let rows: Vec<_> = rows.collect();
        for rows in rows.chunks(ROWS) {
            let rows = rows.iter().cloned();
            delivery::Entity::insert_many(rows).exec_without_returning(transaction).await?;
        }
        let positions = messages.iter().map(|message| message.position);
        outbox::Entity::update_many()
            .set(outbox::ActiveModel { spread: ActiveValue::Set(true), ..Default::default() })
            .filter(outbox::Column::Position.is_in(positions))
            .exec(transaction)
            .await?;
        Ok(messages.len())
    }
}

/// Waits until nobody else spreads, on PostgreSQL; on SQLite there is one writer.
pub(super) async fn alone(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({SPREADING})");
        transaction.execute_unprepared(&lock).await?;
    }
    Ok(())
}

/// Who hears of which event, each once.
type Subscribers = BTreeMap<String, BTreeSet<String>>;

impl Spread {
    /// All who hear of these messages. Asked after the messages were read, so that whoever was declared before one of
    /// them was sent is among them.
    async fn subscribers(
        &self,
        transaction: &DatabaseTransaction,
        messages: &[outbox::Model],
    ) -> Result<Subscribers, DbErr> {
        let names: BTreeSet<&str> = messages.iter().map(|message| &*message.name).collect();
        let mut all = Subscribers::new();
        for name in &names {
            let own = self.subscriptions.get(*name).into_iter().flatten().cloned();
            all.insert((*name).to_owned(), own.collect());
        }
        for row in declared(transaction, &names).await? {
            all.entry(row.event).or_default().insert(row.subscriber);
        }
        Ok(all)
    }

    fn deliveries(
        &self,
        subscribers: &Subscribers,
        message: &outbox::Model,
    ) -> impl Iterator<Item = delivery::ActiveModel> {
        let subscribers = subscribers.get(&message.name).into_iter().flatten();
        subscribers.map(|subscriber| {
            delivery::Model {
                position: message.position,
                subscriber: subscriber.clone(),
                message: message.id,
                subject: message.subject.clone(),
                state: delivery::WAITING.to_owned(),
                attempts: 0,
                due_at: self.now,
                leased_until: None,
                fence: 0,
                error: None,
            }
            .into_active_model()
        })
    }
}
