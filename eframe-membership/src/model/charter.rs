use std::collections::{BTreeMap, BTreeSet};

use eframe_ballot::Rules;
use eframe_core::{Localized, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{BodyCode, Kind, Money, Office, Standing};

/// Who may join, how, and with which rights: every version of it with the day it came into force.
///
/// Rules are data, so that a status on a past day is explained by the version in force on that day. A charter is
/// written in TOML, the form of which `docs/reference/charter.md` specifies, and is the host's own: two that
/// WeGO's public texts describe come with the crate as examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Charter {
    zone_name: String,
    zone: TimeZone,
    versions: Vec<CharterVersion>,
}

/// A charter as it stood from one day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CharterVersion {
    /// What it is called: `2017`.
    pub name: String,
    /// The first day it is in force.
    pub from: Date,
    /// The kinds of members it knows.
    pub kinds: BTreeMap<Kind, KindRule>,
    /// Who has which right. Nobody has one that is not here.
    #[serde(default)]
    pub rights: BTreeMap<Right, Condition>,
    /// The bodies that decide.
    #[serde(default)]
    pub bodies: BTreeMap<BodyCode, Body>,
    /// What members pay.
    #[serde(default)]
    pub fees: Option<FeeRule>,
    /// How long things may take.
    #[serde(default)]
    pub deadlines: Deadlines,
}

/// How an organisation of a kind becomes a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct KindRule {
    /// What people call it.
    pub name: Localized<String>,
    /// Which of the public figures counts it.
    pub figure: Figure,
    /// The standing that handing in the application gives.
    #[serde(default = "applicant")]
    pub submission: Standing,
    /// The standing that the Secretariat's acceptance gives; without one it leaves it as it is.
    #[serde(default)]
    pub acceptance: Option<Standing>,
    /// What a body's approval gives; without it, acceptance is the end of the way.
    #[serde(default)]
    pub approval: Option<Approval>,
}

fn applicant() -> Standing {
    Standing::Applicant
}

/// What a body's approval gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Approval {
    /// The body that approves.
    pub body: BodyCode,
    /// The standing that follows.
    pub standing: Standing,
}

/// A figure that the public is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// Members: cities and local governments.
    Members,
    /// Friendship members.
    Friendship,
    /// Partners.
    Partners,
}

/// Something that members may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Vote in a body they belong to, and be counted in its quorum.
    Vote,
    /// Stand for an office.
    Stand,
    /// Attend meetings.
    Attend,
    /// Speak in them.
    Speak,
}

/// What a right asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Condition {
    /// One of these standings.
    pub standings: BTreeSet<Standing>,
    /// One of these kinds; any, when there are none.
    #[serde(default)]
    pub kinds: BTreeSet<Kind>,
    /// No fee overdue.
    #[serde(default)]
    pub paid: bool,
}

/// A body that decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Body {
    /// What people call it.
    pub name: Localized<String>,
    /// Who belongs to it.
    pub composition: Composition,
    /// Its quorum, its majority, and what a tie means.
    pub rules: Rules,
}

/// Who belongs to a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "of",
    rename_all = "kebab-case",
    rename_all_fields = "kebab-case",
    deny_unknown_fields
)]
pub enum Composition {
    /// Every member.
    Members,
    /// Whoever holds an office in it.
    Offices {
        /// The most members it has.
        seats: u32,
        /// How many years a term lasts.
        years: u32,
        /// Its offices, the first one first.
        offices: Vec<OfficeRule>,
    },
}

/// An office in a body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OfficeRule {
    /// Its code.
    pub code: Office,
    /// What people call it.
    pub name: Localized<String>,
    /// How many hold it at a time at most; as many as the body has seats, where it is not said.
    #[serde(default)]
    pub most: Option<u32>,
    /// How many are to hold it at a time at least; none, where it is not said. Nothing is refused where fewer do: it is
    /// said.
    #[serde(default)]
    pub least: Option<u32>,
}

/// What members pay each year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FeeRule {
    /// How much, by kind; a kind that is not here pays nothing.
    pub amounts: BTreeMap<Kind, Money>,
    /// The month of the last day on which a year's fee is paid in time: 1 to 12.
    pub due_month: i8,
    /// The day of that month; the month's last day where it has fewer.
    pub due_day: i8,
    /// How many days after that day a member lapses.
    pub grace_days: i32,
    /// Whether the amounts are only examples, which pages then say.
    #[serde(default)]
    pub example: bool,
}

/// How long things may take, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Deadlines {
    /// From handing in to the Secretariat's answer.
    pub review: i32,
    /// From the Secretariat's questions to their answer.
    pub answer: i32,
    /// From acceptance to the body's decision.
    pub decision: i32,
    /// A draft that nobody touched for so long is reminded of.
    pub draft: i32,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { review: 30, answer: 60, decision: 365, draft: 30 }
    }
}

/// Why a charter can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CharterError {
    /// It is not of the form that is specified; the text names the line.
    #[error("{0}")]
    Form(String),
    /// It has no version.
    #[error("the charter has no [[version]]")]
    Empty,
    /// Its versions do not follow each other by day.
    #[error("version {0:?} does not begin after the one before it: put the earliest first")]
    Order(String),
    /// Something it says contradicts something else.
    #[error("version {version:?}: {what}")]
    Contradiction {
        /// Which version.
        version: String,
        /// What is wrong, and how it is put right.
        what: String,
    },
    /// It names a zone that nobody knows.
    #[error("the zone {0:?} is unknown: write an IANA name such as Asia/Seoul")]
    Zone(String),
}

/// The written form.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    zone: String,
    #[serde(default)]
    version: Vec<CharterVersion>,
}

impl Charter {
    /// Both rules that WeGO's public texts describe: that of 2014, when a city was an associate on submission and
    /// the General Assembly approved full membership, and the later one. Quorums, majorities and fees are not public: those here are examples, and say so.
    ///
    /// # Panics
    /// Never: a test reads the same text.
    pub fn wego() -> Self {
        Self::read(include_str!("../../charters/wego.toml")).expect("the example charter is right")
    }

    /// Reads a charter from TOML.
    ///
    /// # Errors
    /// [`CharterError`], which names the place and the remedy.
    pub fn read(text: &str) -> Result<Self, CharterError> {
        let written: Written =
            toml::from_str(text).map_err(|error| CharterError::Form(error.to_string()))?;
        Self::new(&written.zone, written.version)
    }

    /// The charter of these versions, whose days begin and end in this zone.
    ///
    /// # Errors
    /// As [`Charter::read`].
    pub fn new(zone: &str, versions: Vec<CharterVersion>) -> Result<Self, CharterError> {
        if versions.is_empty() {
            return Err(CharterError::Empty);
        }
        if let Some(pair) = versions.windows(2).find(|pair| pair[1].from <= pair[0].from) {
            return Err(CharterError::Order(pair[1].name.clone()));
        }
        for version in &versions {
            version.check()?;
        }
        let found = TimeZone::get(zone).map_err(|_| CharterError::Zone(zone.to_owned()))?;
        Ok(Self { zone_name: zone.to_owned(), zone: found, versions })
    }

    /// The zone in which its days begin and end, by its IANA name.
    pub fn zone_name(&self) -> &str {
        &self.zone_name
    }

    /// The same, for reckoning.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The day that an instant falls on, in the charter's zone: the one rule for every deadline.
    pub fn day(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// The version in force on a day. Before the first one's day, it is the first.
    pub fn on(&self, day: Date) -> &CharterVersion {
        let later = self.versions.partition_point(|version| version.from <= day);
        &self.versions[later.saturating_sub(1)]
    }

    /// The rule of a kind on a day; of one that the version of the day dropped, and that still has members, the last
    /// that it had.
    pub(crate) fn last_rule_of(&self, kind: &Kind, day: Date) -> Option<&KindRule> {
        let until = self.versions.iter().rev().filter(|version| version.from <= day);
        until.chain([self.on(day)]).find_map(|version| version.kinds.get(kind))
    }

    /// Every version, the earliest first.
    pub fn versions(&self) -> &[CharterVersion] {
        &self.versions
    }
}

impl CharterVersion {
    /// The kinds that can apply, by code.
    pub fn kind_codes(&self) -> Vec<Kind> {
        self.kinds.keys().cloned().collect()
    }

    fn check(&self) -> Result<(), CharterError> {
        let wrong =
            |what: String| Err(CharterError::Contradiction { version: self.name.clone(), what });
        if self.kinds.is_empty() {
            return wrong("it knows no kind of member: add [version.kinds.city]".to_owned());
        }
        for (kind, rule) in &self.kinds {
            if rule.acceptance.is_none() && rule.approval.is_none() {
                return wrong(format!(
                    "nothing makes a {kind} a member: give it acceptance or approval"
                ));
            }
            let given = [
                Some(rule.submission),
                rule.acceptance,
                rule.approval.as_ref().map(|a| a.standing),
            ];
            if let Some(odd) =
                given.into_iter().flatten().find(|standing| *standing > Standing::Full)
            {
                return wrong(format!(
                    "{kind} can be made applicant, associate or full, not {}",
                    odd.code()
                ));
            }
            if let Some(approval) = &rule.approval
                && !self.bodies.contains_key(&approval.body)
            {
                return wrong(format!(
                    "{kind} is approved by {}, which is no body of it",
                    approval.body
                ));
            }
        }
        let named = self.rights.values().flat_map(|condition| &condition.kinds);
        let paying = self.fees.iter().flat_map(|fees| fees.amounts.keys());
        if let Some(kind) = named.chain(paying).find(|kind| !self.kinds.contains_key(*kind)) {
            return wrong(format!("{kind} is no kind of it"));
        }
        for (code, body) in &self.bodies {
            let Composition::Offices { seats, years, offices } = &body.composition else {
                continue;
            };
            if let Some(what) = wrong_offices(*seats, *years, offices) {
                return wrong(format!("{code} {what}"));
            }
        }
        let wrong_fees = self.fees.as_ref().and_then(FeeRule::contradiction);
        match wrong_fees.or_else(|| self.deadlines.contradiction()) {
            Some(what) => wrong(what),
            None => Ok(()),
        }
    }
}

/// What contradicts itself in the offices of a body.
fn wrong_offices(seats: u32, years: u32, offices: &[OfficeRule]) -> Option<String> {
    if seats == 0 || !(1..=MOST_YEARS).contains(&years) || offices.is_empty() {
        return Some(format!("needs at least one seat, one to {MOST_YEARS} years and one office"));
    }
    let mut codes = BTreeSet::new();
    if let Some(twice) = offices.iter().find(|office| !codes.insert(&office.code)) {
        return Some(format!("has the office {} twice", twice.code));
    }
    let most = |office: &OfficeRule| office.most.unwrap_or(seats).min(seats);
    if let Some(odd) = offices.iter().find(|office| office.least.unwrap_or(0) > most(office)) {
        return Some(format!("has more {} at least than it can have at most", odd.code));
    }
    let least: u64 = offices.iter().map(|office| u64::from(office.least.unwrap_or(0))).sum();
    (least > u64::from(seats)).then(|| format!("has {seats} seats, and {least} offices at least"))
}

/// No term is longer, in years.
const MOST_YEARS: u32 = 100;

/// No time that a charter gives is longer, in days: a hundred years, so that no day it leads to lies beyond the calendar.
const MOST_DAYS: i32 = 36_500;

impl Deadlines {
    fn contradiction(&self) -> Option<String> {
        let Self { review, answer, decision, draft } = *self;
        let all =
            [("review", review), ("answer", answer), ("decision", decision), ("draft", draft)];
        let (name, _) = all.into_iter().find(|(_, days)| !(0..=MOST_DAYS).contains(days))?;
        Some(format!("the deadline {name} is 0 to {MOST_DAYS} days"))
    }
}

impl FeeRule {
    fn contradiction(&self) -> Option<String> {
        let due = (1..=12).contains(&self.due_month) && (1..=31).contains(&self.due_day);
        if !due {
            return Some("due-month is 1 to 12 and due-day 1 to 31".to_owned());
        }
        if !(0..=MOST_DAYS).contains(&self.grace_days) {
            return Some(format!("grace-days is 0 to {MOST_DAYS}"));
        }
        let odd = |amount: &Money| Money::new(amount.minor, amount.currency).is_err();
        let (kind, _) = self.amounts.iter().find(|(_, amount)| odd(amount))?;
        Some(format!("the fee of {kind} is no amount: 0 to 10^12 of the smallest unit"))
    }

    /// The last day on which the fee of a year is paid in time; the month's last day where it has no such day.
    pub fn due(&self, year: i16) -> Option<Date> {
        let first = Date::new(year, self.due_month, 1).ok()?;
        let day = self.due_day.min(first.days_in_month());
        Date::new(year, self.due_month, day).ok()
    }

    /// The last day of grace: a member whose fee is still unpaid on the day after lapses.
    pub fn grace_ends(&self, due: Date) -> Date {
        due.saturating_add(self.grace_days.days())
    }
}

impl Right {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Vote, Self::Stand, Self::Attend, Self::Speak];

    /// As it is written in addresses and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::Stand => "stand",
            Self::Attend => "attend",
            Self::Speak => "speak",
        }
    }
}

#[cfg(test)]
mod tests;
