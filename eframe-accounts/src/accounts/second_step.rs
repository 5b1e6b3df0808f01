use eframe_core::{Actor, Caller, Decision, Digest, Timestamp, sha256};
use jiff::SignedDuration;

use super::{Accounts, Client, SignedIn};
use crate::model::{
    Account, AccountId, Change, Counter, Factors, Halfway, HalfwayId, Proof, Question, ThrottleKey,
};
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

/// What somebody may answer with who owes the second factor.
#[derive(Clone, Debug)]
pub(crate) struct Owed {
    /// Whether they have an app that makes codes.
    pub(crate) app: bool,
    /// What their passkeys are asked, where they have any.
    pub(crate) question: Option<Question>,
}

impl Accounts {
    /// Notes that the password was right, and waits for the second factor.
    pub(super) async fn owe(
        &self,
        proven: &Account,
        counted: &[Counter],
    ) -> Result<OwedFactor, Error> {
        let (secret, digest) = self.new_secret();
        let id = HalfwayId::new(self.world().ids.next());
        let (of, began) = (proven.id, self.now());
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let account = self.proven_still(proven).await?;
            let halfway = self.halfway_of(of, id, digest, began).await?;
            let commit = rules::owe(self.roles(), &account, halfway)?;
            // Whoever knows the password guesses it no more; where they come from is trusted only when they are in.
            Ok(Decision::new(rules::forgive(commit, counted), ()))
        })
        .await?;
        Ok(OwedFactor { account: proven.id, secret, lasts: Halfway::LIFE })
    }

    /// A sign-in that is to wait, with what the account's passkeys are asked. It is made after the account is read that guards it: who
    /// gets or loses a passkey has another version.
    pub(super) async fn halfway_of(
        &self,
        account: AccountId,
        id: HalfwayId,
        secret: Digest,
        began: Timestamp,
    ) -> Result<Halfway, Error> {
        let question = self.question(&self.store().factors(account).await?);
        Ok(Halfway { id, account, secret, began, question })
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
        let proof = |factors: &Factors, _: &Halfway, now| {
            self.proof(factors, code, now).ok_or(Error::from(Refusal::WrongCode))
        };
        self.finish_with(secret, client, proof).await
    }

    /// Ends a sign-in by what a passkey answered, which counts once: JSON, as browsers write it. After a wrong answer another
    /// question is put.
    ///
    /// # Errors
    /// [`PasskeyRefusal::Wrong`](crate::PasskeyRefusal::Wrong) whatever is wrong with it; [`Refusal::TooLate`] when the password has to be given again;
    /// [`Refusal::Throttled`].
    #[cfg(feature = "passkeys")]
    pub async fn finish_by_passkey(
        &self,
        secret: &str,
        answer: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        let proof = |factors: &Factors, halfway: &Halfway, _| self.signed(factors, halfway, answer);
        let finished = self.finish_with(secret, client, proof).await;
        if let Err(Error::Refused(Refusal::Passkey(crate::PasskeyRefusal::Wrong))) = finished {
            self.ask_anew(secret).await?;
        }
        finished
    }

    #[cfg(feature = "passkeys")]
    async fn ask_anew(&self, secret: &str) -> Result<(), Error> {
        let halfway = self.waiting(sha256(secret.as_bytes())).await?;
        let factors = self.store().factors(halfway.account).await?;
        let Some(question) = self.question(&factors) else { return Ok(()) };
        self.commit(rules::ask_anew(&Actor::anonymous(), &halfway, question, self.now())).await
    }

    /// Where no passkey is asked for.
    #[cfg(not(feature = "passkeys"))]
    fn question(&self, _: &Factors) -> Option<Question> {
        None
    }

    async fn finish_with(
        &self,
        secret: &str,
        client: &Client,
        proof: impl Fn(&Factors, &Halfway, Timestamp) -> Result<Proof, Error> + Send + Sync,
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
            let proof = proof(&factors, &halfway, session.started)?;
            let (roles, session) = (self.roles(), session.clone());
            let commit = rules::finish(roles, &account, &factors, &halfway, proof, session)?;
            Ok(Decision::new(self.forgiven(commit, &account, client, &counted), ()))
        })
        .await?;
        Ok(self.signed_in(&account, session.id, secret))
    }

    /// With what somebody may answer whose second factor is waited for, behind this secret; `None` when nobody's is.
    pub(crate) async fn owed(&self, secret: &str) -> Result<Option<Owed>, Error> {
        let halfway = match self.waiting(sha256(secret.as_bytes())).await {
            Ok(halfway) => halfway,
            Err(Error::Refused(Refusal::TooLate)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let factors = self.store().factors(halfway.account).await?;
        let question = halfway.question.filter(|_| !factors.passkeys.is_empty());
        Ok(Some(Owed { app: factors.app.is_some(), question }))
    }

    async fn waiting(&self, secret: Digest) -> Result<Halfway, Error> {
        let found = self.store().halfway_with(secret).await?.ok_or(Refusal::TooLate)?;
        if !found.is_open(self.now()) {
            self.is_over(Change::EndHalfway(found.id)).await;
            return Err(Refusal::TooLate.into());
        }
        Ok(found)
    }

    /// What a code is counted against.
    async fn factor_keys(&self, account: &Account, client: &Client) -> Result<Vec<Counter>, Error> {
        let factor = ThrottleKey::Factor(account.id);
        let Some(address) = client.address else { return Ok(self.counters([factor])) };
        let known = self.counter(ThrottleKey::Known(account.email.key(), address));
        if self.store().trusts(known.row, self.now()).await? {
            return Ok(self.counters([ThrottleKey::KnownFactor(account.id, address)]));
        }
        Ok(self.counters([factor, ThrottleKey::Client(address)]))
    }
}

impl std::fmt::Debug for OwedFactor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("OwedFactor").field("account", &self.account).finish_non_exhaustive()
    }
}
