//! What goes out when something happened to an endpoint: ids alone.

use eframe_core::{ActorId, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::model::EndpointId;

/// The kind of thing that endpoints are, in subjects of events and audit entries.
pub(crate) const ENDPOINT: &str = "webhooks.endpoint";

/// The name under which an endpoint is told that somebody tries it out.
pub const PING: &str = "webhooks.ping";

/// An endpoint takes nothing any more and was switched off: somebody is to hear of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GivenUp {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// Who is to hear of it.
    pub person: ActorId,
}

impl GivenUp {
    /// The news for one person.
    pub const fn of(endpoint: EndpointId, person: ActorId) -> Self {
        Self { endpoint, person }
    }
}

impl Event for GivenUp {
    const NAME: &'static str = "webhooks.endpoint.given-up";
    const VERSION: u16 = 1;

    // A letter that does not arrive holds nobody else's back.
    fn subject(&self) -> String {
        format!("{}/{}", Subject::of(ENDPOINT, self.endpoint.uuid()), self.person)
    }
}
