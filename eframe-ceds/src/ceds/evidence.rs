use eframe_core::upload::{BlobId, NamesBlobs as _, Upload};
use eframe_core::{Actor, Caller, CommitError};

use super::Ceds;
use crate::Error;
use crate::model::{AssessmentId, Author, Comment, CommentId, Evidence, EvidenceId};
use crate::rules::{self, Attached};

impl Ceds {
    /// Refuses whoever may not attach a file, before its bytes are taken.
    ///
    /// # Errors
    /// [`Error::NotFound`]; as [`rules::may_attach`].
    pub async fn may_attach(
        &self,
        actor: &Actor,
        id: AssessmentId,
        question: &str,
    ) -> Result<(), Error> {
        let desk = self.desk_of(actor, id).await?;
        let files = self.store().count_evidence(id).await?;
        Ok(rules::may_attach(&desk, question, files, actor)?)
    }

    /// Attaches a file that was received. What is not taken is removed at once, so that nobody fills the disk with what
    /// they may not hand in.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::attach`] for refusals.
    pub async fn attach(
        &self,
        caller: &Caller,
        id: AssessmentId,
        question: &str,
        upload: &Upload,
    ) -> Result<Attached, Error> {
        let evidence = EvidenceId::new(self.chance().id);
        let done = self
            .decide(caller, || async {
                let desk = self.desk_of(&caller.actor, id).await?;
                let files = self.store().count_evidence(id).await?;
                let new = Evidence {
                    id: evidence,
                    assessment: id,
                    question: question.to_owned(),
                    blob: upload.blob.uuid(),
                    sha256: upload.sha256,
                    file_name: upload.name.clone(),
                    media_type: upload.kind.to_string(),
                    bytes: upload.bytes,
                    by: Author::of(&caller.actor),
                    at: self.now(),
                };
                Ok(rules::attach(&desk, new, files, &caller.actor, self.now())?)
            })
            .await;
        let superfluous = match &done {
            // A request that came again is answered with the file of the first, and its own is one too many.
            Ok(_) => caller.repeat.is_some(),
            Err(error) => is_certain(error),
        };
        if superfluous && !self.may_be_named(upload.blob).await {
            self.shelf()?.discard(upload).await;
        }
        done
    }

    /// Takes a file out.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::detach`] for refusals.
    pub async fn detach(
        &self,
        caller: &Caller,
        id: AssessmentId,
        evidence: EvidenceId,
    ) -> Result<(), Error> {
        self.decide(caller, || async {
            let desk = self.desk_of(&caller.actor, id).await?;
            let evidence = self.store().one_evidence(id, evidence).await?;
            let evidence = evidence.ok_or(Error::NotFound)?;
            Ok(rules::detach(&desk, &evidence, &caller.actor, self.now())?)
        })
        .await
    }

    /// The files of an assessment in sight, oldest first.
    ///
    /// # Errors
    /// As [`Ceds::assessment`].
    pub async fn evidence(&self, actor: &Actor, id: AssessmentId) -> Result<Vec<Evidence>, Error> {
        self.assessment(actor, id).await?;
        self.store().evidence(id).await
    }

    /// One of them.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] when there is none.
    pub async fn one_evidence(
        &self,
        actor: &Actor,
        id: AssessmentId,
        evidence: EvidenceId,
    ) -> Result<Evidence, Error> {
        self.assessment(actor, id).await?;
        self.store().one_evidence(id, evidence).await?.ok_or(Error::NotFound)
    }

    /// Says something about a question, or about the whole.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::comment`] for refusals.
    pub async fn comment(
        &self,
        caller: &Caller,
        id: AssessmentId,
        question: Option<&str>,
        text: &str,
    ) -> Result<CommentId, Error> {
        self.on(caller, id, |desk, chance| {
            let comment = CommentId::new(chance.id);
            rules::comment(desk, question, text, comment, &caller.actor, self.now())
        })
        .await
    }

    /// What was said, oldest first.
    ///
    /// # Errors
    /// As [`Ceds::assessment`].
    pub async fn comments(&self, actor: &Actor, id: AssessmentId) -> Result<Vec<Comment>, Error> {
        self.assessment(actor, id).await?;
        self.store().comments(id).await
    }

    /// Whether a row names a file, or nobody can tell.
    async fn may_be_named(&self, blob: BlobId) -> bool {
        self.store().named(&[blob]).await.map_or(true, |named| !named.is_empty())
    }
}

/// Whether nothing was committed, and nothing will be.
fn is_certain(error: &Error) -> bool {
    match error {
        Error::NotFound | Error::Refused(_) | Error::Busy => true,
        Error::Commit(error) => matches!(
            error,
            CommitError::KeyReused | CommitError::KeyRunning | CommitError::Contended
        ),
    }
}
