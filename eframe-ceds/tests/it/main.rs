//! The crate as its users see it.

mod document;
mod reference;
mod schema;
