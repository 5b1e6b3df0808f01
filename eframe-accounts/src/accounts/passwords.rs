use eframe_core::{Actor, Caller, Commit, Decision, Language};
use jiff::SignedDuration;

use super::{Accounts, Client, SignedIn};
use crate::model::{Account, Change, EmailAddress, PasswordHash, Reset, ResetId, ThrottleKey};
use crate::password::words;
use crate::{Error, Refusal, rules};

/// How long a link for a new password is good: NIST SP 800-63B-4, section 4.2.1.2, allows a day by mail.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);
/// What a link's proof is for.
pub(crate) const RESET: &str = "reset";

impl Accounts {
    /// Asks for a new password. Who asks learns nothing: the answer is the same for every address, and for
    /// every address the same is written. Too many wishes are dropped in silence.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for what is no address at all.
    pub async fn ask_reset(
        &self,
        email: &str,
        language: Language,
        client: &Client,
    ) -> Result<(), Error> {
        let email = EmailAddress::parse("email", email)?;
        let mut keys = vec![ThrottleKey::MailTo(email.key())];
        keys.extend(client.address.map(ThrottleKey::MailFrom));
        match self.count(&self.counters(keys)).await {
            Err(Error::Refused(Refusal::Throttled { .. })) => return Ok(()),
            other => other?,
        }
        let now = self.now();
        let id = ResetId::new(self.world().ids.next());
        let reset = Reset { id, email, language, expires: now + GOOD_FOR };
        self.commit(rules::ask_reset(reset, now)).await
    }

    /// Whether a link from a mail still sets a password. It changes nothing, so a mail scanner may follow it.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`].
    pub async fn check_reset(&self, token: &str) -> Result<(), Error> {
        self.reset_behind(token).await.map(drop)
    }

    /// Sets the password that the reader of a mail chose. The link is good once.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`]; [`Refusal::Invalid`] with the fault of the password.
    pub async fn reset_password(&self, token: &str, password: &str) -> Result<(), Error> {
        let (reset, account) = self.reset_behind(token).await?;
        let hash = self.choose("password", password, &account.name, &account.email).await?;
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            // The account first: its version guards the wish too, and must not be newer than what is read of that.
            let account = self.store().account(account.id).await?.ok_or(Refusal::LinkDead)?;
            let reset = self.store().reset(reset.id).await?.ok_or(Refusal::LinkDead)?;
            let (roles, hash, now) = (self.roles(), hash.clone(), self.now());
            let attempts = self.counter(ThrottleKey::Account(account.email.key())).row;
            let commit = rules::reset_password(roles, &reset, &account, hash, attempts, now)?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    async fn reset_behind(&self, token: &str) -> Result<(Reset, Account), Error> {
        let id = self.keyring().opens(RESET, token).ok_or(Refusal::LinkDead)?;
        let reset = self.store().reset(ResetId::new(id)).await?.ok_or(Refusal::LinkDead)?;
        let account = self.store().account_of(&reset.email.key()).await?;
        let account = account.filter(Account::is_active).ok_or(Refusal::LinkDead)?;
        if !reset.is_open(self.now()) {
            self.is_over(Change::DropReset(reset.id)).await;
            return Err(Refusal::LinkDead.into());
        }
        Ok((reset, account))
    }

    /// Changes the actor's own password. Every session ends and every token is dropped; a new session begins for whoever asked.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] when the current one is wrong, [`Refusal::Throttled`],
    /// [`Refusal::Invalid`] with the fault of the new one.
    pub async fn change_password(
        &self,
        caller: &Caller,
        current: &str,
        new: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        let account = self.own(&caller.actor).await?;
        let keys = self.prove_password(caller, current, client).await?;
        let hash = match self.choose("password", new, &account.name, &account.email).await {
            Ok(hash) => hash,
            Err(error) => {
                // They knew the current one: whoever tries what is good enough is not guessing.
                let commit = Commit::by(&caller.actor, self.now());
                self.commit(rules::forgive(commit, &keys)).await?;
                return Err(error);
            }
        };
        let proven = account.password();
        self.decide(caller, || async {
            let account = self.own(&caller.actor).await?;
            if account.password() != proven {
                return Err(Refusal::WrongPassword.into());
            }
            let commit = rules::change_password(&caller.actor, &account, hash.clone(), self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await?;
        let renewed = self.own(&caller.actor).await?;
        self.start(&renewed, client, &keys).await
    }

    /// Judges a password that somebody chooses, and hashes it.
    pub(super) async fn choose(
        &self,
        field: &'static str,
        text: &str,
        name: &str,
        email: &EmailAddress,
    ) -> Result<PasswordHash, Error> {
        let mut known: Vec<&str> = self.inner.words.iter().map(String::as_str).collect();
        known.extend([name, email.as_str()]);
        Ok(self.inner.passwords.choose(field, text, words(&known)).await??)
    }
}
