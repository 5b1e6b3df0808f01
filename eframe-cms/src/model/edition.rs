use eframe_core::{Actor, ActorId, Digest, Language, Timestamp, Version, canonical, sha256};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Content, DocumentId, Ending};

eframe_core::id! {
    /// Names one edition.
    pub struct EditionId;
}

/// What a document said, says or is to say in one language.
///
/// Its number is given when the first word of it is saved: 1, 2, 3 ... in each document and language,
/// without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Names it.
    pub id: EditionId,
    /// The document it belongs to.
    pub document: DocumentId,
    /// The language it is in.
    pub language: Language,
    /// Which edition it is.
    pub number: u32,
    /// Counts the saves of this document in this language, so that a stale one is noticed.
    pub revision: Version,
    /// What it says.
    pub content: Content,
    /// Everyone who saved it, in the order of their first save.
    pub authors: Vec<Author>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Where it stands.
    pub state: State,
}

/// Somebody who did something to an edition, named as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Names the actor.
    pub id: ActorId,
    /// The name people knew them by.
    pub name: String,
}

/// Where an edition stands, with what is known there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum State {
    /// In the making.
    Draft {
        /// Why a reviewer gave it back, when one did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        returned: Option<Returned>,
    },
    /// Waiting for somebody else to read it.
    InReview {
        /// Who handed it in.
        by: Author,
        /// When.
        at: Timestamp,
        /// Who has approved it so far, where more than one has to.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        approvals: Vec<Approval>,
    },
    /// Read and found good, down to the byte, by as many as the rule of its place asks for.
    Approved {
        /// By whom, and what exactly, in the order they approved.
        #[serde(alias = "approval", deserialize_with = "one_or_many")]
        approvals: Vec<Approval>,
    },
    /// What the public reads.
    Live {
        /// Since when.
        since: Timestamp,
        /// Who approved it; nobody did when it came with an import.
        #[serde(
            default,
            alias = "approval",
            deserialize_with = "one_or_many",
            skip_serializing_if = "Vec::is_empty"
        )]
        approvals: Vec<Approval>,
    },
    /// Once live, replaced by a later edition.
    Superseded {
        /// Live since.
        since: Timestamp,
        /// Replaced at.
        until: Timestamp,
        /// Who had approved it.
        #[serde(
            default,
            alias = "approval",
            deserialize_with = "one_or_many",
            skip_serializing_if = "Vec::is_empty"
        )]
        approvals: Vec<Approval>,
    },
    /// Once live, taken down.
    Withdrawn {
        /// Live since.
        since: Timestamp,
        /// Taken down at.
        until: Timestamp,
        /// How it ended.
        #[serde(default)]
        ending: Ending,
        /// Who had approved it.
        #[serde(
            default,
            alias = "approval",
            deserialize_with = "one_or_many",
            skip_serializing_if = "Vec::is_empty"
        )]
        approvals: Vec<Approval>,
    },
}

/// The name of a state alone: for columns, filters and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// See [`State::Draft`].
    Draft,
    /// See [`State::InReview`].
    InReview,
    /// See [`State::Approved`].
    Approved,
    /// See [`State::Live`].
    Live,
    /// See [`State::Superseded`].
    Superseded,
    /// See [`State::Withdrawn`].
    Withdrawn,
}

/// A reviewer's yes, bound to the exact content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who approved.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// The [fingerprint](Edition::hash) of what they read.
    pub hash: Digest,
    /// Which of the offices that the rulebook names they held then.
    #[serde(default, rename = "as", skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<String>,
}

/// A reviewer's no, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Who gave it back.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// What is to be mended.
    pub note: String,
}

/// The members that an edition's fingerprint covers.
#[derive(Serialize)]
struct Fingerprinted<'a> {
    document: DocumentId,
    language: Language,
    number: u32,
    content: &'a Content,
}

impl Edition {
    /// SHA-256 over the RFC 8785 form of what the edition says and where: an approval holds for exactly this.
    pub fn hash(&self) -> Digest {
        let Self { document, language, number, content, .. } = self;
        let covered =
            Fingerprinted { document: *document, language: *language, number: *number, content };
        sha256(&canonical(&covered).expect("content is texts and whole numbers"))
    }

    /// Whether this actor wrote any of it.
    pub fn is_by(&self, actor: &Actor) -> bool {
        self.authors.iter().any(|author| author.id == actor.id())
    }

    /// Who approved it, as far as not a byte was changed since.
    pub fn approvals(&self) -> impl Iterator<Item = &Approval> {
        let hash = self.hash();
        self.state.approvals().iter().filter(move |approval| approval.hash == hash)
    }
}

impl Author {
    /// The actor as they are named today.
    pub fn of(actor: &Actor) -> Self {
        Self { id: actor.id(), name: actor.name().to_owned() }
    }
}

impl State {
    /// Its name alone.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Draft { .. } => Stage::Draft,
            Self::InReview { .. } => Stage::InReview,
            Self::Approved { .. } => Stage::Approved,
            Self::Live { .. } => Stage::Live,
            Self::Superseded { .. } => Stage::Superseded,
            Self::Withdrawn { .. } => Stage::Withdrawn,
        }
    }

    /// Since when it is live, or was.
    pub const fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Live { since, .. }
            | Self::Superseded { since, .. }
            | Self::Withdrawn { since, .. } => Some(*since),
            Self::Draft { .. } | Self::InReview { .. } | Self::Approved { .. } => None,
        }
    }

    /// The approvals it carries, for whatever it said then.
    pub fn approvals(&self) -> &[Approval] {
        match self {
            Self::InReview { approvals, .. }
            | Self::Approved { approvals }
            | Self::Live { approvals, .. }
            | Self::Superseded { approvals, .. }
            | Self::Withdrawn { approvals, .. } => approvals,
            Self::Draft { .. } => &[],
        }
    }
}

/// Before several could be asked for, the one approval stood alone.
fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Approval>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(Box<Approval>),
        Many(Vec<Approval>),
    }
    Ok(match OneOrMany::deserialize(from)? {
        OneOrMany::One(approval) => vec![*approval],
        OneOrMany::Many(approvals) => approvals,
    })
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::Live,
        Self::Superseded,
        Self::Withdrawn,
    ];

    /// Its name in JSON and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Live => "live",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether the edition is still in the making: of those a document has at most one in a language.
    pub const fn is_in_the_making(self) -> bool {
        matches!(self, Self::Draft | Self::InReview | Self::Approved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_the_time_before_several_approvals_are_read_still() {
        let hash = sha256(b"said");
        let by = serde_json::json!({ "id": uuid::Uuid::nil(), "name": "Vera" });
        let at = "2026-11-23T09:00:00Z";
        let approval = serde_json::json!({ "by": by, "at": at, "hash": hash });
        for old in [
            serde_json::json!({ "stage": "approved", "approval": approval }),
            serde_json::json!({ "stage": "live", "since": at, "approval": approval }),
            serde_json::json!({ "stage": "superseded", "since": at, "until": at, "approval": approval }),
        ] {
            let state: State = serde_json::from_value(old).expect("a state");
            assert_eq!(state.approvals().len(), 1);
            let new = serde_json::to_value(&state).expect("JSON");
            assert_eq!(serde_json::from_value::<State>(new).expect("read again"), state);
        }
        let imported = serde_json::json!({ "stage": "live", "since": at });
        let state: State = serde_json::from_value(imported).expect("a state");
        assert!(state.approvals().is_empty());
        let waiting = serde_json::json!({ "stage": "in-review", "by": by, "at": at });
        let state: State = serde_json::from_value(waiting).expect("a state");
        assert!(state.approvals().is_empty());
    }
}
