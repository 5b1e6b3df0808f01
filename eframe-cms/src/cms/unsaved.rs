//! What somebody wrote and did not save.

use eframe_core::{Actor, Caller, Commit};
use jiff::SignedDuration;

use super::Cms;
use crate::Error;
use crate::model::{Sheet, Unsaved};
use crate::rules::{self, Change};

/// So long it is kept for whoever wrote it.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Cms {
    /// Keeps what somebody wrote and did not save, for them alone, in place of what was kept of that form before.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such document; see [`rules::keep_unsaved`] for refusals.
    pub async fn keep_unsaved(
        &self,
        caller: &Caller,
        sheet: Sheet,
        fields: Vec<(String, String)>,
    ) -> Result<(), Error> {
        self.known(&caller.actor, sheet).await?;
        let commit = rules::keep_unsaved(sheet, fields, &caller.actor, self.now())?;
        Ok(self.store().database().commit(commit).await.map(drop)?)
    }

    /// What the actor wrote in a form and did not save. It is their own: who acts for them in a part of what they may do, as a
    /// token for some permissions, is told of none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn unsaved(&self, actor: &Actor, sheet: Sheet) -> Result<Option<Unsaved>, Error> {
        if actor.require_whole().is_err() {
            return Ok(None);
        }
        self.store().unsaved(actor.id(), sheet).await
    }

    /// Lets go of it: it was saved, or is not wanted. What somebody wrote stays when a part of them saves something else.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn drop_unsaved(&self, caller: &Caller, sheet: Sheet) -> Result<(), Error> {
        if self.unsaved(&caller.actor, sheet).await?.is_none() {
            return Ok(());
        }
        let commit = rules::drop_unsaved(sheet, &caller.actor, self.now());
        Ok(self.store().database().commit(commit).await.map(drop)?)
    }

    /// Lets go of links that have stopped, and of what nobody came back for in 30 days. [`Cms::work`] has it called.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn tidy(&self) -> Result<(), Error> {
        let caller = Caller::new(Actor::system("cms"));
        let commit = Commit::by(&caller.actor, self.now()).change(Change::Tidy(self.now() - KEPT));
        Ok(self.store().database().commit(commit).await.map(drop)?)
    }

    async fn known(&self, actor: &Actor, sheet: Sheet) -> Result<(), Error> {
        match sheet {
            Sheet::Text(document, _) => self.document(actor, document).await.map(drop),
            Sheet::New(_) => Ok(()),
        }
    }
}
