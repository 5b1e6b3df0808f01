//! Texts as their pages show them: made once, kept, and led to each reader's language.

use eframe_core::present::RenderError;
use eframe_core::{Actor, Commit, Language};
use uuid::Uuid;

use super::{ANCHORS, Cms};
use crate::Error;
use crate::markdown::Rendered;
use crate::model::{Address, Block, Body, DocumentId, Edition, EditionId};
use crate::rules::{Change, KeptText};
use crate::store::LivePage;
use crate::view;

/// How many texts are made and kept at a time.
const SLICE: u64 = 20;

impl Cms {
    /// A body as HTML, its labels in the language it is written in, its links within the site leading to pages in
    /// the reader's.
    pub(crate) fn rendered(
        &self,
        body: &Body,
        written: Language,
        reader: Language,
    ) -> Result<Rendered, RenderError> {
        Ok(self.led(view::rendered(self, body, ANCHORS, written)?, reader))
    }

    /// The same for a body in the making, with its files below an address that opens them.
    pub(crate) fn rendered_ahead(
        &self,
        body: &Body,
        written: Language,
        reader: Language,
        files: &str,
    ) -> Result<Rendered, RenderError> {
        let files = |path: &str| format!("{files}{path}");
        Ok(self.led(view::rendered_with(self, body, ANCHORS, written, &files)?, reader))
    }

    /// The same for a body that stands beside others on one page: no two of their headings share an anchor.
    pub(crate) fn answer(
        &self,
        body: &Body,
        of: &Address,
        written: Language,
        reader: Language,
    ) -> Result<String, RenderError> {
        let anchors = format!("a-{}-", of.slug());
        Ok(self.led(view::rendered(self, body, &anchors, written)?, reader).html)
    }

    /// Its links within the site lead to pages in the reader's language.
    pub(crate) fn led(&self, rendered: Rendered, reader: Language) -> Rendered {
        Rendered { html: view::led(rendered.html, |path| self.local(path, reader)), ..rendered }
    }

    /// What the page at an address shows, if a document is live there.
    pub(crate) async fn live_page(
        &self,
        address: &Address,
        reader: Language,
    ) -> Result<Option<LivePage>, Error> {
        self.store().live_page(address, reader, &self.inner.form).await
    }

    /// Makes and keeps the texts of all that is live, where that is not done yet or was done by a program, templates or
    /// messages that make them otherwise: their pages then need not make them each time. It may be broken off at any
    /// time and goes on where it was. Answers how many texts it kept.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn keep_texts(&self) -> Result<usize, Error> {
        let (mut kept, mut after) = (0, EditionId::new(Uuid::nil()));
        loop {
            let editions = self.store().unkept(&self.inner.form, after, SLICE).await?;
            let Some(last) = editions.last() else { return Ok(kept) };
            after = last.id;
            kept += self.keep_texts_of(&editions).await?;
        }
    }

    /// Does so for what is live of one document.
    pub(crate) async fn keep_texts_in(&self, document: DocumentId) -> Result<(), Error> {
        let editions = self.store().live(document).await?;
        self.keep_texts_of(&editions).await.map(drop)
    }

    async fn keep_texts_of(&self, editions: &[Edition]) -> Result<usize, Error> {
        let mut texts = Vec::new();
        for edition in editions {
            texts.extend(self.kept(edition));
            // A hundred thousand of them keep a processor busy for minutes: pages go before.
            tokio::task::yield_now().await;
        }
        let count = texts.len();
        if count > 0 {
            let commit = Commit::by(&Actor::system("texts"), self.now());
            self.store().database().commit(commit.change(Change::KeepTexts(texts))).await?;
        }
        Ok(count)
    }

    /// What is kept of an edition. Nothing where a block of the host's own may show something else tomorrow.
    fn kept(&self, edition: &Edition) -> Option<KeptText> {
        let body = &edition.content.body;
        if body.blocks().iter().any(|block| matches!(block, Block::Own(_))) {
            return None;
        }
        match view::rendered(self, body, ANCHORS, edition.language) {
            Ok(Rendered { html, contents }) => Some(KeptText {
                edition: edition.id,
                revision: edition.revision,
                form: self.inner.form.clone(),
                html,
                contents: serde_json::json!(contents).to_string(),
                picture: body.first_image().map(|image| serde_json::json!(image).to_string()),
            }),
            Err(error) => {
                tracing::error!(edition = %edition.id, %error, "a text cannot be shown");
                None
            }
        }
    }
}
