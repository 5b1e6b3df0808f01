use std::collections::BTreeMap;

use eframe_core::{Language, Timestamp};
use uuid::Uuid;

use super::Cms;
use crate::Error;
use crate::model::{Address, Document, DocumentId, Edition, Kind};
use crate::store::{Mapped, Part};

impl Cms {
    /// What the public reads of a kind in a language, what went live last first, behind a place in that order.
    pub(crate) async fn newest(
        &self,
        kind: Option<Kind>,
        language: Language,
        after: Option<(Timestamp, Uuid)>,
        limit: u64,
    ) -> Result<Vec<(Timestamp, Document, Edition)>, Error> {
        self.store().newest(kind, language, after, limit).await
    }

    /// When the public last saw something new of a kind, or of anything.
    pub(crate) async fn last_change(&self, kind: Option<Kind>) -> Result<Option<Timestamp>, Error> {
        self.store().last_change(kind).await
    }

    /// Where the parts of a sitemap begin.
    pub(crate) async fn parts(&self, of: u32) -> Result<Vec<Uuid>, Error> {
        self.store().parts(of).await
    }

    /// What a part of a sitemap leads to.
    pub(crate) async fn mapped(&self, part: Part, limit: u64) -> Result<Vec<Mapped>, Error> {
        self.store().mapped(part, limit).await
    }

    /// The addresses at which the public knows these documents, by document, the newest first.
    pub(crate) async fn known_at(
        &self,
        documents: &[Document],
    ) -> Result<BTreeMap<DocumentId, Vec<Address>>, Error> {
        self.store().known_at(documents).await
    }
}
