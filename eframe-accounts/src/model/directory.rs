use std::collections::BTreeSet;

use eframe_core::{Timestamp, Version};
use uuid::Uuid;

use super::AccountId;

/// The row that owns the set of all administrators. Whatever could empty the set is guarded by its version,
/// so of two administrators who remove each other at once one is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// The accounts that are active and have the administrator's role.
    pub administrators: BTreeSet<AccountId>,
    /// The way in while there is none.
    pub first: Option<FirstLink>,
    /// How often the set was changed.
    pub version: Version,
}

/// The one-time link that makes the first administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstLink {
    /// Names it; the link carries a proof beside it.
    pub id: Uuid,
    /// When it stops.
    pub expires: Timestamp,
}

impl Directory {
    /// There is one directory; its row has this id on every installation.
    pub const ID: Uuid = Uuid::from_u128(1);
}
