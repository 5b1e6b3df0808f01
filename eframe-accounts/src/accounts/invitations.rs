use eframe_core::{Actor, Caller, CommitError, Decision, Language};
use jiff::SignedDuration;

use super::sign_in::TRIES;
use super::{Accounts, Client, SignedIn};
use crate::model::{Account, AccountId, Change, Invitation, InvitationId};
use crate::rules::{Invite, Newcomer};
use crate::store::constraint;
use crate::{Error, Refusal, permission, rules};

/// What a link's proof is for.
pub(crate) const INVITATION: &str = "invitation";
/// A list shows so many.
const NEWEST: u64 = 500;

/// What somebody without an account says when they accept an invitation.
#[derive(Clone)]
pub struct Acceptance {
    /// The name others will see.
    pub name: String,
    /// The language of their mails.
    pub language: Language,
    /// The password they chose.
    pub password: String,
}

impl Accounts {
    /// Invites somebody. A mail follows.
    ///
    /// # Errors
    /// The refusals of [`rules::invite`]; [`Refusal::Throttled`] for whoever invites for their organisation alone, when
    /// they sent many, or many were sent to the address.
    pub async fn invite(&self, caller: &Caller, wish: Invite) -> Result<InvitationId, Error> {
        let id = InvitationId::new(self.world().ids.next());
        let keys = self.counters(rules::counted_for(&caller.actor, &wish));
        for _ in 0..TRIES {
            let sent = self.decide(caller, || async {
                let (actor, roles, wish) = (&caller.actor, self.roles(), wish.clone());
                let commit = rules::invite(actor, roles, wish, id, self.now())?;
                let commit = rules::count_with(commit, &self.store().counted(&keys).await?)?;
                Ok(Decision::new(commit, id))
            });
            match sent.await {
                // Something else was counted for the first time in the same moment.
                Err(Error::Commit(CommitError::Constraint(constraint::COUNT))) => {}
                other => return other,
            }
        }
        Err(Refusal::Throttled { until: self.now() + SignedDuration::from_secs(1) }.into())
    }

    /// The newest invitations that the actor may know of.
    ///
    /// # Errors
    /// [`Refusal::Denied`] without [`permission::READ`] anywhere.
    pub async fn invitations(&self, actor: &Actor) -> Result<Vec<Invitation>, Error> {
        let organisations = super::people::reads_somewhere(actor)?;
        let mut newest = self.store().invitations(organisations.as_deref(), NEWEST).await?;
        newest.retain(|invitation| is_visible(actor, invitation));
        Ok(newest)
    }

    /// One invitation.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not know of it.
    pub async fn invitation(&self, actor: &Actor, id: InvitationId) -> Result<Invitation, Error> {
        super::people::reads_somewhere(actor)?;
        let found = self.store().invitation(id).await?;
        found.filter(|invitation| is_visible(actor, invitation)).ok_or(Error::NotFound)
    }

    /// The invitation that was just sent, whoever sent it.
    pub(crate) async fn sent(&self, id: InvitationId) -> Result<Invitation, Error> {
        self.store().invitation(id).await?.ok_or(Error::NotFound)
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Denied`]; [`Refusal::LinkDead`] when it was accepted or taken back.
    pub async fn withdraw(&self, caller: &Caller, id: InvitationId) -> Result<(), Error> {
        self.decide(caller, || async {
            let invitation = self.invitation(&caller.actor, id).await?;
            let commit = rules::withdraw(&caller.actor, self.roles(), &invitation, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// The invitation that a link opens, and the account of its address if there is one. It changes nothing.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`].
    pub async fn invitation_behind(
        &self,
        token: &str,
    ) -> Result<(Invitation, Option<Account>), Error> {
        let (invitation, _) = self.open_invitation(token).await?;
        let account = self.store().account_of(&invitation.email.key()).await?;
        Ok((invitation, account))
    }

    /// The invitation that a link opens, with the account of who sent it, who may do so still.
    async fn open_invitation(&self, token: &str) -> Result<(Invitation, Option<Account>), Error> {
        let id = self.keyring().opens(INVITATION, token).ok_or(Refusal::LinkDead)?;
        let found = self.store().invitation(InvitationId::new(id)).await?;
        let invitation = found.ok_or(Refusal::LinkDead)?;
        if !invitation.is_open(self.now()) {
            self.is_over(Change::EndInvitation(invitation.id)).await;
            return Err(Refusal::LinkDead.into());
        }
        let sender = match invitation.sender {
            Some(id) => self.store().account(id).await?,
            None => None,
        };
        if !rules::stands(self.roles(), &invitation, sender.as_ref()) {
            return Err(Refusal::LinkDead.into());
        }
        Ok((invitation, sender))
    }

    /// Opens an account for whoever holds the link, and signs them in.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`]; [`Refusal::EmailTaken`] when the address has an account, which then accepts by
    /// [`Accounts::accept_with_account`]; [`Refusal::Invalid`] with the fault of the password.
    pub async fn accept(
        &self,
        token: &str,
        acceptance: Acceptance,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        let (invitation, account) = self.invitation_behind(token).await?;
        if account.is_some() {
            return Err(Refusal::EmailTaken.into());
        }
        let Acceptance { name, language, password } = acceptance;
        let password = self.choose("password", &password, &name, &invitation.email).await?;
        let id = AccountId::new(self.world().ids.next());
        let newcomer = Newcomer { id, name, language, password };
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let (invitation, sender) = self.open_invitation(token).await?;
            let (roles, newcomer, now) = (self.roles(), newcomer.clone(), self.now());
            let sender = sender.as_ref();
            let commit = rules::accept_as_newcomer(roles, &invitation, sender, newcomer, now)?;
            Ok(Decision::new(commit, ()))
        })
        .await?;
        let account = self.store().account(id).await?.ok_or(Error::NotFound)?;
        self.start(&account, client, &[]).await
    }

    /// Adds the roles of an invitation to the account that is signed in, and starts a new session for it.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`]; [`Refusal::OtherAccount`] when the invitation is for another address.
    pub async fn accept_with_account(
        &self,
        caller: &Caller,
        token: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let (invitation, sender) = self.open_invitation(token).await?;
            let (roles, sender, now) = (self.roles(), sender.as_ref(), self.now());
            let commit = rules::accept_with_account(roles, &invitation, sender, &own, now)?;
            Ok(Decision::new(commit, ()))
        })
        .await?;
        let own = self.own(&caller.actor).await?;
        self.start(&own, client, &[]).await
    }
}

/// Whoever reads everywhere sees all; whoever reads for organisations sees what is for those alone.
fn is_visible(actor: &Actor, invitation: &Invitation) -> bool {
    invitation.memberships.iter().all(|one| match one.organisation {
        Some(organisation) => actor.may_for(permission::READ, organisation),
        None => actor.may(permission::READ),
    })
}
