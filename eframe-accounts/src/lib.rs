//! People who sign in: invitations, passwords, second factors, sessions, tokens, and roles by organisation.
//!
//! A host that has its own sign-in never needs this crate: blocks ask only who the
//! [`Actor`](eframe_core::Actor) is.
//!
//! Modules in reading order: [`model`] has the nouns, [`permission`] what may be done, [`rules`] how it is
//! decided, [`event`] what goes out.

#[cfg(feature = "server")]
mod accounts;
#[cfg(feature = "server")]
mod bundle;
#[cfg(feature = "server")]
mod cookie;
#[cfg(feature = "server")]
mod desk;
mod error;
pub mod event;
#[cfg(feature = "server")]
mod factor;
#[cfg(feature = "server")]
mod http;
#[cfg(feature = "server")]
mod keyring;
#[cfg(feature = "server")]
mod mail;
pub mod model;
#[cfg(feature = "server")]
mod pages;
#[cfg(feature = "server")]
mod password;
pub mod permission;
pub mod rules;
#[cfg(feature = "server")]
mod store;

#[cfg(feature = "server")]
pub use accounts::{
    Acceptance, Accounts, AccountsBuilder, Client, Confirmed, Entrance, MadeToken, Met, OwedFactor,
    Restored, SecondFactor, SignedIn, Wanted,
};
#[cfg(feature = "server")]
pub use bundle::bundle;
#[cfg(feature = "server")]
pub use error::Error;
pub use error::{PasskeyRefusal, Refusal};
#[cfg(feature = "server")]
pub use keyring::{Keyring, KeyringError};
#[cfg(feature = "server")]
pub use pages::{Errand, ProviderFault};
#[cfg(feature = "server")]
pub use password::PasswordCost;
#[cfg(feature = "server")]
pub use store::MIGRATIONS;
