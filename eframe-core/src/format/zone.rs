//! The zone behind a time: its distance from Greenwich, and the city that gives it its name.

use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::zone::{ExemplarCity, LocalizedOffsetShort};
use icu_locale::Locale;
use icu_time::zone::{IanaParser, UtcOffset};
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(super) struct Offsets {
    offset: FixedCalendarDateTimeFormatter<(), LocalizedOffsetShort>,
    city: FixedCalendarDateTimeFormatter<(), ExemplarCity>,
}

impl Offsets {
    pub(super) fn new(locale: &Locale) -> Self {
        let loaded = "ICU's compiled data has every language, or its root";
        Self {
            offset: FixedCalendarDateTimeFormatter::try_new(locale.into(), LocalizedOffsetShort)
                .expect(loaded),
            city: FixedCalendarDateTimeFormatter::try_new(locale.into(), ExemplarCity)
                .expect(loaded),
        }
    }

    /// `GMT+9 (Seoul)`, the distance alone when the zone has no city, or `UTC`.
    pub(super) fn name(&self, instant: Timestamp, zone: &TimeZone) -> String {
        let seconds = zone.to_offset(instant).seconds();
        let offset = UtcOffset::try_from_seconds(seconds)
            .map_or_else(|_| "GMT".to_owned(), |offset| self.offset.format(&offset).to_string());
        match zone.iana_name().filter(|name| name.contains('/') && !name.starts_with("Etc/")) {
            Some(name) => format!(
                "{offset} ({})",
                self.city.format(&IanaParser::new().parse(name).without_offset())
            ),
            None if seconds == 0 => "UTC".to_owned(),
            None => offset,
        }
    }
}
