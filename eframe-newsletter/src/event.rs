//! What goes out when something happened to a subscription: ids and facts of the moment, never an address.

use eframe_core::{ActorId, Event, Language, PublicEvent, Subject, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::{IssueId, Mark, Quarter, QuestionId, Reason, SubscriberId, Suppression};
use crate::rules::ImportId;

/// The kind of thing that subscribers are, in subjects of events and audit entries.
pub(crate) const SUBSCRIBER: &str = "newsletter.subscriber";
/// The kind of thing that imports are.
pub(crate) const IMPORT: &str = "newsletter.import";
/// The kind of thing that issues are.
pub(crate) const ISSUE: &str = "newsletter.issue";

macro_rules! of_subscribers {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            /// The subscriber.
            pub subscriber: SubscriberId,
        }

        impl Event for $name {
            const NAME: &'static str = $text;
            const VERSION: u16 = 1;

            fn subject(&self) -> String {
                Subject::of(SUBSCRIBER, self.subscriber.uuid()).to_string()
            }
        }
    )* };
}

of_subscribers! {
    /// Somebody entered an address whose owner gets the newsletter.
    AskedAgain = "newsletter.subscriber.asked-again";
    /// They said yes.
    Confirmed = "newsletter.subscriber.confirmed";
    /// They want no more.
    Unsubscribed = "newsletter.subscriber.unsubscribed";
    /// Their address is gone.
    Erased = "newsletter.subscriber.erased";
}

/// Somebody entered an address: its owner is to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Asked {
    /// The subscriber.
    pub subscriber: SubscriberId,
    /// The question.
    pub question: QuestionId,
}

impl Event for Asked {
    const NAME: &'static str = "newsletter.subscriber.asked";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(SUBSCRIBER, self.subscriber.uuid()).to_string()
    }
}

/// Nothing goes to the address of this mark any more, or mail does again where that was overruled: for a list that is kept
/// apart from the database, so that a restored backup knows of it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Suppressed {
    /// Whose.
    pub mark: Mark,
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub at: Timestamp,
}

impl Suppressed {
    /// The news of a suppression.
    pub const fn of(suppression: &Suppression) -> Self {
        let Suppression { mark, reason, at } = *suppression;
        Self { mark, reason, at }
    }
}

impl Event for Suppressed {
    const NAME: &'static str = "newsletter.address.suppressed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("newsletter.address:{}", self.mark)
    }
}

/// An issue has reached everybody who was to get it, as far as it could.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssueSent {
    /// The issue.
    pub issue: IssueId,
    /// Its quarter.
    pub number: Quarter,
}

impl Event for IssueSent {
    const NAME: &'static str = "newsletter.issue.sent";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(ISSUE, self.issue.uuid()).to_string()
    }
}

// It stands in the archive from then on.
impl PublicEvent for IssueSent {}

/// A list that was kept elsewhere was taken in. Its people have no event of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Imported {
    /// The import.
    pub import: ImportId,
    /// How many get the newsletter by it.
    pub subscribers: u64,
}

impl Event for Imported {
    const NAME: &'static str = "newsletter.list.imported";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(IMPORT, self.import.uuid()).to_string()
    }
}

/// An issue waits for somebody who makes issues: it was proposed, or its quarter ends soon and it is a draft still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssueWaits {
    /// The issue.
    pub issue: IssueId,
    /// Its quarter.
    pub number: Quarter,
    /// For whom.
    pub person: ActorId,
}

impl IssueWaits {
    /// The news for one person.
    pub const fn of(issue: IssueId, number: Quarter, person: ActorId) -> Self {
        Self { issue, number, person }
    }
}

impl Event for IssueWaits {
    const NAME: &'static str = "newsletter.issue.waits";
    const VERSION: u16 = 1;

    // A letter that does not arrive holds nobody else's back.
    fn subject(&self) -> String {
        format!("{}/{}", Subject::of(ISSUE, self.issue.uuid()), self.person)
    }
}

/// Somebody wants to see what an issue looks like in their mail program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PreviewAsked {
    /// The issue.
    pub issue: IssueId,
    /// In this language.
    pub language: Language,
    /// Who.
    pub person: ActorId,
}

impl PreviewAsked {
    /// The wish of one person.
    pub const fn of(issue: IssueId, language: Language, person: ActorId) -> Self {
        Self { issue, language, person }
    }
}

impl Event for PreviewAsked {
    const NAME: &'static str = "newsletter.issue.preview-asked";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("{}/{}", Subject::of(ISSUE, self.issue.uuid()), self.person)
    }
}
