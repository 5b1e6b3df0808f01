use eframe_core::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ApplicationId, BodyCode, ItemId, Kind};

/// Something that happened to a member, as a fact: what it means for its standing, says the charter of the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Happened {
    /// Its place among the things that happened to this member: 1, 2, 3 ...
    pub number: u32,
    /// The day it counts from, in the charter's zone.
    pub on: Date,
    /// When it was written down; later than `on` for what an import brought in.
    pub recorded: Timestamp,
    /// What.
    pub what: Happening,
}

/// The kind that a member was, and the other one that it applied to be. It is one from the day on which that
/// application gives it a standing in the register; both are kept, so that past days are explained by the kind of then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OtherKind {
    /// What it was.
    pub was: Kind,
    /// What it applied to be.
    pub wants: Kind,
}

/// What can happen to a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Happening {
    /// It handed in an application.
    Submitted {
        /// Which, where it is known here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        application: Option<ApplicationId>,
        /// Another kind of member than it was, where it applied to be one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other_kind: Option<OtherKind>,
    },
    /// The Secretariat accepted the application.
    Accepted,
    /// A body approved it.
    Approved {
        /// Which body.
        body: BodyCode,
        /// By which decision, where it is known here.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<ItemId>,
    },
    /// Its rights were suspended.
    Suspended {
        /// Why.
        reason: String,
    },
    /// The suspension ended.
    Reinstated,
    /// It did not pay this period's fee in time.
    Lapsed {
        /// The period: `2026`.
        period: String,
    },
    /// It paid what it had lapsed for.
    Restored,
    /// It left.
    Withdrew {
        /// Why, as far as it said.
        reason: String,
    },
}

impl Happening {
    /// As it is named in messages and columns.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Submitted { .. } => "submitted",
            Self::Accepted => "accepted",
            Self::Approved { .. } => "approved",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated => "reinstated",
            Self::Lapsed { .. } => "lapsed",
            Self::Restored => "restored",
            Self::Withdrew { .. } => "withdrew",
        }
    }
}
