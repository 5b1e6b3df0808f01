//! Webhooks: what happens and is public, told to other programs.
//!
//! A city adds an endpoint at the desk or by JSON: an address, of what it is told, a secret that is shown once. From then on each
//! such event reaches it as a `POST` that is signed in the form of Standard Webhooks, tried again for three days, and never
//! sent to an address inside the house. Without the feature `server` the crate is its rules, and what a receiver checks
//! messages with:
//!
//! ```
//! use eframe_webhooks::signature::{Headers, Secret};
//!
//! let secret: Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse()?;
//! let headers = Headers {
//!     id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
//!     timestamp: "1614265330",
//!     signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
//! };
//! let now = eframe_core::Timestamp::from_second(1_614_265_400)?;
//! secret.check(headers, br#"{"test": 2432232314}"#, now)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In reading order: [`model`] has the nouns, [`rules`] what may happen to them and what may be reached, [`signature`] how
//! messages are signed, [`Refusal`] why not, [`permission`] who may, [`event`] what others are told. `Webhooks` is the handle,
//! `Sender` whoever carries the messages out.

pub mod event;
pub mod model;
pub mod permission;
pub mod rules;
pub mod signature;

#[cfg(feature = "server")]
mod bundle;
#[cfg(feature = "server")]
mod desk;
mod error;
#[cfg(feature = "server")]
mod http;
#[cfg(feature = "server")]
mod mail;
#[cfg(feature = "server")]
mod secrets;
#[cfg(feature = "server")]
mod sender;
#[cfg(feature = "server")]
mod store;
#[cfg(feature = "server")]
mod webhooks;
#[cfg(feature = "server")]
mod work;

#[cfg(feature = "server")]
pub use bundle::bundle;
#[cfg(feature = "server")]
pub use error::Error;
pub use error::Refusal;
#[cfg(feature = "server")]
pub use secrets::Secrets;
#[cfg(feature = "server")]
pub use sender::{Patience, Resolver, Sender, Sending, SystemResolver};
#[cfg(feature = "server")]
pub use store::MIGRATIONS;
#[cfg(feature = "server")]
pub use webhooks::{Issued, Webhooks, WebhooksBuilder};
