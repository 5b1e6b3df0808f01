//! What is written of a job. Each holds only as long as nobody else has taken the row.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _,
};

use crate::database::Errand;
use crate::database::table::schedule::{ActiveModel, Column, Entity, Model};

/// What shows that a row was taken, or its lease moved.
pub(super) type Seen = (i64, Option<DateTime<Utc>>);

/// Makes rows for jobs that have none; the first time is due at once.
pub(super) struct Begin {
    pub(super) names: Vec<String>,
    pub(super) due: DateTime<Utc>,
}

#[async_trait]
impl Errand for Begin {
    type Answer = ();

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        let rows = self.names.iter().map(|name| {
            let (name, due_at) = (name.clone(), self.due);
            let (leased_until, again_at, error) = Default::default();
            let row = Model { name, due_at, attempts: 0, again_at, leased_until, fence: 0, error };
            row.into_active_model()
        });
        let keep = OnConflict::column(Column::Name).do_nothing().to_owned();
        Entity::insert_many(rows).on_conflict(keep).exec_without_returning(transaction).await?;
        Ok(())
    }
}

/// Takes a row that is as it was seen.
pub(super) struct Lease {
    name: String,
    seen: Seen,
    due: DateTime<Utc>,
    attempts: i32,
    until: DateTime<Utc>,
}

impl Lease {
    pub(super) fn take(row: &Model, until: DateTime<Utc>) -> Self {
        let seen = (row.fence, row.leased_until);
        Self { name: row.name.clone(), seen, due: row.due_at, attempts: row.attempts, until }
    }
}

#[async_trait]
impl Errand for Lease {
    type Answer = bool;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<bool, DbErr> {
        let (fence, leased) = self.seen;
        let unmoved = Condition::all()
            .add(Column::Name.eq(self.name.as_str()))
            .add(Column::Fence.eq(fence))
            .add(Column::DueAt.eq(self.due))
            .add(match leased {
                Some(until) => Column::LeasedUntil.eq(until),
                None => Column::LeasedUntil.is_null(),
            });
        let taken = ActiveModel {
            fence: Set(fence + 1),
            attempts: Set(self.attempts + 1),
            leased_until: Set(Some(self.until)),
            ..Default::default()
        };
        let done = Entity::update_many().set(taken).filter(unmoved).exec(transaction).await?;
        Ok(done.rows_affected == 1)
    }
}

/// Says something of a job under the fence it was taken with, and tells whether that was still the last.
pub(super) struct Tell {
    pub(super) name: String,
    pub(super) fence: i64,
    pub(super) what: What,
}

/// What there is to say.
pub(super) enum What {
    /// The lease is still held.
    Held(DateTime<Utc>),
    /// It went well; when it is due next.
    Done(DateTime<Utc>),
    /// It failed and is tried again.
    Failed { error: String, again: DateTime<Utc> },
    /// It failed and waits for its next occasion.
    GivenUp { error: String, due: DateTime<Utc> },
    /// It was not finished, through no fault of its own.
    HandedBack,
    /// Its due time was beyond belief; nobody holds it.
    Due(DateTime<Utc>),
}

impl Tell {
    pub(super) fn unleased(row: &Model, what: What) -> Self {
        Self { name: row.name.clone(), fence: row.fence, what }
    }
}

#[async_trait]
impl Errand for Tell {
    type Answer = bool;

    async fn run(&self, transaction: &DatabaseTransaction) -> Result<bool, DbErr> {
        let ours = Condition::all()
            .add(Column::Name.eq(self.name.as_str()))
            .add(Column::Fence.eq(self.fence));
        let free = ActiveModel { leased_until: Set(None), ..Default::default() };
        let told = match &self.what {
            What::Held(until) => {
                ActiveModel { leased_until: Set(Some(*until)), ..Default::default() }
            }
            What::Done(due) => ActiveModel {
                due_at: Set(*due),
                attempts: Set(0),
                again_at: Set(None),
                error: Set(None),
                ..free
            },
            What::Failed { error, again } => {
                ActiveModel { error: Set(Some(error.clone())), again_at: Set(Some(*again)), ..free }
            }
            What::GivenUp { error, due } => ActiveModel {
                due_at: Set(*due),
                attempts: Set(0),
                again_at: Set(None),
                error: Set(Some(error.clone())),
                ..free
            },
            What::HandedBack => free,
            What::Due(due) => {
                ActiveModel { due_at: Set(*due), again_at: Set(None), ..Default::default() }
            }
        };
        let done = Entity::update_many().set(told).filter(ours).exec(transaction).await?;
        Ok(done.rows_affected == 1)
    }
}
