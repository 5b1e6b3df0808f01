use eframe_core::{Caller, CommitError, Decision};

use super::{Accounts, Client, Confirmed};
use crate::factor::{Authority, Unproven};
use crate::model::{
    Account, Factors, Halfway, Passkey, PasskeyEnrolment, PasskeyId, Proof, Question, SessionId,
};
use crate::store::constraint;
use crate::{Error, PasskeyRefusal, Refusal, rules};

impl From<Unproven> for Error {
    fn from(_: Unproven) -> Self {
        Refusal::Passkey(PasskeyRefusal::Wrong).into()
    }
}

impl Accounts {
    /// Who asks for passkeys and checks them here.
    ///
    /// # Errors
    /// [`PasskeyRefusal::NotHere`] when browsers make none for the public address.
    fn authority(&self) -> Result<&Authority, Refusal> {
        self.inner.authority.as_ref().ok_or(Refusal::Passkey(PasskeyRefusal::NotHere))
    }

    /// Whether browsers make passkeys for the public address.
    pub(crate) fn has_passkeys(&self) -> bool {
        self.inner.authority.is_some()
    }

    /// Begins to make a passkey of this name for the actor, in this session of theirs. It counts once
    /// [`Accounts::confirm_passkey`] has seen its answer.
    ///
    /// # Errors
    /// [`PasskeyRefusal::NotHere`], [`Refusal::WrongPassword`], [`Refusal::Throttled`], and those of
    /// [`rules::begin_passkey`].
    pub async fn begin_passkey(
        &self,
        caller: &Caller,
        session: SessionId,
        name: &str,
        password: &str,
        client: &Client,
    ) -> Result<(), Error> {
        let authority = self.authority()?;
        let keys = self.prove_password(caller, password, client).await?;
        let attempt = || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let site = self.presentation().site_name(own.language).await;
            let question = authority.ask_for_new(&own, &site, &factors.passkeys);
            let question = question.ok_or(Refusal::Passkey(PasskeyRefusal::NotHere))?;
            let (name, now) = (name.to_owned(), self.now());
            let enrolment = PasskeyEnrolment { name, question, session, begun: now };
            let commit = rules::begin_passkey(&caller.actor, &own, &factors, enrolment, now)?;
            Ok(Decision::new(rules::forgive(commit, &keys), ()))
        };
        match self.decide(caller, attempt).await {
            // Two began at once who never had a factor: the second finds the row of the first.
            Err(Error::Commit(CommitError::Constraint(constraint::FACTOR))) => {
                self.decide(caller, attempt).await
            }
            other => other,
        }
    }

    /// The passkey that this session of the actor's is making.
    pub(crate) async fn begun_passkey(
        &self,
        account: &Account,
        session: SessionId,
    ) -> Result<PasskeyEnrolment, Error> {
        let factors = self.store().factors(account.id).await?;
        let begun = factors.passkey_enrolment_in(session, self.now());
        Ok(begun.ok_or(Refusal::NothingBegun)?.clone())
    }

    /// Lets the passkey count that this session of the actor's has made, when what its authenticator answered is right: JSON,
    /// as browsers write it. Every session ends, and a new one begins for whoever asked. A wrong answer uses the question up.
    ///
    /// # Errors
    /// [`PasskeyRefusal::Wrong`]; [`PasskeyRefusal::Taken`] when an account has it already; [`Refusal::NothingBegun`] when this
    /// session makes none, or no longer.
    pub async fn confirm_passkey(
        &self,
        caller: &Caller,
        session: SessionId,
        answer: &str,
        client: &Client,
    ) -> Result<Confirmed, Error> {
        let authority = self.authority()?;
        let codes = self.new_codes(caller);
        let id = PasskeyId::new(self.world().ids.next());
        let confirmed = self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let (actor, now) = (&caller.actor, self.now());
            let begun = factors.passkey_enrolment_in(session, now).ok_or(Refusal::NothingBegun)?;
            let made = authority.new_key(&begun.question, answer)?;
            let passkey = Passkey {
                id,
                name: begun.name.clone(),
                credential: made.credential,
                key: made.key,
                counter: made.counter,
                added: now,
                used: None,
            };
            let digests = &codes.digests;
            let commit =
                rules::confirm_passkey(actor, &own, &factors, session, passkey, digests, now)?;
            Ok(Decision::new(commit, !factors.is_any()))
        });
        let first = match confirmed.await {
            Err(
                error @ Error::Refused(Refusal::Passkey(
                    PasskeyRefusal::Wrong | PasskeyRefusal::Taken,
                )),
            ) => {
                self.give_up_passkey(caller, session).await?;
                return Err(error);
            }
            other => other?,
        };
        let own = self.own(&caller.actor).await?;
        let signed_in = self.start(&own, client, &[]).await?;
        Ok(Confirmed { signed_in, codes: if first { codes.texts } else { Vec::new() } })
    }

    async fn give_up_passkey(&self, caller: &Caller, session: SessionId) -> Result<(), Error> {
        let given_up = self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let factors = self.store().factors(own.id).await?;
            let (actor, now) = (&caller.actor, self.now());
            let commit = rules::give_up_passkey(actor, &own, &factors, session, now)?;
            Ok(Decision::new(commit, ()))
        });
        match given_up.await {
            // Somebody else answered, or gave up, in the meantime.
            Err(Error::Refused(Refusal::NothingBegun)) => Ok(()),
            other => other,
        }
    }

    /// What the account's passkeys are asked at sign-in, where it has any.
    pub(super) fn question(&self, factors: &Factors) -> Option<Question> {
        self.authority().ok()?.ask(&factors.passkeys)
    }

    /// What was answered, as far as it proves anything.
    pub(super) fn signed(
        &self,
        factors: &Factors,
        halfway: &Halfway,
        answer: &str,
    ) -> Result<Proof, Error> {
        let question = halfway.question.as_ref().ok_or(Refusal::Passkey(PasskeyRefusal::Wrong))?;
        let authority = self.authority()?;
        let kept = &factors.passkeys;
        Ok(Proof::Passkey(authority.signed(question, factors.account, kept, answer)?))
    }
}
