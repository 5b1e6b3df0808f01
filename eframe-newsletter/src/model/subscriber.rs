use eframe_core::{Language, Timestamp, Version, id};
use serde::{Deserialize, Serialize};

use super::{Address, ConsentId, Form};

id! {
    /// Names somebody who asked for the newsletter. It stays when the address is gone.
    pub struct SubscriberId;
}

id! {
    /// Names the one question that is mailed: whether its reader wants the newsletter.
    pub struct QuestionId;
}

/// Somebody who asked for the newsletter, or for whom somebody else did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// Names them.
    pub id: SubscriberId,
    /// Rises with each change.
    pub version: Version,
    /// Where mail goes; nothing once they are erased.
    pub address: Option<Address>,
    /// The language they read the newsletter in.
    pub language: Language,
    /// Where they stand.
    pub state: State,
}

/// Where a subscriber stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// A question was mailed, and not answered yet: nothing else is mailed.
    Asked {
        /// The question.
        question: QuestionId,
        /// When it was asked.
        at: Timestamp,
        /// Where somebody asked for the newsletter.
        form: Form,
    },
    /// They said yes: issues go to them.
    Confirmed {
        /// What they said yes to, in the ledger.
        consent: ConsentId,
        /// Since when.
        at: Timestamp,
        /// The question that was mailed when somebody entered their address while nothing was sent to them any more. Their yes
        /// stands, whether it is answered or not: anybody may have entered it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<Question>,
    },
    /// They want no more: nothing is mailed, and their address is erased soon.
    Unsubscribed {
        /// Since when.
        at: Timestamp,
        /// How they said so.
        how: How,
    },
    /// Their address is gone.
    Erased {
        /// Since when.
        at: Timestamp,
    },
}

/// A question that was mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Names it.
    pub id: QuestionId,
    /// When it was asked.
    pub at: Timestamp,
    /// Where somebody asked for the newsletter.
    pub form: Form,
}

/// The name of a state, without what it carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Asked, not answered.
    Asked,
    /// Gets issues.
    Confirmed,
    /// Wants no more.
    Unsubscribed,
    /// Gone.
    Erased,
}

/// How somebody ended their subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum How {
    /// By the link in a mail and the button behind it.
    Link,
    /// By the button of their mail program (RFC 8058).
    OneClick,
    /// By an app.
    Json,
    /// They asked the Secretariat to.
    Desk,
    /// They had said so before a backup was brought back that did not know.
    Restored,
}

impl State {
    /// Its name.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Asked { .. } => Stage::Asked,
            Self::Confirmed { .. } => Stage::Confirmed,
            Self::Unsubscribed { .. } => Stage::Unsubscribed,
            Self::Erased { .. } => Stage::Erased,
        }
    }

    /// The question that was mailed and not answered yet, however long ago.
    pub const fn question(&self) -> Option<Question> {
        match *self {
            Self::Asked { question: id, at, form } => Some(Question { id, at, form }),
            Self::Confirmed { again, .. } => again,
            Self::Unsubscribed { .. } | Self::Erased { .. } => None,
        }
    }

    /// Since when it is so.
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Asked { at, .. }
            | Self::Confirmed { at, .. }
            | Self::Unsubscribed { at, .. }
            | Self::Erased { at } => *at,
        }
    }
}

impl Stage {
    /// All, in the order of a subscriber's life.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Confirmed, Self::Unsubscribed, Self::Erased];

    /// What it is called in addresses, JSON and rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Confirmed => "confirmed",
            Self::Unsubscribed => "unsubscribed",
            Self::Erased => "erased",
        }
    }

    /// The stage of this code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl How {
    /// What it is called in JSON and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::OneClick => "one-click",
            Self::Json => "json",
            Self::Desk => "desk",
            Self::Restored => "restored",
        }
    }
}
