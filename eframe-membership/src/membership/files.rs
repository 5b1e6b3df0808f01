use eframe_core::upload::{NamesBlobs as _, Upload};
use eframe_core::{Caller, CommitError, Digest};

use super::Membership;
use crate::Error;
use crate::model::ApplicationId;
use crate::rules::Attached;

impl Membership {
    /// Takes a file that was received for one request: as a document, or as the signed form where `form` says which form
    /// was signed. What is not taken is removed at once, so that nobody fills the disk with what they may not hand in.
    ///
    /// # Errors
    /// As [`Membership::attach`] and [`Membership::sign_on_paper`].
    pub(crate) async fn hand_in(
        &self,
        caller: &Caller,
        id: ApplicationId,
        upload: &Upload,
        form: Option<Digest>,
    ) -> Result<Attached, Error> {
        let done = match form {
            Some(form) => self.sign_on_paper(caller, id, upload, form).await,
            None => self.attach(caller, id, upload).await,
        };
        let superfluous = match &done {
            // A request that came again is answered with the document of the first, and its own file is one too many.
            Ok(_) => caller.repeat.is_some(),
            Err(error) => is_certain(error),
        };
        if superfluous && !self.may_be_named(upload).await {
            self.shelf()?.discard(upload).await;
        }
        done
    }

    /// Whether a row names a file, or nobody can tell.
    async fn may_be_named(&self, upload: &Upload) -> bool {
        self.store().named(&[upload.blob]).await.map_or(true, |named| !named.is_empty())
    }
}

/// Whether nothing was committed, and nothing will be.
fn is_certain(error: &Error) -> bool {
    match error {
        Error::NotFound | Error::Refused(_) => true,
        Error::Commit(error) => matches!(
            error,
            CommitError::KeyReused | CommitError::KeyRunning | CommitError::Contended
        ),
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::StoreError;

    use super::*;

    #[test]
    fn a_file_is_kept_where_nobody_knows_what_became_of_its_commit() {
        let said = || StoreError::new(std::io::Error::other("away"));
        for unknown in [CommitError::Unknown(said()), CommitError::Unavailable(said())] {
            assert!(!is_certain(&Error::Commit(unknown)));
        }
        assert!(is_certain(&Error::Commit(CommitError::KeyReused)) && is_certain(&Error::NotFound));
    }
}
