//! What strangers do: they ask, answer the question, and end it.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe_core::throttle::neighbourhood;
use eframe_core::{Caller, CommitError, Decision, Digest, Language, sha256};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Newsletter;
use crate::model::{Form, How, QuestionId, State, SubscriberId};
use crate::rules::{self, Agreed, Change, Known, Standing, Subscribe};
use crate::secrets::Purpose;
use crate::store::constraint;
use crate::{Error, Refusal};

/// The words of the consent in one language, and their hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The very words.
    pub text: String,
    /// Their SHA-256 in UTF-8.
    pub sha256: Digest,
    /// Their language.
    pub language: Language,
}

impl Newsletter {
    /// Asks for the newsletter at an address: the one question goes there. `from` is where they ask from, for strangers:
    /// thirty times an hour from one network at most. Nobody learns by it whether the address is known.
    ///
    /// # Errors
    /// [`Refusal::Throttled`].
    pub async fn subscribe(
        &self,
        caller: &Caller,
        from: Option<IpAddr>,
        wish: Subscribe,
    ) -> Result<(), Error> {
        let uncounted = AtomicBool::new(wish.form != Form::Application);
        let wish = Subscribe { language: self.spoken(wish.language), ..wish };
        let (given, mark) = (self.given(), self.mark(&wish.address));
        let attempt = || async {
            // Counted here, what was answered before is no try; and what is tried again after a race is one.
            if uncounted.swap(false, Ordering::Relaxed) {
                let who = from.map(|from| neighbourhood(from).to_string()).unwrap_or_default();
                let counted = self.inner.tries.count(&who, self.now());
                counted.map_err(Refusal::Throttled)?;
            }
            let subscriber = self.store().subscriber_at(&wish.address).await?;
            let suppression = self.store().suppression(mark).await?.map(|held| held.reason);
            let asked = self.store().asked(mark).await?;
            let known = Known { mark, subscriber, suppression, asked };
            Ok(rules::subscribe(&wish, &known, &given, &caller.actor, self.now()))
        };
        loop {
            match self.decide(caller, attempt).await {
                // Somebody entered the same address in between: it is known now.
                Err(Error::Commit(CommitError::Constraint(constraint::ADDRESS))) => {}
                other => return other,
            }
        }
    }

    /// The words of the consent in a language.
    pub fn words(&self, language: Language) -> Words {
        let language = self.spoken(language);
        let text = self.presentation().message(language, "newsletter.consent", &[]);
        Words { sha256: sha256(text.as_bytes()), text, language }
    }

    /// Whether the link of a question is good: the language in which the newsletter was asked for, and whether the answer is there
    /// already.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`] when it is not.
    pub async fn question(&self, token: &str) -> Result<(Language, bool), Error> {
        let question = self.asked_by(token)?;
        let found = self.store().subscriber_asked(question).await?.ok_or(Refusal::LinkDead)?;
        if !rules::is_open(&found, question, self.now()) {
            return Err(Refusal::LinkDead.into());
        }
        Ok((found.language, rules::said_yes(&found, question)))
    }

    /// Says yes to the question of a link, having read the words whose hash is given; `reads` is the language that was chosen along
    /// with it, where it is to be another than was asked for.
    ///
    /// # Errors
    /// [`Refusal::LinkDead`]; [`Refusal::TextChanged`] when the words are others now.
    pub async fn confirm(
        &self,
        caller: &Caller,
        token: &str,
        language: Language,
        read: Digest,
        reads: Option<Language>,
    ) -> Result<Standing, Error> {
        let question = self.asked_by(token)?;
        let words = self.words(language);
        if words.sha256 != read {
            return Err(Refusal::TextChanged.into());
        }
        let reads = reads.map(|language| self.spoken(language));
        let agreed = Agreed { text: words.text, language: words.language, reads };
        self.decide(caller, || async {
            let found = self.store().subscriber_asked(question).await?;
            let subscriber = found.ok_or(Refusal::LinkDead)?;
            let address = subscriber.address.as_ref().ok_or(Refusal::LinkDead)?;
            let mark = self.mark(address);
            Ok(rules::confirm(&subscriber, mark, question, &agreed, &caller.actor, self.now())?)
        })
        .await
    }

    fn asked_by(&self, token: &str) -> Result<QuestionId, Refusal> {
        let id = self.opens(Purpose::Confirm, token).ok_or(Refusal::LinkDead)?;
        Ok(QuestionId::new(id))
    }

    /// Whose language the link of a mail chooses: enough of the address for its owner, and the language they read the newsletter in;
    /// nothing where they get it no more.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is not ours.
    pub async fn reads(&self, token: &str) -> Result<Option<(String, Language)>, Error> {
        let id = self.opens(Purpose::Language, token).ok_or(Error::NotFound)?;
        let found = self.store().subscriber(SubscriberId::new(id)).await?.ok_or(Error::NotFound)?;
        let reads = matches!(found.state, State::Confirmed { .. });
        Ok(found.address.filter(|_| reads).map(|address| (address.masked(), found.language)))
    }

    /// Has the reader of a mail's link read the newsletter in another language: as often as it is asked.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is not ours; [`Refusal::LinkDead`] when they get the newsletter no more.
    pub async fn read_in(
        &self,
        caller: &Caller,
        token: &str,
        language: Language,
    ) -> Result<Standing, Error> {
        let id = self.opens(Purpose::Language, token).ok_or(Error::NotFound)?;
        let language = self.spoken(language);
        self.decide(caller, || async {
            let found = self.store().subscriber(SubscriberId::new(id)).await?;
            let subscriber = found.ok_or(Error::NotFound)?;
            let mark = self.mark_of(&subscriber).ok_or(Refusal::LinkDead)?;
            Ok(rules::read_in(&subscriber, mark, language, &caller.actor, self.now())?)
        })
        .await
    }

    /// Whose subscription the link of a mail ends: enough of the address for its owner, and nothing once it is gone; and whether
    /// it has ended already.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is not ours.
    pub async fn whose(&self, token: &str) -> Result<(Option<String>, bool), Error> {
        let id = self.opens(Purpose::Unsubscribe, token).ok_or(Error::NotFound)?;
        let found = self.store().subscriber(SubscriberId::new(id)).await?.ok_or(Error::NotFound)?;
        let has_ended = matches!(found.state, State::Unsubscribed { .. });
        Ok((found.address.map(|address| address.masked()), has_ended))
    }

    /// Ends the subscription of a mail's link: as often as it is asked.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is not ours.
    pub async fn unsubscribe(
        &self,
        caller: &Caller,
        token: &str,
        how: How,
    ) -> Result<Standing, Error> {
        let id = self.opens(Purpose::Unsubscribe, token).ok_or(Error::NotFound)?;
        self.end(caller, SubscriberId::new(id), how).await
    }

    pub(super) async fn end(
        &self,
        caller: &Caller,
        id: SubscriberId,
        how: How,
    ) -> Result<Standing, Error> {
        let given = self.given();
        self.decide(caller, || async {
            let subscriber = self.store().subscriber(id).await?.ok_or(Error::NotFound)?;
            let mark = self.mark_of(&subscriber);
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::unsubscribe(&subscriber, mark, how, &given, actor, now))
        })
        .await
    }

    /// Loads, decides and commits; again when something moved on in between.
    pub(crate) async fn decide<T, F, Attempt>(
        &self,
        caller: &Caller,
        attempt: F,
    ) -> Result<T, Error>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<Change, T>, Error>>,
    {
        self.store().database().decide(caller, attempt).await
    }
}
