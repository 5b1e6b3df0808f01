//! A copy of a site's content in a folder, for reading without a network: `documents/ID.json` for each live document,
//! and `state.json` for where the next round begins. An app has a database in place of the folder; the rest is the same.
//! It is a copy of texts: the files that a text shows are not fetched, and stand in it by their addresses (`files`).
//!
//! A round asks what changed `since` the last one, page by page, and fetches each of these documents by its `ETag`. An
//! interrupted round goes on behind the last page that it took in whole, and fetches again what it had of the next.
//!
//! A copy is of one site in one language. Asked for another, it lets go of what it has and begins anew.

mod offline;

pub use offline::{Failure, Round, Site, sync};
