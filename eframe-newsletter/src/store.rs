//! What is kept, and how it is asked for. Nobody outside knows a column, nor chrono.

mod apply;
mod bounce;
mod composition;
pub(crate) mod delivery;
mod import;
mod issue;
mod migrations;
mod restored;
mod row;
mod subscriber;
mod table;

use eframe_core::Database;
use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::{Reader, unread};

pub(crate) use bounce::BehindBounce;
pub(crate) use import::BehindMark;
pub use migrations::MIGRATIONS;
pub(crate) use restored::RestRestored;
pub(crate) use subscriber::{Behind, Filter};

use crate::Error;

/// The names of the unique constraints that mean something to the handle.
pub(crate) mod constraint {
    pub(crate) const ADDRESS: &str = "newsletter_subscriber_address_unique";
    pub(crate) const NUMBER: &str = "newsletter_issue_number_unique";
    pub(crate) const REMINDED: &str = "newsletter_reminder_key";
}

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
    failed(DbErr::Custom(format!("a row of the newsletter is damaged: {what}")))
}
