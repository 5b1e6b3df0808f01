use eframe_core::{Digest, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Author, DocumentId, ItemId, MeetingId};

eframe_core::id! {
    /// Names one entry of a case.
    pub struct EntryId;
}

/// A file that belongs to a case. Its bytes lie in the blob store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Names it.
    pub id: DocumentId,
    /// What it is for.
    pub purpose: Purpose,
    /// Where its bytes lie.
    pub blob: Uuid,
    /// SHA-256 of the bytes as they are stored.
    pub sha256: Digest,
    /// Its name as it was handed in, cleaned.
    pub file_name: String,
    /// What it is, by its content: `application/pdf`.
    pub media_type: String,
    /// How many bytes.
    pub bytes: u64,
    /// Who handed it in.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The form, signed on paper.
    SignedForm,
    /// Anything else that supports the application.
    Attachment,
}

/// Something that happened in a case, for its history: what was decided and what was written to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Names it.
    pub id: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Author,
    /// On which side they stand.
    pub side: Side,
    /// What.
    pub what: What,
}

/// A side of the correspondence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The organisation.
    Applicant,
    /// The Secretariat, the committee, and the machinery.
    Secretariat,
}

/// What happened in a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum What {
    /// It was begun.
    Began,
    /// A document came in.
    DocumentAdded {
        /// Its name.
        file_name: String,
        /// SHA-256 of its bytes.
        sha256: Digest,
    },
    /// A document was taken out.
    DocumentRemoved {
        /// Its name.
        file_name: String,
    },
    /// It was signed.
    Signed {
        /// The fingerprint of the form that was signed.
        form: Digest,
        /// Whether on paper.
        on_paper: bool,
    },
    /// It was handed in.
    Submitted {
        /// The fingerprint of the form.
        form: Digest,
    },
    /// The organisation confirmed what somebody else handed in for it.
    Confirmed,
    /// The organisation, or whoever handed it in for it, took it back to change answers before it was confirmed.
    Reopened,
    /// It was given back with questions.
    Returned {
        /// The questions.
        questions: String,
        /// The day by which an answer is awaited.
        until: Date,
    },
    /// The Secretariat accepted it.
    Accepted,
    /// It was put on an agenda.
    Referred {
        /// The meeting.
        meeting: MeetingId,
    },
    /// It was put off.
    Deferred {
        /// Why.
        reason: String,
    },
    /// It was decided, and the answer is yes.
    Admitted {
        /// By which decision, where a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<ItemId>,
    },
    /// It was decided, and the answer is no.
    Refused {
        /// Why.
        reason: String,
    },
    /// The organisation took it back.
    Withdrawn,
    /// One side wrote to the other.
    Letter {
        /// What they wrote.
        text: String,
    },
    /// The Secretariat noted something for itself: the other side never sees it.
    Note {
        /// What.
        text: String,
    },
    /// The machinery reminded somebody.
    Reminded {
        /// The side that was reminded.
        whom: Side,
    },
}

impl What {
    /// As it is named in messages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::DocumentAdded { .. } => "document-added",
            Self::DocumentRemoved { .. } => "document-removed",
            Self::Signed { .. } => "signed",
            Self::Submitted { .. } => "submitted",
            Self::Confirmed => "confirmed",
            Self::Reopened => "reopened",
            Self::Returned { .. } => "returned",
            Self::Accepted => "accepted",
            Self::Referred { .. } => "referred",
            Self::Deferred { .. } => "deferred",
            Self::Admitted { .. } => "admitted",
            Self::Refused { .. } => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Letter { .. } => "letter",
            Self::Note { .. } => "note",
            Self::Reminded { .. } => "reminded",
        }
    }

    /// Whether the organisation sees it.
    pub const fn is_shared(&self) -> bool {
        !matches!(self, Self::Note { .. })
    }
}
