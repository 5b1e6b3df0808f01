//! What is kept and how it is asked for. Nobody outside knows a column.

mod account;
mod apply;
mod counts;
mod factor;
mod invitation;
mod migrations;
mod passkey;
mod personal;
mod provider;
mod restored;
mod session;
mod table;

use eframe_core::block::sea_orm::{self, DbErr};
use eframe_core::block::{Reader, unread};
use eframe_core::{Database, Language};

pub(crate) use account::{Filter, Position};
pub use migrations::MIGRATIONS;
pub(crate) use restored::EndRestored;

use crate::Error;

/// The names of the unique constraints that mean something to people.
pub(crate) mod constraint {
    pub(crate) const EMAIL: &str = "accounts_account_email_unique";
    pub(crate) const ORGANISATION: &str = "accounts_organisation_name_unique";
    pub(crate) const FACTOR: &str = "accounts_factor_once";
    pub(crate) const SIGN_IN: &str = "accounts_link_sign_in_unique";
    pub(crate) const LINK: &str = "accounts_link_account_unique";
    pub(crate) const ONCE: &str = "accounts_once_key";
    pub(crate) const PASSKEY: &str = "accounts_passkey_credential_unique";
    pub(crate) const COUNT: &str = "accounts_throttle_once";
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
fn damaged(what: &str) -> Error {
    failed(DbErr::Custom(format!("a row of accounts is damaged: {what}")))
}

fn language(code: &str) -> Language {
    code.parse().unwrap_or(Language::EN)
}

use sea_orm::prelude::Uuid;

/// The nil UUID stands for no organisation, because a key has no empty columns.
const EVERYWHERE: Uuid = Uuid::nil();
