//! The crate as its users see it.

mod analysis;
#[cfg(feature = "server")]
mod assess;
mod bundled;
mod document;
mod edges;
mod exactness;
mod file;
mod fuzz;
mod gallery;
mod laws;
mod methods;
mod module_faults;
mod modules;
mod published;
mod reference;
mod report;
mod roadmap;
mod roadmap_laws;
mod schema;
