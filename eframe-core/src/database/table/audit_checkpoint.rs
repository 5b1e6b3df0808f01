//! `core_audit_checkpoint`: what was signed of the sealed log, each time it grew or went on with another key.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_audit_checkpoint")]
pub(crate) struct Model {
    /// Counted from one without a gap: whoever seals takes the next, and only one can.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) position: i64,
    pub(crate) size: i64,
    pub(crate) at: DateTimeUtc,
    pub(crate) root: Vec<u8>,
    /// The public key that checks the note, as a signed note's verifier writes it.
    pub(crate) key: String,
    /// The signed note, as it is served.
    pub(crate) note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
