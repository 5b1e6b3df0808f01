use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Happened, Kind};

/// Where a member stands. What may be done in it, and which kinds know it, says the charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It has handed in its application.
    Applicant,
    /// It attends and speaks.
    Associate,
    /// It votes.
    Full,
    /// Its rights rest.
    Suspended,
    /// It did not pay in time; paying brings it back.
    Lapsed,
    /// It left.
    Withdrawn,
}

/// Where a member stood on a day, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// The standing; none before the first step.
    pub standing: Option<Standing>,
    /// What its applications reached, over which a suspension or a lapse may lie; nothing is left of it for whoever
    /// left.
    pub reached: Option<Standing>,
    /// The kind of member that it was.
    pub kind: Kind,
    /// Every step that led there, oldest first: the last one explains the standing.
    pub steps: Vec<Step>,
}

/// One thing that happened, and what the charter of that day made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What happened, and when.
    pub happened: Happened,
    /// The name of the charter in force on that day.
    pub charter: String,
    /// The standing before.
    pub from: Option<Standing>,
    /// The standing after; the same where the charter gives this no effect.
    pub to: Option<Standing>,
}

impl Standing {
    /// All of them, in the order in which a member comes to them.
    pub const ALL: [Self; 6] = [
        Self::Applicant,
        Self::Associate,
        Self::Full,
        Self::Suspended,
        Self::Lapsed,
        Self::Withdrawn,
    ];

    /// As it is written in addresses, columns and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Associate => "associate",
            Self::Full => "full",
            Self::Suspended => "suspended",
            Self::Lapsed => "lapsed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The standing of this code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.code() == code)
    }

    /// Whether the public register shows it, and the figures count it.
    pub const fn is_registered(self) -> bool {
        matches!(self, Self::Associate | Self::Full)
    }
}

impl Status {
    /// The day the standing was reached.
    pub fn since(&self) -> Option<Date> {
        let last = self.steps.iter().rev().find(|step| step.from != step.to)?;
        Some(last.happened.on)
    }
}
