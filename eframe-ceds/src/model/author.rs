use eframe_core::{Actor, ActorId};
use serde::{Deserialize, Serialize};

/// Somebody who did something, named as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Names the actor.
    pub id: ActorId,
    /// The name people knew them by.
    pub name: String,
}

impl Author {
    /// Whoever acts now.
    pub fn of(actor: &Actor) -> Self {
        Self { id: actor.id(), name: actor.name().to_owned() }
    }
}
