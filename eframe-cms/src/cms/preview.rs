//! Links by which somebody without an account reads what is in the making.

use eframe_core::{Actor, Caller, Decision, Digest, Language, sha256};

use super::Cms;
use crate::model::{Document, DocumentId, MediaId, Preview, PreviewId};
use crate::permission::EDIT;
use crate::rules::{self, FileStanding, MakePreview, Sight};
use crate::store::Held;
use crate::{Error, Refusal};

/// A link that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadePreview {
    /// What is kept of it.
    pub preview: Preview,
    /// What the link holds: told now and never again, and not at all when the call was a repeat.
    pub secret: Option<String>,
}

impl Cms {
    /// Makes a link to what is in the making in a language.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::make_preview`] for refusals.
    pub async fn make_preview(
        &self,
        caller: &Caller,
        document: DocumentId,
        command: &MakePreview,
    ) -> Result<MadePreview, Error> {
        let world = self.store().database().world();
        let mut bits = [0; 32];
        world.random.fill(&mut bits);
        let text = Digest::new(bits).to_string();
        let (id, secret) = (PreviewId::new(world.ids.next()), sha256(text.as_bytes()));
        let preview: Result<Preview, Error> = self
            .store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                let now = self.now();
                let open = self.store().previews(document.id, command.language, now).await?.len();
                let actor = &caller.actor;
                Ok(rules::make_preview(&document, command, open, id, secret, actor, now)?)
            })
            .await;
        let preview = preview?;
        // A repeat is told what came of the first time, whose text nobody kept.
        let secret = (preview.secret == secret).then_some(text);
        Ok(MadePreview { preview, secret })
    }

    /// The links to a text that still open something, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Denied`](crate::Refusal::Denied) for those who do not write.
    pub async fn previews(
        &self,
        actor: &Actor,
        document: DocumentId,
        language: Language,
    ) -> Result<Vec<Preview>, Error> {
        self.document(actor, document).await?;
        actor.require(EDIT)?;
        self.store().previews(document, language, self.now()).await
    }

    /// Takes a link back.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::NotAtThatStage`] when no such link is open; see [`rules::end_preview`] for others.
    pub async fn end_preview(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
        id: PreviewId,
    ) -> Result<(), Error> {
        self.store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                caller.actor.require(EDIT)?;
                let open = self.store().previews(document.id, language, self.now()).await?;
                let preview = open.into_iter().find(|preview| preview.id == id);
                let preview = preview.ok_or(Refusal::NotAtThatStage(None))?;
                let commit = rules::end_preview(&document, &preview, &caller.actor, self.now())?;
                Ok(Decision::new(commit, ()))
            })
            .await
    }

    /// The link that holds this, while it opens something, and its document: without what is in the making once an edition was
    /// published, since the link was made for that one or for one before.
    pub(crate) async fn opened(&self, secret: &str) -> Result<(Preview, Document), Error> {
        let found = self.store().preview_behind(sha256(secret.as_bytes())).await?;
        let preview = found.ok_or(Error::NotFound)?;
        let sight = Sight::behind(&preview, self.now()).ok_or(Error::NotFound)?;
        let document = self.store().document(preview.document, sight).await?;
        let mut document = document.ok_or(Error::NotFound)?;
        if self.store().published_behind(&preview).await?
            && let Some(strand) = document.strands.get_mut(&preview.language)
        {
            strand.draft = None;
        }
        Ok((preview, document))
    }

    /// A version of a file that the text shows which a link opens, at this moment, unless it was retired. To whoever holds the
    /// link it is what it is to staff: nobody keeps it.
    pub(crate) async fn held_behind(
        &self,
        secret: &str,
        id: MediaId,
        number: u32,
    ) -> Result<Held, Error> {
        let (preview, document) = self.opened(secret).await?;
        let draft = document.draft(preview.language).ok_or(Error::NotFound)?;
        let files = draft.content.body.files().into_iter();
        let mut shown = files.filter(|file| file.media == id && file.number == number);
        shown.next().ok_or(Error::NotFound)?;
        let sight = Sight::behind(&preview, self.now()).ok_or(Error::NotFound)?;
        let held = self.store().held(id, Some(number), sight).await?.ok_or(Error::NotFound)?;
        let retired = held.media.retired.is_some();
        match Sight::shows_file_behind(FileStanding { retired, ..FileStanding::default() }) {
            true => Ok(Held { public: false, ..held }),
            false => Err(Error::NotFound),
        }
    }

    /// Where a link leads that holds this.
    pub(crate) fn preview_url(&self, language: Language, secret: &str) -> String {
        self.mount().absolute(&self.mount().pages_url(language, &format!("/preview/{secret}")))
    }
}
