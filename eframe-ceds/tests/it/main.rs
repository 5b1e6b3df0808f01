//! The crate as its users see it.

mod bundled;
mod document;
mod edges;
mod laws;
mod published;
mod reference;
mod schema;
