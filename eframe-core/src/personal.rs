//! One person's data: all of it in one document, and away with it, whichever blocks have some.
//!
//! Each block answers [`PersonalData`] and says in a list of [`Table`]s what becomes of each of its columns; most need
//! nothing more than [`Holding`], which carries that list out. A [`House`] asks them all. What stays of a person when they are
//! erased is a keyed hash, kept apart from the database in an [`ErasedList`], so that a restored backup brings nobody back.
//!
//! ```no_run
//! # async fn of(house: eframe_core::personal::House, caller: eframe_core::Caller) -> Result<(), eframe_core::personal::PersonalError> {
//! let person = house.find(&"mina@seoul.example".parse().expect("an address")).await?;
//! println!("{:#}", house.export(&caller.actor, &person).await?);
//! house.erase(&caller, &person).await?;
//! # Ok(())
//! # }
//! ```

mod again;
mod core_tables;
mod desk;
mod holding;
mod house;
mod http;
mod list;
mod own;
mod person;
mod remove;
mod rewrite;
mod scan;
mod table;

use async_trait::async_trait;
use serde_json::Value;

pub use holding::Holding;
pub use house::{Erased, House};
pub use list::{ErasedList, Mark};
pub use person::{Asked, NoPerson, Person};
pub use remove::Mend;
pub use table::{Fate, Table};

use crate::{Action, ActorId, Caller, CommitError, Denied, Permission, Timestamp};

/// What stands in the place of the name of a person who was erased.
pub const ERASED_NAME: &str = "a person who was erased";
/// What stands in the place of their mail address: a domain that is nobody's for ever (RFC 2606).
pub const ERASED_ADDRESS: &str = "erased@person.invalid";

/// Give out all that is kept of somebody.
pub const EXPORT: Permission = Permission::new("core.person.export");
/// Erase somebody from everything.
pub const ERASE: Permission = Permission::new("core.person.erase");
/// Both.
pub const ALL: &[Permission] = &[EXPORT, ERASE];

/// A block took a person out of its tables.
pub const ERASED: Action = Action::new("core.person.erase");
/// Somebody was given all that is kept of a person.
pub const EXPORTED: Action = Action::new("core.person.export");

/// What a block keeps of people.
///
/// Each method may be called any number of times: what is done already is passed over, so an erasure that was broken off is
/// finished by asking for it again.
#[async_trait]
pub trait PersonalData: Send + Sync {
    /// The block's tables, and what becomes of each of their columns.
    fn holding(&self) -> Holding<'_>;

    /// The block's name, with which the names of its tables begin.
    fn name(&self) -> &'static str {
        self.holding().block()
    }

    /// Adds what the block knows of who is asked for: an account its address, an address the account it belongs to.
    ///
    /// # Errors
    /// When it cannot be read.
    async fn know(&self, person: &mut Person) -> Result<(), PersonalError> {
        let _ = person;
        Ok(())
    }

    /// Everybody it has an address of, for finding those again whom a restored backup has brought back.
    ///
    /// # Errors
    /// When it cannot be read.
    async fn known(&self) -> Result<Vec<Known>, PersonalError> {
        Ok(Vec::new())
    }

    /// All it keeps of the person, by the names of its tables without its own.
    ///
    /// # Errors
    /// When it cannot be read.
    async fn export(&self, person: &Person) -> Result<Value, PersonalError> {
        self.holding().export(person).await
    }

    /// Says no before anything is erased anywhere, and keeps the person from adding anything from now on.
    ///
    /// # Errors
    /// [`PersonalError::Refused`] when the person cannot be spared.
    async fn close(&self, caller: &Caller, person: &Person) -> Result<(), PersonalError> {
        let _ = (caller, person);
        Ok(())
    }

    /// How many rows have something of the person that an erasure takes away, and where they are still told of
    /// afterwards.
    ///
    /// # Errors
    /// When it cannot be read.
    async fn look(&self, person: &Person) -> Result<Found, PersonalError> {
        self.holding().look(person).await
    }

    /// Takes the person out of the block's tables, all at once or not at all, with an audit entry that tells
    /// nothing of them. What was found is told.
    ///
    /// # Errors
    /// When it cannot be written.
    async fn erase(&self, caller: &Caller, person: &Person) -> Result<Found, PersonalError> {
        self.holding().erase(caller, person).await
    }
}

/// Somebody whom a block knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their account.
    pub id: Option<ActorId>,
    /// Their mail address.
    pub address: Option<String>,
    /// Since when: whoever was erased and came back later stays.
    pub since: Timestamp,
}

/// What a block has of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many rows, by table: none where there are none.
    pub rows: Vec<(&'static str, u64)>,
    /// Where the person is told of in what is kept on purpose: a table, a column, and a row's key.
    pub kept: Vec<String>,
}

impl Found {
    /// How many rows in all.
    pub fn count(&self) -> u64 {
        self.rows.iter().map(|(_, rows)| rows).sum()
    }
}

/// What stops an export or an erasure.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PersonalError {
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A block cannot spare the person, such as the last administrator.
    #[error("{block}: {why}")]
    Refused {
        /// The block.
        block: &'static str,
        /// Why, in English, for an operator.
        why: String,
        /// The message that says so to people.
        key: &'static str,
    },
    /// It could not be read or written.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// Everything is erased, and the SQLite file could not be written anew without what stood there.
    #[error(
        "everything is erased, and can still be read in freed space of the database's file, which could not be written anew: {0}; \
         it is tried again at the next start of the site, and when anybody is erased, also the same again"
    )]
    Freed(#[source] CommitError),
    /// The list of those who were erased could not be read or written.
    #[error("the list of those who were erased: {0}")]
    List(#[source] std::io::Error),
}

impl From<sea_orm::DbErr> for PersonalError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Commit(crate::database::unread(error))
    }
}
