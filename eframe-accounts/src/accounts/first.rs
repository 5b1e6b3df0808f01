use eframe_core::{Actor, Caller, CommitError, Database, Decision, Language};

use super::{Accounts, Client, SignedIn};
use crate::model::{AccountId, EmailAddress};
use crate::rules::Newcomer;
use crate::store::Store;
use crate::{Error, Refusal, rules};

/// What a link's proof is for.
const PURPOSE: &str = "first administrator";

impl Accounts {
    /// Whether anybody has an account in this database, was invited, or was offered to be the first administrator. Links and
    /// second factors that a [`Keyring`](crate::Keyring) made may be out then, so a host asks this before it makes another.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has_begun(database: &Database) -> Result<bool, Error> {
        Store::new(database.clone()).has_begun().await
    }

    /// The address that makes whoever opens it the first administrator, while there is none. It is printed at
    /// each start until somebody used it; instances that start together print the same.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn first_administrator(&self) -> Result<Option<String>, Error> {
        for _ in 0..3 {
            let directory = self.store().directory(self.roles()).await?;
            let (actor, id) = (Actor::system("accounts"), self.world().ids.next());
            let Some((link, commit)) = rules::offer_first(&actor, &directory, id, self.now())
            else {
                return Ok(None);
            };
            match self.store().database().commit(commit).await {
                Err(CommitError::Stale { .. }) => {}
                other => {
                    other?;
                    let token = self.keyring().token(PURPOSE, link.id);
                    let path = self.mount().account_url(&format!("/first?token={token}"));
                    return Ok(Some(self.mount().absolute(&path)));
                }
            }
        }
        Err(CommitError::Contended.into())
    }

    /// Whether a link still makes the first administrator. It changes nothing.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`].
    pub async fn check_first(&self, token: &str) -> Result<(), Error> {
        let id = self.keyring().opens(PURPOSE, token).ok_or(Refusal::LinkDead)?;
        let directory = self.store().directory(self.roles()).await?;
        let good = directory.administrators.is_empty()
            && directory.first.is_some_and(|link| link.id == id && self.now() < link.expires);
        if good { Ok(()) } else { Err(Refusal::LinkDead.into()) }
    }

    /// Makes the first administrator, and signs them in.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`] when there is one; [`Refusal::Invalid`] with the fault of the password.
    pub async fn claim_first(
        &self,
        token: &str,
        email: EmailAddress,
        name: String,
        language: Language,
        password: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        self.check_first(token).await?;
        let link = self.keyring().opens(PURPOSE, token).ok_or(Refusal::LinkDead)?;
        let password = self.choose("password", password, &name, &email).await?;
        let id = AccountId::new(self.world().ids.next());
        let newcomer = Newcomer { id, name, language, password };
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let directory = self.store().directory(self.roles()).await?;
            let (email, newcomer) = (email.clone(), newcomer.clone());
            let commit = rules::claim(self.roles(), &directory, link, email, newcomer, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await?;
        let account = self.store().account(id).await?.ok_or(Error::NotFound)?;
        self.start(&account, client, &[]).await
    }
}
