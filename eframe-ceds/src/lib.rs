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
pub mod roadmap;
mod run;
mod scores;
pub mod table;

#[cfg(feature = "server")]
mod bundle;
#[cfg(feature = "server")]
mod ceds;
#[cfg(feature = "server")]
mod desk;
#[cfg(feature = "server")]
mod draw;
#[cfg(feature = "server")]
mod error;
#[cfg(feature = "server")]
pub mod event;
#[cfg(feature = "server")]
mod http;
#[cfg(feature = "server")]
mod mail;
#[cfg(feature = "server")]
pub mod model;
#[cfg(feature = "server")]
mod own;
#[cfg(feature = "server")]
mod pages;
#[cfg(feature = "server")]
pub mod permission;
#[cfg(feature = "server")]
pub mod rules;
#[cfg(feature = "server")]
mod seat;
#[cfg(feature = "server")]
mod store;
#[cfg(feature = "server")]
mod words;

pub use data::{Data, DataBuilder, DataError, DataFault, Entry};
pub use document::Document;
pub use fault::{DocumentError, Fault, What};
pub use instrument::{Format, Instrument, Translated};
pub use modules::Modules;
pub use plan::Plan;
pub use run::{RunError, RunFault};
pub use scores::{Explanation, Part, PartOf, Room, Scores, Stage};

#[cfg(feature = "server")]
pub use bundle::bundle;
#[cfg(feature = "server")]
pub use ceds::{
    AskedQuestion, AssessmentLine, Ceds, CedsBuilder, KnownCity, PastRound, Planned, Reckoned,
    Recounted, Section, Teammate, Waiting, WrongScores,
};
#[cfg(feature = "server")]
pub use error::{Error, Refusal};
#[cfg(feature = "server")]
pub use store::MIGRATIONS;
