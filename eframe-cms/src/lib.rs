//! Content: pages, news, events, questions, people, partners, documents, banners and menus, written, approved and published.
//!
//! A city mounts it as it is, or takes only its rules (without the feature `server`). What it promises: at
//! most one edition in the making and one live in each document and language; nobody publishes what somebody
//! else has not approved to the byte; a save never overwrites what its writer did not see; an address once
//! given leads to its document for ever.
//!
//! ```
//! use eframe_cms::model::{Content, Fields, Kind};
//!
//! let fields = Fields { title: "Regional offices".to_owned(), ..Fields::default() };
//! let content = Content::read(Kind::Page, &fields)?;
//! assert_eq!(content.title, "Regional offices");
//! # Ok::<(), eframe_core::FieldErrors>(())
//! ```
//!
//! In reading order: [`model`] has the nouns, [`rules`] what may happen to them, [`Refusal`] why not,
//! [`permission`] who may, [`event`] what others are told.

pub mod archive;
pub mod event;
pub mod model;
pub mod permission;
pub mod rules;

#[cfg(feature = "server")]
mod bundle;
#[cfg(feature = "server")]
mod calendar;
#[cfg(feature = "server")]
mod cms;
#[cfg(feature = "server")]
mod desk;
#[cfg(feature = "server")]
mod difference;
mod error;
#[cfg(feature = "server")]
mod http;
#[cfg(feature = "server")]
mod machine;
#[cfg(feature = "server")]
mod mail;
mod markdown;
#[cfg(feature = "server")]
mod media;
#[cfg(feature = "server")]
mod own;
#[cfg(feature = "server")]
mod pages;
#[cfg(feature = "server")]
mod rendition;
#[cfg(feature = "server")]
mod search;
#[cfg(feature = "server")]
mod slug;
#[cfg(feature = "server")]
mod store;
#[cfg(feature = "server")]
mod view;
#[cfg(feature = "server")]
mod work;

#[cfg(feature = "server")]
pub use cms::{
    BringInError, Cms, CmsBuilder, Ended, Export, Found, Framing, Hit, Hits, Inbound, InboundText,
    Line, MadePreview, MenuLink, OnDay, Piece, Search, Sibling, Siblings, Stood, Task, ToDo,
};
#[cfg(feature = "server")]
pub use error::Error;
pub use error::Refusal;
#[cfg(feature = "server")]
pub use markdown::{markdown_html, sanitize};
#[cfg(feature = "server")]
pub use own::{OwnBlock, Texts};
#[cfg(feature = "server")]
pub use store::MIGRATIONS;

#[cfg(feature = "server")]
pub use bundle::bundle;

/// What the workspace's own page says of a block in a service compiles as it stands there.
#[cfg(all(doctest, feature = "server"))]
#[doc = include_str!("../../README.md")]
mod in_your_own_service {}
