use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::Expr;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, Set, UpdateMany,
};
use eframe_core::block::stored;
use eframe_core::{Constraint, Timestamp};

use super::endpoint::row;
use super::table::{delivery, endpoint, message};
use crate::model::{EndpointId, Message};
use crate::rules::Change;

#[async_trait]
impl eframe_core::Change for Change {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, on: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::Add(new) => {
                let mut new_row = row(new)?;
                new_row.version = Set(new.version.get());
                new_row.created_at = Set(stored(new.created));
                new_row.failures = Set(0);
                endpoint::Entity::insert(new_row).exec_without_returning(on).await.map(drop)
            }
            Self::Write(new) => {
                let mut new_row = row(new)?;
                // Set anew by a person's will alone; else it is the sender's, which asks no guard.
                if new.failing_since.is_none() && new.failures == 0 {
                    new_row.failing_since = Set(None);
                    new_row.failures = Set(0);
                    new_row.rest_until = Set(None);
                }
                endpoint::Entity::update(new_row).exec_without_returning(on).await.map(drop)
            }
            Self::Remove(id) => {
                let with_it = delivery::Column::Endpoint.eq(id.uuid());
                delivery::Entity::delete_many().filter(with_it).exec(on).await?;
                endpoint::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop)
            }
            Self::Send(message, endpoints) => send(on, message, endpoints, at).await,
            Self::Repeat(message, endpoint) => {
                let one = again(*endpoint, at).filter(delivery::Column::Message.eq(message.uuid()));
                one.exec(on).await?;
                wake(on, *endpoint).await
            }
            Self::RepeatFailed(endpoint, kept) => {
                let failed = again(*endpoint, at)
                    .filter(delivery::Column::State.eq(delivery::FAILED))
                    .filter(delivery::Column::At.gte(stored(at - *kept)));
                failed.exec(on).await?;
                wake(on, *endpoint).await
            }
        }
    }
}

async fn send(
    on: &DatabaseTransaction,
    of: &Message,
    endpoints: &[EndpointId],
    at: Timestamp,
) -> Result<(), DbErr> {
    let new = message::Model {
        id: of.id.uuid(),
        event: of.event.clone(),
        at: stored(of.at),
        data: of.data.clone(),
    };
    message::Entity::insert(new.into_active_model()).exec_without_returning(on).await?;
    let rows = endpoints.iter().map(|endpoint| {
        let row = delivery::Model {
            message: of.id.uuid(),
            endpoint: endpoint.uuid(),
            event: of.event.clone(),
            at: stored(of.at),
            state: delivery::WAITING.to_owned(),
            attempts: 0,
            due_at: stored(at),
            leased_until: None,
            fence: 0,
            tried_at: None,
            code: None,
            lost: None,
            said: None,
        };
        row.into_active_model()
    });
    delivery::Entity::insert_many(rows).exec_without_returning(on).await.map(drop)
}

/// Makes deliveries wait again that do not wait now. Two people at once do it once.
fn again(endpoint: EndpointId, at: Timestamp) -> UpdateMany<delivery::Entity> {
    let waiting = delivery::ActiveModel {
        state: Set(delivery::WAITING.to_owned()),
        attempts: Set(0),
        due_at: Set(stored(at)),
        ..Default::default()
    };
    delivery::Entity::update_many()
        .set(waiting)
        .filter(delivery::Column::Endpoint.eq(endpoint.uuid()))
        .filter(delivery::Column::State.ne(delivery::WAITING))
}

/// Whoever asks for something to be sent now does not want to hear of a rest.
async fn wake(on: &DatabaseTransaction, id: EndpointId) -> Result<(), DbErr> {
    let none =
        Option::<eframe_core::block::chrono::DateTime<eframe_core::block::chrono::Utc>>::None;
    endpoint::Entity::update_many()
        .col_expr(endpoint::Column::RestUntil, Expr::value(none))
        .filter(endpoint::Column::Id.eq(id.uuid()))
        .exec(on)
        .await
        .map(drop)
}
