use eframe_core::{Language, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Serialize};

use super::{Author, DocumentId, Ending};

eframe_core::id! {
    /// Names something that is to happen at a time.
    pub struct PlanId;
}

/// Something that is to happen to a document in one language at a time.
///
/// Of each kind of act a document has at most one open in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Names it.
    pub id: PlanId,
    /// The document.
    pub document: DocumentId,
    /// The language.
    pub language: Language,
    /// What is to happen.
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// Who decided it.
    pub by: Author,
    /// When they did.
    pub set: Timestamp,
    /// Where it stands.
    pub state: PlanState,
}

/// What is to happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// The edition of this number goes live, if it is approved to the byte then.
    Publish {
        /// Its number.
        number: u32,
    },
    /// What is live then ends.
    End {
        /// How.
        ending: Ending,
    },
}

/// Where a plan stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum PlanState {
    /// Its time has not come.
    Waiting,
    /// Its time came, and it could not be done: somebody has to look.
    Parked {
        /// When.
        at: Timestamp,
        /// What was in its way: the end of a message's key.
        why: String,
    },
    /// It was done.
    Done {
        /// When.
        at: Timestamp,
    },
    /// Somebody took it back, or did it by hand.
    Cancelled {
        /// Who.
        by: Author,
        /// When.
        at: Timestamp,
    },
}

/// What a clock on the wall shows at the time that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clocks {
    /// That time, once.
    Plain,
    /// Never that time: clocks are put forward over it. As much later is taken.
    Skipped,
    /// That time twice: clocks are put back. The first is taken.
    Twice,
}

/// An instant, and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// What the clocks show.
    pub clocks: Clocks,
}

impl Act {
    /// The name of its kind.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Publish { .. } => "publish",
            Self::End { .. } => "end",
        }
    }
}

impl Plan {
    /// Whether its time has not come yet.
    pub const fn is_waiting(&self) -> bool {
        matches!(self.state, PlanState::Waiting)
    }

    /// Whether it waits, or waits for somebody to look.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, PlanState::Waiting | PlanState::Parked { .. })
    }
}

impl PlanState {
    /// Its name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Parked { .. } => "parked",
            Self::Done { .. } => "done",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

impl Moment {
    /// Reads `2027-03-28T02:30` or `2027-03-28T02:30:15` as a clock in this zone shows it, or an instant with its
    /// offset from UTC (RFC 3339).
    ///
    /// A time that clocks skip is read as much later as they are put forward, one that they show twice as the first
    /// (RFC 5545, 3.3.5); which of these it was is told.
    pub fn read(text: &str, zone: &TimeZone) -> Option<Self> {
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Self { at: eframe_core::to_microseconds(at), clocks: Clocks::Plain });
        }
        let plain = |byte: u8| byte.is_ascii_digit() || b"-T:".contains(&byte);
        if !matches!(text.len(), 16 | 19) || !text.bytes().all(plain) {
            return None;
        }
        let found = zone.to_ambiguous_zoned(text.parse::<DateTime>().ok()?);
        let clocks = match found.offset() {
            AmbiguousOffset::Unambiguous { .. } => Clocks::Plain,
            AmbiguousOffset::Gap { .. } => Clocks::Skipped,
            AmbiguousOffset::Fold { .. } => Clocks::Twice,
        };
        Some(Self { at: found.compatible().ok()?.timestamp(), clocks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, zone: &str) -> (String, Clocks) {
        let zone = TimeZone::get(zone).expect("a zone");
        let moment = Moment::read(text, &zone).expect("a moment");
        (moment.at.to_string(), moment.clocks)
    }

    #[test]
    fn bad_input_64_times_in_a_gap_and_an_overlap_are_told_and_resolved_by_one_rule() {
        for (text, zone, at, clocks) in [
            ("2026-03-29T01:59:59", "Europe/Berlin", "2026-03-29T00:59:59Z", Clocks::Plain),
            ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00Z", Clocks::Skipped),
            ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z", Clocks::Twice),
            ("2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00:00Z", Clocks::Plain),
            ("2026-03-29T02:30", "Asia/Seoul", "2026-03-28T17:30:00Z", Clocks::Plain),
            // Half an hour: clocks go from 2:00 to 2:30, and back from 2:00 to 1:30.
            ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00Z", Clocks::Skipped),
            ("2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z", Clocks::Twice),
            ("2026-10-25T02:30:00+01:00", "Asia/Seoul", "2026-10-25T01:30:00Z", Clocks::Plain),
        ] {
            assert_eq!(read(text, zone), (at.to_owned(), clocks), "{text} {zone}");
        }
    }

    #[test]
    fn bad_input_67_the_last_minute_of_a_year_is_the_zones() {
        let last = "2026-12-31T23:59:59";
        assert_eq!(read(last, "Pacific/Tongatapu").0, "2026-12-31T10:59:59Z");
        assert_eq!(read(last, "Pacific/Honolulu").0, "2027-01-01T09:59:59Z");
    }

    #[test]
    fn bad_input_65_a_day_that_is_not_in_the_calendar_is_no_moment() {
        for wrong in
            ["2027-02-29T09:00", "2027-04-31T09:00", "2027-01-01", "soon", "", "2027-01-01T24:00"]
        {
            assert_eq!(Moment::read(wrong, &TimeZone::UTC), None, "{wrong}");
        }
        assert!(Moment::read("2028-02-29T09:00", &TimeZone::UTC).is_some());
    }
}
