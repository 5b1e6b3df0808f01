//! Core's own tables, one entity a file.

pub(crate) mod audit;
pub(crate) mod audit_checkpoint;
pub(crate) mod audit_tile;
pub(crate) mod delivery;
pub(crate) mod erased;
pub(crate) mod erasing;
pub(crate) mod invalidation;
pub(crate) mod kept_form;
pub(crate) mod outbox;
pub(crate) mod outbox_done;
pub(crate) mod receipt;
pub(crate) mod schedule;
pub(crate) mod subscriber;
