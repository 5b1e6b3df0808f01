//! People who sign in: invitations, passwords, sessions, tokens, and roles by organisation.
//!
//! A host that has its own sign-in never needs this crate: blocks ask only who the
//! [`Actor`](eframe_core::Actor) is.
//!
//! Modules in reading order: [`model`] has the nouns, [`permission`] what may be done, [`rules`] how it is
//! decided, [`event`] what goes out.

mod error;
pub mod event;
#[cfg(feature = "server")]
mod keyring;
pub mod model;
#[cfg(feature = "server")]
mod password;
pub mod permission;
pub mod rules;

pub use error::{Error, Refusal};
#[cfg(feature = "server")]
pub use keyring::{Keyring, KeyringError};
#[cfg(feature = "server")]
pub use password::PasswordCost;
