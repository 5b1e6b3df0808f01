use eframe_core::{Caller, CommitError, Decision, OrganisationId, Settled};

use super::Accounts;
use crate::model::{InvitationId, Organisation};
use crate::rules::{Known, Welcome};
use crate::{Error, Refusal, rules};

/// So many organisations are taken in together.
const SLICE: usize = 200;

/// An organisation that another part of the host came to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The id that it has there.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What is added to the name in brackets where another organisation has it already, such as a number.
    pub mark: String,
}

impl Met {
    fn marked(&self) -> String {
        format!("{} ({})", self.name, self.mark)
    }
}

impl Accounts {
    /// Takes organisations in that another part of the host came to know, so that people can be invited for them, and
    /// calls those that are known what they are called there: for a subscriber of that part's event, whose delivery is
    /// `settled` with it, or for a job that goes through all of them. However often it is told, it happens once.
    ///
    /// Pass what the other part has now, and not what an old event said.
    ///
    /// # Errors
    /// The refusals of [`rules::meet`]; [`Refusal::NameTaken`] when even a marked name is another's.
    pub async fn meet(
        &self,
        caller: &Caller,
        met: &[Met],
        settled: Option<Settled>,
    ) -> Result<(), Error> {
        for some in met.chunks(SLICE) {
            match self.meet_some(caller, some, &|one| one.name.clone()).await {
                // One name of the slice is another's: each goes on alone.
                Err(Error::Refused(Refusal::NameTaken)) => {
                    for one in some {
                        self.meet_one(caller, one).await?;
                    }
                }
                done => done?,
            }
        }
        let Some(settled) = settled else { return Ok(()) };
        let commit = rules::meet(&caller.actor, &[], [], Some(settled), self.now())?;
        match self.commit(commit).await {
            Err(Error::Commit(CommitError::Settled)) => Ok(()),
            done => done,
        }
    }

    async fn meet_one(&self, caller: &Caller, one: &Met) -> Result<(), Error> {
        let alone = std::slice::from_ref(one);
        match self.meet_some(caller, alone, &|one| one.name.clone()).await {
            Err(Error::Refused(Refusal::NameTaken)) => {
                self.meet_some(caller, alone, &Met::marked).await
            }
            done => done,
        }
    }

    async fn meet_some(
        &self,
        caller: &Caller,
        some: &[Met],
        name: &(dyn Fn(&Met) -> String + Sync),
    ) -> Result<(), Error> {
        let ids: Vec<_> = some.iter().map(|one| one.id).collect();
        self.decide(caller, || async {
            let known = self.store().organisations(Some(&ids)).await?;
            // Whoever has the mark keeps it, also when the name is free again.
            let is_marked =
                |one: &Met| known.iter().any(|old| old.id == one.id && old.name == one.marked());
            let named = some.iter().filter(|one| !is_marked(one));
            let named = named.map(|one| Organisation { id: one.id, name: name(one) });
            let commit = rules::meet(&caller.actor, &known, named, None, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// Takes an organisation in that another part of the host came to know, and invites the first of its people: for a
    /// subscriber of that part's event. However often the event is delivered, it happens once.
    ///
    /// Where another organisation has the name already, `mark` is added to it in brackets.
    ///
    /// # Errors
    /// The refusals of [`rules::welcome`]; [`Refusal::NameTaken`] when even the marked name is another's.
    pub async fn welcome(
        &self,
        caller: &Caller,
        wish: &Welcome,
        mark: &str,
        settled: Settled,
    ) -> Result<(), Error> {
        match self.welcome_as(caller, wish, settled.clone()).await {
            Err(Error::Refused(Refusal::NameTaken)) => {
                let name = format!("{} ({mark})", wish.name);
                self.welcome_as(caller, &Welcome { name, ..wish.clone() }, settled).await
            }
            done => done,
        }
    }

    async fn welcome_as(
        &self,
        caller: &Caller,
        wish: &Welcome,
        settled: Settled,
    ) -> Result<(), Error> {
        let id = InvitationId::new(self.world().ids.next());
        let key = wish.invite.email.key();
        let done = self
            .decide(caller, || async {
                let organisations = [wish.organisation];
                let organisations = self.store().organisations(Some(&organisations));
                let known = Known {
                    organisation: organisations.await?.pop(),
                    account: self.store().account_of(&key).await?,
                    waiting: self.store().open_invitations(&key, self.now()).await?,
                };
                let (actor, roles, settled) = (&caller.actor, self.roles(), settled.clone());
                let commit = rules::welcome(actor, roles, wish, &known, id, settled, self.now())?;
                Ok(Decision::new(commit, ()))
            })
            .await;
        match done {
            Err(Error::Commit(CommitError::Settled)) => Ok(()),
            done => done,
        }
    }
}
