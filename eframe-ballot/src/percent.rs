use std::fmt;

use serde::{Deserialize, Serialize};

/// A share in percent, to one decimal, halves rounded up: 12 of 14 is `85.7 %`.
///
/// For people to read. It never decides: 2001 of 4001 reads `50.0 %` and is more than half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent {
    tenths: u64,
}

impl Percent {
    /// What `part` is of `whole`, rounded from the exact quotient; nothing of an empty whole.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let whole = u128::from(whole);
        // floor(x + 1/2) with x = 1000 part / whole, on one denominator
        let tenths = (u128::from(part) * 2000 + whole).checked_div(2 * whole)?;
        Some(Self { tenths: u64::try_from(tenths).unwrap_or(u64::MAX) })
    }

    /// Tenths of a percent, which are per mille: 857 for `85.7 %`. Divide by ten for a number formatter.
    pub const fn tenths(self) -> u64 {
        self.tenths
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{} %", self.tenths / 10, self.tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(part: u64, whole: u64) -> String {
        Percent::of(part, whole).map_or("nothing".to_owned(), |percent| percent.to_string())
    }

    #[test]
    fn one_decimal_halves_up() {
        assert_eq!(shown(12, 14), "85.7 %");
        assert_eq!(shown(2, 3), "66.7 %");
        assert_eq!(shown(1, 3), "33.3 %");
        assert_eq!(shown(1, 16), "6.3 %"); // 6.25
        assert_eq!(shown(1, 2000), "0.1 %"); // 0.05
        assert_eq!(shown(1, 2001), "0.0 %");
        assert_eq!(shown(0, 7), "0.0 %");
        assert_eq!(shown(7, 7), "100.0 %");
    }

    #[test]
    fn an_empty_whole_has_no_share() {
        assert_eq!(shown(0, 0), "nothing");
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        assert_eq!(shown(u64::MAX, u64::MAX), "100.0 %");
        assert_eq!(shown(u64::MAX / 2, u64::MAX), "50.0 %");
    }
}
