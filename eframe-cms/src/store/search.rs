//! The index: kept in the commit that writes an edition, and asked in the way of either database.
//!
//! `cms__search` has a row for each edition that is live or in the making. The terms of its row are in an index of
//! the database's own kind: a table of FTS5 without content on SQLite, a `tsvector` without positions under GIN on
//! PostgreSQL. Both hold the same terms, and nothing but the rows of editions is in any of them: a backup leaves them
//! out, and they are made anew from the editions.

mod find;
mod keep;
mod schema;

pub(crate) use find::{Ask, EACH, Languages, Shown};
pub(super) use keep::{keep, keep_all};
pub(super) use schema::search;
