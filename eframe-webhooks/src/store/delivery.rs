use eframe_core::Timestamp;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table::delivery::{ARRIVED, Column, Entity, FAILED, Model, WAITING};
use super::table::message;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Delivery, DeliveryState, EndpointId, Last, Lost, Message, MessageId};

/// Behind which delivery a list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Behind(Timestamp, Uuid);

impl Behind {
    pub(crate) const fn of(delivery: &Delivery) -> Self {
        Self(delivery.at, delivery.message.uuid())
    }
}

fn of_row(row: Model) -> Result<Delivery, Error> {
    let state = match row.state.as_str() {
        WAITING => DeliveryState::Waiting { due: instant(row.due_at) },
        ARRIVED => DeliveryState::Arrived,
        FAILED => DeliveryState::Failed,
        other => return Err(damaged(other)),
    };
    let last = row.tried_at.map(|at| Last {
        at: instant(at),
        code: row.code.and_then(|code| u16::try_from(code).ok()),
        lost: row.lost.as_deref().and_then(Lost::named),
        said: row.said.unwrap_or_default(),
    });
    Ok(Delivery {
        message: MessageId::new(row.message),
        endpoint: EndpointId::new(row.endpoint),
        event: row.event,
        at: instant(row.at),
        state,
        attempts: u32::try_from(row.attempts).unwrap_or(0),
        last,
    })
}

impl Store {
    /// Deliveries to an endpoint, the latest first, behind one.
    pub(crate) async fn deliveries(
        &self,
        endpoint: EndpointId,
        state: Option<&str>,
        after: Option<&Behind>,
        most: u64,
    ) -> Result<Vec<Delivery>, Error> {
        let mut query = Entity::find().filter(Column::Endpoint.eq(endpoint.uuid()));
        if let Some(state) = state {
            query = query.filter(Column::State.eq(state));
        }
        if let Some(Behind(at, message)) = after {
            let at = stored(*at);
            let beside = Condition::all().add(Column::At.eq(at)).add(Column::Message.lt(*message));
            query = query.filter(Condition::any().add(Column::At.lt(at)).add(beside));
        }
        let rows = query.order_by_desc(Column::At).order_by_desc(Column::Message).limit(most);
        rows.all(self.read()).await.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// One of them.
    pub(crate) async fn delivery(
        &self,
        endpoint: EndpointId,
        message: MessageId,
    ) -> Result<Option<Delivery>, Error> {
        let found = Entity::find_by_id((message.uuid(), endpoint.uuid())).one(self.read()).await;
        found.map_err(failed)?.map(of_row).transpose()
    }

    /// What endpoints are told under this id.
    pub(crate) async fn message(&self, id: MessageId) -> Result<Option<Message>, Error> {
        let found = message::Entity::find_by_id(id.uuid()).one(self.read()).await;
        Ok(found.map_err(failed)?.map(|row| Message {
            id: MessageId::new(row.id),
            event: row.event,
            at: instant(row.at),
            data: row.data,
        }))
    }
}
