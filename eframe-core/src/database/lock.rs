//! The names of PostgreSQL's advisory locks: arbitrary constants, and all of them here, since two of the same number would
//! keep out those who have nothing to do with each other.

/// Whoever migrates.
pub(crate) const MIGRATING: i64 = 0x6566_7261_6d65_0001;
/// Whoever makes deliveries of messages.
pub(crate) const SPREADING: i64 = 0x6566_7261_6d65_0002;
/// Whoever seals the audit log.
pub(crate) const SEALING: i64 = 0x6566_7261_6d65_0003;
