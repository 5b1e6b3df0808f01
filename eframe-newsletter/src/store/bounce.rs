use eframe_core::Timestamp;
use eframe_core::block::sea_orm::{
    self,
    sea_query::{Expr, OnConflict},
};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set,
};
use eframe_core::block::{instant, stored};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table::{bounce, delivery, score};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{DeliveryState, IssueId, SubscriberId};
use crate::rules::bounce::{Bounce, BounceChange, BounceId, PastBounce, Source};
use crate::rules::score::{Kind, Score};

/// Behind which bounce a list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BehindBounce {
    at: Timestamp,
    id: Uuid,
}

impl BehindBounce {
    pub(crate) fn of(row: &PastBounce) -> Self {
        Self { at: row.at, id: row.id.uuid() }
    }
}

/// Carries out what was decided of a bounce.
pub(super) async fn apply(
    on: &DatabaseTransaction,
    change: &BounceChange,
    at: Timestamp,
) -> Result<(), DbErr> {
    match change {
        BounceChange::Note(bounce) => note(on, bounce, at).await,
        BounceChange::Score { subscriber, score } => write_score(on, *subscriber, *score).await,
        BounceChange::Forget(subscriber) => {
            score::Entity::delete_by_id(subscriber.uuid()).exec(on).await.map(drop)
        }
    }
}

async fn note(on: &DatabaseTransaction, bounced: &Bounce, at: Timestamp) -> Result<(), DbErr> {
    let row = bounce::ActiveModel {
        id: Set(bounced.id.uuid()),
        subscriber: Set(bounced.subscriber.uuid()),
        issue: Set(bounced.issue.map_or(Uuid::nil(), |issue| issue.uuid())),
        at: Set(stored(at)),
        kind: Set(bounced.kind.code().to_owned()),
        source: Set(bounced.source.code().to_owned()),
        answer: Set(bounced.reply.to_string()),
    };
    bounce::Entity::insert(row).exec_without_returning(on).await?;
    let Some(issue) = bounced.issue.filter(|_| bounced.kind != Kind::Complaint) else {
        return Ok(());
    };
    // What the server took and sent back did not arrive after all.
    let taken = [DeliveryState::HandedOver, DeliveryState::Unsure].map(DeliveryState::name);
    delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::value(DeliveryState::Bounced.name()))
        .col_expr(delivery::Column::Answer, Expr::value(bounced.reply.to_string()))
        .col_expr(delivery::Column::NextAt, Expr::value(sea_orm::Value::ChronoDateTimeUtc(None)))
        .filter(delivery::Column::Issue.eq(issue.uuid()))
        .filter(delivery::Column::Subscriber.eq(bounced.subscriber.uuid()))
        .filter(delivery::Column::State.is_in(taken))
        .exec(on)
        .await
        .map(drop)
}

async fn write_score(
    on: &DatabaseTransaction,
    subscriber: SubscriberId,
    score: Score,
) -> Result<(), DbErr> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let row = score::ActiveModel {
        subscriber: Set(subscriber.uuid()),
        tenths: Set(number(score.tenths)),
        at: Set(score.at.map(stored)),
        hard_issue: Set(score.hard.map(|(issue, _)| issue.uuid())),
        hard_row: Set(number(score.hard.map_or(0, |(_, row)| row))),
    };
    use score::Column;
    let again = OnConflict::column(Column::Subscriber)
        .update_columns([Column::Tenths, Column::At, Column::HardIssue, Column::HardRow])
        .to_owned();
    score::Entity::insert(row).on_conflict(again).exec_without_returning(on).await.map(drop)
}

impl Store {
    /// Whether a report was taken in before.
    pub(crate) async fn has_bounce(&self, id: BounceId) -> Result<bool, Error> {
        let found = bounce::Entity::find_by_id(id.uuid()).one(self.read()).await;
        Ok(found.map_err(failed)?.is_some())
    }

    /// How often the address of a subscriber bounced.
    pub(crate) async fn score(&self, subscriber: SubscriberId) -> Result<Score, Error> {
        let found = score::Entity::find_by_id(subscriber.uuid()).one(self.read()).await;
        Ok(found.map_err(failed)?.map_or(Score::default(), |row| Score {
            tenths: u32::try_from(row.tenths).unwrap_or(0),
            at: row.at.map(instant),
            hard: row
                .hard_issue
                .map(|issue| (IssueId::new(issue), u32::try_from(row.hard_row).unwrap_or(0))),
        }))
    }

    /// Bounces, the latest first, behind one; of one subscriber where one is named.
    pub(crate) async fn bounces(
        &self,
        of: Option<SubscriberId>,
        after: Option<&BehindBounce>,
        most: u64,
    ) -> Result<Vec<PastBounce>, Error> {
        use bounce::Column;
        let mut query = bounce::Entity::find();
        if let Some(of) = of {
            query = query.filter(Column::Subscriber.eq(of.uuid()));
        }
        if let Some(BehindBounce { at, id }) = after {
            let at = stored(*at);
            let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(*id));
            query = query.filter(Condition::any().add(Column::At.lt(at)).add(same));
        }
        let query = query.order_by_desc(Column::At).order_by_desc(Column::Id).limit(most);
        let rows = query.all(self.read()).await.map_err(failed)?;
        rows.into_iter().map(past).collect()
    }
}

fn past(row: bounce::Model) -> Result<PastBounce, Error> {
    Ok(PastBounce {
        id: BounceId::new(row.id),
        subscriber: SubscriberId::new(row.subscriber),
        issue: (!row.issue.is_nil()).then(|| IssueId::new(row.issue)),
        at: instant(row.at),
        kind: Kind::named(&row.kind).ok_or_else(|| damaged(&row.kind))?,
        source: Source::named(&row.source).ok_or_else(|| damaged(&row.source))?,
        answer: row.answer,
    })
}
