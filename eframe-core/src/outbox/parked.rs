use async_trait::async_trait;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use uuid::Uuid;

use super::{Outbox, OutboxError, RETRIED, RETRY};
use crate::database::table::{delivery, outbox, schedule};
use crate::database::{instant, stored};
use crate::{Actor, Caller, Change, Commit, Constraint, Decision, Subject, Timestamp};

/// Names a parked delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParkedId {
    /// The message.
    pub message: Uuid,
    /// The subscriber it does not reach.
    pub subscriber: String,
}

/// A message that does not reach one of its subscribers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    /// Which it is.
    pub id: ParkedId,
    /// The event's dotted name.
    pub event: String,
    /// What it is about; later messages of it wait.
    pub subject: String,
    /// When it was sent.
    pub sent: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// What the last attempt failed of.
    pub error: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// A job whose last run failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingJob {
    /// The job.
    pub name: String,
    /// What it failed of.
    pub error: String,
    /// When it is tried again.
    pub due: Timestamp,
}

impl Outbox {
    /// What is parked, oldest first: at most `limit`, after this position and subscriber.
    ///
    /// # Errors
    /// [`OutboxError::Denied`] without the permission [`RETRY`].
    pub async fn parked(
        &self,
        actor: &Actor,
        after: Option<(i64, &str)>,
        limit: u64,
    ) -> Result<Vec<Parked>, OutboxError> {
        actor.require(RETRY)?;
        let mut parked = delivery::Entity::find()
            .filter(Expr::cust("state = 'parked'"))
            .order_by_asc(delivery::Column::Position)
            .order_by_asc(delivery::Column::Subscriber)
            .limit(limit);
        if let Some((position, subscriber)) = after {
            let later = delivery::Column::Position.gt(position);
            let beside = delivery::Column::Position
                .eq(position)
                .and(delivery::Column::Subscriber.gt(subscriber));
            parked = parked.filter(later.or(beside));
        }
        self.shown(parked.all(self.database.read()).await?).await
    }

    /// One that is parked.
    ///
    /// # Errors
    /// [`OutboxError::Denied`] without the permission [`RETRY`].
    pub async fn parked_one(
        &self,
        actor: &Actor,
        id: &ParkedId,
    ) -> Result<Option<Parked>, OutboxError> {
        actor.require(RETRY)?;
        let row = self.find(id).await?;
        Ok(self.shown(row.into_iter().collect()).await?.pop())
    }

    async fn shown(&self, parked: Vec<delivery::Model>) -> Result<Vec<Parked>, OutboxError> {
        let positions = parked.iter().map(|row| row.position);
        let messages = outbox::Entity::find()
            .filter(outbox::Column::Position.is_in(positions))
            .all(self.database.read())
            .await?;
        let shown = parked.into_iter().filter_map(|row| {
            let message = messages.iter().find(|message| message.position == row.position)?;
            Some(shown(row, message))
        });
        Ok(shown.collect())
    }

    /// Jobs whose last run failed.
    ///
    /// # Errors
    /// [`OutboxError::Denied`] without the permission [`RETRY`].
    pub async fn failing_jobs(&self, actor: &Actor) -> Result<Vec<FailingJob>, OutboxError> {
        actor.require(RETRY)?;
        let rows = schedule::Entity::find()
            .filter(schedule::Column::Error.is_not_null())
            .order_by_asc(schedule::Column::Name)
            .all(self.database.read())
            .await?;
        let failing = rows.into_iter().map(|row| FailingJob {
            name: row.name,
            error: row.error.unwrap_or_default(),
            due: instant(row.again_at.unwrap_or(row.due_at)),
        });
        Ok(failing.collect())
    }

    /// Sends a parked message on its way again, with all its attempts before it.
    ///
    /// # Errors
    /// [`OutboxError::Denied`] without the permission [`RETRY`], [`OutboxError::NotParked`] when it is not parked
    /// any more.
    pub async fn retry(&self, caller: &Caller, id: &ParkedId) -> Result<(), OutboxError> {
        caller.actor.require(RETRY)?;
        let attempt = || async {
            if self.find(id).await?.is_none() {
                return Err(OutboxError::NotParked);
            }
            let now = self.database.world().now();
            let commit = Commit::by(&caller.actor, now).change(Unpark(id.clone())).audit(
                RETRIED,
                Subject::of("core.message", id.message),
                json!({
                    "subscriber": id.subscriber,
                }),
            );
            Ok(Decision::new(commit, ()))
        };
        self.database.decide(caller, attempt).await?;
        self.database.wake();
        Ok(())
    }

    async fn find(&self, id: &ParkedId) -> Result<Option<delivery::Model>, DbErr> {
        delivery::Entity::find()
            .filter(Expr::cust("state = 'parked'"))
            .filter(delivery::Column::Message.eq(id.message))
            .filter(delivery::Column::Subscriber.eq(id.subscriber.as_str()))
            .one(self.database.read())
            .await
    }
}

fn shown(row: delivery::Model, message: &outbox::Model) -> Parked {
    Parked {
        id: ParkedId { message: row.message, subscriber: row.subscriber },
        event: message.name.clone(),
        subject: row.subject,
        sent: instant(message.at),
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        error: row.error.unwrap_or_default(),
        position: row.position,
    }
}

/// Makes a parked delivery wait again. Two people at once do it once.
struct Unpark(ParkedId);

#[async_trait]
impl Change for Unpark {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, transaction: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        let waiting = delivery::ActiveModel {
            state: Set(delivery::WAITING.to_owned()),
            attempts: Set(0),
            due_at: Set(stored(at)),
            ..Default::default()
        };
        delivery::Entity::update_many()
            .set(waiting)
            .filter(Expr::cust("state = 'parked'"))
            .filter(delivery::Column::Message.eq(self.0.message))
            .filter(delivery::Column::Subscriber.eq(self.0.subscriber.as_str()))
            .exec(transaction)
            .await?;
        Ok(())
    }
}
