//! What the senders write: leases on deliveries, and how attempts ended. Each holds only under the fence it was taken with.

use async_trait::async_trait;
use eframe_core::Timestamp;
use eframe_core::block::chrono::{DateTime, Utc};
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait as _, QueryFilter as _, QueryResult, QuerySelect as _, Set, Statement, Value,
};
use eframe_core::block::{Errand, instant, stored};
use jiff::SignedDuration;
use std::collections::HashMap;
use uuid::Uuid;

use super::table::delivery::{self, ActiveModel, Column, Entity};
use super::table::endpoint;
use super::{Store, failed};
use crate::Error;
use crate::model::{EndpointId, Last, MessageId};
use crate::rules::{Next, PAUSES};

/// Names a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) message: MessageId,
    pub(crate) endpoint: EndpointId,
}

/// What shows that a lease has moved.
pub(crate) type Mark = (i64, DateTime<Utc>);

/// Takes deliveries that are due, those that wait longest first.
pub(crate) struct Claim {
    pub(crate) now: Timestamp,
    /// What the leases are to say.
    pub(crate) until: Timestamp,
    /// How many at most.
    pub(crate) room: usize,
    /// How many to one endpoint at most, so that one that is slow leaves room for the others.
    pub(crate) each: usize,
}

/// A delivery that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claimed {
    pub(crate) key: Key,
    pub(crate) fence: i64,
    /// Which attempt this is, from 1.
    pub(crate) attempt: u32,
}

/// Due, of an endpoint that is on and does not rest and has not as many under way as it may. A row that waits for a moment
/// farther ahead than anything is put off was written by a clock that was wrong.
const DUE: &str = "SELECT d.message, d.endpoint, d.fence, d.attempts, \
    (SELECT COUNT(*) FROM webhooks_delivery b WHERE b.endpoint = d.endpoint AND b.leased_until IS NOT NULL) \
    FROM webhooks_delivery d JOIN webhooks_endpoint e ON e.id = d.endpoint \
    WHERE d.state = 'waiting' AND d.leased_until IS NULL AND (d.due_at <= $1 OR d.due_at > $2) \
    AND e.state = 'on' AND (e.rest_until IS NULL OR e.rest_until <= $1 OR e.rest_until > $2) \
    AND (SELECT COUNT(*) FROM webhooks_delivery b WHERE b.endpoint = d.endpoint AND b.leased_until IS NOT NULL) < $3 \
    ORDER BY d.due_at, d.message LIMIT $4";

/// Held by whoever counts leases and takes some, until they are committed: so many to an endpoint at a time are so many for all
/// instances together. It is a statement of its own, for what comes after it has to see what was committed before it. The
/// number is a hash of the words, as no other lock of the house is named.
const ALONE: &str = "SELECT pg_advisory_xact_lock(hashtextextended('eframe-webhooks claims', 0))";

impl Claim {
    fn due(&self, on: DatabaseBackend, most: usize, lock: &str) -> Statement {
        let longest = PAUSES[PAUSES.len() - 1] + SignedDuration::from_hours(3);
        let number = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        let values: [Value; 4] = [
            stored(self.now).into(),
            stored(self.now + longest).into(),
            number(self.each),
            number(most),
        ];
        Statement::from_sql_and_values(on, [DUE, lock].concat(), values)
    }
}

#[async_trait]
impl Errand for Claim {
    type Answer = Vec<Claimed>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Vec<Claimed>, DbErr> {
        // More than there is room for, since some are of endpoints that have enough.
        let backend = on.get_database_backend();
        // SQLite has one writer, who needs no locks.
        let postgres = backend == DatabaseBackend::Postgres;
        let lock = if postgres { " FOR UPDATE OF d SKIP LOCKED" } else { "" };
        if postgres {
            on.execute_unprepared(ALONE).await?;
        }
        let due = self.due(backend, 4 * self.room, lock);
        let mut under_way: HashMap<EndpointId, usize> = HashMap::new();
        let mut taken = Vec::new();
        for row in on.query_all_raw(due).await? {
            let (claimed, before) = claimed(&row)?;
            let count = under_way.entry(claimed.key.endpoint).or_insert(before);
            if *count >= self.each || taken.len() >= self.room {
                continue;
            }
            *count += 1;
            let lease = ActiveModel {
                leased_until: Set(Some(stored(self.until))),
                fence: Set(claimed.fence),
                attempts: Set(i32::try_from(claimed.attempt).unwrap_or(i32::MAX)),
                ..Default::default()
            };
            let free = of(claimed.key, claimed.fence - 1);
            Entity::update_many().set(lease).filter(free).exec(on).await?;
            taken.push(claimed);
        }
        Ok(taken)
    }
}

fn claimed(row: &QueryResult) -> Result<(Claimed, usize), DbErr> {
    let key = Key {
        message: MessageId::new(row.try_get_by_index(0)?),
        endpoint: EndpointId::new(row.try_get_by_index(1)?),
    };
    let fence: i64 = row.try_get_by_index(2)?;
    let attempts: i32 = row.try_get_by_index(3)?;
    let before: i64 = row.try_get_by_index(4)?;
    let attempt = u32::try_from(attempts).unwrap_or(0).saturating_add(1);
    let before = usize::try_from(before).unwrap_or(usize::MAX);
    Ok((Claimed { key, fence: fence + 1, attempt }, before))
}

/// The delivery, as long as this fence is its last.
fn of(key: Key, fence: i64) -> Condition {
    Condition::all()
        .add(Column::Message.eq(key.message.uuid()))
        .add(Column::Endpoint.eq(key.endpoint.uuid()))
        .add(Column::Fence.eq(fence))
}

impl Store {
    /// Whether there is anything to take: to look costs no write.
    pub(crate) async fn is_due(&self, claim: &Claim) -> Result<bool, Error> {
        let due = claim.due(self.read().get_database_backend(), 1, "");
        Ok(self.read().query_one_raw(due).await.map_err(failed)?.is_some())
    }

    /// The leases there are.
    pub(crate) async fn leases(&self) -> Result<Vec<(Key, Mark)>, Error> {
        let rows: Vec<(Uuid, Uuid, i64, Option<DateTime<Utc>>)> = Entity::find()
            .select_only()
            .columns([Column::Message, Column::Endpoint, Column::Fence, Column::LeasedUntil])
            .filter(Column::LeasedUntil.is_not_null())
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let marks = rows.into_iter().filter_map(|(message, endpoint, fence, until)| {
            let key = Key { message: MessageId::new(message), endpoint: EndpointId::new(endpoint) };
            Some((key, (fence, until?)))
        });
        Ok(marks.collect())
    }
}

/// Takes leases away that were seen to stand still: whoever held them ended. The deliveries are due at once.
pub(crate) struct Free {
    pub(crate) stale: Vec<(Key, Mark)>,
    pub(crate) now: Timestamp,
}

#[async_trait]
impl Errand for Free {
    /// How many.
    type Answer = u64;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u64, DbErr> {
        let mut freed = 0;
        for (key, (fence, until)) in &self.stale {
            let free = ActiveModel {
                leased_until: Set(None),
                // Whatever its holder still says counts no more.
                fence: Set(fence + 1),
                due_at: Set(stored(self.now)),
                ..Default::default()
            };
            let unmoved = of(*key, *fence).add(Column::LeasedUntil.eq(*until));
            let done = Entity::update_many().set(free).filter(unmoved).exec(on).await?;
            freed += done.rows_affected;
        }
        Ok(freed)
    }
}

/// Gives a delivery back that was not tried.
pub(crate) struct HandBack(pub(crate) Claimed);

#[async_trait]
impl Errand for HandBack {
    type Answer = ();

    async fn run(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        let fewer = Expr::col(Column::Attempts).sub(1);
        Entity::update_many()
            .set(ActiveModel { leased_until: Set(None), ..Default::default() })
            .col_expr(Column::Attempts, fewer)
            .filter(of(self.0.key, self.0.fence))
            .exec(on)
            .await
            .map(drop)
    }
}

/// Says how an attempt ended.
pub(crate) struct Report {
    pub(crate) claimed: Claimed,
    pub(crate) last: Last,
    pub(crate) next: Next,
}

/// How an endpoint stands that did not take an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// Since when it took nothing.
    pub(crate) since: Timestamp,
    /// How many attempts have failed since.
    pub(crate) failures: u32,
}

#[async_trait]
impl Errand for Report {
    /// Nothing when the lease was lost meanwhile; else how the endpoint stands, if it took nothing.
    type Answer = Option<Option<Trouble>>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Self::Answer, DbErr> {
        let Last { at, code, lost, said } = &self.last;
        let blank = ActiveModel {
            leased_until: Set(None),
            tried_at: Set(Some(stored(*at))),
            code: Set(code.map(i32::from)),
            lost: Set(lost.map(|lost| lost.code().to_owned())),
            said: Set(Some(said.clone()).filter(|said| !said.is_empty())),
            ..Default::default()
        };
        let state = |state: &str| Set(state.to_owned());
        let told = match self.next {
            Next::Arrived => ActiveModel { state: state(delivery::ARRIVED), ..blank },
            Next::Again { after, .. } => ActiveModel { due_at: Set(stored(*at + after)), ..blank },
            Next::Failed | Next::Gone => ActiveModel { state: state(delivery::FAILED), ..blank },
        };
        let ours = of(self.claimed.key, self.claimed.fence);
        let done = Entity::update_many().set(told).filter(ours).exec(on).await?;
        if done.rows_affected == 0 {
            return Ok(None);
        }
        self.endpoint(on).await.map(Some)
    }
}

impl Report {
    async fn endpoint(&self, on: &DatabaseTransaction) -> Result<Option<Trouble>, DbErr> {
        use endpoint::Column as Of;
        let id = self.claimed.key.endpoint.uuid();
        let at = stored(self.last.at);
        let none = Option::<DateTime<Utc>>::None;
        let update = endpoint::Entity::update_many().filter(Of::Id.eq(id));
        if self.next == Next::Arrived {
            // Nearly always there is nothing to write.
            let well = update
                .filter(Of::FailingSince.is_not_null())
                .col_expr(Of::FailingSince, Expr::value(none))
                .col_expr(Of::RestUntil, Expr::value(none))
                .col_expr(Of::Failures, Expr::value(0));
            well.exec(on).await?;
            return Ok(None);
        }
        let since = Expr::col(Of::FailingSince).if_null(at);
        let mut ill = update
            .col_expr(Of::FailingSince, since)
            .col_expr(Of::Failures, Expr::col(Of::Failures).add(1));
        if let Next::Again { rest: Some(rest), .. } = self.next {
            ill = ill.col_expr(Of::RestUntil, Expr::value(stored(self.last.at + rest)));
        }
        ill.exec(on).await?;
        let row = endpoint::Entity::find_by_id(id).one(on).await?;
        Ok(row.and_then(|row| {
            let failures = u32::try_from(row.failures).unwrap_or(0);
            Some(Trouble { since: instant(row.failing_since?), failures })
        }))
    }
}

/// Forgets what has come to its end and is old, and messages that nobody is told any more.
pub(crate) struct Sweep {
    pub(crate) before: Timestamp,
    /// How many at most, so that nobody waits long.
    pub(crate) slice: u64,
}

#[async_trait]
impl Errand for Sweep {
    /// How many went.
    type Answer = u64;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u64, DbErr> {
        const SETTLED: &str = "DELETE FROM webhooks_delivery WHERE (message, endpoint) IN \
            (SELECT message, endpoint FROM webhooks_delivery WHERE state <> 'waiting' \
            AND leased_until IS NULL AND at < $1 LIMIT $2)";
        const UNTOLD: &str = "DELETE FROM webhooks_message WHERE id IN (SELECT m.id FROM webhooks_message m \
            WHERE m.at < $1 AND NOT EXISTS (SELECT 1 FROM webhooks_delivery d WHERE d.message = m.id) LIMIT $2)";
        let mut gone = 0;
        for sql in [SETTLED, UNTOLD] {
            let slice = i64::try_from(self.slice).unwrap_or(i64::MAX);
            let values: [Value; 2] = [stored(self.before).into(), slice.into()];
            let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
            gone += on.execute_raw(statement).await?.rows_affected();
        }
        Ok(gone)
    }
}

#[cfg(test)]
mod tests;
