use eframe_core::{Caller, CommitError, Decision, Settled};

use super::Accounts;
use crate::model::InvitationId;
use crate::rules::{Known, Welcome};
use crate::{Error, Refusal, rules};

impl Accounts {
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
