use eframe_core::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Author, FeeId, MemberId, Money};

/// What a member owes for a period, and whether it paid. Money moves elsewhere: here is what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fee {
    /// Names it.
    pub id: FeeId,
    /// Who owes it.
    pub member: MemberId,
    /// The year it is for: `2026`. A member owes one fee a period.
    pub period: String,
    /// How much.
    pub amount: Money,
    /// The last day on which it is paid in time, in the charter's zone.
    pub due: Date,
    /// Whether it was paid.
    pub state: FeeState,
}

/// Whether a fee was paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum FeeState {
    /// Not yet.
    Open,
    /// In full.
    Paid {
        /// The day the money came in.
        on: Date,
        /// What the bank's statement says, or whatever tells this payment from others.
        reference: String,
        /// Who noted it.
        by: Author,
        /// When.
        at: Timestamp,
    },
    /// It need not be paid.
    Waived {
        /// Why.
        reason: String,
        /// Who decided that.
        by: Author,
        /// When.
        at: Timestamp,
        /// The day it counts from.
        on: Date,
    },
}

impl Fee {
    /// Whether it was owed and overdue at the end of this day: what stands between a member and its vote.
    pub fn is_overdue(&self, day: Date) -> bool {
        self.due < day && !self.is_settled(day)
    }

    /// Whether it was paid or waived by the end of this day.
    pub fn is_settled(&self, day: Date) -> bool {
        match self.state {
            FeeState::Open => false,
            FeeState::Paid { on, .. } | FeeState::Waived { on, .. } => on <= day,
        }
    }
}
