use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A quarter of a year: the period an issue belongs to, and by that its number.
///
/// ```
/// use eframe_newsletter::model::Quarter;
/// let quarter: Quarter = "2026-Q4".parse()?;
/// assert_eq!(quarter.next().to_string(), "2027-Q1");
/// assert_eq!(Quarter::of("2026-12-31".parse()?), quarter);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i16,
    number: u8,
}

/// A text that names no quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a quarter is written like 2026-Q4")]
pub struct WrongQuarter;

impl Quarter {
    /// The quarter of a year from 2000 to 9999.
    ///
    /// # Errors
    /// When there is no such year or quarter.
    pub fn new(year: i16, number: u8) -> Result<Self, WrongQuarter> {
        let there = (2000..=9999).contains(&year) && (1..=4).contains(&number);
        there.then_some(Self { year, number }).ok_or(WrongQuarter)
    }

    /// The quarter a day lies in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let number = u8::try_from((day.month() - 1) / 3 + 1).unwrap_or(1);
        Self { year: day.year(), number }
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Which of the year's four it is, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { year: self.year, number: number + 1 },
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        let month = i8::try_from(self.number).unwrap_or(1) * 3 - 2;
        // Each quarter begins in a year and a month that there are.
        Date::new(self.year, month, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        // The day before the next begins; the very last quarter there is ends with the last day there is.
        let next = self.first_day().saturating_add(3.months());
        next.yesterday().unwrap_or(Date::MAX)
    }

    /// How many quarters have gone since the year 0: two bytes that name it.
    #[must_use]
    pub fn ordinal(self) -> u16 {
        u16::try_from(self.year).unwrap_or(0) * 4 + u16::from(self.number) - 1
    }

    /// The quarter of this [ordinal](Self::ordinal).
    ///
    /// # Errors
    /// When it stands for none from 2000 to 9999.
    pub fn from_ordinal(ordinal: u16) -> Result<Self, WrongQuarter> {
        let year = i16::try_from(ordinal / 4).map_err(|_| WrongQuarter)?;
        let number = u8::try_from(ordinal % 4).map_err(|_| WrongQuarter)?;
        Self::new(year, number + 1)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = WrongQuarter;

    fn from_str(text: &str) -> Result<Self, WrongQuarter> {
        let (year, number) = text.split_once("-Q").ok_or(WrongQuarter)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || number.len() != 1 || !digits(year) || !digits(number) {
            return Err(WrongQuarter);
        }
        let year = year.parse().map_err(|_| WrongQuarter)?;
        Self::new(year, number.parse().map_err(|_| WrongQuarter)?)
    }
}

impl TryFrom<String> for Quarter {
    type Error = WrongQuarter;

    fn try_from(text: String) -> Result<Self, WrongQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_year_and_one_of_its_quarters_is_a_quarter() {
        for wrong in
            ["", "2026", "2026-Q0", "2026-Q5", "2026-Q", "2026-q1", "26-Q1", "+026-Q1", "1999-Q4"]
        {
            assert_eq!(wrong.parse::<Quarter>(), Err(WrongQuarter), "{wrong}");
        }
    }

    #[test]
    fn bad_input_65_quarters_follow_each_other_without_drift_through_year_ends_and_leap_days() {
        let mut quarter: Quarter = "2000-Q1".parse().unwrap();
        for number in 0..4_000_u16 {
            assert_eq!(quarter.ordinal(), 8_000 + number);
            assert_eq!(Quarter::from_ordinal(quarter.ordinal()), Ok(quarter));
            assert_eq!(quarter.to_string().parse(), Ok(quarter));
            quarter = quarter.next();
        }
        for (day, name) in [
            ("2028-02-29", "2028-Q1"),
            ("2026-03-31", "2026-Q1"),
            ("2026-11-30", "2026-Q4"),
            ("2026-12-31", "2026-Q4"),
            ("2027-01-01", "2027-Q1"),
        ] {
            assert_eq!(Quarter::of(day.parse().unwrap()).to_string(), name);
        }
    }
}
