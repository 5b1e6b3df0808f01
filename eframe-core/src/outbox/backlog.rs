use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};

use super::{Outbox, OutboxError};
use crate::Timestamp;
use crate::database::instant;
use crate::database::table::{delivery, outbox, schedule};

/// How much waits, in numbers alone: for whoever watches the program from outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Deliveries that are under way or to be tried, and messages that have none yet.
    pub waiting: u64,
    /// When the oldest of these was sent.
    pub oldest: Option<Timestamp>,
    /// Deliveries that a person has to look at.
    pub parked: u64,
    /// Jobs whose last run failed.
    pub failing_jobs: u64,
}

impl Outbox {
    /// Counts what waits.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn backlog(&self) -> Result<Backlog, OutboxError> {
        let read = self.database.read();
        let in_state =
            |state: &str| delivery::Entity::find().filter(delivery::Column::State.eq(state));
        let unspread = outbox::Entity::find().filter(outbox::Column::Spread.eq(false));
        let failing = schedule::Entity::find().filter(schedule::Column::Error.is_not_null());
        let first: Option<i64> = in_state(delivery::WAITING)
            .select_only()
            .column(delivery::Column::Position)
            .order_by_asc(delivery::Column::Position)
            .limit(1)
            .into_tuple()
            .one(read)
            .await?;
        let sent = match first {
            Some(position) => outbox::Entity::find_by_id(position).one(read).await?,
            None => unspread.clone().order_by_asc(outbox::Column::Position).one(read).await?,
        };
        Ok(Backlog {
            waiting: in_state(delivery::WAITING).count(read).await? + unspread.count(read).await?,
            oldest: sent.map(|message| instant(message.at)),
            parked: in_state(delivery::PARKED).count(read).await?,
            failing_jobs: failing.count(read).await?,
        })
    }
}
