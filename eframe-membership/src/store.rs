//! What is kept, and how it is asked for. Nobody outside knows a column, nor chrono.

mod application;
mod apply;
mod case;
mod fee;
mod figures;
mod meeting;
mod member;
mod migrations;
mod register;
mod row;
mod table;
mod term;

use eframe_core::Database;
use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::{Reader, unread};

pub(crate) use application::{Eyes, Filter, Head, Position};
pub use case::BehindEntry;
pub(crate) use case::{BehindLetter, LetterRow, Told};
pub(crate) use fee::{BehindFee, FeeRow, FeeSum, Owed, Payment};
pub(crate) use meeting::{BehindMeeting, Decided, MeetingRow, Meetings, Seen};
pub use member::MemberName;
pub use migrations::MIGRATIONS;
pub use register::{Behind, MemberRow};
pub(crate) use register::{Count, Narrowed};

use crate::Error;

/// The names of the unique constraints that mean something to people.
pub(crate) mod constraint {
    pub(crate) const APPLICATION_NUMBER: &str = "membership_application_number_unique";
    pub(crate) const ONE_OPEN: &str = "membership_application_one_open";
    pub(crate) const MEMBER_NUMBER: &str = "membership_member_number_unique";
    pub(crate) const ORGANISATION: &str = "membership_member_organisation_unique";
    pub(crate) const HAPPENED: &str = "membership_happened_number_unique";
    pub(crate) const FEE: &str = "membership_fee_period_unique";
    pub(crate) const MEETING_NUMBER: &str = "membership_meeting_number_unique";
    pub(crate) const ITEM: &str = "membership_item_application_unique";
    pub(crate) const VOTE: &str = "membership_vote_once";
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
    failed(DbErr::Custom(format!("a row of membership is damaged: {what}")))
}
