//! What leads to a document.

use eframe_core::{Actor, Language};

use super::Cms;
use crate::Error;
use crate::model::{Address, DocumentId, MenuEntry, OldPath, Slug, Stage};
use crate::store::Leading;

/// Everything on the site that leads to a document: what would lead nowhere, or elsewhere, if it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inbound {
    /// Texts with a link to it, live or in the making.
    pub texts: Vec<InboundText>,
    /// Documents that ended by leading to it, or by naming it in their place.
    pub ends: Vec<InboundText>,
    /// Menus that have it.
    pub menus: Vec<Slug>,
    /// Addresses from before that lead to it.
    pub redirects: Vec<OldPath>,
}

/// A text that leads to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboundText {
    /// The document whose text it is.
    pub document: DocumentId,
    /// Where that stands.
    pub address: Address,
    /// The language of the text.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// Where the edition stands that leads there.
    pub stage: Stage,
}

impl Inbound {
    /// So many of each are told at most.
    pub const MOST: usize = 500;

    /// How many there are.
    pub fn count(&self) -> usize {
        self.texts.len() + self.ends.len() + self.menus.len() + self.redirects.len()
    }
}

impl Cms {
    /// What leads to a document, by whichever of its addresses, with or without a language before it.
    ///
    /// Texts of an older program are known once [`Cms::reindex`] has looked through them.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Denied`](crate::Refusal::Denied) for those who are no staff.
    pub async fn inbound(&self, actor: &Actor, document: DocumentId) -> Result<Inbound, Error> {
        self.document(actor, document).await?;
        self.staff(actor)?;
        let most = Inbound::MOST as u64;
        let addresses = self.store().addresses(document).await?;
        let languages = self.languages();
        let paths = addresses.iter().flat_map(|address| {
            let abroad = languages.iter().map(move |of| format!("/{}{address}", of.code()));
            abroad.chain([address.to_string()])
        });
        let paths = paths.collect::<Vec<_>>();
        let of = |leading: Vec<Leading>| leading.into_iter().map(InboundText::from).collect();
        let menus = self.menus().await?.into_iter().filter(|menu| {
            menu.entries.iter().any(|entry| MenuEntry::document(entry) == Some(document))
        });
        Ok(Inbound {
            texts: of(self.store().leading(&paths, document, most).await?),
            ends: of(self.ended_into(document).await?),
            menus: menus.map(|menu| menu.name).collect(),
            redirects: self.store().redirected_to(&paths, most).await?,
        })
    }

    /// What leads to a document by its end, as far as that speaks: nothing of it is live, and it was the last one.
    async fn ended_into(&self, document: DocumentId) -> Result<Vec<Leading>, Error> {
        let mut ended = self.store().ended_into(document, Inbound::MOST as u64).await?;
        let ids = ended.iter().map(|one| one.document).collect::<Vec<_>>();
        let live = self.store().live_in(ids.iter().map(|id| id.uuid()).collect()).await?;
        let last = self.store().ends(ids).await?;
        ended.retain(|one| {
            let last = last.get(&one.document).filter(|end| end.language == one.language);
            let leads = last.is_some_and(|end| end.ending.end.target() == Some(document));
            leads && !live.contains_key(&one.document.uuid())
        });
        // A text that ended twice by leading here does so once.
        ended.dedup_by_key(|one| one.document);
        Ok(ended)
    }
}

impl From<Leading> for InboundText {
    fn from(leading: Leading) -> Self {
        let Leading { document, address, language, title, stage } = leading;
        Self { document, address, language, title, stage }
    }
}
