//! One person's data: all of it, and away with it.

use eframe_core::{Actor, Caller, CommitError};

use super::Newsletter;
use crate::Error;
use crate::model::{Address, Delivery, Entry, Form, Subscriber, Suppression};
use crate::permission::ERASE;
use crate::rules;
use crate::rules::bounce::PastBounce;
use crate::rules::score::Score;

/// All that is kept of one address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Everything {
    /// Whoever has the address.
    pub subscriber: Option<Subscriber>,
    /// What happened between them and the newsletter, oldest first.
    pub ledger: Vec<Entry>,
    /// Why nothing is sent to it.
    pub suppression: Option<Suppression>,
    /// The letters they were to get.
    pub letters: Vec<Delivery>,
    /// Those of them that came back, the latest first.
    pub bounces: Vec<PastBounce>,
    /// How often the address bounced.
    pub score: Score,
}

/// As many as a database counts.
const ALL: u64 = i64::MAX as u64;

/// So many are looked at together whose time is over.
const SLICE: u64 = 200;

impl Newsletter {
    /// All that is kept of an address.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) without the permission.
    pub async fn everything_of(
        &self,
        actor: &Actor,
        address: &Address,
    ) -> Result<Everything, Error> {
        actor.require(ERASE)?;
        let subscriber = self.store().subscriber_at(address).await?;
        let suppression = self.store().suppression(self.mark(address)).await?;
        let Some(one) = subscriber else {
            return Ok(Everything { suppression, ..Everything::default() });
        };
        Ok(Everything {
            suppression,
            ledger: self.store().ledger(one.id).await?,
            letters: self.store().letters_to(one.id).await?,
            bounces: self.store().bounces(Some(one.id), None, ALL).await?,
            score: self.store().score(one.id).await?,
            subscriber: Some(one),
        })
    }

    /// Takes an address out of the house. What stays is a keyed hash, by which it is never written to again unless its
    /// owner asks for the newsletter and says yes.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) without the permission.
    pub async fn erase(&self, caller: &Caller, address: &Address) -> Result<(), Error> {
        caller.actor.require(ERASE)?;
        let (given, mark) = (self.given(), self.mark(address));
        self.decide(caller, || async {
            let found = self.store().subscriber_at(address).await?;
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::erase(found.as_ref(), mark, Form::Desk, &given, actor, now))
        })
        .await
    }

    /// Takes the addresses out of the house whose time is over, and tells how many: four weeks after their owners wanted
    /// no more, a week after a question that nobody answered. For the machinery, each day; a repeat finds nothing to do.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub async fn forget_overdue(&self) -> Result<u64, Error> {
        let caller = Caller::new(Actor::system("newsletter"));
        let mut forgotten = 0;
        loop {
            let due = self.store().overdue(self.now(), SLICE).await?;
            let before = forgotten;
            for id in &due {
                let given = self.given();
                let done = self
                    .decide(&caller, || async {
                        let one = self.store().subscriber(*id).await?.ok_or(Error::NotFound)?;
                        let address = one.address.as_ref().ok_or(Error::NotFound)?;
                        let mark = self.mark(address);
                        let decided = rules::forget(&one, mark, &given, &caller.actor, self.now());
                        decided.ok_or(Error::NotFound)
                    })
                    .await;
                match done {
                    Ok(()) => forgotten += 1,
                    // They came back meanwhile, or many change this one just now: their turn comes again.
                    Err(Error::NotFound | Error::Commit(CommitError::Contended)) => {}
                    Err(error) => return Err(error),
                }
            }
            if (due.len() as u64) < SLICE || forgotten == before {
                return Ok(forgotten);
            }
        }
    }
}
