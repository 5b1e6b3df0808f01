use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Something that happened in a block, for whoever wants to know: small, of ids and facts of the moment.
///
/// A payload's form never changes under one `VERSION`; a subscriber names the versions it reads.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its dotted name: `cms.edition.published`.
    const NAME: &'static str;
    /// The version of its payload's form.
    const VERSION: u16;

    /// What it is about, such as `cms.document:0198...`. Events of one subject reach a subscriber in order.
    fn subject(&self) -> String;
}

/// An event of which anybody may hear: what a webhook tells, and to whom, the host decides.
///
/// What is public keeps its form for as long as the event keeps its name; members may come.
pub trait PublicEvent: Event {
    /// What anybody may know of it, without a word about a person; nothing where this once nobody may.
    ///
    /// It is the whole event unless its block says less.
    fn facts(&self) -> Option<Value> {
        serde_json::to_value(self).ok()
    }
}

/// An event on its way out: a row of the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The event's dotted name.
    pub name: &'static str,
    /// The version of the payload's form.
    pub version: u16,
    /// What it is about.
    pub subject: String,
    /// The event itself.
    pub payload: Value,
}

impl Message {
    /// The message that carries this event.
    ///
    /// # Panics
    /// When the event does not serialise to JSON: a fault of the event's type, found by its first test.
    pub fn of<E: Event>(event: &E) -> Self {
        Self {
            name: E::NAME,
            version: E::VERSION,
            subject: event.subject(),
            payload: serde_json::to_value(event).expect("an event is plain data"),
        }
    }
}
