use eframe_core::{Actor, Caller, Decision, Digest, sha256};
use jiff::SignedDuration;

use super::{Accounts, Client, SignedIn};
use crate::model::{Account, AccountId, Halfway, HalfwayId, ThrottleKey};
use crate::{Error, Refusal, rules};

/// What came of an address and a password that belong together.
#[derive(Clone, Debug)]
pub enum Entrance {
    /// Nothing more is asked: a session has begun.
    In(SignedIn),
    /// The second factor is still owed: [`Accounts::finish_sign_in`].
    Owed(OwedFactor),
}

/// A sign-in that waits for the second factor, for ten minutes. The secret is told this once, and opens nothing.
#[derive(Clone)]
pub struct OwedFactor {
    /// Whose password was right.
    pub account: AccountId,
    /// What the cookie carries.
    pub(crate) secret: String,
    /// How long it is worth keeping.
    pub(crate) lasts: SignedDuration,
}

impl Accounts {
    /// Notes that the password was right, and waits for the second factor.
    pub(super) async fn owe(
        &self,
        proven: &Account,
        counted: &[ThrottleKey],
    ) -> Result<OwedFactor, Error> {
        let (secret, digest) = self.new_secret();
        let id = HalfwayId::new(self.world().ids.next());
        let halfway = Halfway { id, account: proven.id, secret: digest, began: self.now() };
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let account = self.proven_still(proven).await?;
            let commit = rules::owe(self.roles(), &account, halfway.clone())?;
            // Whoever knows the password guesses it no more; where they come from is trusted only when they are in.
            Ok(Decision::new(rules::forgive(commit, counted), ()))
        })
        .await?;
        Ok(OwedFactor { account: proven.id, secret, lasts: Halfway::LIFE })
    }

    /// Ends a sign-in by a code of the app, or by a recovery code, each of which counts once.
    ///
    /// Guessing is slowed down as with passwords, by account and by client, and apart for clients from which somebody got in
    /// before.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`] whatever is wrong with it; [`Refusal::TooLate`] when the password has to be given again;
    /// [`Refusal::Throttled`].
    pub async fn finish_sign_in(
        &self,
        secret: &str,
        code: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        let digest = sha256(secret.as_bytes());
        let halfway = self.waiting(digest).await?;
        let account = self.store().account(halfway.account).await?.ok_or(Refusal::TooLate)?;
        let counted = self.factor_keys(&account, client).await?;
        self.count(&counted).await?;
        let (secret, session) = self.new_session(&account, client);
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            // In this order: the versions of the first two guard the third, and must not be newer than what is read of it.
            let account = self.store().account(account.id).await?.ok_or(Refusal::TooLate)?;
            let factors = self.store().factors(account.id).await?;
            let halfway = self.waiting(digest).await?;
            let proof = self.proof(&factors, code, session.started).ok_or(Refusal::WrongCode)?;
            let (roles, session) = (self.roles(), session.clone());
            let commit = rules::finish(roles, &account, &factors, &halfway, proof, session)?;
            Ok(Decision::new(self.forgiven(commit, &account, client, &counted), ()))
        })
        .await?;
        Ok(self.signed_in(&account, session.id, secret))
    }

    /// Whether somebody's second factor is waited for, behind this secret.
    pub(crate) async fn is_owed(&self, secret: &str) -> Result<bool, Error> {
        match self.waiting(sha256(secret.as_bytes())).await {
            Ok(_) => Ok(true),
            Err(Error::Refused(Refusal::TooLate)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn waiting(&self, secret: Digest) -> Result<Halfway, Error> {
        let found = self.store().halfway_with(secret).await?;
        Ok(found.filter(|one| one.is_open(self.now())).ok_or(Refusal::TooLate)?)
    }

    /// What a code is counted against.
    async fn factor_keys(
        &self,
        account: &Account,
        client: &Client,
    ) -> Result<Vec<ThrottleKey>, Error> {
        let Some(address) = client.address else {
            return Ok(vec![ThrottleKey::Factor(account.id)]);
        };
        let known = ThrottleKey::Known(account.email.key(), address);
        if self.store().trusts(known.row(), self.now()).await? {
            return Ok(vec![ThrottleKey::KnownFactor(account.id, address)]);
        }
        Ok(vec![ThrottleKey::Factor(account.id), ThrottleKey::Client(address)])
    }
}

impl std::fmt::Debug for OwedFactor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("OwedFactor").field("account", &self.account).finish_non_exhaustive()
    }
}
