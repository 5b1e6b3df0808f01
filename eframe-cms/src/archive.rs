//! The whole content in one file: a tape archive whose bytes depend on nothing but the content, so that what was
//! brought in elsewhere and saved again is the same file. Its form is described in
//! `docs/reference/content-archive.md`.

mod check;
mod fault;
mod files;
mod form;
mod media;
mod read;
#[cfg(feature = "server")]
mod write;

pub use fault::ArchiveError;
pub use read::{Met, read};

#[cfg(feature = "server")]
pub(crate) use form::Address;
pub(crate) use form::{DocumentLine, EditionLine, MenuLine};
pub(crate) use media::MediaLine;
#[cfg(feature = "server")]
pub(crate) use {form::Section, write::Gone, write::Writer};
