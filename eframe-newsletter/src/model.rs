//! The nouns: who asked for the newsletter, what they agreed to, and to whom nothing may be sent.

mod address;
mod consent;
mod subscriber;
mod suppression;

pub use address::Address;
pub use consent::{ConsentId, Entry, Form, UnknownForm, What};
pub use subscriber::{How, QuestionId, Stage, State, Subscriber, SubscriberId};
pub use suppression::{Mark, Reason, Suppression};
