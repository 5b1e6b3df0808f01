use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names who votes: a member city, a seat of a committee, an association.
///
/// Made from the host's own id of that body. A body votes as one, whoever raises its hand; people have no
/// place here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BodyId(Uuid);

impl BodyId {
    /// The body that this UUID stands for.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID within.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for BodyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, out)
    }
}

impl FromStr for BodyId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
