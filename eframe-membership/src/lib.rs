//! Membership: applications, standing under a dated charter, fees, terms of office, committee decisions.
//!
//! A city mounts it as it is, or takes only its rules (without the feature `server`). What it promises: a standing
//! on any day is explained by what happened and the charter of that day; a later charter changes nothing before
//! its own; a vote is counted from a roll, a presence and rules that anyone can count again; nothing that was
//! filled in is lost.
//!
//! ```
//! use eframe_core::Timestamp;
//! use eframe_membership::model::{Charter, Happened, Happening, Standing};
//! use eframe_membership::rules::status_at;
//!
//! let accepted = Happened {
//!     number: 1,
//!     on: "2026-11-02".parse()?,
//!     recorded: Timestamp::UNIX_EPOCH,
//!     what: Happening::Accepted,
//! };
//! let status = status_at(&Charter::wego(), &"city".parse()?, &[accepted], "2026-11-03".parse()?);
//! assert_eq!(status.standing, Some(Standing::Associate));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In reading order: [`model`] has the nouns, [`rules`] what may happen to them, [`Refusal`] why not,
//! [`permission`] who may, [`event`] what others are told.

pub mod event;
pub mod model;
pub mod permission;
pub mod rules;

#[cfg(feature = "server")]
mod answers;
#[cfg(feature = "server")]
mod bundle;
#[cfg(feature = "server")]
mod certificate;
#[cfg(feature = "server")]
mod desk;
mod error;
#[cfg(feature = "server")]
mod history;
#[cfg(feature = "server")]
mod http;
#[cfg(feature = "server")]
mod mail;
#[cfg(feature = "server")]
mod membership;
#[cfg(feature = "server")]
mod own;
#[cfg(feature = "server")]
mod pages;
#[cfg(feature = "server")]
mod portrait;
#[cfg(feature = "server")]
mod seat;
#[cfg(feature = "server")]
mod store;
#[cfg(feature = "server")]
mod throttle;
#[cfg(feature = "server")]
mod words;
#[cfg(feature = "server")]
mod work;

#[cfg(feature = "server")]
pub use bundle::bundle;
#[cfg(feature = "server")]
pub use error::Error;
pub use error::Refusal;
#[cfg(feature = "server")]
pub use membership::{
    AskedFees, CaseLine, Certified, Explained, Followed, Membership, MembershipBuilder, Recounted,
    Voting, Waiting, Wanted, WrongCount,
};
#[cfg(feature = "server")]
pub use store::{
    Behind as RegisterPosition, BehindEntry as CasePosition, MIGRATIONS, MemberName,
    MemberRow as RegisterLine,
};
