use eframe_core::{ActorId, Digest, OrganisationId, Timestamp, Version, canonical, sha256};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ApplicationId, Author, Document, DocumentId, Form, ItemId, MeetingId, MemberId, Purpose,
};

/// An organisation's wish to become a member, from its first word to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Application {
    /// Names it.
    pub id: ApplicationId,
    /// Its number for people, `A-2026-0042`.
    pub number: String,
    /// Whose it is: everyone who acts for this organisation edits it.
    pub organisation: OrganisationId,
    /// What was filled in.
    pub form: Form,
    /// Who signed for it, once somebody did.
    pub signature: Option<Signature>,
    /// The documents that belong to it, oldest first.
    pub documents: Vec<Document>,
    /// Where it stands.
    pub state: State,
    /// The member that it made, or is about.
    pub member: Option<MemberId>,
    /// Lets whoever knows it follow the application without signing in: ten characters, on the receipt.
    pub code: String,
    /// The person who began it while nobody acted for its organisation: they read it and go on with it, and sign or confirm
    /// nothing.
    pub creator: Option<ActorId>,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it was last changed.
    pub changed: Timestamp,
    /// The version that guards it.
    pub version: Version,
}

/// Somebody authorised said yes to exactly what the form says. Any other answer voids it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Signature {
    /// On paper: the signed form was uploaded.
    Uploaded {
        /// The document.
        document: DocumentId,
        /// SHA-256 of its bytes as they are stored.
        sha256: Digest,
        /// The fingerprint of the form that was printed and signed.
        form: Digest,
        /// Who handed it in.
        by: Author,
        /// When.
        at: Timestamp,
    },
    /// On line: the signatory typed their name.
    Typed {
        /// The name as typed.
        name: String,
        /// The office as typed.
        office: String,
        /// The fingerprint of the form that they saw.
        form: Digest,
        /// Whose account it was.
        by: Author,
        /// When.
        at: Timestamp,
    },
}

/// Where an application stands, with what is known there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// Being filled in.
    Draft,
    /// Somebody else filled it in and handed it in for the organisation, which has yet to confirm it.
    Unconfirmed {
        /// Who handed it in.
        by: Author,
        /// When.
        at: Timestamp,
    },
    /// Handed in: the Secretariat looks at it.
    Submitted {
        /// Who handed it in.
        by: Author,
        /// When: what deadlines count from.
        at: Timestamp,
    },
    /// Given back with questions.
    Returned {
        /// Who asked.
        by: Author,
        /// When.
        at: Timestamp,
        /// What they asked.
        questions: String,
        /// The day by which an answer is awaited, in the charter's zone.
        until: Date,
    },
    /// Accepted by the Secretariat, and a body has yet to decide.
    Accepted {
        /// Who accepted it.
        by: Author,
        /// When.
        at: Timestamp,
    },
    /// On the agenda of a meeting.
    Referred {
        /// When it was put there.
        at: Timestamp,
        /// Which meeting.
        meeting: MeetingId,
        /// Which item of its agenda.
        item: ItemId,
    },
    /// The body put it off: it waits for another meeting.
    Deferred {
        /// When.
        at: Timestamp,
        /// In which meeting.
        meeting: MeetingId,
        /// Why: `inquorate`, or what the minutes say.
        reason: String,
    },
    /// Its end: the organisation is what it applied to be.
    Admitted {
        /// When.
        at: Timestamp,
        /// By which decision, where a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<ItemId>,
    },
    /// Its end: no.
    Refused {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
        /// By which decision, where a body decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<ItemId>,
    },
    /// Its end: the organisation took it back.
    Withdrawn {
        /// Who did.
        by: Author,
        /// When.
        at: Timestamp,
    },
}

/// The name of a state alone: for columns, filters and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// See [`State::Draft`].
    Draft,
    /// See [`State::Unconfirmed`].
    Unconfirmed,
    /// See [`State::Submitted`].
    Submitted,
    /// See [`State::Returned`].
    Returned,
    /// See [`State::Accepted`].
    Accepted,
    /// See [`State::Referred`].
    Referred,
    /// See [`State::Deferred`].
    Deferred,
    /// See [`State::Admitted`].
    Admitted,
    /// See [`State::Refused`].
    Refused,
    /// See [`State::Withdrawn`].
    Withdrawn,
}

impl Stage {
    /// All of them, in the order in which an application comes to them.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Unconfirmed,
        Self::Submitted,
        Self::Returned,
        Self::Accepted,
        Self::Referred,
        Self::Deferred,
        Self::Admitted,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// As it is written in addresses, columns and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Unconfirmed => "unconfirmed",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Referred => "referred",
            Self::Deferred => "deferred",
            Self::Admitted => "admitted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage of this code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether nothing more happens to the application.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Admitted | Self::Refused | Self::Withdrawn)
    }

    /// Whether the organisation may change its answers.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it can be signed and documents may be added: as long as it is open, and before the organisation confirms
    /// what somebody else handed in.
    pub const fn is_signable(self) -> bool {
        self.is_open() || matches!(self, Self::Unconfirmed)
    }

    /// Whether the Secretariat has to do something next.
    pub const fn waits_for_secretariat(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted | Self::Deferred)
    }
}

impl State {
    /// Its name.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Draft => Stage::Draft,
            Self::Unconfirmed { .. } => Stage::Unconfirmed,
            Self::Submitted { .. } => Stage::Submitted,
            Self::Returned { .. } => Stage::Returned,
            Self::Accepted { .. } => Stage::Accepted,
            Self::Referred { .. } => Stage::Referred,
            Self::Deferred { .. } => Stage::Deferred,
            Self::Admitted { .. } => Stage::Admitted,
            Self::Refused { .. } => Stage::Refused,
            Self::Withdrawn { .. } => Stage::Withdrawn,
        }
    }

    /// When it was handed in, in the one state that still tells.
    pub(crate) const fn submission(&self) -> Option<Timestamp> {
        match self {
            Self::Submitted { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// When it was reached; a draft has no such moment.
    pub const fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Draft => None,
            Self::Unconfirmed { at, .. }
            | Self::Submitted { at, .. }
            | Self::Returned { at, .. }
            | Self::Accepted { at, .. }
            | Self::Referred { at, .. }
            | Self::Deferred { at, .. }
            | Self::Admitted { at, .. }
            | Self::Refused { at, .. }
            | Self::Withdrawn { at, .. } => Some(*at),
        }
    }
}

impl Signature {
    /// The fingerprint of the form that was signed.
    pub const fn form(&self) -> Digest {
        match self {
            Self::Uploaded { form, .. } | Self::Typed { form, .. } => *form,
        }
    }

    /// Whose account it was.
    pub const fn by(&self) -> &Author {
        match self {
            Self::Uploaded { by, .. } | Self::Typed { by, .. } => by,
        }
    }
}

impl Application {
    /// The signature, as long as it is one of what the form says now.
    pub fn signed(&self) -> Option<&Signature> {
        self.signature.as_ref().filter(|signature| signature.form() == self.form.hash())
    }

    /// SHA-256 over the RFC 8785 form of what somebody reads before they decide: the fingerprint of the form, and of each
    /// document, oldest first, what it is for and SHA-256 of its bytes.
    ///
    /// # Panics
    /// Never: names and digests are plain text, which RFC 8785 knows.
    pub fn contents(&self) -> Digest {
        let documents = self.documents.iter();
        let documents: Vec<_> = documents.map(|one| (one.purpose, one.sha256)).collect();
        let contents = serde_json::json!({ "form": self.form.hash(), "documents": documents });
        sha256(&canonical(&contents).expect("names and digests are plain text"))
    }

    /// The signed forms among its documents, newest first.
    pub fn signed_forms(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().rev().filter(|document| document.purpose == Purpose::SignedForm)
    }
}
