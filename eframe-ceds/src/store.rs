//! What is kept, and how it is asked for. Nobody outside knows a column, nor chrono.

mod answer;
mod apply;
mod assessment;
mod migrations;
mod round;
mod row;
mod table;

use eframe_core::Database;
use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::{Reader, unread};

pub(crate) use assessment::{Behind, Filter};
pub use migrations::MIGRATIONS;

use crate::Error;

/// The names of the unique constraints that mean something to people.
pub(crate) mod constraint {
    pub(crate) const ONE: &str = "ceds_assessment_one";
    pub(crate) const ANSWER: &str = "ceds_answer_one";
    pub(crate) const EDITION: &str = "ceds_instrument_edition_unique";
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
pub(crate) fn damaged(what: impl std::fmt::Display) -> Error {
    failed(DbErr::Custom(format!("a row of ceds is damaged: {what}")))
}
