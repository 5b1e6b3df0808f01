#![doc = include_str!("../README.md")]

pub mod document;
mod fault;
mod instrument;
pub mod method;

pub use document::Document;
pub use fault::{DocumentError, Fault, What};
pub use instrument::{Format, Instrument};
