//! What is kept, and how it is asked for. Nobody outside knows a column, nor chrono.

mod apply;
mod archive;
mod care;
mod document;
mod edition;
mod link;
mod list;
mod machine;
mod media;
mod menu;
mod migrations;
mod page;
mod personal;
mod plan;
mod preview;
mod redirect;
mod search;
mod table;
mod text;
mod unsaved;

use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::{Reader, unread};
use eframe_core::{Database, Language};

pub(crate) use archive::{Broken, walk};
pub(crate) use care::Overdue;
pub(crate) use edition::{End, Waiting, Wanted};
pub(crate) use link::Leading;
pub(crate) use list::{Days, Entry, Filter, Head, Position};
pub(crate) use machine::{Mapped, Part};
pub(crate) use media::{Held, MediaFilter, MediaLine, MediaPosition, Use};
pub use migrations::MIGRATIONS;
pub(crate) use page::{LivePage, Neighbour};
pub(crate) use search::{Ask, EACH, Languages, Shown};

use crate::Error;

/// The names of the unique constraints that mean something to people.
pub(crate) mod constraint {
    pub(crate) const ADDRESS: &str = "cms_address_path_unique";
    pub(crate) const NUMBER: &str = "cms_edition_number_unique";
    pub(crate) const DRAFT: &str = "cms_edition_one_draft";
    pub(crate) const LIVE: &str = "cms_edition_one_live";
    pub(crate) const MENU: &str = "cms_menu_name_unique";
    pub(crate) const REDIRECT: &str = "cms_redirect_path_unique";
    pub(crate) const PLAN: &str = "cms_plan_one_open";
    pub(crate) const PREVIEW: &str = "cms_preview_secret_unique";
    pub(crate) const REMINDER: &str = "cms_reminder_unique";
    pub(crate) const FILE: &str = "cms_media_file_number_unique";
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
    failed(DbErr::Custom(format!("a row of cms is damaged: {what}")))
}

fn language(code: &str) -> Result<Language, Error> {
    code.parse().map_err(damaged)
}
