use eframe_core::{Actor, Caller, CommitError, Decision, Version};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Webhooks, hidden};
use crate::event::GivenUp;
use crate::model::{Endpoint, EndpointId, MessageId, SecretMark, Why};
use crate::permission::{MANAGE, READ};
use crate::rules::{self, Change, Overlap, Wish};
use crate::{Error, Refusal};

/// An endpoint with the secret that it was given just now. It is shown this once.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// `whsec_...`.
    pub secret: String,
}

impl Webhooks {
    /// Reads what somebody wants an endpoint to be.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn wish<'a>(
        &self,
        about: &str,
        url: &str,
        events: impl IntoIterator<Item = &'a str>,
    ) -> Result<Wish, Error> {
        Ok(Wish::read(about, url, events, &self.events(), self.allowed())?)
    }

    /// All endpoints, in the order they were added.
    ///
    /// # Errors
    /// When the actor may not, or they cannot be read.
    pub async fn endpoints(&self, actor: &Actor) -> Result<Vec<Endpoint>, Error> {
        actor.require(READ)?;
        self.store().endpoints().await
    }

    /// One of them.
    ///
    /// # Errors
    /// When there is none, the actor may not know of it, or it cannot be read.
    pub async fn endpoint(&self, actor: &Actor, id: EndpointId) -> Result<Endpoint, Error> {
        if !actor.may(READ) {
            return Err(hidden(actor));
        }
        self.store().endpoint(id).await?.ok_or(Error::NotFound)
    }

    /// How many endpoints take nothing, for the first page of a desk; nothing for others.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn failing(&self, actor: &Actor) -> Result<u64, Error> {
        if actor.may(MANAGE) { self.store().count_failing().await } else { Ok(0) }
    }

    /// Adds an endpoint.
    ///
    /// # Errors
    /// When the actor may not.
    pub async fn add(&self, caller: &Caller, wish: Wish) -> Result<Issued, Error> {
        // Whoever may not see it would be refused what they made, with its secret.
        caller.actor.require(READ)?;
        let world = self.store().database().world();
        let (id, salt) = (EndpointId::new(world.ids.next()), world.ids.next());
        let given = self
            .decide(caller, || async {
                let secret = self.secrets().mark(salt);
                let added = rules::add(id, secret.clone(), wish.clone(), &caller.actor, self.now());
                Ok(with_secret(added?, secret))
            })
            .await?;
        self.issued(caller, given).await
    }

    /// Changes an endpoint that is at this version; at whichever, without one.
    ///
    /// # Errors
    /// When the actor may not, there is none, or it is at another version.
    pub async fn change(
        &self,
        caller: &Caller,
        id: EndpointId,
        version: Option<Version>,
        wish: Wish,
    ) -> Result<Endpoint, Error> {
        self.decide(caller, || async {
            let endpoint = self.at(caller, id).await?;
            let decided = rules::change(&endpoint, wish.clone(), &caller.actor, self.now())?;
            Ok(unmoved(&endpoint, version).map(|()| decided)?)
        })
        .await?;
        self.endpoint(&caller.actor, id).await
    }

    /// Gives an endpoint another secret.
    ///
    /// # Errors
    /// When the actor may not, there is none, or it is at another version.
    pub async fn rotate(
        &self,
        caller: &Caller,
        id: EndpointId,
        version: Option<Version>,
        overlap: Overlap,
    ) -> Result<Issued, Error> {
        let salt = self.store().database().world().ids.next();
        let given = self
            .decide(caller, || async {
                let endpoint = self.at(caller, id).await?;
                let (secret, now) = (self.secrets().mark(salt), self.now());
                let rotated =
                    rules::rotate(&endpoint, secret.clone(), overlap, &caller.actor, now)?;
                unmoved(&endpoint, version)?;
                Ok(with_secret(rotated, secret))
            })
            .await?;
        self.issued(caller, given).await
    }

    /// Switches an endpoint on: what waits goes on its way.
    ///
    /// # Errors
    /// When the actor may not, there is none, it is at another version, or it is on.
    pub async fn switch_on(
        &self,
        caller: &Caller,
        id: EndpointId,
        version: Option<Version>,
    ) -> Result<Endpoint, Error> {
        self.decide(caller, || async {
            let endpoint = self.at(caller, id).await?;
            let decided = rules::switch_on(&endpoint, &caller.actor, self.now())?;
            Ok(unmoved(&endpoint, version).map(|()| decided)?)
        })
        .await?;
        self.endpoint(&caller.actor, id).await
    }

    /// Switches an endpoint off: nothing new is kept for it, and what waits stays.
    ///
    /// # Errors
    /// When the actor may not, there is none, it is at another version, or it is off.
    pub async fn switch_off(
        &self,
        caller: &Caller,
        id: EndpointId,
        version: Option<Version>,
    ) -> Result<Endpoint, Error> {
        self.decide(caller, || async {
            let endpoint = self.at(caller, id).await?;
            let decided = rules::switch_off(&endpoint, Why::Person, &caller.actor, self.now())?;
            Ok(unmoved(&endpoint, version).map(|()| decided)?)
        })
        .await?;
        self.endpoint(&caller.actor, id).await
    }

    /// Takes an endpoint away, with all that was on its way to it.
    ///
    /// # Errors
    /// When the actor may not, there is none, or it is at another version.
    pub async fn remove(
        &self,
        caller: &Caller,
        id: EndpointId,
        version: Option<Version>,
    ) -> Result<(), Error> {
        let removed = self.decide(caller, || async {
            let endpoint = self.at(caller, id).await?;
            let decided = rules::remove(&endpoint, &caller.actor, self.now())?;
            Ok(unmoved(&endpoint, version).map(|()| decided)?)
        });
        removed.await.map(drop)
    }

    /// Sends an endpoint a message that tells of nothing, to try it out.
    ///
    /// # Errors
    /// When the actor may not, there is none, or it is off.
    pub async fn ping(&self, caller: &Caller, id: EndpointId) -> Result<MessageId, Error> {
        let message = MessageId::new(self.store().database().world().ids.next());
        self.decide(caller, || async {
            let endpoint = self.at(caller, id).await?;
            Ok(rules::ping(&endpoint, message, &caller.actor, self.now())?)
        })
        .await
    }

    /// Switches an endpoint off that takes nothing any more where it was tried, and lets those know who manage webhooks.
    pub(crate) async fn give_up(&self, tried: &Endpoint, why: Why) -> Result<(), Error> {
        let house = Caller::new(Actor::system("webhooks"));
        let people = match self.people() {
            Some(people) => people.holders(MANAGE).await.map_err(CommitError::Unavailable)?,
            None => Vec::new(),
        };
        let given_up = self.decide(&house, || async {
            let endpoint = self.at(&house, tried.id).await?;
            if endpoint.target != tried.target {
                return Err(Refusal::Moved(endpoint.version).into());
            }
            let Decision { commit, outcome } =
                rules::switch_off(&endpoint, why, &house.actor, self.now())?;
            let told = people.iter().map(|one| GivenUp::of(tried.id, one.id));
            Ok(Decision::new(told.fold(commit, |commit, news| commit.send(&news)), outcome))
        });
        match given_up.await {
            // Somebody was faster, or it is elsewhere by now.
            Ok(_) | Err(Error::NotFound | Error::Refused(Refusal::IsOff | Refusal::Moved(_))) => {
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// An endpoint to be changed.
    pub(super) async fn at(&self, caller: &Caller, id: EndpointId) -> Result<Endpoint, Error> {
        if !caller.actor.may(READ) {
            return Err(hidden(&caller.actor));
        }
        caller.actor.require(MANAGE)?;
        self.store().endpoint(id).await?.ok_or(Error::NotFound)
    }

    /// The secret that was given then, which a repeated request is told again: also when another was given since, and
    /// only while its sender may still manage endpoints.
    async fn issued(
        &self,
        caller: &Caller,
        (id, mark): (EndpointId, SecretMark),
    ) -> Result<Issued, Error> {
        let endpoint = self.at(caller, id).await?;
        let secret = self.secrets().of(id, &mark).ok_or(Error::NotFound)?.reveal();
        Ok(Issued { endpoint, secret })
    }

    pub(super) async fn decide<T, F, Attempt>(
        &self,
        caller: &Caller,
        attempt: F,
    ) -> Result<T, Error>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<Change, T>, Error>>,
    {
        self.store().database().decide(caller, attempt).await
    }
}

/// Refuses whoever changes an endpoint as it is no more: behind the rule, for what stands against the change is told whatever
/// they saw.
fn unmoved(endpoint: &Endpoint, version: Option<Version>) -> Result<(), Refusal> {
    match version {
        Some(seen) if seen != endpoint.version => Err(Refusal::Moved(endpoint.version)),
        _ => Ok(()),
    }
}

/// The decision, and what its secret is made of.
fn with_secret(
    Decision { commit, outcome }: Decision<Change, EndpointId>,
    secret: SecretMark,
) -> Decision<Change, (EndpointId, SecretMark)> {
    Decision::new(commit, (outcome, secret))
}
