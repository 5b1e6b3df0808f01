//! The forms in which content travels as JSON, and what becomes of those that come in.

#[cfg_attr(not(test), expect(dead_code, reason = "it describes what the model reads and writes"))]
mod body;
mod compare;
mod finding;
mod links;
mod media;
mod menu;
mod plan;
mod preview;
mod shown;
mod text;
mod told;
mod tree;

use eframe_core::block::utoipa;
use eframe_core::http::{Cursor, Problem};
use eframe_core::{Digest, FieldErrors, Language, Timestamp, Version};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) use compare::CompareWire;
pub(super) use finding::{FindingWire, FindingsWire};
pub(super) use links::InboundWire;
pub(super) use media::{AboutWire, ItemWire as MediaItemWire, MediaListWire};
pub(super) use media::{MediaStandingWire, MediaWire};
pub(super) use menu::{MenuWire, SetMenuWire};
pub(super) use plan::{
    CareWire, EndWire, EndedWire, OverdueWire, OverduesWire, PlanWire, PlansWire, RestoreWire,
    RulebookWire, SetPlanWire,
};
pub(super) use preview::{MakePreviewWire, PreviewWire, PreviewsWire};
pub(super) use shown::ShownWire;
pub(super) use text::TextWire;
pub(super) use told::ChangeWire;
pub(super) use tree::{ArrangeWire, SiblingsWire};

use crate::Ended;
use crate::model::{
    Address, Approval, Content, Document, DocumentId, Edition, Kind, Missing, Slug, Stage,
};
use crate::rules::{Create, Relocate, Sight, Standing};
use crate::store::Entry;

/// A document as a line of a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentItem)]
pub(super) struct ItemWire {
    id: Uuid,
    #[schema(value_type = String, example = "news")]
    kind: Kind,
    /// Where it stands, below the language.
    #[schema(value_type = String, example = "/news/founding")]
    path: Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Uuid>,
    position: i32,
    /// When the public last saw something new of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    changed: Option<Timestamp>,
    /// The languages it is to be had in.
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    /// Whether it was taken down in every language: whoever keeps a copy lets it go.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
    /// Where it was to be read before it moved, in a list of changes: those addresses lead to it for ever.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    formerly: Vec<Address>,
    /// What it says, in the language asked for or the nearest there is; absent when it was taken down.
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<SaidWire>,
    /// How it ended, when it was taken down in all its languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<EndedWire>,
}

/// Words in one language.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentSaid)]
pub(super) struct SaidWire {
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// `ltr` or `rtl`.
    direction: &'static str,
    #[serde(flatten)]
    text: TextWire,
}

/// A page of a list.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentList)]
pub(super) struct ListWire {
    pub(super) items: Vec<ItemWire>,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) next: Option<Cursor>,
    /// Send it as `since` another time, to get only what changed after this answer; of the pages of one reading, that
    /// of the first. Something may come twice, nothing is left out.
    #[schema(value_type = String)]
    pub(super) since: Cursor,
}

/// A live document.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentDocument)]
pub(super) struct DocumentWire {
    id: Uuid,
    #[schema(value_type = String, example = "page")]
    kind: Kind,
    #[schema(value_type = String, example = "/about/offices")]
    path: Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Uuid>,
    position: i32,
    #[schema(value_type = Vec<String>)]
    languages: Vec<Language>,
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// `ltr` or `rtl`.
    direction: &'static str,
    /// Which edition it is.
    number: u32,
    #[schema(value_type = String)]
    since: Option<Timestamp>,
    #[schema(value_type = String)]
    hash: Digest,
    #[serde(flatten)]
    text: TextWire,
    /// The text as HTML of a few harmless elements.
    html: String,
    /// The files it shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<ShownWire>,
    /// What happened to it in this language, the newest first: when it was first published, what was changed with a note, when
    /// it ended.
    changes: Vec<ChangeWire>,
}

/// An edition at any stage.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentEdition)]
pub(super) struct EditionWire {
    document: Uuid,
    #[schema(value_type = String, example = "ko")]
    language: Language,
    number: u32,
    /// Counts the saves; its ETag, to be sent as If-Match.
    #[schema(value_type = i64)]
    revision: Version,
    #[schema(value_type = String, example = "in-review")]
    stage: Stage,
    /// Send it to approve exactly this.
    #[schema(value_type = String)]
    hash: Digest,
    #[schema(value_type = String)]
    saved: Timestamp,
    /// Who saved it, by name: for staff.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    /// Who approved just this: for staff.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    approvals: Vec<ApproverWire>,
    text: TextWire,
}

/// Somebody's yes.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentApprover)]
pub(super) struct ApproverWire {
    by: String,
    #[schema(value_type = String)]
    at: Timestamp,
    /// Which of the offices that the rulebook names they held then.
    #[serde(rename = "as", skip_serializing_if = "Vec::is_empty")]
    offices: Vec<String>,
}

/// What the rule of a place still asks for.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentMissing)]
pub(super) struct MissingWire {
    /// How many approvals more.
    more: u8,
    /// Of whom one can come: anybody who may approve, when absent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    of: Vec<String>,
}

/// A page of editions.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentEditions)]
pub(super) struct EditionsWire {
    pub(super) items: Vec<EditionWire>,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) next: Option<Cursor>,
}

/// A document to begin, with its first draft.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewContent)]
pub(super) struct NewWire {
    /// `page`, `news`, `event`, `faq`, `person`, `partner`, `document` or `banner`.
    kind: String,
    /// The page it is to stand below.
    parent: Option<Uuid>,
    /// The last part of its address; made from the title when absent.
    slug: Option<String>,
    #[serde(default)]
    position: i32,
    /// The language of the draft.
    language: String,
    text: TextWire,
}

/// Where a document stands.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ContentPlace)]
pub(super) struct PlaceWire {
    pub(super) parent: Option<Uuid>,
    pub(super) slug: String,
    #[serde(default)]
    pub(super) position: i32,
}

/// A reviewer's yes to exactly what has this hash.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentApproval)]
pub(super) struct ApprovalWire {
    /// The `hash` of the edition as it was read.
    pub(super) hash: String,
}

/// A reviewer's no.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentReturn)]
pub(super) struct ReturnWire {
    /// What is to be mended.
    pub(super) note: String,
}

/// Where an edition stands after a step.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentStanding)]
pub(super) struct StandingWire {
    document: Uuid,
    #[schema(value_type = String)]
    path: Address,
    #[schema(value_type = String)]
    language: Language,
    number: u32,
    #[schema(value_type = i64)]
    revision: Version,
    #[schema(value_type = String)]
    stage: Stage,
    #[schema(value_type = String)]
    hash: Digest,
    /// Who has to approve it yet, where others did already.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<MissingWire>,
}

impl ItemWire {
    pub(super) fn of(entry: &Entry, ended: Option<&Ended>, language: Language) -> Self {
        let Document { id, kind, parent, position, address, changed, .. } = &entry.document;
        let said = entry.heads.pick(language).map(|picked| SaidWire {
            language: picked.language,
            direction: picked.language.direction().html(),
            text: TextWire::of_head(picked.value),
        });
        Self {
            id: id.uuid(),
            kind: *kind,
            path: address.clone(),
            parent: parent.map(DocumentId::uuid),
            position: *position,
            changed: *changed,
            languages: entry.heads.languages().collect(),
            gone: entry.heads.is_empty(),
            formerly: Vec::new(),
            said,
            ended: ended.map(EndedWire::from),
        }
    }

    /// With the addresses at which the public knows it, its own among them.
    pub(super) fn known_at(mut self, mut known: Vec<Address>) -> Self {
        known.retain(|address| *address != self.path);
        known.sort();
        self.formerly = known;
        self
    }
}

impl DocumentWire {
    /// The live edition in this language, or the nearest; none when nothing is live.
    pub(super) fn of(
        document: &Document,
        language: Language,
        shown: impl FnOnce(&Edition) -> Result<(String, Vec<ShownWire>), Problem>,
    ) -> Result<Option<Self>, Problem> {
        let published = document.published();
        let Some(picked) = published.pick(language) else { return Ok(None) };
        let edition: &Edition = picked.value;
        let languages = published.languages().collect();
        Ok(Some(Self::of_edition(document, edition, languages, shown(edition)?)))
    }

    /// This edition, one of these languages.
    pub(super) fn of_edition(
        document: &Document,
        edition: &Edition,
        languages: Vec<Language>,
        (html, files): (String, Vec<ShownWire>),
    ) -> Self {
        Self {
            id: document.id.uuid(),
            kind: document.kind,
            path: document.address.clone(),
            parent: document.parent.map(DocumentId::uuid),
            position: document.position,
            languages,
            language: edition.language,
            direction: edition.language.direction().html(),
            number: edition.number,
            since: edition.state.since(),
            hash: edition.hash(),
            text: edition.content.fields().into(),
            html,
            files,
            changes: Vec::new(),
        }
    }

    /// The language it is in.
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// With its history.
    pub(super) fn changed(self, changes: Vec<ChangeWire>) -> Self {
        Self { changes, ..self }
    }
}

impl EditionWire {
    /// What this sight shows of an edition: who wrote for the site is nobody else's business.
    pub(super) fn seen(edition: &Edition, sight: Sight) -> Self {
        let mut wire = Self::from(edition);
        if sight == Sight::Public {
            wire.authors.clear();
            wire.approvals.clear();
        }
        wire
    }
}

impl From<&Edition> for EditionWire {
    fn from(edition: &Edition) -> Self {
        Self {
            document: edition.document.uuid(),
            language: edition.language,
            number: edition.number,
            revision: edition.revision,
            stage: edition.state.stage(),
            hash: edition.hash(),
            saved: edition.saved,
            authors: edition.authors.iter().map(|author| author.name.clone()).collect(),
            approvals: edition.approvals().map(ApproverWire::from).collect(),
            text: edition.content.fields().into(),
        }
    }
}

impl From<Standing> for StandingWire {
    fn from(standing: Standing) -> Self {
        let Standing { document, address, language, number, revision, stage, hash, missing } =
            standing;
        let (document, path) = (document.uuid(), address);
        let missing = missing.map(|Missing { more, of }| MissingWire { more, of });
        Self { document, path, language, number, revision, stage, hash, missing }
    }
}

impl From<&Approval> for ApproverWire {
    fn from(approval: &Approval) -> Self {
        let Approval { by, at, offices, .. } = approval.clone();
        Self { by: by.name, at, offices }
    }
}

impl TryFrom<NewWire> for Create {
    type Error = FieldErrors;

    fn try_from(wire: NewWire) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let kind = wire.kind.parse::<Kind>().ok();
        errors.check(kind.is_some(), "kind", "cms.desk.field.kind.unknown");
        let language = wire.language.parse::<Language>().ok();
        errors.check(language.is_some(), "language", "cms.desk.field.language.unknown");
        let slug = wire.slug.map(|slug| slug.parse::<Slug>());
        errors.check(!matches!(slug, Some(Err(_))), "slug", "cms.desk.field.slug.form");
        let content = errors.take(Content::read(kind.unwrap_or(Kind::Page), &wire.text.into()));
        let (parent, position) = (wire.parent.map(DocumentId::new), wire.position);
        match (kind, language, content, slug.transpose()) {
            (Some(kind), Some(language), Some(content), Ok(slug)) => {
                errors.finish(Self { kind, parent, slug, position, language, content })
            }
            _ => Err(errors),
        }
    }
}

impl PlaceWire {
    pub(super) fn command(self, expected: Version) -> Result<Relocate, FieldErrors> {
        let wrong = |_| FieldErrors::one("slug", "cms.desk.field.slug.form");
        let slug = self.slug.parse::<Slug>().map_err(wrong)?;
        let (parent, position) = (self.parent.map(DocumentId::new), self.position);
        Ok(Relocate { parent, slug, position, expected })
    }
}
