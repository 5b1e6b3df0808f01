use eframe_core::{Actor, Caller, CommitError, Decision, Timestamp, Version};
use uuid::Uuid;

use super::people::as_seen;
use super::{Accounts, Client, SignedIn};
use crate::factor::{AppSecret, Codes, recovery_digest};
use crate::model::{Account, AccountId, Counter, Factors, Part, Passkey, Proof, Seed, SessionId};
use crate::password::Password;
use crate::store::constraint;
use crate::{Error, Refusal, rules};

/// What the keyring makes an app's secret for.
const PURPOSE: &str = "authenticator app";

/// How it stands with somebody's second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// Since when there is one, if there is.
    pub since: Option<Timestamp>,
    /// Whether there is an app that makes codes.
    pub app: bool,
    /// The passkeys, first added first.
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are left.
    pub codes_left: usize,
    /// Whether a role asks for one.
    pub needed: bool,
}

/// An app that is being set up: what it has to be told.
#[derive(Clone)]
pub(crate) struct NewApp {
    /// The secret, to be typed.
    pub(crate) text: String,
    /// The same as an address that apps read from a picture; nothing where it would be too long.
    pub(crate) url: Option<String>,
}

/// What came of confirming an app or a passkey. The codes are told this once.
#[derive(Clone)]
pub struct Confirmed {
    /// The new session: every other one has ended.
    pub signed_in: SignedIn,
    /// The recovery codes that came with the first second factor; none where there was one before.
    pub codes: Vec<String>,
}

impl Accounts {
    /// How it stands with the actor's own second factor.
    ///
    /// # Errors
    /// [`Refusal::Denied`] when nobody has signed in.
    pub async fn second_factor(&self, actor: &Actor) -> Result<SecondFactor, Error> {
        let own = self.own(actor).await?;
        let factors = self.store().factors(own.id).await?;
        Ok(SecondFactor {
            since: own.second_factor,
            app: factors.app.is_some(),
            passkeys: factors.passkeys,
            codes_left: factors.recovery.len(),
            needed: self.roles().ask_second_factor(&own.memberships),
        })
    }

    /// Begins to set up an app for the actor, in this session of theirs. One that counts already goes on counting until the
    /// new one is confirmed by [`Accounts::confirm_app`].
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], [`Refusal::Throttled`].
    pub async fn begin_app(
        &self,
        caller: &Caller,
        session: SessionId,
        password: &str,
        client: &Client,
    ) -> Result<(), Error> {
        let keys = self.prove_password(caller, password, client).await?;
        let seed = Seed { key: self.keyring().newest(), bits: self.random_bits() };
        let attempt = || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let (actor, seed, now) = (&caller.actor, seed.clone(), self.now());
            let commit = rules::begin_app(actor, &own, &factors, seed, session, now)?;
            Ok(Decision::new(rules::forgive(commit, &keys), ()))
        };
        match self.decide(caller, attempt).await {
            // Two began at once who never had one: the second finds the row of the first.
            Err(Error::Commit(CommitError::Constraint(constraint::FACTOR))) => {
                self.decide(caller, attempt).await
            }
            other => other,
        }
    }

    /// The app that this session of the actor's is setting up.
    pub(crate) async fn begun_app(
        &self,
        account: &Account,
        session: SessionId,
        site: &str,
    ) -> Result<NewApp, Error> {
        let factors = self.store().factors(account.id).await?;
        let begun = factors.enrolment_in(session, self.now()).ok_or(Refusal::NothingBegun)?;
        let secret = self.secret(&begun.seed).ok_or(Refusal::NothingBegun)?;
        Ok(NewApp { text: secret.text(), url: secret.url(site, account.email.as_str()) })
    }

    /// Lets the app count that this session of the actor's has set up, when its code is right. Every session ends, and a
    /// new one begins for whoever asked.
    ///
    /// # Errors
    /// [`Refusal::WrongCode`]; [`Refusal::NothingBegun`] when this session sets none up, or no longer.
    pub async fn confirm_app(
        &self,
        caller: &Caller,
        session: SessionId,
        code: &str,
        client: &Client,
    ) -> Result<Confirmed, Error> {
        let codes = self.new_codes(caller);
        let first = self
            .decide(caller, || async {
                let own = self.own(&caller.actor).await?;
                let factors = self.store().factors(own.id).await?;
                let (actor, now) = (&caller.actor, self.now());
                let begun = factors.enrolment_in(session, now).ok_or(Refusal::NothingBegun)?;
                let secret = self.secret(&begun.seed).ok_or(Refusal::NothingBegun)?;
                // Whoever guesses here has seen the secret: there is nothing to slow down.
                let step = secret.step_of(code, 0, now).ok_or(Refusal::WrongCode)?;
                let digests = &codes.digests;
                let commit =
                    rules::confirm_app(actor, &own, &factors, session, step, digests, now)?;
                Ok(Decision::new(commit, !factors.is_any()))
            })
            .await?;
        let own = self.own(&caller.actor).await?;
        let signed_in = self.start(&own, client, &[]).await?;
        Ok(Confirmed { signed_in, codes: if first { codes.texts } else { Vec::new() } })
    }

    /// Makes ten new recovery codes for the actor, and tells them this once. The old ones end.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], [`Refusal::Throttled`], [`Refusal::NoSecondFactor`].
    pub async fn renew_recovery_codes(
        &self,
        caller: &Caller,
        password: &str,
        client: &Client,
    ) -> Result<Vec<String>, Error> {
        let keys = self.prove_password(caller, password, client).await?;
        let codes = self.new_codes(caller);
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let (actor, digests) = (&caller.actor, &codes.digests);
            let commit = rules::renew_codes(actor, &own, &factors, digests, self.now())?;
            Ok(Decision::new(rules::forgive(commit, &keys), ()))
        })
        .await?;
        Ok(codes.texts)
    }

    /// Removes one of the actor's own second factors; with the last one it is as [`Accounts::remove_second_factor`].
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], [`Refusal::Throttled`], [`Refusal::NoSecondFactor`];
    /// [`Refusal::SecondFactorNeeded`] when it is the last and a role asks for one.
    pub async fn remove_part(
        &self,
        caller: &Caller,
        part: Part,
        password: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        let keys = self.prove_password(caller, password, client).await?;
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let (actor, roles) = (&caller.actor, self.roles());
            let commit = rules::remove_part(actor, roles, &own, &factors, part, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await?;
        let own = self.own(&caller.actor).await?;
        self.start(&own, client, &keys).await
    }

    /// Removes the actor's own second factor, with all that belongs to it. Every session ends, and a new one begins for whoever asked.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`], [`Refusal::Throttled`], [`Refusal::NoSecondFactor`];
    /// [`Refusal::SecondFactorNeeded`] when a role asks for one.
    pub async fn remove_second_factor(
        &self,
        caller: &Caller,
        password: &str,
        client: &Client,
    ) -> Result<SignedIn, Error> {
        let keys = self.prove_password(caller, password, client).await?;
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let (actor, roles) = (&caller.actor, self.roles());
            let commit = rules::remove_factor(actor, roles, &own, &factors, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await?;
        let own = self.own(&caller.actor).await?;
        self.start(&own, client, &keys).await
    }

    /// Takes the second factor of somebody away who lost it, as [`rules::take_factor`] has it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], and the refusals of [`rules::take_factor`].
    pub async fn take_second_factor(
        &self,
        caller: &Caller,
        id: AccountId,
        version: Option<Version>,
    ) -> Result<(), Error> {
        self.decide(caller, || async {
            let account = self.whole_person(&caller.actor, id).await?;
            let factors = self.store().factors(id).await?;
            let commit = rules::take_factor(&caller.actor, &account, &factors, self.now())?;
            as_seen(&account, version)?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// Asks for the actor's own password again. What it gives are the attempts that were counted, to be forgiven.
    pub(super) async fn prove_password(
        &self,
        caller: &Caller,
        typed: &str,
        client: &Client,
    ) -> Result<Vec<Counter>, Error> {
        let account = self.own(&caller.actor).await?;
        let keys = self.sign_in_keys(&account.email.key(), client).await?;
        self.count(&keys).await?;
        let (typed, kept) = (Password::typed(typed), Some(account.password()));
        if self.inner.passwords.is_right(typed, kept).await? {
            Ok(keys)
        } else {
            Err(Refusal::WrongPassword.into())
        }
    }

    /// The secret of an app, made anew from the key of the house and what is kept of it.
    pub(super) fn secret(&self, seed: &Seed) -> Option<AppSecret> {
        let derived = self.keyring().derive(&seed.key, PURPOSE, seed.bits);
        if derived.is_none() {
            tracing::error!(key = %seed.key, "a second factor's key is not in the key file");
        }
        derived.map(AppSecret::of)
    }

    /// What was typed, as far as it can be a proof: a code of the app, or a recovery code.
    pub(super) fn proof(&self, factors: &Factors, typed: &str, now: Timestamp) -> Option<Proof> {
        let step = factors.app.as_ref().and_then(|app| {
            let secret = self.secret(&app.seed)?;
            secret.step_of(typed, app.used, now)
        });
        let recovery = recovery_digest(factors.account, typed);
        step.map(Proof::Step).or(recovery.map(Proof::Recovery))
    }

    pub(super) fn new_codes(&self, caller: &Caller) -> Codes {
        Codes::new(AccountId::new(caller.actor.id().uuid()), &*self.world().random)
    }

    fn random_bits(&self) -> Uuid {
        let mut bits = [0; 16];
        self.world().random.fill(&mut bits);
        Uuid::from_bytes(bits)
    }
}

impl std::fmt::Debug for Confirmed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Confirmed").field("signed_in", &self.signed_in).finish_non_exhaustive()
    }
}
