use std::sync::atomic::{AtomicBool, Ordering};

use eframe_core::upload::Upload;
use eframe_core::{Actor, Caller, Decision, Denied, Digest, Hold};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Membership;
use crate::model::{
    Application, ApplicationId, Author, Document, DocumentId, EntryId, Happening, Member, Purpose,
};
use crate::permission::APPLY;
use crate::rules::{
    self, ApplicationStanding, Attach, Attached, Begin, Change, Fill, GiveBack, Given, Save, Saved,
    Sight, SignOnLine, SignOnPaper, side, writes_for,
};
use crate::{Error, Refusal};

impl Membership {
    /// Begins an application. Somebody without an account begins one for an organisation that is new.
    ///
    /// Whoever may not do so for everybody begins at most ten an hour, and at most three a day for one mail address: mail
    /// goes there.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an organisation that is out of sight; see [`rules::begin`] for refusals, and
    /// [`Refusal::Throttled`].
    pub async fn begin(
        &self,
        caller: &Caller,
        command: Begin,
    ) -> Result<ApplicationStanding, Error> {
        self.begin_from(caller, None, command).await
    }

    /// The same for somebody who asks from a network.
    pub(super) async fn begin_from(
        &self,
        caller: &Caller,
        network: Option<String>,
        command: Begin,
    ) -> Result<ApplicationStanding, Error> {
        let actor = &caller.actor;
        if let Some(organisation) = command.organisation
            && !actor.may_for(APPLY, organisation)
        {
            return Err(hidden(actor));
        }
        let given = self.given();
        let uncounted = AtomicBool::new(!actor.may(APPLY));
        self.decide(caller, || async {
            // Counted here, what was answered before is no try; and what is tried again after a race is one.
            if uncounted.swap(false, Ordering::Relaxed) {
                self.may_begin(&command, network.as_deref(), actor)?;
            }
            let member = match command.organisation {
                Some(organisation) => self.store().member_of(organisation).await?,
                None => None,
            };
            let (charter, now) = (self.charter(), self.now());
            Ok(rules::begin(&command, &given, member.as_ref(), charter, actor, now)?)
        })
        .await
    }

    /// Saves every answer.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::save`] for refusals.
    pub async fn save(
        &self,
        caller: &Caller,
        id: ApplicationId,
        command: Save,
    ) -> Result<Saved, Error> {
        self.on(caller, id, |of, _| rules::save(of, &command, &caller.actor, self.now())).await
    }

    /// Answers one group of questions.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::fill`] for refusals.
    pub async fn fill(
        &self,
        caller: &Caller,
        id: ApplicationId,
        command: Fill,
    ) -> Result<Saved, Error> {
        self.on(caller, id, |of, _| rules::fill(of, &command, &caller.actor, self.now())).await
    }

    /// Adds a document that was received.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::attach`] for refusals.
    pub async fn attach(
        &self,
        caller: &Caller,
        id: ApplicationId,
        upload: &Upload,
    ) -> Result<Attached, Error> {
        self.on(caller, id, |of, given| {
            let document = self.document_of(upload, given, caller);
            let command = Attach { document, entry: given.entry };
            rules::attach(of, &command, &caller.actor, self.now())
        })
        .await
    }

    /// Takes a document out.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::detach`] for refusals.
    pub async fn detach(
        &self,
        caller: &Caller,
        id: ApplicationId,
        document: DocumentId,
    ) -> Result<ApplicationStanding, Error> {
        self.on(caller, id, |of, given| {
            rules::detach(of, document, given.entry, &caller.actor, self.now())
        })
        .await
    }

    /// Takes a form that was received as signed; `form` is the fingerprint that was printed on it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::sign_on_paper`] for refusals.
    pub async fn sign_on_paper(
        &self,
        caller: &Caller,
        id: ApplicationId,
        upload: &Upload,
        form: Digest,
    ) -> Result<Attached, Error> {
        self.on(caller, id, |of, given| {
            let document = self.document_of(upload, given, caller);
            let command = SignOnPaper { document, form };
            let (charter, now) = (self.charter(), self.now());
            rules::sign_on_paper(of, &command, charter, given.entry, &caller.actor, now)
        })
        .await
    }

    /// Takes a typed name for a signature.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::sign_on_line`] for refusals.
    pub async fn sign_on_line(
        &self,
        caller: &Caller,
        id: ApplicationId,
        command: SignOnLine,
    ) -> Result<ApplicationStanding, Error> {
        self.on(caller, id, |of, given| {
            let (charter, now) = (self.charter(), self.now());
            rules::sign_on_line(of, &command, charter, given.entry, &caller.actor, now)
        })
        .await
    }

    /// Hands the application in.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::submit`] for refusals.
    pub async fn submit(
        &self,
        caller: &Caller,
        id: ApplicationId,
    ) -> Result<ApplicationStanding, Error> {
        self.with_member(caller, id, |of, member, given| {
            rules::submit(of, member, self.charter(), given, &caller.actor, self.now())
        })
        .await
    }

    /// Confirms for the organisation what somebody else handed in for it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::confirm`] for refusals.
    pub async fn confirm(
        &self,
        caller: &Caller,
        id: ApplicationId,
    ) -> Result<ApplicationStanding, Error> {
        self.with_member(caller, id, |of, member, given| {
            rules::confirm(of, member, self.charter(), given, &caller.actor, self.now())
        })
        .await
    }

    /// Takes back to the draft what waits to be confirmed.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::reopen`] for refusals.
    pub async fn reopen(
        &self,
        caller: &Caller,
        id: ApplicationId,
    ) -> Result<ApplicationStanding, Error> {
        self.on(caller, id, |of, given| rules::reopen(of, given.entry, &caller.actor, self.now()))
            .await
    }

    /// Takes the application back.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::withdraw`] for refusals.
    pub async fn withdraw(
        &self,
        caller: &Caller,
        id: ApplicationId,
    ) -> Result<ApplicationStanding, Error> {
        self.on(caller, id, |of, given| rules::withdraw(of, given.entry, &caller.actor, self.now()))
            .await
    }

    /// Gives the application back with questions; `read` is what its
    /// [`contents`](Application::contents) were when it was read, and is checked where it is given.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::give_back`] for refusals.
    pub async fn give_back(
        &self,
        caller: &Caller,
        id: ApplicationId,
        questions: &str,
        read: Option<Digest>,
    ) -> Result<ApplicationStanding, Error> {
        self.on(caller, id, |of, given| {
            let command = GiveBack { questions: questions.to_owned(), read, entry: given.entry };
            rules::give_back(of, &command, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Accepts the application for the Secretariat; `read` is what its
    /// [`contents`](Application::contents) were when it was read, and is checked where it is given.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::accept`] for refusals.
    pub async fn accept(
        &self,
        caller: &Caller,
        id: ApplicationId,
        read: Option<Digest>,
    ) -> Result<ApplicationStanding, Error> {
        self.with_member(caller, id, |of, member, given| {
            rules::accept(of, member, self.charter(), given, read, &caller.actor, self.now())
        })
        .await
    }

    /// Refuses the application for the Secretariat; `read` is what its
    /// [`contents`](Application::contents) were when it was read, and is checked where it is given.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::refuse`] for refusals.
    pub async fn refuse(
        &self,
        caller: &Caller,
        id: ApplicationId,
        reason: &str,
        read: Option<Digest>,
    ) -> Result<ApplicationStanding, Error> {
        self.on(caller, id, |of, given| {
            rules::refuse(of, reason, read, given.entry, &caller.actor, self.now())
        })
        .await
    }

    /// Writes to the other side, which gets it by mail: at most twenty letters an hour in a case.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::write`] for refusals, and [`Refusal::Throttled`].
    pub async fn write(
        &self,
        caller: &Caller,
        id: ApplicationId,
        text: &str,
    ) -> Result<EntryId, Error> {
        let uncounted = AtomicBool::new(true);
        self.on(caller, id, |of, given| {
            if uncounted.swap(false, Ordering::Relaxed) {
                let side = side(&caller.actor, of);
                self.try_it(&self.inner.tries.letter, &format!("{id} {side:?}"))?;
            }
            rules::write(of, text, given.entry, &caller.actor, self.now())
        })
        .await
    }

    /// Notes something that only the Secretariat sees.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::note`] for refusals.
    pub async fn note(
        &self,
        caller: &Caller,
        id: ApplicationId,
        text: &str,
    ) -> Result<EntryId, Error> {
        self.on(caller, id, |of, given| {
            rules::note(of, text, given.entry, &caller.actor, self.now())
        })
        .await
    }

    /// An application in sight: of an organisation that the actor acts for, or begun by this very actor for an organisation
    /// that was new.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not.
    pub async fn application(
        &self,
        actor: &Actor,
        id: ApplicationId,
    ) -> Result<Application, Error> {
        let sight = Sight::of(actor);
        let found = self.store().application(id).await?;
        let shown = |of: &Application| sight.shows(of.organisation) || writes_for(actor, of);
        found.filter(shown).ok_or_else(|| hidden(actor))
    }

    /// A document of an application in sight.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn document(
        &self,
        actor: &Actor,
        id: ApplicationId,
        document: DocumentId,
    ) -> Result<Document, Error> {
        let documents = self.application(actor, id).await?.documents;
        documents.into_iter().find(|one| one.id == document).ok_or(Error::NotFound)
    }

    /// Refuses whoever may not hand a document in, before its bytes are taken.
    ///
    /// # Errors
    /// [`Error::NotFound`]; as [`rules::attach`].
    pub(crate) async fn may_attach(&self, actor: &Actor, id: ApplicationId) -> Result<(), Error> {
        let application = self.application(actor, id).await?;
        Ok(rules::may_attach(&application, actor)?)
    }

    fn document_of(&self, upload: &Upload, given: &Given, caller: &Caller) -> Document {
        Document {
            id: DocumentId::new(given.id),
            purpose: Purpose::Attachment,
            blob: upload.blob.uuid(),
            sha256: upload.sha256,
            file_name: upload.name.clone(),
            media_type: upload.kind.to_string(),
            bytes: upload.bytes,
            by: Author::of(&caller.actor),
            at: self.now(),
        }
    }

    /// Loads, decides and commits; again when something moved on in between.
    pub(crate) async fn decide<T, F, Attempt>(
        &self,
        caller: &Caller,
        mut attempt: F,
    ) -> Result<T, Error>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<Change, T>, Error>>,
    {
        let guarded = || {
            let decided = attempt();
            async move { self.guarded(decided.await?).await }
        };
        self.store().database().decide(caller, guarded).await
    }

    /// Whoever lets somebody into the register raises its version, so that a roll of all members that is made
    /// meanwhile is made anew.
    async fn guarded<T>(&self, decided: Decision<Change, T>) -> Result<Decision<Change, T>, Error> {
        if !decided.commit.changes().iter().any(lets_in) {
            return Ok(decided);
        }
        let register = self.store().register(Hold::Write).await?;
        Ok(Decision::new(decided.commit.guard(register), decided.outcome))
    }

    /// The same for one application.
    async fn on<T: Serialize + DeserializeOwned>(
        &self,
        caller: &Caller,
        id: ApplicationId,
        rule: impl Fn(&Application, &Given) -> Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Error> {
        let (given, rule) = (self.given(), &rule);
        self.decide(caller, || async {
            let application = self.application(&caller.actor, id).await?;
            Ok(rule(&application, &given)?)
        })
        .await
    }

    /// The same for a step that may change the membership of the organisation.
    async fn with_member<T: Serialize + DeserializeOwned>(
        &self,
        caller: &Caller,
        id: ApplicationId,
        rule: impl Fn(&Application, Option<&Member>, &Given) -> Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Error> {
        let (given, rule) = (self.given(), &rule);
        self.decide(caller, || async {
            let application = self.application(&caller.actor, id).await?;
            let member = self.store().member_of(application.organisation).await?;
            Ok(rule(&application, member.as_ref(), &given)?)
        })
        .await
    }
}

/// Whether somebody may be in the register after this who was not before.
fn lets_in(change: &Change) -> bool {
    match change {
        Change::Enrol(_) | Change::Adopt { .. } => true,
        Change::Happen { happened, .. } => {
            matches!(happened.what, Happening::Accepted | Happening::Approved { .. })
        }
        _ => false,
    }
}

/// What somebody is told of what they may not know of.
pub(crate) fn hidden(actor: &Actor) -> Error {
    if actor.is_anonymous() { Denied::SignIn.into() } else { Error::NotFound }
}
