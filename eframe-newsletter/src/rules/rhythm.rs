//! The quarterly rhythm: which issue is due to be begun, from when to when it tells, and when somebody is reminded.
//!
//! All of it goes by days on the calendar of the house's zone, so that a clock that is set forward or back for the summer
//! changes nothing: a day is a day.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Composition, Quarter, Source};

/// How many days before its quarter begins an issue is proposed.
pub const PROPOSED_BEFORE: i32 = 21;
/// How many days before its quarter ends somebody is reminded of an issue that is still a draft.
pub const REMINDED_BEFORE: i32 = 14;
/// How far events are looked ahead, in days behind the end of the quarter: those of the next one are to be known.
const LOOKED_AHEAD: i32 = 92;
/// From when an issue tells that has none before it, in days.
const LOOKED_BACK: i32 = 92;

/// From one day to another, both of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The last.
    pub until: Date,
}

/// The day it is in a zone.
#[must_use]
pub fn today(now: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(now).date()
}

/// The one quarter whose issue is to be there on a day: the coming one from three weeks before it, else the present one.
/// When it is there nothing is proposed, however often that is asked.
#[must_use]
pub fn wanted(today: Date) -> Quarter {
    Quarter::of(today.saturating_add(PROPOSED_BEFORE.days()))
}

/// Whether somebody is to be reminded of a draft on a day: its quarter ends soon, or is over.
#[must_use]
pub fn is_urgent(number: Quarter, today: Date) -> bool {
    today > number.last_day().saturating_sub(REMINDED_BEFORE.days())
}

/// Where the issues before one ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// The day; none where there is no issue before.
    pub on: Option<Date>,
    /// The keys of what they drew already: from a source that tells of the same again, of those that ended there. What was
    /// published on that day may be among it, or not yet.
    pub drawn: BTreeSet<String>,
}

/// Where some issues ended for a source: with the last day through which one of them asked it, whichever quarter that one is of
/// and however late it was changed or ordered. One for which it was not asked, such as one that was given as a whole, says
/// nothing of it. `before` has those that are drafts still, and not those that were cancelled before a letter left: they told
/// nobody anything.
#[must_use]
pub fn ended(before: &[Composition], source: Source) -> Ended {
    let ends: Vec<_> = before.iter().filter_map(|one| one.drawn_from(source)).collect();
    let on = ends.iter().map(|(day, _)| *day).max();
    let told = ends.iter().filter(|(day, _)| source.is_new_once() || Some(*day) == on);
    let drawn = told.flat_map(|(_, keys)| keys.iter().map(|&key| key.to_owned())).collect();
    Ended { on, drawn }
}

/// The days that an issue tells of: what happened since the last one ended, what comes until the end of the quarter
/// after its own.
#[must_use]
pub fn told(source: Source, number: Quarter, last: Option<Date>, today: Date) -> Span {
    match source {
        Source::Events => Span {
            from: today,
            until: number.last_day().max(today).saturating_add(LOOKED_AHEAD.days()),
        },
        Source::News | Source::Members | Source::Partners => {
            let from = last.unwrap_or_else(|| today.saturating_sub(LOOKED_BACK.days()));
            Span { from: from.min(today), until: today }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;

    /// Looks every half an hour from one instant on, as a job may, and says when another quarter was wanted.
    fn turns(zone: &str, from: &str, hours: i64) -> Vec<(String, Quarter)> {
        let zone = TimeZone::get(zone).unwrap();
        let from: Timestamp = from.parse().unwrap();
        let mut turns: Vec<(String, Quarter)> = Vec::new();
        for half in 0..hours * 2 {
            let now = from + SignedDuration::from_mins(30 * half);
            let quarter = wanted(today(now, &zone));
            if turns.last().is_none_or(|(_, last)| *last != quarter) {
                turns.push((zone.to_datetime(now).to_string(), quarter));
            }
        }
        turns
    }

    #[test]
    fn bad_input_64_a_clock_that_jumps_proposes_no_issue_twice_and_none_too_early() {
        // Three weeks before each quarter, at midnight of the house's own zone, on days that have 23, 25 and 24 hours.
        for (zone, from, at) in [
            ("Europe/Berlin", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00"),
            ("Europe/Berlin", "2026-09-09T00:00:00Z", "2026-09-10T00:00:00"),
            ("Asia/Seoul", "2026-12-10T00:00:00Z", "2026-12-11T00:00:00"),
            ("Australia/Lord_Howe", "2026-03-10T00:00:00Z", "2026-03-11T00:00:00"),
        ] {
            // Long enough that the jumps of 29 March, 5 April and 25 October lie in it.
            let turns = turns(zone, from, 24 * 50);
            assert_eq!(turns.len(), 2, "{zone}: {turns:?}");
            assert_eq!(turns[1].0, at, "{zone}");
            assert_eq!(turns[1].1, turns[0].1.next(), "{zone}");
        }
    }

    #[test]
    fn bad_input_64_a_day_is_that_of_the_house() {
        let new_year: Timestamp = "2026-12-31T15:00:00Z".parse().unwrap();
        let day = |zone: &str| today(new_year, &TimeZone::get(zone).unwrap());
        assert_eq!(day("Asia/Seoul"), date(2027, 1, 1));
        assert_eq!(day("Europe/Berlin"), date(2026, 12, 31));
        assert_eq!(day("Pacific/Kiritimati"), date(2027, 1, 1));
    }

    #[test]
    fn bad_input_65_each_quarter_is_wanted_once_in_its_turn_through_forty_years() {
        let mut day = date(2026, 1, 1);
        let mut last = wanted(day);
        let mut seen = BTreeSet::from([last]);
        while day < date(2066, 1, 1) {
            day = day.tomorrow().unwrap();
            let now = wanted(day);
            if now != last {
                assert_eq!(now, last.next(), "{day}");
                assert!(seen.insert(now), "{now} comes again on {day}");
                assert_eq!(now.first_day().saturating_sub(PROPOSED_BEFORE.days()), day);
                last = now;
            }
        }
        assert_eq!(seen.len(), 161);
        for (day, quarter) in [
            ("2028-02-29", "2028-Q1"),
            ("2026-11-30", "2026-Q4"),
            ("2026-12-10", "2026-Q4"),
            ("2026-12-11", "2027-Q1"),
            ("2026-12-31", "2027-Q1"),
            ("2026-08-31", "2026-Q3"),
        ] {
            assert_eq!(wanted(day.parse().unwrap()).to_string(), quarter, "{day}");
        }
    }

    #[test]
    fn bad_input_65_a_draft_is_urgent_two_weeks_before_its_quarter_ends_and_after() {
        let number: Quarter = "2026-Q4".parse().unwrap();
        assert!(!is_urgent(number, date(2026, 12, 17)));
        assert!(is_urgent(number, date(2026, 12, 18)));
        assert!(is_urgent(number, date(2027, 3, 1)));
        let leap: Quarter = "2028-Q1".parse().unwrap();
        assert!(!is_urgent(leap, date(2028, 2, 29)));
    }

    #[test]
    fn an_issue_tells_since_the_last_one_and_of_what_comes() {
        let (number, today) = ("2026-Q4".parse().unwrap(), date(2026, 12, 1));
        let last = Some(date(2026, 9, 20));
        let past = told(Source::News, number, last, today);
        assert_eq!((past.from, past.until), (date(2026, 9, 20), today));
        let ahead = told(Source::Events, number, last, today);
        assert_eq!((ahead.from, ahead.until), (today, date(2027, 4, 2)));
        let first = told(Source::Members, number, None, today);
        assert_eq!(first.from, date(2026, 8, 31));
        // A clock that went back since the last issue makes no days that are the wrong way round.
        let back = told(Source::News, number, Some(date(2027, 1, 1)), today);
        assert_eq!((back.from, back.until), (today, today));
    }
}
