use std::ops::RangeInclusive;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};

use super::{Posted, clean};
use crate::FieldErrors;

/// Reads a posted form field by field and remembers all that is wrong.
///
/// A required field that is missing gives an empty text or `None`; [`finish`](Reader::finish) then refuses, so no
/// half-read command ever leaves.
pub struct Reader<'a> {
    posted: &'a Posted,
    errors: FieldErrors,
}

impl<'a> Reader<'a> {
    pub(super) fn new(posted: &'a Posted) -> Self {
        Self { posted, errors: FieldErrors::new() }
    }

    /// A line of at most `max` characters that must be filled in.
    pub fn line(&mut self, name: &'static str, max: usize) -> String {
        let line = self.optional_line(name, max);
        self.required(name, line).unwrap_or_default()
    }

    /// A line that may be left empty.
    pub fn optional_line(&mut self, name: &'static str, max: usize) -> Option<String> {
        let read = clean::line(self.posted.one(name));
        self.cleaned(name, read, max)
    }

    /// Lines of text, at most `max` characters together, that must be filled in.
    pub fn text(&mut self, name: &'static str, max: usize) -> String {
        let text = self.optional_text(name, max);
        self.required(name, text).unwrap_or_default()
    }

    /// Lines of text that may be left empty.
    pub fn optional_text(&mut self, name: &'static str, max: usize) -> Option<String> {
        let read = clean::text(self.posted.one(name));
        self.cleaned(name, read, max)
    }

    /// A mail address that must be filled in, as [`mail::Address`](crate::mail::Address) takes it.
    pub fn email(&mut self, name: &'static str) -> Option<crate::mail::Address> {
        let typed = self.line(name, 320);
        self.parsed(name, Some(typed), "core.field.email")
    }

    /// One of several answers; what is no `T` is refused.
    pub fn choice<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        let typed = self.filled(name).map(str::to_owned);
        let typed = self.required_as(name, typed, "core.field.choose");
        self.parsed(name, typed, "core.field.choose")
    }

    /// One of several answers, or none.
    pub fn optional_choice<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        let typed = self.filled(name).map(str::to_owned);
        self.parsed(name, typed, "core.field.choose")
    }

    /// All answers that were ticked.
    pub fn chosen<T: FromStr>(&mut self, name: &'static str) -> Vec<T> {
        let posted = self.posted;
        posted
            .all(name)
            .filter_map(|one| self.parsed(name, Some(one.to_owned()), "core.field.choose"))
            .collect()
    }

    /// Whether a box was ticked.
    pub fn checked(&self, name: &str) -> bool {
        self.posted.one(name) == "yes"
    }

    /// A day.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let day = self.filled(name).map(str::to_owned);
        let day = self.required(name, day);
        self.parsed(name, day, "core.field.date")
    }

    /// A day, or none.
    pub fn optional_date(&mut self, name: &'static str) -> Option<Date> {
        let day = self.filled(name).map(str::to_owned);
        self.parsed(name, day, "core.field.date")
    }

    /// A day and time on the clocks of a place the form names elsewhere.
    pub fn local(&mut self, name: &'static str) -> Option<DateTime> {
        let at = self.filled(name).map(str::to_owned);
        let at = self.required(name, at);
        self.parsed(name, at, "core.field.local-time")
    }

    /// A day and time, or none.
    pub fn optional_local(&mut self, name: &'static str) -> Option<DateTime> {
        let at = self.filled(name).map(str::to_owned);
        self.parsed(name, at, "core.field.local-time")
    }

    /// A whole number within `range`.
    pub fn whole(&mut self, name: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let typed = self.filled(name).map(str::to_owned);
        let number =
            self.required(name, typed)?.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let limits = vec![("min", range.start().to_string()), ("max", range.end().to_string())];
            self.errors.add_with(name, "core.field.number", limits);
        }
        number
    }

    /// Notes a fault unless `right`: for what takes two fields to see.
    pub fn check(&mut self, right: bool, name: &'static str, key: &'static str) {
        self.errors.check(right, name, key);
    }

    /// Takes a value that checks itself, such as a command's own `TryFrom`.
    pub fn take<T>(&mut self, checked: Result<T, FieldErrors>) -> Option<T> {
        self.errors.take(checked)
    }

    /// The command, when nothing was wrong.
    ///
    /// # Errors
    /// Every fault that was noted.
    pub fn finish<T>(self, command: impl FnOnce() -> Option<T>) -> Result<T, FieldErrors> {
        self.errors.finish(())?;
        command().ok_or_else(|| FieldErrors::one("", "core.field.required"))
    }

    fn filled(&self, name: &str) -> Option<&'a str> {
        Some(self.posted.one(name).trim()).filter(|typed| !typed.is_empty())
    }

    fn cleaned(
        &mut self,
        name: &'static str,
        read: Result<String, clean::Control>,
        max: usize,
    ) -> Option<String> {
        let Ok(text) = read else {
            self.errors.add(name, "core.field.characters");
            return None;
        };
        if text.chars().count() > max {
            self.errors.add_with(name, "core.field.long", vec![("max", max.to_string())]);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn required(&mut self, name: &'static str, value: Option<String>) -> Option<String> {
        self.required_as(name, value, "core.field.required")
    }

    fn required_as(
        &mut self,
        name: &'static str,
        value: Option<String>,
        key: &'static str,
    ) -> Option<String> {
        let noted = self.errors.iter().any(|error| error.field == name);
        self.errors.check(value.is_some() || noted, name, key);
        value
    }

    fn parsed<T: FromStr>(
        &mut self,
        name: &'static str,
        typed: Option<String>,
        key: &'static str,
    ) -> Option<T> {
        let typed = typed.filter(|typed| !typed.is_empty())?;
        let value = typed.parse().ok();
        self.errors.check(value.is_some(), name, key);
        value
    }
}
