//! Events come in: a row for each endpoint that wants to hear of one.

use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::{Actor, Commit, PublicEvent};
use serde_json::Value;

use super::Webhooks;
use crate::model::{Message, MessageId};
use crate::rules::Change;
use crate::work::retry;

impl Webhooks {
    /// Lets the handle hear of all events that are public here.
    pub(crate) fn hear_all(&self, outbox: OutboxBuilder) -> OutboxBuilder {
        self.kinds().iter().fold(outbox, |outbox, kind| (kind.subscribe)(self, outbox))
    }

    pub(super) fn hear<E: PublicEvent>(&self, outbox: OutboxBuilder) -> OutboxBuilder {
        let webhooks = self.clone();
        outbox.subscribe(&["webhooks:", E::NAME].concat(), move |event: E, delivery| {
            let webhooks = webhooks.clone();
            async move {
                match event.facts() {
                    Some(facts) => webhooks.take(E::NAME, facts, &delivery).await,
                    None => Ok(()),
                }
            }
        })
    }

    /// Puts a message down for each endpoint that is on and wants it. It happens once, whatever ends in between.
    async fn take(&self, name: &str, data: Value, delivery: &Delivery) -> Result<(), Retry> {
        let on = self.store().endpoints_on().await.map_err(retry)?;
        let to: Vec<_> = on.iter().filter(|one| one.events.has(name)).map(|one| one.id).collect();
        if to.is_empty() {
            return Ok(());
        }
        let id = MessageId::new(delivery.message());
        let message = Message { id, event: name.to_owned(), at: delivery.sent(), data };
        let commit = Commit::by(&Actor::system("webhooks"), self.now())
            .change(Change::Send(Box::new(message), to))
            .settle(delivery.settled());
        Ok(self.store().database().commit(commit).await?)
    }
}
