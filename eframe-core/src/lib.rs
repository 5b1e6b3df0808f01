//! What every building block of the e-Government framework stands on.
//!
//! The crate has two halves. The **words** are always there: plain types without I/O that rules are written
//! in: who acts ([`Actor`], [`Permission`]), time and chance ([`Clock`], [`Randomness`], [`IdSource`]), what a rule
//! decides ([`Commit`], [`Guard`], [`Decision`]), the language people read ([`Language`], [`Localized`]).
//! The **server** half (feature `server`, on by default) carries it out. A host opens the database and mounts blocks.
//!
//! ```
//! use eframe_core::{Actor, Commit, Guard, Timestamp, Version};
//! enum Change { Rename(String) }
//! let (clerk, street) = (Actor::system("clerk"), uuid::Uuid::from_u128(7));
//! let commit = Commit::by(&clerk, Timestamp::UNIX_EPOCH).guard(Guard::write("street", street, Version::FIRST))
//!     .change(Change::Rename("Quay Street".to_owned()));
//! assert_eq!(commit.changes().len(), 1);
//! ```

mod actor;
mod audit;
mod canonical;
mod clock;
mod commit;
mod event;
mod field;
mod id;
mod language;
mod localized;
mod permission;
mod random;
pub mod sheet;
mod text;
pub mod throttle;
mod version;

#[cfg(feature = "server")]
pub mod backup;
#[cfg(feature = "server")]
pub mod block;
#[cfg(feature = "server")]
pub mod cache;
#[cfg(feature = "server")]
pub mod chart;
#[cfg(feature = "server")]
mod component;
#[cfg(feature = "server")]
mod database;
#[cfg(feature = "server")]
pub mod desk;
#[cfg(feature = "server")]
pub mod directory;
#[cfg(feature = "server")]
pub mod feed;
#[cfg(feature = "server")]
pub mod form;
#[cfg(feature = "server")]
pub mod format;
#[cfg(feature = "server")]
pub mod frame;
#[cfg(feature = "server")]
pub mod http;
#[cfg(feature = "server")]
pub mod layer;
#[cfg(feature = "server")]
pub mod log;
#[cfg(feature = "server")]
pub mod mail;
#[cfg(feature = "server")]
pub mod map;
#[cfg(feature = "server")]
pub mod messages;
#[cfg(feature = "server")]
mod mount;
#[cfg(feature = "server")]
pub mod openapi;
#[cfg(feature = "server")]
pub mod outbox;
#[cfg(feature = "server")]
pub mod personal;
#[cfg(feature = "server")]
pub mod present;
#[cfg(feature = "server")]
pub mod seal;
#[cfg(feature = "server")]
mod secret_file;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "server")]
pub mod template;
#[cfg(feature = "test-util")]
pub mod test;
#[cfg(feature = "server")]
pub mod upload;
#[cfg(feature = "server")]
mod world;

pub use actor::{Actor, ActorId, ActorKind, Denied, Grant, Narrowing, OrganisationId, Scope};
pub use audit::{Action, AuditEntry, Subject, leaf};
pub use commit::{Caller, Commit, Decision, Guard, Hold, RepeatKey, Settled, Tag};
pub use language::{Direction, Language, UnknownLanguage};
pub use text::{deceives, steers};
pub use version::Version;
pub use {canonical::Digest, canonical::canonical, canonical::sha256, jiff::Timestamp};
pub use {clock::Clock, clock::to_microseconds, localized::Localized, localized::Picked};
#[cfg(feature = "server")]
pub use {
    component::{Answer, Body, BodyFault, BoxError, Component},
    database::{Change, CommitError, Constraint, Database, MigrateError, Migration},
    database::{MigrationList, OpenError, Patience, StoreError, Unsound},
    mount::{Mount, WrongOrigin},
    present::{Bundle, Presentation},
    secret_file::{SecretFile, SecretFileError},
    world::{SystemClock, SystemRandom, World},
};
pub use {event::Event, event::Message, event::PublicEvent, field::FieldError, field::FieldErrors};
pub use {id::IdSource, id::VersionSevenIds, permission::Permission, random::Randomness};

#[doc(hidden)] // What `id!` needs of other crates, so that a block need not name them.
pub mod reexport {
    pub use {serde, uuid};
}
