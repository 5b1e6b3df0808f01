use eframe_core::{ActorId, Digest, Language, Timestamp, Version};
use serde::{Deserialize, Serialize};

use super::Quarter;

eframe_core::id! {
    /// Names an issue.
    pub struct IssueId;
}

/// One issue of the newsletter: a quarter's, in some languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What names it.
    pub id: IssueId,
    /// The quarter it belongs to: there is one issue a quarter.
    pub number: Quarter,
    /// The languages it is written in.
    pub languages: Vec<Language>,
    /// What becomes of subscribers who read another.
    pub fallback: Fallback,
    /// How far it is.
    pub status: Status,
    /// When a backup was brought back in which it was not at its end, if that was so. Readers may have got it after that backup was
    /// taken, and no letter here tells of them; so it stands in the issue that is begun in its place, too.
    pub restored: Option<Timestamp>,
    /// Rises with each change.
    pub version: Version,
}

/// What becomes of subscribers who read a language that the issue is not written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fallback {
    /// They get it in this one.
    Other(Language),
    /// The issue is not sent while there are any.
    Block,
}

/// How far an issue is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Status {
    /// It is being written.
    Draft,
    /// It was ordered to be sent: its text is frozen, and the list of those who get it is being made.
    Queued {
        /// What was ordered.
        frozen: Frozen,
    },
    /// It is on its way.
    Sending {
        /// What was ordered.
        frozen: Frozen,
        /// Since when, without a pause.
        since: Timestamp,
    },
    /// It rests until somebody has it go on.
    Paused {
        /// What was ordered.
        frozen: Frozen,
        /// Since when.
        at: Timestamp,
        /// Why.
        cause: Cause,
    },
    /// It goes no further.
    Cancelled {
        /// What was ordered.
        frozen: Frozen,
        /// Since when.
        at: Timestamp,
    },
    /// Nobody is left who is to get it.
    Sent {
        /// What was ordered.
        frozen: Frozen,
        /// Since when.
        at: Timestamp,
    },
}

/// What was ordered to be sent, by whom, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: ActorId,
    /// SHA-256 over the text in all languages.
    pub digest: Digest,
    /// The domain that stands in the `Message-ID` of each of its letters, from when the first may leave: a letter that is
    /// tried again has the same one, whatever address the newsletter has by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
}

/// Why an issue rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// A person wanted it so.
    Person(ActorId),
    /// The mail server refused one letter after the other, with these words.
    Refusals(String),
    /// A backup was brought back in which it was at this stage: it does not know which letters left since.
    Restored(IssueStage),
}

impl Cause {
    /// Its name, as it is shown to machines.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Refusals(_) => "refusals",
            Self::Restored(_) => "restored",
        }
    }
}

/// The stages of [`Status`], without what they carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueStage {
    /// [`Status::Draft`]
    Draft,
    /// [`Status::Queued`]
    Queued,
    /// [`Status::Sending`]
    Sending,
    /// [`Status::Paused`]
    Paused,
    /// [`Status::Cancelled`]
    Cancelled,
    /// [`Status::Sent`]
    Sent,
}

/// What an issue says in one language, as the letter carries it.
///
/// HTML and text hold [`UNSUBSCRIBE`] where each subscriber's own link is to stand; nothing else of them is personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueText {
    /// The subject.
    pub subject: String,
    /// For those who read HTML, its styles in the elements.
    pub html: String,
    /// The same as plain text.
    pub text: String,
}

/// Stands in an [`IssueText`] for the address of the page where a subscriber ends their subscription.
pub const UNSUBSCRIBE: &str = "{unsubscribe}";

impl IssueStage {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Queued, Self::Sending, Self::Paused, Self::Cancelled, Self::Sent];

    /// Its name, as it is stored and shown to machines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Sent => "sent",
        }
    }
}

impl Status {
    /// The stage, without what it carries.
    #[must_use]
    pub const fn stage(&self) -> IssueStage {
        match self {
            Self::Draft => IssueStage::Draft,
            Self::Queued { .. } => IssueStage::Queued,
            Self::Sending { .. } => IssueStage::Sending,
            Self::Paused { .. } => IssueStage::Paused,
            Self::Cancelled { .. } => IssueStage::Cancelled,
            Self::Sent { .. } => IssueStage::Sent,
        }
    }

    /// What was ordered to be sent, if it was.
    #[must_use]
    pub const fn frozen(&self) -> Option<&Frozen> {
        match self {
            Self::Draft => None,
            Self::Queued { frozen }
            | Self::Sending { frozen, .. }
            | Self::Paused { frozen, .. }
            | Self::Cancelled { frozen, .. }
            | Self::Sent { frozen, .. } => Some(frozen),
        }
    }
}
