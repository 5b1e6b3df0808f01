//! What the Secretariat sees and does.

use eframe_core::{Actor, Caller};

use super::{Newsletter, hidden};
use crate::Error;
use crate::model::{Entry, How, Subscriber, SubscriberId, Suppression};
use crate::permission::{READ, WRITE};
use crate::rules::Standing;
use crate::store::{Behind, Filter};

/// One subscriber with their ledger, oldest line first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) subscriber: Subscriber,
    pub(crate) ledger: Vec<Entry>,
    pub(crate) suppression: Option<Suppression>,
}

impl Newsletter {
    /// Subscribers, the newest first, behind one.
    pub(crate) async fn subscribers(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<Vec<Subscriber>, Error> {
        actor.require(READ)?;
        self.store().subscribers(filter, after, limit).await
    }

    /// How many they are.
    pub(crate) async fn count_subscribers(
        &self,
        actor: &Actor,
        filter: &Filter,
    ) -> Result<u64, Error> {
        actor.require(READ)?;
        self.store().count_subscribers(filter).await
    }

    /// One subscriber with their ledger.
    pub(crate) async fn told(&self, actor: &Actor, id: SubscriberId) -> Result<Told, Error> {
        actor.require(READ)?;
        let subscriber = self.store().subscriber(id).await?.ok_or_else(|| hidden(actor))?;
        let ledger = self.store().ledger(id).await?;
        let suppression = self.suppression_of(&subscriber).await?;
        Ok(Told { subscriber, ledger, suppression })
    }

    /// Ends somebody's subscription for them.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Denied`](crate::Refusal::Denied) without the permission.
    pub async fn unsubscribe_for(
        &self,
        caller: &Caller,
        id: SubscriberId,
    ) -> Result<Standing, Error> {
        caller.actor.require(WRITE)?;
        self.end(caller, id, How::Desk).await
    }
}
