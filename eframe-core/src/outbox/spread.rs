use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait as _, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction,
    DbErr, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

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
/// earlier one has its row.
pub(super) struct Spread {
    pub(super) subscriptions: Arc<Subscriptions>,
    pub(super) now: DateTime<Utc>,
}

#[async_trait]
impl Errand for Spread {
    type Answer = usize;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<usize, DbErr> {
        if transaction.get_database_backend() == DatabaseBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({SPREADING})");
            transaction.execute_unprepared(&lock).await?;
        }
        let messages = outbox::Entity::find()
            .filter(Expr::cust("NOT spread"))
            .order_by_asc(outbox::Column::Position)
            .limit(SLICE)
            .all(transaction)
            .await?;
        if messages.is_empty() {
            return Ok(0);
        }
        let rows: Vec<_> = messages.iter().flat_map(|message| self.deliveries(message)).collect();
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

impl Spread {
    fn deliveries(&self, message: &outbox::Model) -> impl Iterator<Item = delivery::ActiveModel> {
        let subscribers = self.subscriptions.get(message.name.as_str()).into_iter().flatten();
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
