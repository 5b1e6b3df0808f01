#![doc = include_str!("../README.md")]

pub mod analysis;
pub mod bundled;
mod cell;
pub mod chart;
mod data;
pub mod document;
mod fault;
pub mod file;
mod instrument;
mod layout;
pub mod method;
mod modules;
mod numeric;
mod plan;
pub mod report;
mod run;
mod scores;
pub mod table;

pub use data::{Data, DataBuilder, DataError, DataFault, Entry};
pub use document::Document;
pub use fault::{DocumentError, Fault, What};
pub use instrument::{Format, Instrument};
pub use modules::Modules;
pub use plan::Plan;
pub use run::{RunError, RunFault};
pub use scores::{Explanation, Part, PartOf, Room, Scores, Stage};
