//! `core_audit`: what was decided. The leaf is final; facts and salt may be erased, together and for good.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "core_audit")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) at: DateTimeUtc,
    pub(crate) actor: Uuid,
    pub(crate) action: String,
    pub(crate) subject: String,
    pub(crate) facts: Option<Json>,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) leaf: Vec<u8>,
    /// What stands for the facts in the sealed form. None in rows of a program that did not know it, until they are sealed.
    pub(crate) digest: Option<Vec<u8>>,
    /// Its place in the sealed log, counted from zero; none until it is sealed.
    pub(crate) number: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An entry that says nothing: to hold the place of one, never to be committed.
    pub(crate) fn nothing(id: Uuid) -> Self {
        let (facts, salt, digest, number) = Default::default();
        let (at, leaf) = (DateTimeUtc::UNIX_EPOCH, Vec::new());
        let (action, subject) = (String::new(), String::new());
        Self { id, at, actor: id, action, subject, facts, salt, leaf, digest, number }
    }
}
