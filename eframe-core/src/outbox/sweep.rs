//! Forgets what has served its time.

use std::time::Duration;

use async_trait::async_trait;
use jiff::SignedDuration;
use sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbErr, Statement};

use super::Retry;
use super::schedule::Job;
use crate::database::{Errand, RECEIPT_LIFE, stored};
use crate::{Database, Timestamp};

/// How often there is a sweep.
const PERIOD: Duration = Duration::from_secs(3600);

/// How many rows go in one transaction, so that nobody waits long.
const SLICE: u64 = 1000;

/// What goes, and how old it is then. A message stays while a delivery of it does, a settled mark while its message
/// could come again, and the newest invalidations whatever a clock says.
const SWEPT: [(&str, SignedDuration); 4] = [
    (
        "DELETE FROM core_outbox WHERE position IN (SELECT message.position FROM core_outbox AS message \
         WHERE message.spread AND message.at < $1 AND NOT EXISTS (SELECT 1 FROM core_delivery AS delivery \
         WHERE delivery.position = message.position) LIMIT $2)",
        SignedDuration::from_hours(24),
    ),
    (
        "DELETE FROM core_outbox_done WHERE (message, subscriber) IN (SELECT done.message, done.subscriber \
         FROM core_outbox_done AS done WHERE done.at < $1 AND NOT EXISTS (SELECT 1 FROM core_delivery \
         AS delivery WHERE delivery.subscriber = done.subscriber AND delivery.message = done.message) LIMIT $2)",
        SignedDuration::from_hours(24 * 30),
    ),
    (
        "DELETE FROM core_receipt WHERE (actor, key) IN (SELECT actor, key FROM core_receipt \
         WHERE at < $1 LIMIT $2)",
        RECEIPT_LIFE,
    ),
    (
        "DELETE FROM core_invalidation WHERE id IN (SELECT id FROM core_invalidation WHERE at < $1 \
         AND id < (SELECT max(id) FROM core_invalidation) - 1000 LIMIT $2)",
        SignedDuration::from_hours(1),
    ),
];

/// The job that sweeps.
pub(super) fn job(database: Database) -> Job {
    Job::new("core.sweep", PERIOD, move || {
        let database = database.clone();
        async move {
            for (statement, life) in SWEPT {
                let before = database.world().now() - life;
                while database.run(Sweep { statement, before }).await? == SLICE {}
            }
            Ok::<(), Retry>(())
        }
    })
}

struct Sweep {
    statement: &'static str,
    before: Timestamp,
}

#[async_trait]
impl Errand for Sweep {
    type Answer = u64;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<u64, DbErr> {
        let slice = i64::try_from(SLICE).unwrap_or(i64::MAX);
        let values = [stored(self.before).into(), slice.into()];
        let backend = transaction.get_database_backend();
        let delete = Statement::from_sql_and_values(backend, self.statement, values);
        Ok(transaction.execute_raw(delete).await?.rows_affected())
    }
}
