//! What goes out when something happened to content: ids and the facts of the moment.

use eframe_core::{ActorId, Event, Language, PublicEvent, Subject};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Address, DocumentId, Kind, MediaId, MediaKind, PlanId};

/// The kind of thing that documents are, in subjects of events and audit entries.
pub(crate) const DOCUMENT: &str = "cms.document";
/// The kind of thing that menus are.
pub(crate) const MENU: &str = "cms.menu";

/// The kind of thing that files of the library are.
pub(crate) const MEDIA: &str = "cms.media";

/// Somebody handed in an edition: a reviewer is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EditionSubmitted {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// The language.
    pub language: Language,
    /// Which edition.
    pub number: u32,
    /// Its title.
    pub title: String,
}

/// An edition went live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EditionPublished {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// The language.
    pub language: Language,
    /// Which edition.
    pub number: u32,
    /// Where it stands, below its language.
    pub address: Address,
    /// Its title.
    pub title: String,
}

/// A live edition was taken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EditionWithdrawn {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// The language.
    pub language: Language,
    /// Which edition.
    pub number: u32,
    /// Where it stood.
    pub address: Address,
}

/// A document has another address, and so has everything below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DocumentMoved {
    /// The document.
    pub document: DocumentId,
    /// Where it stood; still leads there.
    pub from: Address,
    /// Where it stands.
    pub to: Address,
    /// In which languages the public reads it.
    #[serde(default)]
    pub languages: Vec<Language>,
}

/// A plan could not be carried out when its time had come; whoever set it is to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PlanParked {
    /// The document.
    pub document: DocumentId,
    /// The plan.
    pub plan: PlanId,
    /// Who set it.
    pub by: ActorId,
}

/// Somebody who may see to it is to hear of a plan that was [set aside](PlanParked).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PlanWaits {
    /// The document.
    pub document: DocumentId,
    /// The plan.
    pub plan: PlanId,
    /// Who.
    pub person: ActorId,
}

/// There are texts that somebody is to look through: told at most once a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReviewsDue {
    /// Who.
    pub person: ActorId,
}

/// A file came into the library, anew or in place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FileAdded {
    /// The file.
    pub media: MediaId,
    /// Its kind.
    pub kind: MediaKind,
    /// Which version of it: 1 when it is new.
    pub number: u32,
}

fn subject(document: DocumentId) -> String {
    Subject::of(DOCUMENT, document.uuid()).as_str().to_owned()
}

impl Event for EditionSubmitted {
    const NAME: &'static str = "cms.edition.submitted";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        subject(self.document)
    }
}

impl Event for EditionPublished {
    const NAME: &'static str = "cms.edition.published";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        subject(self.document)
    }
}

impl Event for EditionWithdrawn {
    const NAME: &'static str = "cms.edition.withdrawn";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        subject(self.document)
    }
}

// What is live anybody may read, and of what was taken down its place says so.
impl PublicEvent for EditionPublished {}
impl PublicEvent for EditionWithdrawn {}

/// The old address of what is live leads everybody to the new one; of what nobody reads, neither is known.
impl PublicEvent for DocumentMoved {
    fn facts(&self) -> Option<Value> {
        if self.languages.is_empty() { None } else { serde_json::to_value(self).ok() }
    }
}

impl Event for PlanParked {
    const NAME: &'static str = "cms.plan.parked";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        subject(self.document)
    }
}

impl PlanWaits {
    /// The news for one person.
    pub(crate) const fn of(document: DocumentId, plan: PlanId, person: ActorId) -> Self {
        Self { document, plan, person }
    }
}

impl Event for PlanWaits {
    const NAME: &'static str = "cms.plan.waits";
    const VERSION: u16 = 1;

    // A letter that does not arrive holds nobody else's back.
    fn subject(&self) -> String {
        format!("{}/{}", subject(self.document), self.person)
    }
}

impl Event for ReviewsDue {
    const NAME: &'static str = "cms.reviews.due";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of("cms.person", self.person.uuid()).as_str().to_owned()
    }
}

impl Event for DocumentMoved {
    const NAME: &'static str = "cms.document.moved";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        subject(self.document)
    }
}

impl Event for FileAdded {
    const NAME: &'static str = "cms.media.file-added";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(MEDIA, self.media.uuid()).as_str().to_owned()
    }
}
