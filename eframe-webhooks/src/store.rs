//! What is kept, and how it is asked for. Nobody outside knows a column, nor chrono.

mod apply;
mod delivery;
mod endpoint;
mod lease;
mod migrations;
mod table;

use eframe_core::Database;
use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::{Reader, unread};

pub(crate) use delivery::Behind;
pub(crate) use lease::{Claim, Claimed, Free, HandBack, Key, Mark, Report, Sweep, Trouble};
pub use migrations::MIGRATIONS;

use crate::Error;

/// Asks the database. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Store {
    database: Database,
}

impl Store {
    pub(crate) fn new(database: Database) -> Self {
        Self { database }
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    fn read(&self) -> &Reader {
        self.database.read()
    }
}

/// A read that failed.
fn failed(error: DbErr) -> Error {
    Error::Commit(unread(error))
}

/// A row that says what no program of ours wrote.
fn damaged(what: impl std::fmt::Display) -> Error {
    failed(DbErr::Custom(format!("a row of the webhooks is damaged: {what}")))
}
