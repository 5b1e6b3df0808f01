//! Forms: what was posted, read into a command with every fault collected, and shown again with the input kept.
//!
//! A form posts to the address that shows it. The handler reads [`Posted`] by [`Posted::read`]; a block does that in
//! `TryFrom<&Posted>`, so that validity has one home. When [`FieldErrors`](crate::FieldErrors) come back it renders
//! the same template with [`Fields::posted`] and [`Fields::refused`] and answers 422.
//!
//! ```
//! use eframe_core::form::{Fields, Posted};
//! use eframe_core::{FieldErrors, Language, Presentation};
//!
//! struct Rename { title: String }
//!
//! impl TryFrom<&Posted> for Rename {
//!     type Error = FieldErrors;
//!     fn try_from(posted: &Posted) -> Result<Self, FieldErrors> {
//!         let mut read = posted.read();
//!         let title = read.line("title", 200);
//!         read.finish(|| Some(Rename { title }))
//!     }
//! }
//!
//! let posted = Posted::from_iter([("title", "  Quay Street ")]);
//! assert_eq!(Rename::try_from(&posted)?.title, "Quay Street");
//!
//! let empty = Posted::from_iter([("title", "")]);
//! let errors = Rename::try_from(&empty).err().unwrap();
//! let again = Fields::posted(&empty).refused(&errors, &Presentation::plain(), Language::EN);
//! assert_eq!(again.summary()[0].text, "Fill this in");
//! # Ok::<(), FieldErrors>(())
//! ```

mod clean;
mod field;
mod fields;
mod gate;
mod kept;
mod posted;
mod reader;

pub use field::{Choice, Field};
pub use fields::{Fault, Fields};
pub use gate::{Detour, Gate, Gated, Recovered};
pub use kept::KeptForms;
pub use posted::Posted;
pub use reader::Reader;

#[cfg(test)]
mod tests;
