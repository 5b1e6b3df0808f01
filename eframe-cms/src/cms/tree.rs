//! The order in which documents stand.

use eframe_core::{Actor, Caller, FieldErrors, Language, Version};

use super::Cms;
use crate::Error;
use crate::model::{Address, Document, DocumentId, Kind};
use crate::permission::MOVE;
use crate::rules::{self, Arrange, Arranged, MOST_SIBLINGS};
use crate::store::{Entry, Filter};

/// What stands below a page, or at the top, in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Siblings {
    /// The version of the tree's shape, to arrange them by.
    pub version: Version,
    /// Each of them, those too that say nothing any more.
    pub items: Vec<Sibling>,
    /// Whether there are more, so that they cannot be put into an order.
    pub is_more: bool,
}

/// One of those that stand below the same page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// The document.
    pub document: DocumentId,
    /// Where it stands.
    pub address: Address,
    /// Its place among them.
    pub position: i32,
    /// What it is called in the reader's language or the nearest there is; by its slug, when it was withdrawn.
    pub title: String,
    /// The language of that.
    pub language: Language,
}

impl Sibling {
    fn of(entry: &Entry, reader: Language) -> Self {
        let (title, language) = called(entry, reader);
        let stands = &entry.document;
        let (document, address, position) = (stands.id, stands.address.clone(), stands.position);
        Self { document, address, position, title, language }
    }
}

/// What an entry is called for a reader, and in which language: by its slug, when it says nothing any more.
pub(crate) fn called(entry: &Entry, reader: Language) -> (String, Language) {
    match entry.heads.pick(reader) {
        Some(picked) => (picked.value.title.clone(), picked.language),
        None => (entry.document.slug.to_string(), reader),
    }
}

impl Cms {
    /// Puts all that stands below one page, or all of a kind that stands below none, into an order.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such page; see [`rules::arrange`] for refusals.
    pub async fn arrange(&self, caller: &Caller, command: &Arrange) -> Result<Arranged, Error> {
        self.above(&caller.actor, command.parent).await?;
        let all = MOST_SIBLINGS as u64 + 1;
        self.store()
            .database()
            .decide(caller, || async {
                let tree = self.store().tree().await?;
                let siblings = self.store().siblings(command.kind, command.parent, all).await?;
                Ok(rules::arrange(&siblings, command, tree, &caller.actor, self.now())?)
            })
            .await
    }

    /// What stands below a page, or of a kind below none, as staff sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such page; [`Refusal::Denied`](crate::Refusal::Denied) for those who are no
    /// staff, [`Refusal::Invalid`](crate::Refusal::Invalid) for a kind that is ordered by date.
    pub async fn siblings(
        &self,
        actor: &Actor,
        kind: Kind,
        parent: Option<DocumentId>,
        reader: Language,
    ) -> Result<Siblings, Error> {
        self.above(actor, parent).await?;
        if kind.is_dated() {
            return Err(FieldErrors::one("kind", "cms.desk.field.kind.dated").into());
        }
        // Before the rest: whoever changes it meanwhile makes the order that is told a stale one.
        let version = self.store().tree().await?;
        let entries = self.below(actor, kind, parent, MOST_SIBLINGS as u64 + 1).await?;
        let is_more = entries.len() > MOST_SIBLINGS;
        let items = entries.iter().take(MOST_SIBLINGS).map(|entry| Sibling::of(entry, reader));
        Ok(Siblings { version, items: items.collect(), is_more })
    }

    /// The entries of what stands below a page, or of a kind below none, in their order.
    pub(crate) async fn below(
        &self,
        actor: &Actor,
        kind: Kind,
        parent: Option<DocumentId>,
        limit: u64,
    ) -> Result<Vec<Entry>, Error> {
        let filter =
            Filter { kind: Some(kind), top: parent.is_none(), below: parent, ..Filter::default() };
        self.entries(actor, &filter, None, limit).await
    }

    /// Lets only those pass who may move documents.
    pub(crate) fn may_move(&self, actor: &Actor) -> Result<(), Error> {
        Ok(actor.require(MOVE)?)
    }

    /// The version of the tree's shape.
    pub(crate) async fn tree(&self) -> Result<Version, Error> {
        self.store().tree().await
    }

    /// The page that something stands below, as staff sees it.
    pub(crate) async fn above(
        &self,
        actor: &Actor,
        parent: Option<DocumentId>,
    ) -> Result<Option<Document>, Error> {
        self.staff(actor)?;
        match parent {
            Some(id) => self.document(actor, id).await.map(Some),
            None => Ok(None),
        }
    }
}
