use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{BodyCode, MemberId, Office};

eframe_core::id! {
    /// Names one term of office.
    pub struct TermId;
}

/// A member's time in an office of a body: from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// Names it.
    pub id: TermId,
    /// Who holds the office.
    pub member: MemberId,
    /// The member's name then: a fact of the moment.
    pub name: String,
    /// The body.
    pub body: BodyCode,
    /// The office in it.
    pub office: Office,
    /// The first day.
    pub from: Date,
    /// The last day; earlier than the charter's when it was ended.
    pub until: Date,
}

impl Term {
    /// Whether it was taken back before its first day: it then ends the day before it begins, and nobody ever held it.
    pub fn is_taken_back(&self) -> bool {
        self.until < self.from
    }

    /// Whether the office was held on this day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}
