//! The forms in which applications travel as JSON.

use eframe_core::block::utoipa;
use eframe_core::http::Cursor;
use eframe_core::{Digest, FieldErrors, OrganisationId, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::CaseLine;
use crate::model::{
    Application, Document, DocumentId, Entry, Form, MemberId, Purpose, Side, Signature, Stage,
    State, What,
};
use crate::rules::{ApplicationStanding, Attached, Begin, Due, Saved, SignOnLine};

macro_rules! form {
    ($($(#[$doc:meta])* $field:ident)*) => {
        /// Every answer as it was typed; what is not there yet is empty.
        #[derive(Serialize, Deserialize, ToSchema, Default)]
        #[serde(rename_all = "camelCase", default, deny_unknown_fields)]
        #[schema(as = ApplicationForm)]
        pub(super) struct FormWire {
            $($(#[$doc])* $field: String,)*
            /// Whether the e-Newsletter may ask them for their consent.
            newsletter: bool,
        }

        impl From<Form> for FormWire {
            fn from(form: Form) -> Self {
                Self { $($field: form.$field,)* newsletter: form.newsletter }
            }
        }

        impl From<FormWire> for Form {
            fn from(wire: FormWire) -> Self {
                Self { $($field: wire.$field,)* newsletter: wire.newsletter }
            }
        }
    };
}

form! {
    /// The code of the kind of member that it wants to be.
    kind
    /// The organisation's name in Latin letters.
    name
    /// The same in its own script.
    own_name
    /// The country's code of two letters.
    country
    /// Degrees north.
    latitude
    /// Degrees east.
    longitude
    /// How many people live there.
    population
    /// The organisation's own site.
    website
    /// Where letters on paper go.
    address
    /// Why it wants to join.
    motivation
    /// The signatory's name.
    signatory_name
    /// The signatory's office.
    signatory_office
    /// What allows them to sign.
    signatory_authority
    /// Whom to ask.
    contact_name
    /// Where mail about the application goes.
    contact_email
    /// Their telephone.
    contact_phone
    /// The language they are written to in: en.
    contact_language
}

/// What an application begins with.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BeginApplication)]
pub(super) struct BeginWire {
    /// The organisation it is for, where it has accounts already.
    organisation: Option<Uuid>,
    /// What is answered already.
    #[serde(default)]
    form: FormWire,
}

/// Where an application stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApplicationStanding)]
pub(super) struct StandingWire {
    application: Uuid,
    #[schema(value_type = String, example = "submitted")]
    stage: Stage,
    version: i64,
    /// The member it made or is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<Uuid>,
}

/// What a save left behind.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ApplicationSaved)]
pub(super) struct SavedWire {
    #[serde(flatten)]
    standing: StandingWire,
    /// Whether it had been signed, and has to be signed again.
    unsigned: bool,
}

/// A document that was added.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DocumentAdded)]
pub(super) struct AttachedWire {
    #[serde(flatten)]
    standing: StandingWire,
    /// The document.
    document: Uuid,
}

/// Signing by a typed name.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SignApplication)]
pub(super) struct SignWire {
    /// The signatory's name as the form has it.
    name: String,
    /// The signatory's office as the form has it.
    office: String,
    /// The fingerprint of the form as it was read.
    form: String,
}

/// What is asked.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ReturnApplication)]
pub(super) struct QuestionsWire {
    pub(super) questions: String,
    /// The `contents` that were read. Where it is given and the form or a document is another now, the answer is 409.
    #[schema(value_type = Option<String>)]
    pub(super) contents: Option<Digest>,
}

/// Why not.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = RefuseApplication)]
pub(super) struct ReasonWire {
    pub(super) reason: String,
    /// The `contents` that were read. Where it is given and the form or a document is another now, the answer is 409.
    #[schema(value_type = Option<String>)]
    pub(super) contents: Option<Digest>,
}

/// What was read before it is accepted. It need not be sent.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AcceptApplication)]
pub(super) struct AcceptWire {
    /// The `contents` that were read. Where it is given and the form or a document is another now, the answer is 409.
    #[schema(value_type = Option<String>)]
    pub(super) contents: Option<Digest>,
}

/// What is written.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CaseText)]
pub(super) struct TextWire {
    pub(super) text: String,
}

/// An entry of a case that came into being.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseEntryAdded)]
pub(super) struct WrittenWire {
    pub(super) entry: Uuid,
}

/// An application.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Application)]
pub(super) struct ApplicationWire {
    id: Uuid,
    number: String,
    organisation: Uuid,
    form: FormWire,
    /// The fingerprint of the form: what a signature is bound to.
    #[schema(value_type = String)]
    fingerprint: Digest,
    /// SHA-256 of all that is read before it is decided about: the form and the bytes of every document.
    #[schema(value_type = String)]
    contents: Digest,
    /// Where it stands, with what is known there.
    #[schema(value_type = Object)]
    state: State,
    /// Who signed what the form says now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    signature: Option<Signature>,
    documents: Vec<DocumentWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<Uuid>,
    /// The code to follow it with.
    code: String,
    #[schema(value_type = String)]
    begun: Timestamp,
    #[schema(value_type = String)]
    changed: Timestamp,
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<DueWire>,
}

/// What is awaited next.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CaseDue)]
pub(super) struct DueWire {
    /// Who has to do something: applicant or secretariat.
    #[schema(value_type = String)]
    side: Side,
    /// The last day, in the charter's zone.
    #[schema(value_type = String, example = "2026-12-31")]
    day: Date,
}

/// A document of an application.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CaseDocument)]
pub(super) struct DocumentWire {
    id: Uuid,
    #[schema(value_type = String, example = "signed-form")]
    purpose: Purpose,
    file_name: String,
    media_type: String,
    bytes: u64,
    #[schema(value_type = String)]
    sha256: Digest,
    /// Who handed it in.
    by: String,
    #[schema(value_type = String)]
    at: Timestamp,
}

/// A case as a line of a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CaseItem)]
pub(super) struct LineWire {
    id: Uuid,
    number: String,
    organisation: Uuid,
    name: String,
    kind: String,
    country: String,
    #[schema(value_type = String, example = "submitted")]
    stage: Stage,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    since: Option<Timestamp>,
    #[schema(value_type = String)]
    changed: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<DueWire>,
    overdue: bool,
}

/// A page of cases.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseList)]
pub(super) struct ListWire {
    pub(super) items: Vec<LineWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) next: Option<Cursor>,
}

/// Something that happened in a case.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CaseEntry)]
pub(super) struct EntryWire {
    id: Uuid,
    #[schema(value_type = String)]
    at: Timestamp,
    /// Who.
    by: String,
    #[schema(value_type = String)]
    side: Side,
    /// What happened, with what belongs to it.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    what: What,
}

/// A page of the history of a case, newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseHistory)]
pub(super) struct HistoryWire {
    pub(super) items: Vec<EntryWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) next: Option<Cursor>,
}

/// What an application is asked for by.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = FollowApplication)]
pub(super) struct FollowWire {
    /// The number on the receipt.
    pub(super) number: String,
    /// The code on the receipt.
    pub(super) code: String,
}

/// Where an application stands, for whoever has its number and code.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FollowedApplication)]
pub(super) struct FollowedWire {
    pub(super) number: String,
    #[schema(value_type = String, example = "submitted")]
    pub(super) stage: Stage,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) since: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) until: Option<Date>,
}

impl From<BeginWire> for Begin {
    fn from(wire: BeginWire) -> Self {
        let organisation = wire.organisation.map(OrganisationId::new);
        Self { organisation, form: wire.form.into() }
    }
}

impl From<ApplicationStanding> for StandingWire {
    fn from(of: ApplicationStanding) -> Self {
        Self {
            application: of.application.uuid(),
            stage: of.stage,
            version: of.version.get(),
            member: of.member.map(MemberId::uuid),
        }
    }
}

impl From<Saved> for SavedWire {
    fn from(of: Saved) -> Self {
        Self { standing: of.standing.into(), unsigned: of.unsigned }
    }
}

impl From<Attached> for AttachedWire {
    fn from(of: Attached) -> Self {
        Self { standing: of.standing.into(), document: of.document.uuid() }
    }
}

impl TryFrom<SignWire> for SignOnLine {
    type Error = FieldErrors;

    fn try_from(wire: SignWire) -> Result<Self, FieldErrors> {
        let SignWire { name, office, form } = wire;
        Ok(Self { name, office, form: fingerprint(&form)? })
    }
}

/// The fingerprint of a form, as it travels.
pub(super) fn fingerprint(text: &str) -> Result<Digest, FieldErrors> {
    text.parse().map_err(|_| FieldErrors::one("form", "membership.field.fingerprint.form"))
}

impl DueWire {
    fn of(due: Due) -> Self {
        Self { side: due.side, day: due.day }
    }
}

impl ApplicationWire {
    pub(super) fn of(of: Application, due: Option<Due>) -> Self {
        Self {
            id: of.id.uuid(),
            organisation: of.organisation.uuid(),
            fingerprint: of.form.hash(),
            contents: of.contents(),
            signature: of.signed().cloned(),
            number: of.number,
            form: of.form.into(),
            state: of.state,
            documents: of.documents.into_iter().map(DocumentWire::from).collect(),
            member: of.member.map(MemberId::uuid),
            code: of.code,
            begun: of.begun,
            changed: of.changed,
            version: of.version.get(),
            due: due.map(DueWire::of),
        }
    }
}

impl From<Document> for DocumentWire {
    fn from(of: Document) -> Self {
        let Document { purpose, file_name, media_type, bytes, sha256, at, .. } = of;
        let (id, by) = (DocumentId::uuid(of.id), of.by.name);
        Self { id, purpose, file_name, media_type, bytes, sha256, by, at }
    }
}

impl From<CaseLine> for LineWire {
    fn from(of: CaseLine) -> Self {
        Self {
            id: of.application.uuid(),
            number: of.number,
            organisation: of.organisation.uuid(),
            name: of.name,
            kind: of.kind,
            country: of.country,
            stage: of.stage,
            since: of.since,
            changed: of.changed,
            due: of.due.map(|(side, day)| DueWire { side, day }),
            overdue: of.overdue,
        }
    }
}

impl From<Entry> for EntryWire {
    fn from(of: Entry) -> Self {
        Self { id: of.id.uuid(), at: of.at, by: of.by.name, side: of.side, what: of.what }
    }
}
