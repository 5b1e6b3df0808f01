use std::borrow::Cow;

use fluent_bundle::FluentValue;

/// A value put into a message: words as they are, or a number that chooses the plural and is written the way the
/// language writes numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
}

impl Arg<'_> {
    pub(super) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text.as_ref())),
            Arg::Number(number) => FluentValue::from(*number),
        }
    }

    /// A number when the text is one (`"200"`), else the text: for arguments that travelled as strings.
    pub fn read(text: &str) -> Arg<'_> {
        match text.parse::<i32>() {
            Ok(number) if number.to_string() == text => Arg::Number(f64::from(number)),
            _ => Arg::Text(Cow::Borrowed(text)),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

macro_rules! from_numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                // Counts and amounts people read stay far below 2^53, where an f64 stops being exact.
                Arg::Number(number as f64)
            }
        }
    )*};
}
from_numbers!(i32 i64 u16 u32 u64 usize f64);
