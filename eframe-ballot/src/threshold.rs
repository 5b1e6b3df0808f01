use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Fraction, NotAFraction};

/// How much of a whole is enough. Written `more than 1/2`, `at least 2/3`, `all`.
///
/// Every threshold can be met by a whole of at least one, and nobody alone never meets it: the number
/// [`needed`](Threshold::needed) lies between 1 and the whole.
///
/// ```
/// use eframe_ballot::{Fraction, Threshold};
///
/// let majority = Threshold::MoreThan(Fraction::HALF);
/// assert_eq!(majority.needed(20), 11);
/// assert_eq!(majority.needed(19), 10);
/// assert_eq!("at least 2/3".parse::<Threshold>()?.needed(7), 5);
/// # Ok::<(), eframe_ballot::NotAThreshold>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Threshold {
    /// Above this part: `MoreThan(HALF)` of 20 is 11.
    MoreThan(Fraction),
    /// This part or above: `AtLeast(TWO_THIRDS)` of 6 is 4.
    AtLeast(Fraction),
    /// Everyone.
    All,
}

/// What was given is none of `more than 1/2`, `at least 2/3`, `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a threshold of the form \"more than 1/2\", \"at least 2/3\" or \"all\"")]
pub struct NotAThreshold;

const MORE_THAN: &str = "more than ";
const AT_LEAST: &str = "at least ";
const ALL: &str = "all";

impl Threshold {
    /// The least number that meets the threshold in a whole of this size; never below one, since nobody is
    /// no quorum and no vote no majority.
    pub fn needed(self, whole: u64) -> u64 {
        let least = match self {
            Self::MoreThan(share) => share.floor_of(whole) + 1,
            Self::AtLeast(share) => {
                let floor = share.floor_of(whole);
                floor + u64::from(share.compare(floor, whole).is_lt())
            }
            Self::All => whole,
        };
        least.max(1)
    }

    /// The part it names; none for all.
    pub const fn share(self) -> Option<Fraction> {
        match self {
            Self::MoreThan(share) | Self::AtLeast(share) => Some(share),
            Self::All => None,
        }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MoreThan(share) => write!(out, "{MORE_THAN}{share}"),
            Self::AtLeast(share) => write!(out, "{AT_LEAST}{share}"),
            Self::All => out.write_str(ALL),
        }
    }
}

impl FromStr for Threshold {
    type Err = NotAThreshold;

    fn from_str(text: &str) -> Result<Self, NotAThreshold> {
        let wrong = |_: NotAFraction| NotAThreshold;
        if let Some(share) = text.strip_prefix(MORE_THAN) {
            share.parse().map(Self::MoreThan).map_err(wrong)
        } else if let Some(share) = text.strip_prefix(AT_LEAST) {
            share.parse().map(Self::AtLeast).map_err(wrong)
        } else if text == ALL {
            Ok(Self::All)
        } else {
            Err(NotAThreshold)
        }
    }
}

impl TryFrom<String> for Threshold {
    type Error = NotAThreshold;

    fn try_from(text: String) -> Result<Self, NotAThreshold> {
        text.parse()
    }
}

impl From<Threshold> for String {
    fn from(threshold: Threshold) -> Self {
        threshold.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Threshold = Threshold::MoreThan(Fraction::HALF);
    const TWO_THIRDS: Threshold = Threshold::AtLeast(Fraction::TWO_THIRDS);

    #[test]
    fn exactly_half_is_not_more_than_half() {
        assert_eq!([1, 2, 3, 4, 20].map(|whole| HALF.needed(whole)), [1, 2, 2, 3, 11]);
        assert_eq!(Threshold::AtLeast(Fraction::HALF).needed(20), 10);
    }

    #[test]
    fn two_thirds_of_three_six_and_seven_are_two_four_and_five() {
        assert_eq!([3, 6, 7].map(|whole| TWO_THIRDS.needed(whole)), [2, 4, 5]);
    }

    #[test]
    fn nobody_never_meets_a_threshold() {
        assert_eq!([HALF, TWO_THIRDS, Threshold::All].map(|each| each.needed(0)), [1, 1, 1]);
    }

    #[test]
    fn one_spelling_each() {
        for text in ["more than 1/2", "at least 2/3", "all"] {
            assert_eq!(text.parse::<Threshold>().map(|read| read.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "half", "more than", "more than 1", "at least  1/2", "All", "at least 3/3"]
        {
            assert_eq!(text.parse::<Threshold>(), Err(NotAThreshold), "{text}");
        }
    }
}
