//! Newsletter: asked for, sent once, provably.
//!
//! A city mounts it as it is, or takes only its rules (without the feature `server`). What it promises: nothing is mailed
//! to an address before its owner said yes to the one question that is; what they said yes to stands in a ledger, word
//! for word; one click ends it; and when their address is gone, a keyed hash still keeps mail away.
//!
//! ```
//! use eframe_core::{Actor, Language, Timestamp, sha256};
//! use eframe_newsletter::model::{Form, Mark};
//! use eframe_newsletter::rules::{Given, Known, Subscribe, subscribe};
//!
//! let address = "mina.park@seoul.example".parse()?;
//! let wish = Subscribe { address, language: Language::KO, form: Form::Page };
//! let known = Known { mark: Mark(sha256(b"keyed")), subscriber: None, asked: None, suppression: None };
//! let id = uuid::Uuid::from_u128;
//! let given = Given { id: id(1), question: id(2), entry: id(3) };
//! let decided = subscribe(&wish, &known, &given, &Actor::anonymous(), Timestamp::UNIX_EPOCH);
//! assert_eq!(decided.commit.messages()[0].name, "newsletter.subscriber.asked");
//! # Ok::<(), eframe_core::FieldErrors>(())
//! ```
//!
//! In reading order: [`model`] has the nouns, [`rules`] what may happen to them, [`Refusal`] why not,
//! [`permission`] who may, [`event`] what others are told.

pub mod event;
pub mod model;
pub mod permission;
pub mod rules;

#[cfg(feature = "server")]
mod bounce;
#[cfg(feature = "server")]
mod bundle;
#[cfg(feature = "server")]
mod courier;
#[cfg(feature = "server")]
mod desk;
#[cfg(feature = "server")]
pub mod dns;
mod error;
#[cfg(feature = "server")]
mod http;
#[cfg(feature = "server")]
mod letter;
#[cfg(feature = "server")]
mod mail;
#[cfg(feature = "server")]
mod news;
#[cfg(feature = "server")]
mod newsletter;
#[cfg(feature = "server")]
mod note;
#[cfg(feature = "server")]
mod pages;
#[cfg(feature = "server")]
mod render;
#[cfg(feature = "server")]
mod secrets;
#[cfg(feature = "server")]
mod smtp;
#[cfg(feature = "server")]
mod store;
#[cfg(feature = "server")]
mod work;

#[cfg(feature = "server")]
pub use bundle::bundle;
#[cfg(feature = "server")]
pub use courier::{Carrying, Courier, FolderHandover, Handover, Sending, SmtpHandover, Way};
#[cfg(feature = "server")]
pub use error::Error;
pub use error::Refusal;
#[cfg(feature = "server")]
pub use letter::{Imprint, Key, KeyError, Signer};
#[cfg(feature = "server")]
pub use news::{NewsItem, NewsSource};
#[cfg(feature = "server")]
pub use newsletter::{
    Archived, ArchivedBody, DryRun, Everything, Newsletter, NewsletterBuilder, Progress, Returned,
    Rhythm, Words,
};
#[cfg(feature = "server")]
pub use secrets::Secrets;
#[cfg(feature = "server")]
pub use smtp::{Patience, Sent, Trouble};
#[cfg(feature = "server")]
pub use store::MIGRATIONS;
