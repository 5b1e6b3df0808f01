use eframe_core::{ActorId, Digest, Guard, Language, Subject, Tag, Timestamp, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::ContentFile;
use crate::event;
use crate::model::{
    About, Address, Care, Document, DocumentId, Edition, EditionId, FileVersion, Kind, Media,
    MediaId, Menu, Missing, OldPath, Plan, Preview, PreviewId, Redirect, Released, Rendition,
    Sheet, Slug, Stage, Unsaved,
};

/// One thing to be written. The store applies them in order, in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A document comes into being and takes its address.
    Create(NewDocument),
    /// An edition is written whole, anew or in place of what it was.
    Write(Box<Edition>),
    /// An edition in the making is no more, and neither are the links that open it.
    Discard(Box<Edition>),
    /// A document of which nothing was ever live is no more, and its addresses are free.
    Forget(DocumentId),
    /// The public sees something else of this document than before.
    Surface {
        /// The document.
        document: DocumentId,
        /// The day its list orders it by.
        day: Option<Date>,
    },
    /// A document and all below it stand elsewhere from now on; the old addresses lead there.
    MoveSubtree {
        /// The document at its top.
        document: DocumentId,
        /// Its new parent.
        parent: Option<DocumentId>,
        /// Its new slug.
        slug: Slug,
        /// Its new position.
        position: i32,
        /// Where it stood.
        from: Address,
        /// Where it stands.
        to: Address,
    },
    /// A menu is written whole.
    SetMenu(Menu),
    /// Old addresses lead where they did not before.
    SetRedirects(Vec<Redirect>),
    /// An old address leads nowhere any more.
    RemoveRedirect(OldPath),
    /// The whole content of another site comes in, from a file.
    BringIn(ContentFile),
    /// The index has these editions as they are. Whatever writes an edition sees to that itself; this is for editions
    /// that an older program wrote.
    Index(Vec<EditionId>),
    /// How these live texts are shown is kept beside them.
    KeepTexts(Vec<KeptText>),
    /// A plan is written whole, anew or in place of what it was.
    Plan(Box<Plan>),
    /// Somebody answers for a document.
    Care {
        /// The document.
        document: DocumentId,
        /// Who, and until when.
        care: Care,
    },
    /// Siblings have these positions from now on; their addresses stay.
    Arrange(Vec<(DocumentId, i32)>),
    /// A link opens what is in the making.
    Preview(Box<Preview>),
    /// It opens nothing any more.
    EndPreview(PreviewId),
    /// What somebody wrote and did not save is kept, in place of what was kept of that form.
    KeepUnsaved(Box<Unsaved>),
    /// Nothing is kept of it any more.
    DropUnsaved {
        /// Who wrote it.
        person: ActorId,
        /// In which form.
        sheet: Sheet,
    },
    /// Links that have stopped, and what nobody came back for since this instant, are let go.
    Tidy(Timestamp),
    /// Somebody is reminded of what they are to look through.
    Remind {
        /// Who.
        person: ActorId,
        /// Whether it is for the first time.
        first: bool,
    },
    /// Something happens to a file of the library.
    Media(MediaChange),
}

/// One thing to be written of a file of the library.
#[derive(Clone, Debug, PartialEq)]
pub enum MediaChange {
    /// It comes into being, without a file yet.
    Create {
        /// The item.
        media: Box<Media>,
        /// What a search in the library looks through.
        words: String,
    },
    /// It gets a version.
    Add {
        /// The item.
        media: MediaId,
        /// Its new version.
        file: FileVersion,
    },
    /// Something else is said of it.
    Describe {
        /// The item.
        media: MediaId,
        /// What.
        about: About,
        /// What a search in the library looks through.
        words: String,
    },
    /// A version is public from now on.
    Release {
        /// The item.
        media: MediaId,
        /// Which version.
        number: u32,
        /// Who decided it.
        released: Released,
    },
    /// It is offered and shown no more.
    Retire {
        /// The item.
        media: MediaId,
        /// Since when.
        at: Timestamp,
    },
    /// Smaller pictures were made of a version. Those that somebody else made meanwhile stay.
    Render {
        /// The item.
        media: MediaId,
        /// Which version.
        number: u32,
        /// The pictures.
        made: Vec<Rendition>,
    },
}

/// A live text as its page shows it, made once for all who read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptText {
    /// The edition that says it.
    pub edition: EditionId,
    /// The save it was made of.
    pub revision: Version,
    /// In which way it was made: one that was made in another is not shown.
    pub form: String,
    /// Its HTML.
    pub html: String,
    /// Its headings, as JSON.
    pub contents: String,
    /// The first picture in it, where it has one: its block, as JSON.
    pub picture: Option<String>,
}

/// A document before its first edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Names it.
    pub id: DocumentId,
    /// What sort it is.
    pub kind: Kind,
    /// The page above it.
    pub parent: Option<DocumentId>,
    /// Its place among its siblings.
    pub position: i32,
    /// The last part of its address.
    pub slug: Slug,
    /// Its address.
    pub address: Address,
}

/// Where an edition stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// The document.
    pub document: DocumentId,
    /// Its address, below the language.
    pub address: Address,
    /// The language.
    pub language: Language,
    /// Which edition.
    pub number: u32,
    /// The save it comes from.
    pub revision: Version,
    /// Its state.
    pub stage: Stage,
    /// The fingerprint of what it says.
    pub hash: Digest,
    /// Who has to approve it yet, where others did already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
}

/// The table whose versions guard documents.
pub(crate) const DOCUMENTS: &str = "cms_document";
/// The table whose versions guard menus.
pub(crate) const MENUS: &str = "cms_menu";
/// The table whose versions guard reminders.
pub(crate) const REMINDERS: &str = "cms_reminder";
/// The table whose versions guard files of the library.
pub(crate) const MEDIA: &str = "cms_media";
/// The table whose versions rise when something that shows a file goes live, and when the file is retired: so of the two
/// that happen at once one sees the other, and who says something else of the file is in nobody's way.
pub(crate) const MEDIA_SHOWN: &str = "cms_media_shown";
/// The table whose one row guards the shape of the tree.
pub(crate) const TREE: &str = "cms_tree";
/// That row.
pub(crate) const THE_TREE: Uuid = Uuid::nil();

impl Standing {
    pub(super) fn of(document: &Document, edition: &Edition) -> Self {
        Self::at(&document.address, edition)
    }

    pub(super) fn at(address: &Address, edition: &Edition) -> Self {
        Self {
            document: edition.document,
            address: address.clone(),
            language: edition.language,
            number: edition.number,
            revision: edition.revision,
            stage: edition.state.stage(),
            hash: edition.hash(),
            missing: None,
        }
    }

    /// The facts of an audit entry about this edition.
    pub(super) fn facts(&self) -> Value {
        json!({ "language": self.language, "number": self.number, "hash": self.hash })
    }

    /// The same with more.
    pub(super) fn facts_and(&self, more: Value) -> Value {
        let mut facts = self.facts();
        if let (Some(facts), Value::Object(more)) = (facts.as_object_mut(), more) {
            facts.extend(more);
        }
        facts
    }
}

/// The document is changed by whoever holds this guard.
pub(super) fn hold(document: &Document) -> Guard {
    Guard::write(DOCUMENTS, document.id.uuid(), document.version)
}

pub(super) fn subject(document: DocumentId) -> Subject {
    Subject::of(event::DOCUMENT, document.uuid())
}

/// The tag of every page that shows this document, or one below it.
pub(crate) fn page_tag(document: DocumentId) -> Tag {
    Tag::new(format!("page:{document}"))
}

/// The tag of the lists of a kind. One for all languages: a list falls back to the others.
pub(crate) fn list_tag(kind: Kind) -> Tag {
    Tag::new(format!("list:{kind}"))
}

/// The tag of everything that shows a menu.
pub(crate) const MENU_TAG: &str = "menu";
