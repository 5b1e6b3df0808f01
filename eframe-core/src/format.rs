//! Dates, times, numbers and order, written the way each language writes them (ICU4X, Gregorian calendar).
//!
//! A time is never shown without its zone: `23 November 2026, 14:00 GMT+9 (Seoul)`.

mod figures;
mod zone;

pub(crate) use figures::Figures;

use std::cmp::Ordering;

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{T, YMD, YMDT};
use icu_datetime::input::{DateTime, Time};
use icu_locale::Locale;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime as CivilDateTime};
use jiff::tz::TimeZone;

use crate::Language;

/// The formatters of one language, made once and shared by all threads.
///
/// ```
/// use eframe_core::{Language, format::Formats};
///
/// let formats = Formats::new(Language::KO);
/// assert_eq!(formats.date(jiff::civil::date(2026, 11, 23)), "2026년 11월 23일");
/// assert_eq!(formats.number(12_500), "12,500");
/// ```
pub struct Formats {
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    datetime: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    time: FixedCalendarDateTimeFormatter<(), T>,
    offset: zone::Offsets,
    figures: Figures,
    collator: CollatorBorrowed<'static>,
}

impl Formats {
    /// Loads the formatters of `language`, about a millisecond's work.
    ///
    /// # Panics
    /// When ICU's compiled data lacks its own root locale, which cannot be.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let locale = locale(language.tag());
        let loaded = "ICU's compiled data has every language, or its root";
        Self {
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
                .expect(loaded),
            datetime: FixedCalendarDateTimeFormatter::try_new(
                (&locale).into(),
                YMD::long().with_time_hm(),
            )
            .expect(loaded),
            time: FixedCalendarDateTimeFormatter::try_new((&locale).into(), T::hm()).expect(loaded),
            offset: zone::Offsets::new(&locale),
            figures: Figures::new(language.tag()).expect(loaded),
            collator: Collator::try_new((&locale).into(), CollatorOptions::default())
                .expect(loaded),
        }
    }

    /// `23 November 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        icu_date(date).map_or_else(|| date.to_string(), |date| self.date.format(&date).to_string())
    }

    /// `23 November 2026, 14:00 GMT+9 (Seoul)`: the instant as the clocks of `zone` show it.
    #[must_use]
    pub fn datetime(&self, instant: Timestamp, zone: &TimeZone) -> String {
        let there = zone.to_datetime(instant);
        let Some(date) = icu_date(there.date()) else { return instant.to_string() };
        let shown = self.datetime.format(&DateTime { date, time: icu_time(there) }).to_string();
        format!("{shown} {}", self.offset.name(instant, zone))
    }

    /// `14:00 GMT+9 (Seoul)`.
    #[must_use]
    pub fn time(&self, instant: Timestamp, zone: &TimeZone) -> String {
        let shown = self.time.format(&icu_time(zone.to_datetime(instant))).to_string();
        format!("{shown} {}", self.offset.name(instant, zone))
    }

    /// `12,500`.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        self.figures.written(&number.to_string())
    }

    /// `12.5`, with at most `places` digits after the point and no idle zeros.
    #[must_use]
    pub fn decimal(&self, number: f64, places: usize) -> String {
        let fixed = format!("{number:.places$}");
        let short = if fixed.contains('.') {
            fixed.trim_end_matches('0').trim_end_matches('.')
        } else {
            &fixed
        };
        self.figures.written(short)
    }

    /// `1,000.00 USD`: so many of the smallest units of a currency that has so many decimals.
    #[must_use]
    pub fn money(&self, minor: i64, decimals: u32, currency: &str) -> String {
        let width = decimals as usize + 1;
        let digits = format!("{:0>width$}", minor.unsigned_abs());
        let (whole, rest) = digits.split_at(digits.len() - decimals as usize);
        let (sign, point) =
            (if minor < 0 { "-" } else { "" }, if rest.is_empty() { "" } else { "." });
        let amount = self.figures.written(&format!("{sign}{whole}{point}{rest}"));
        format!("{amount}\u{a0}{currency}")
    }

    /// How two names stand in a list of this language. Equal only when the texts are equal.
    #[must_use]
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.collator.compare(one, other).then_with(|| one.cmp(other))
    }
}

/// English is written the international way (23 November 2026, 14:00), since no member city reads it as its own alone.
fn locale(tag: &str) -> Locale {
    let tag = if tag == "en" { "en-001-u-hc-h23" } else { tag };
    tag.parse().unwrap_or(Locale::UNKNOWN)
}

fn icu_date(date: Date) -> Option<IcuDate<Gregorian>> {
    IcuDate::try_new_gregorian(
        date.year().into(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
    .ok()
}

fn icu_time(at: CivilDateTime) -> Time {
    Time::try_new(
        at.hour().unsigned_abs(),
        at.minute().unsigned_abs(),
        at.second().unsigned_abs(),
        0,
    )
    .unwrap_or_else(|_| Time::start_of_day())
}

#[cfg(test)]
mod tests;
