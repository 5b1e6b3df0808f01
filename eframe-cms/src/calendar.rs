//! An event as an iCalendar file (RFC 5545).

use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{DocumentId, EventFacts};

/// What the file says besides the event's facts.
pub(crate) struct Entry<'a> {
    pub(crate) document: DocumentId,
    pub(crate) title: &'a str,
    pub(crate) summary: &'a str,
    pub(crate) facts: &'a EventFacts,
    pub(crate) since: Timestamp,
    /// When the public last saw something new of the document, in whichever language.
    pub(crate) changed: Timestamp,
    pub(crate) url: &'a str,
}

/// The file. What lasts whole days has days; the times of everything else are instants (in UTC): every calendar shows them right without knowing the zone, and
/// the file is made anew at each request should the zone's rules change.
pub(crate) fn file(entry: &Entry<'_>) -> Option<String> {
    let EventFacts { starts, ends, .. } = entry.facts;
    let mut event = Event::new();
    event
        .uid(&format!("{}@eframe-cms", entry.document))
        .summary(entry.title)
        .location(&entry.facts.place)
        .url(entry.url)
        .sequence(sequence(entry.changed))
        .add_property("DTSTAMP", utc(entry.since));
    if entry.facts.is_whole_days() {
        // RFC 5545 ends before the day it names, people on it.
        let last = ends.unwrap_or(*starts).date();
        event.append_property(day("DTSTART", starts.date()));
        event.append_property(day("DTEND", last.tomorrow().ok()?));
    } else {
        let (starts, ends) = entry.facts.instants()?;
        event.add_property("DTSTART", utc(starts));
        if let Some(ends) = ends {
            event.add_property("DTEND", utc(ends));
        }
    }
    if !entry.summary.is_empty() {
        event.description(entry.summary);
    }
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//WeGO eGovFrame//eframe-cms//EN"))
        .push(event.done());
    Some(calendar.to_string())
}

/// From when on changes are counted; [`sequence`] reaches until 2088.
const FIRST: i64 = 1_577_836_800;

/// A number that grows with each change in whichever language, in seconds since 2020: a reader has one event, be it by the
/// text of another language, and calendars take what has a lower number for outdated (RFC 5546, 2.1.4).
fn sequence(changed: Timestamp) -> u32 {
    u32::try_from((changed.as_second() - FIRST).clamp(0, i32::MAX.into())).unwrap_or_default()
}

fn utc(instant: Timestamp) -> String {
    instant.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(starts: &str, zone: &str) -> String {
        let facts = EventFacts {
            starts: starts.parse().expect("a civil time"),
            ends: None,
            zone: zone.to_owned(),
            place: "Seoul; City Hall, room 3".to_owned(),
        };
        let entry = Entry {
            document: DocumentId::new(uuid::Uuid::nil()),
            title: "Assembly\r\nX-EVIL:1",
            summary: "",
            facts: &facts,
            since: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
            url: "https://city.example/en/events/assembly",
        };
        file(&entry).expect("a known zone")
    }

    #[test]
    fn bad_input_64_a_meeting_keeps_its_local_time_across_clock_changes() {
        for (civil, zone, utc) in [
            ("2026-03-28T10:00", "Europe/Berlin", "20260328T090000Z"),
            ("2026-03-30T10:00", "Europe/Berlin", "20260330T080000Z"),
            ("2026-03-29T02:30", "Europe/Berlin", "20260329T013000Z"),
            ("2026-10-25T02:30", "Europe/Berlin", "20261025T003000Z"),
            ("2026-11-23T09:00", "Asia/Seoul", "20261123T000000Z"),
            ("2026-04-05T01:45", "Australia/Lord_Howe", "20260404T144500Z"),
        ] {
            assert!(made(civil, zone).contains(&format!("DTSTART:{utc}\r\n")), "{civil} {zone}");
        }
    }

    #[test]
    fn what_lasts_whole_days_has_days_and_ends_before_the_next() {
        let file = made("2026-11-23", "Asia/Seoul");
        assert!(file.contains("DTSTART;VALUE=DATE:20261123\r\n"), "{file}");
        assert!(file.contains("DTEND;VALUE=DATE:20261124\r\n"), "{file}");
    }

    #[test]
    fn bad_input_14_a_line_end_in_a_title_makes_no_line_of_the_file() {
        let file = made("2026-11-23T09:00", "Asia/Seoul");
        assert!(!file.lines().any(|line| line.starts_with("X-EVIL")), "{file}");
        assert!(file.contains("LOCATION:Seoul\\; City Hall\\, room 3\r\n"));
        assert!(file.lines().all(|line| line.len() <= 75));
    }
}
