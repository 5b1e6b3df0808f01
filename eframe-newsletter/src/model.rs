//! The nouns: who asked for the newsletter, what they agreed to, and to whom nothing may be sent.

mod address;
mod composition;
mod consent;
mod delivery;
mod issue;
mod quarter;
mod subscriber;
mod suppression;

pub use address::Address;
pub use composition::{Block, Composition, Item, ItemText, Source, Unfit, picked};
pub use consent::{ConsentId, Entry, Form, UnknownForm, What};
#[cfg(feature = "server")]
pub(crate) use delivery::status;
pub use delivery::{Delivery, DeliveryState, Outcome, Reply, Settled};
pub use issue::{
    Cause, Fallback, Frozen, Issue, IssueId, IssueStage, IssueText, Status, UNSUBSCRIBE,
};
pub use quarter::{Quarter, WrongQuarter};
pub use subscriber::{How, Question, QuestionId, Stage, State, Subscriber, SubscriberId};
pub use suppression::{Mark, Reason, Suppression};
