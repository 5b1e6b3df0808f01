//! Drafts that are thrown away.

use eframe_core::Caller;

use super::Cms;
use crate::Error;
use crate::model::DocumentId;
use crate::rules::{self, Discard, Discarded};

impl Cms {
    /// Throws away what is in the making in a language, and the document with it where nothing else was ever written of it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::discard`] for refusals.
    pub async fn discard(
        &self,
        caller: &Caller,
        document: DocumentId,
        command: Discard,
    ) -> Result<Discarded, Error> {
        self.store()
            .database()
            .decide(caller, || async {
                let tree = self.store().tree().await?;
                let document = self.load(&caller.actor, document).await?;
                let has_below = self.store().levels(&document.address).await? > 1;
                let (actor, now) = (&caller.actor, self.now());
                Ok(rules::discard(&document, &command, tree, has_below, actor, now)?)
            })
            .await
    }
}
