//! What has to be mended before a text is published.

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Actor, Language};
use percent_encoding::percent_decode_str;

use super::{ANCHORS, Cms, Found};
use crate::model::{Address, Content, Document, DocumentId, Edition, End, OldPath, Stage};
use crate::rules::{self, Check, CheckContext, Finding, Reach};
use crate::{Error, Refusal, view};

/// Places on every page, beside those of its text.
const PLACES: [&str; 4] = ["main", "contents", "below", "changes"];

/// So many links of one text to what has ended are followed at most.
const FOLLOWED: usize = 100;

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
        let origin = self.mount().origin();
        let bare = origin.split_once(':').map_or(origin, |(_, bare)| bare);
        let folder = |&language: &Language| self.mount().pages_url(language, "");
        let mut context = CheckContext {
            languages: self.languages().to_vec(),
            rooms: self.inner.reserved.iter().cloned().chain(self.rooms_beside()).collect(),
            site: vec![origin.to_owned(), bare.to_owned()],
            pages: self.languages().iter().map(folder).collect(),
            redirected: BTreeSet::new(),
            anchors: self.anchors(edition),
            documents: BTreeMap::new(),
            own: self.own().names().collect(),
            files: self.store().fates(&edition.content.body).await?,
            unreadable: self.unreadable(&edition.content.body),
            library: self.beginnings_of_files(),
            untranslated: self
                .rule(document, edition.language)
                .untranslated(document, edition.language),
        };
        let addresses = rules::addresses(&edition.content, &context);
        context.documents = self.store().reaches(addresses).await?;
        context.redirected = self.leading_on(&edition.content, &context).await?;
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

    /// The places on its page that an edition's links can lead to, where any leads to one.
    fn anchors(&self, edition: &Edition) -> Option<BTreeSet<String>> {
        let body = &edition.content.body;
        if !body.leads().iter().any(|lead| lead.url.starts_with('#')) {
            return None;
        }
        let html = view::rendered(self, body, ANCHORS, edition.language).ok()?.html;
        let places = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        Some(places.chain(PLACES).map(str::to_owned).collect())
    }

    /// The links of a text that lead on from an old address, or from what ended by leading to something else.
    async fn leading_on(
        &self,
        content: &Content,
        context: &CheckContext,
    ) -> Result<BTreeSet<String>, Error> {
        let dead = rules::dead_links(content, context);
        let old = |(url, path): &(String, String)| {
            let query = url.split('#').next().and_then(|url| url.split_once('?'));
            let path = percent_decode_str(path).decode_utf8().ok()?;
            let with = query.and_then(|(_, query)| OldPath::asked(&path, query));
            Some([with, path.parse::<OldPath>().ok()])
        };
        let asked = dead.iter().filter_map(old).flatten().flatten().collect::<BTreeSet<_>>();
        let known = self.store().leading_on(&asked).await?;
        let leads = |link: &(String, String)| {
            old(link).into_iter().flatten().flatten().any(|path| known.contains(&path))
        };
        let (on, dead): (Vec<_>, Vec<_>) = dead.into_iter().partition(leads);
        let mut on = on.into_iter().map(|(url, _)| url).collect::<BTreeSet<_>>();
        let ended = dead.into_iter().filter_map(|(url, path)| {
            let address = path.trim_end_matches('/').parse::<Address>().ok()?;
            (context.documents.get(&address) == Some(&Reach::Gone)).then_some((url, address))
        });
        for (url, address) in ended.take(FOLLOWED) {
            let ended = match self.find(&Actor::anonymous(), address.as_str()).await {
                Ok(Found::Gone(ended)) => ended,
                Ok(_) | Err(Error::NotFound) => continue,
                Err(error) => return Err(error),
            };
            if matches!(ended.ending.end, End::Redirect { .. }) && ended.leads_to.is_some() {
                on.insert(url);
            }
        }
        Ok(on)
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
