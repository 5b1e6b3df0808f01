use eframe_core::{Actor, Caller};
use jiff::SignedDuration;

use super::{Webhooks, hidden};
use crate::Error;
use crate::model::{Delivery, DeliveryState, EndpointId, Message, MessageId};
use crate::permission::READ;
use crate::rules;
use crate::store::Behind;

/// For so long deliveries are kept that came to their end.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Webhooks {
    /// Deliveries to an endpoint, the latest first, behind one.
    pub(crate) async fn deliveries(
        &self,
        actor: &Actor,
        endpoint: EndpointId,
        state: Option<&str>,
        after: Option<&Behind>,
        most: u64,
    ) -> Result<Vec<Delivery>, Error> {
        self.endpoint(actor, endpoint).await?;
        self.store().deliveries(endpoint, state, after, most).await
    }

    /// The latest deliveries to an endpoint, 200 at most.
    ///
    /// # Errors
    /// When there is no such endpoint, the actor may not know of it, or they cannot be read.
    pub async fn latest(
        &self,
        actor: &Actor,
        endpoint: EndpointId,
        most: u64,
    ) -> Result<Vec<Delivery>, Error> {
        self.deliveries(actor, endpoint, None, None, most.min(200)).await
    }

    /// One delivery, and what it tells.
    ///
    /// # Errors
    /// When there is none, the actor may not know of it, or it cannot be read.
    pub async fn delivery(
        &self,
        actor: &Actor,
        endpoint: EndpointId,
        message: MessageId,
    ) -> Result<(Delivery, Message), Error> {
        if !actor.may(READ) {
            return Err(hidden(actor));
        }
        let delivery = self.store().delivery(endpoint, message).await?.ok_or(Error::NotFound)?;
        let message = self.store().message(message).await?.ok_or(Error::NotFound)?;
        Ok((delivery, message))
    }

    /// Sends a message once more: the same, under the same id.
    ///
    /// # Errors
    /// When the actor may not, there is none, its endpoint is off, or it waits already.
    pub async fn repeat(
        &self,
        caller: &Caller,
        endpoint: EndpointId,
        message: MessageId,
    ) -> Result<Delivery, Error> {
        self.decide(caller, || async {
            let to = self.at(caller, endpoint).await?;
            let (delivery, _) = self.delivery(&caller.actor, endpoint, message).await?;
            Ok(rules::repeat(&to, &delivery, &caller.actor, self.now())?)
        })
        .await?;
        Ok(self.delivery(&caller.actor, endpoint, message).await?.0)
    }

    /// Sends all once more that an endpoint did not take within the last thirty days.
    ///
    /// # Errors
    /// When the actor may not, there is no such endpoint, or it is off.
    pub async fn repeat_failed(&self, caller: &Caller, endpoint: EndpointId) -> Result<(), Error> {
        let repeated = self.decide(caller, || async {
            let to = self.at(caller, endpoint).await?;
            Ok(rules::repeat_failed(&to, KEPT, &caller.actor, self.now())?)
        });
        repeated.await.map(drop)
    }
}

/// The name of a state, if it is one.
pub(crate) fn state_named(name: &str) -> Option<&'static str> {
    let waiting = DeliveryState::Waiting { due: eframe_core::Timestamp::UNIX_EPOCH };
    let all = [waiting, DeliveryState::Arrived, DeliveryState::Failed];
    all.into_iter().map(DeliveryState::code).find(|code| *code == name)
}
