//! What has to be mended before a text is published.

use eframe_core::{Actor, Language};

use super::Cms;
use crate::model::{Document, DocumentId, Edition, Stage};
use crate::rules::{self, Check, CheckContext, Finding};
use crate::{Error, Refusal};

impl Cms {
    /// What is to be mended in the edition in the making, or else in the live one, and what could be better.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none that the actor may know of.
    pub async fn checks(
        &self,
        actor: &Actor,
        document: DocumentId,
        language: Language,
    ) -> Result<Vec<Finding>, Error> {
        let document = self.document(actor, document).await?;
        self.staff(actor)?;
        let edition = document.draft(language).or(document.live(language));
        self.findings(&document, edition.ok_or(Error::NotFound)?).await
    }

    /// Refuses what is not fit to be published: asked before an edition goes live, and before a plan that lets it.
    pub(crate) async fn fit(&self, document: &Document, language: Language) -> Result<(), Error> {
        let rule = self.rule(document, language);
        let approved = |edition: &&Edition| match edition.state.stage() {
            Stage::Approved => true,
            Stage::InReview => rule.missing(edition).is_none(),
            _ => false,
        };
        let Some(edition) = document.draft(language).filter(approved) else { return Ok(()) };
        let mut findings = self.findings(document, edition).await?;
        findings.retain(Finding::blocks);
        if findings.is_empty() { Ok(()) } else { Err(Refusal::Unfit(findings).into()) }
    }

    /// What is found in an edition of a document.
    pub(crate) async fn findings(
        &self,
        document: &Document,
        edition: &Edition,
    ) -> Result<Vec<Finding>, Error> {
        let links = edition.content.links().into_iter().flat_map(|address| {
            // A path may begin with a language.
            let below = address.as_str()[1..].split_once('/').map(|(_, rest)| format!("/{rest}"));
            let below = below.and_then(|below| below.parse().ok());
            [Some(address), below].into_iter().flatten()
        });
        let context = CheckContext {
            languages: self.languages().to_vec(),
            rooms: self.inner.reserved.iter().cloned().chain(self.rooms_beside()).collect(),
            documents: self.store().reaches(links).await?,
            own: self.own().names().collect(),
            files: self.store().fates(&edition.content.body).await?,
            unreadable: self.unreadable(&edition.content.body),
            library: self.beginnings_of_files(),
            untranslated: self
                .rule(document, edition.language)
                .untranslated(document, edition.language),
        };
        let mut found = rules::checks(&edition.content, &context);
        let own = self.own().check(&edition.content.body, edition.language).into_iter();
        found.extend(own.map(|(block, words)| Finding {
            check: Check::OwnBlock,
            field: format!("body[{block}]"),
            block: Some(block),
            words,
        }));
        Ok(found)
    }

    /// What the addresses of files begin with, on the site and from elsewhere. Where nothing stands before them, none is
    /// told from a page.
    fn beginnings_of_files(&self) -> Vec<String> {
        let files = self.mount().files_url("/");
        if files == "/" {
            return Vec::new();
        }
        let whole = self.mount().absolute(&files);
        let bare = whole.split_once(':').map(|(_, bare)| bare.to_owned());
        [Some(files), Some(whole), bare].into_iter().flatten().collect()
    }
}
