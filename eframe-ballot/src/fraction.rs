use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A part of a whole, exactly: more than nothing, less than all, in lowest terms.
///
/// Written `2/3`. Thirds have no exact decimal, so shares are never decimals here; one third of 3 is 1. All of
/// the whole is [`Threshold::All`](crate::Threshold::All), nothing of it is no rule.
///
/// ```
/// use eframe_ballot::Fraction;
///
/// assert_eq!(Fraction::new(4, 6), Ok(Fraction::TWO_THIRDS));
/// assert_eq!("3/5".parse::<Fraction>()?.to_string(), "3/5");
/// assert!(Fraction::new(3, 3).is_err());
/// # Ok::<(), eframe_ballot::NotAFraction>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

/// What was given lies not between nothing and the whole, or is not of the form `2/3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a fraction between 0 and 1 of the form 2/3")]
pub struct NotAFraction;

impl Fraction {
    /// One half.
    pub const HALF: Self = Self { numerator: 1, denominator: 2 };
    /// Two thirds.
    pub const TWO_THIRDS: Self = Self { numerator: 2, denominator: 3 };
    /// Three quarters.
    pub const THREE_QUARTERS: Self = Self { numerator: 3, denominator: 4 };

    /// `numerator` of `denominator` equal parts.
    ///
    /// # Errors
    ///
    /// [`NotAFraction`] unless `0 < numerator < denominator`.
    pub const fn new(numerator: u32, denominator: u32) -> Result<Self, NotAFraction> {
        if numerator == 0 || numerator >= denominator {
            return Err(NotAFraction);
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        Ok(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// The upper number, in lowest terms.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The lower number, in lowest terms.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// How `count` compares with this part of `whole`, by cross multiplication: nothing is rounded.
    pub fn compare(self, count: u64, whole: u64) -> std::cmp::Ordering {
        let count = u128::from(count) * u128::from(self.denominator);
        count.cmp(&(u128::from(whole) * u128::from(self.numerator)))
    }

    /// The same in percent where that is a whole number: 50 for one half, nothing for two thirds.
    pub const fn whole_percent(self) -> Option<u32> {
        // In lowest terms, so the denominator has to divide the hundred.
        if 100 % self.denominator == 0 {
            Some(100 / self.denominator * self.numerator)
        } else {
            None
        }
    }

    /// The greatest number that is not above this part of `whole`.
    pub(crate) fn floor_of(self, whole: u64) -> u64 {
        let floor = u128::from(whole) * u128::from(self.numerator) / u128::from(self.denominator);
        u64::try_from(floor).expect("a part is at most the whole")
    }
}

const fn greatest_common_divisor(mut one: u32, mut other: u32) -> u32 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl fmt::Display for Fraction {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Fraction {
    type Err = NotAFraction;

    fn from_str(text: &str) -> Result<Self, NotAFraction> {
        let (numerator, denominator) = text.split_once('/').ok_or(NotAFraction)?;
        Self::new(number(numerator)?, number(denominator)?)
    }
}

/// Digits only: `u32` alone would take `+1` too, and one value shall have one spelling.
fn number(text: &str) -> Result<u32, NotAFraction> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAFraction);
    }
    text.parse().map_err(|_| NotAFraction)
}

impl TryFrom<String> for Fraction {
    type Error = NotAFraction;

    fn try_from(text: String) -> Result<Self, NotAFraction> {
        text.parse()
    }
}

impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        fraction.to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::*;

    #[test]
    fn only_what_lies_between_nothing_and_all_is_a_fraction() {
        for text in ["0/3", "3/3", "4/3", "1/0", "0/0", "1", "", "/", "1/", "/2", "1/2/3"] {
            assert_eq!(text.parse::<Fraction>(), Err(NotAFraction), "{text}");
        }
        for text in ["+1/2", "-1/2", " 1/2", "1/ 2", "1.0/2", "50 %", "4294967296/4294967297"] {
            assert_eq!(text.parse::<Fraction>(), Err(NotAFraction), "{text}");
        }
    }

    #[test]
    fn equal_fractions_are_one_value() {
        assert_eq!(Fraction::new(50, 100), Ok(Fraction::HALF));
        assert_eq!("66/99".parse(), Ok(Fraction::TWO_THIRDS));
    }

    #[test]
    fn percent_only_where_it_is_exact() {
        assert_eq!(Fraction::HALF.whole_percent(), Some(50));
        assert_eq!(Fraction::new(3, 5).map(Fraction::whole_percent), Ok(Some(60)));
        assert_eq!(Fraction::TWO_THIRDS.whole_percent(), None);
        assert_eq!(Fraction::new(1, 8).map(Fraction::whole_percent), Ok(None));
    }

    #[test]
    fn two_thirds_of_seven_lie_between_four_and_five() {
        assert_eq!(Fraction::TWO_THIRDS.compare(4, 7), Ordering::Less);
        assert_eq!(Fraction::TWO_THIRDS.compare(5, 7), Ordering::Greater);
        assert_eq!(Fraction::TWO_THIRDS.compare(4, 6), Ordering::Equal);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let nearly_all = Fraction::new(u32::MAX - 1, u32::MAX).expect("below one");
        assert_eq!(nearly_all.compare(u64::MAX, u64::MAX), Ordering::Greater);
        assert!(nearly_all.floor_of(u64::MAX) < u64::MAX);
    }
}
