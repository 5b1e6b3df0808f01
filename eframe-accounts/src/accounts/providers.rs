use eframe_core::{Actor, Caller, Decision, Digest, Timestamp, sha256};

use super::{Accounts, Client, Entrance, OwedFactor};
use crate::model::{
    Account, Change, Counter, Halfway, HalfwayId, Link, LinkId, Provider, ProviderChange,
    SessionId, ThrottleKey, Vouched,
};
use crate::{Error, Refusal, rules};

/// What a permit to link is for.
const PERMIT: &str = "link a sign-in";
/// A permit is good for so many seconds and no longer.
const PERMIT_SECONDS: i64 = 300;
/// So many seconds clocks of instances may be apart.
const APART: i64 = 60;

impl Accounts {
    /// The sign-in elsewhere that this host offers, if it does.
    pub fn provider(&self) -> Option<&Provider> {
        self.inner.provider.as_ref()
    }

    /// Secrets of the key file for a part of the host that seals something of its own, newest first, as
    /// [`Keyring::secrets`](crate::Keyring::secrets) gives them.
    pub fn secrets(&self, purpose: &str) -> Vec<[u8; 32]> {
        self.keyring().secrets(purpose)
    }

    /// Counts that somebody came back from a provider, before the host asks that about the answer. A question is answered
    /// once, rightly or wrongly, on whichever instance: `once` and `until` are what [`Vouched::new`] will be given. Answers of
    /// one network are slowed down as its sign-ins are, apart from them, and those that let somebody in are taken off again.
    ///
    /// # Errors
    /// [`Refusal::TooLate`] when the question was answered before, or too long ago; [`Refusal::Throttled`].
    pub async fn take_answer(
        &self,
        once: Digest,
        until: Timestamp,
        client: &Client,
    ) -> Result<(), Error> {
        if self.now() >= until {
            return Err(Refusal::TooLate.into());
        }
        // Another than what the commit spends that signs in or links.
        let digest = sha256(&[b"answer ", &once.bytes()[..]].concat());
        let spent = Change::Provider(ProviderChange::SpendOnce { digest, until });
        self.count_and(&self.answers(client), Some(spent)).await
    }

    /// Signs somebody in for whom a provider vouches, and where they have a second factor, half-way: what they proved there
    /// takes the place of the password, and of nothing else.
    ///
    /// Only a link opens an account. Nobody is found by a mail address, and no account is opened.
    ///
    /// # Errors
    /// [`Refusal::NotLinked`] when no active account is linked to it, whatever the reason; [`Refusal::TooLate`] when the same
    /// was shown before, or too late.
    pub async fn sign_in_by_provider(
        &self,
        vouched: &Vouched,
        client: &Client,
    ) -> Result<Entrance, Error> {
        let account = self.behind_link(vouched).await?;
        match account.second_factor {
            Some(_) => self.half_way_by_provider(&account, vouched, client).await,
            None => self.in_by_provider(&account, vouched, client).await,
        }
    }

    async fn in_by_provider(
        &self,
        found: &Account,
        vouched: &Vouched,
        client: &Client,
    ) -> Result<Entrance, Error> {
        let (secret, session) = self.new_session(found, client);
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let account = self.linked_still(found, vouched).await?;
            let commit = rules::start(self.roles(), &account, session.clone())?;
            let commit = rules::by_provider(commit, &account, vouched, session.started)?;
            Ok(Decision::new(self.forgiven(commit, &account, client, &self.answers(client)), ()))
        })
        .await?;
        Ok(Entrance::In(self.signed_in(found, session.id, secret)))
    }

    async fn half_way_by_provider(
        &self,
        found: &Account,
        vouched: &Vouched,
        client: &Client,
    ) -> Result<Entrance, Error> {
        let (secret, digest) = self.new_secret();
        let id = HalfwayId::new(self.world().ids.next());
        let began = self.now();
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let account = self.linked_still(found, vouched).await?;
            let halfway = self.halfway_of(account.id, id, digest, began).await?;
            let commit = rules::owe(self.roles(), &account, halfway)?;
            let commit = rules::by_provider(commit, &account, vouched, began)?;
            Ok(Decision::new(rules::forgive(commit, &self.answers(client)), ()))
        })
        .await?;
        Ok(Entrance::Owed(OwedFactor { account: found.id, secret, lasts: Halfway::LIFE }))
    }

    /// The active account that a provider's word opens.
    async fn behind_link(&self, vouched: &Vouched) -> Result<Account, Error> {
        let link = self.store().link_of(vouched).await?.ok_or(Refusal::NotLinked)?;
        let account = self.store().account(link.account).await?.filter(Account::is_active);
        Ok(account.ok_or(Refusal::NotLinked)?)
    }

    /// The account as it is now, when the same is asked of its owner still. It is read before the link, which changes
    /// only with its version.
    async fn linked_still(&self, found: &Account, vouched: &Vouched) -> Result<Account, Error> {
        let account = self.store().account(found.id).await?.filter(Account::is_active);
        let account = account.ok_or(Refusal::NotLinked)?;
        let link = self.store().link_of(vouched).await?;
        let linked = link.is_some_and(|link| link.account == account.id);
        if !linked {
            return Err(Refusal::NotLinked.into());
        }
        let same = account.second_factor == found.second_factor;
        if same { Ok(account) } else { Err(Refusal::TooLate.into()) }
    }

    /// Asks for the actor's password before a sign-in elsewhere is linked in this session of theirs. What it gives permits
    /// [`Accounts::link_provider`] for five minutes, in this session alone and for one link: it is of the account as it is now, and
    /// falls with any change of it.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], [`Refusal::Throttled`].
    pub async fn may_link(
        &self,
        caller: &Caller,
        session: SessionId,
        password: &str,
        client: &Client,
    ) -> Result<String, Error> {
        let keys = self.prove_password(caller, password, client).await?;
        let commit = eframe_core::Commit::by(&caller.actor, self.now());
        self.commit(rules::forgive(commit, &keys)).await?;
        let own = self.own(&caller.actor).await?;
        let given = self.now().as_second();
        Ok(format!("{given}.{}", self.keyring().token(&purpose(given, &own), session.uuid())))
    }

    /// Links the actor's own account to what a provider vouched for. A mail tells them.
    ///
    /// # Errors
    /// [`Refusal::TooLate`] when the permit is of another session, was used or is too old, or the provider's word was shown before;
    /// [`Refusal::LinkedElsewhere`], [`Refusal::LinkedAlready`].
    pub async fn link_provider(
        &self,
        caller: &Caller,
        session: SessionId,
        permit: &str,
        vouched: &Vouched,
    ) -> Result<(), Error> {
        let id = LinkId::new(self.world().ids.next());
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            // The link raises the version that the permit is for.
            if !self.permits(permit, session, &own) {
                return Err(Refusal::TooLate.into());
            }
            let commit = rules::link(&caller.actor, &own, vouched, id, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// Takes a link of the actor's own away. A mail tells them.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], [`Refusal::Throttled`]; [`Error::NotFound`] when it is gone or somebody else's.
    pub async fn unlink_provider(
        &self,
        caller: &Caller,
        id: LinkId,
        password: &str,
        client: &Client,
    ) -> Result<(), Error> {
        let keys = self.prove_password(caller, password, client).await?;
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let link = self.store().link(id).await?.filter(|link| link.account == own.id);
            let link = link.ok_or(Error::NotFound)?;
            let commit = rules::unlink(&caller.actor, &own, &link, self.now())?;
            Ok(Decision::new(rules::forgive(commit, &keys), ()))
        })
        .await
    }

    /// The actor's own links, oldest first.
    ///
    /// # Errors
    /// [`Refusal::Denied`] when nobody has signed in.
    pub async fn links(&self, actor: &Actor) -> Result<Vec<Link>, Error> {
        let own = self.own(actor).await?;
        self.store().links(own.id).await
    }

    /// What an answer of a provider is counted against.
    fn answers(&self, client: &Client) -> Vec<Counter> {
        self.counters(client.address.map(ThrottleKey::Answers))
    }

    fn permits(&self, permit: &str, session: SessionId, own: &Account) -> bool {
        let Some((given, proof)) = permit.split_once('.') else { return false };
        let Ok(given) = given.parse::<i64>() else { return false };
        let age = self.now().as_second().saturating_sub(given);
        let in_time = (-APART..PERMIT_SECONDS).contains(&age);
        in_time && self.keyring().opens(&purpose(given, own), proof) == Some(session.uuid())
    }
}

/// What a permit is for: it says when it was given and to which state of which account, so it stands in no row.
fn purpose(given: i64, own: &Account) -> String {
    format!("{PERMIT} {given} {} {}", own.id, own.version)
}
