use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// How values are rounded: `2`, or `{ places = 2, half = "even" }`.
///
/// Further reckoning goes on with the rounded value. With `up` and `even`, a value within a billionth of the last place of the
/// middle between two counts as the middle, since 0.575 has no binary form and comes as 0.57499999999999996.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Places after the point, 0 to 12.
    pub places: u8,
    /// Where the middle goes.
    pub half: Half,
}

/// Where a value in the middle between two goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// Away from 0: 0.125 becomes 0.13.
    #[default]
    Up,
    /// To the even digit: 0.125 becomes 0.12.
    Even,
    /// To whichever decimal number is nearer to the binary one, both distances taken in binary: 0.15 becomes
    /// 0.1; where both are equally near, to the even digit.
    Nearest,
}

impl Round {
    /// The most places there can be.
    pub const MOST_PLACES: u8 = 12;

    /// Rounds a value.
    pub fn apply(self, value: f64) -> f64 {
        self.apply_at(self.factor(), value)
    }

    /// What a value is multiplied with before it is cut: reckoned once for a column.
    pub(crate) fn factor(self) -> f64 {
        libm::pow(10.0, f64::from(self.places))
    }

    /// Rounds a value, given its [`Round::factor`].
    pub(crate) fn apply_at(self, factor: f64, value: f64) -> f64 {
        let scaled = (value * factor).abs();
        let floor = libm::floor(scaled);
        let beyond = scaled - floor;
        let odd = floor % 2.0 == 1.0;
        let up = match self.half {
            Half::Nearest => {
                let (below, above) =
                    (value.abs() - floor / factor, (floor + 1.0) / factor - value.abs());
                beyond > 0.0 && (above < below || (above == below && odd))
            }
            Half::Up | Half::Even if (beyond - 0.5).abs() > 1e-9 => beyond > 0.5,
            Half::Up => true,
            Half::Even => odd,
        };
        let rounded = (floor + f64::from(u8::from(up))) / factor;
        if !rounded.is_finite() {
            // Beyond what has a fraction, there is nothing to round.
            return value;
        }
        if value < 0.0 && rounded != 0.0 { -rounded } else { rounded }
    }
}

impl<'de> Deserialize<'de> for Round {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            places: u8,
            #[serde(default)]
            half: Half,
        }
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a number of places, or a table with `places` and `half`")]
        enum Written {
            Places(u8),
            Table(Table),
        }
        let round = match Written::deserialize(deserializer)? {
            Written::Places(places) => Self { places, half: Half::Up },
            Written::Table(Table { places, half }) => Self { places, half },
        };
        if round.places > Self::MOST_PLACES {
            return Err(D::Error::custom(format!("at most {} places", Self::MOST_PLACES)));
        }
        Ok(round)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_72_the_middle_is_the_middle_of_decimal_places() {
        let up = Round { places: 2, half: Half::Up };
        let even = Round { places: 2, half: Half::Even };
        assert_eq!(up.apply(0.575), 0.58);
        assert_eq!(even.apply(0.575), 0.58);
        let nearest = Round { places: 2, half: Half::Nearest };
        let tenths = Round { places: 1, half: Half::Nearest };
        let found = [0.15, 0.25, 0.35, 0.45, 0.55, 0.65].map(|value| tenths.apply(value));
        assert_eq!(found, [0.1, 0.2, 0.3, 0.4, 0.6, 0.7]);
        assert_eq!(nearest.apply(0.125), 0.12);
        assert_eq!(nearest.apply(0.12), 0.12);
        assert_eq!(up.apply(0.125), 0.13);
        assert_eq!(even.apply(0.125), 0.12);
        assert_eq!(up.apply(1.005), 1.01);
        assert_eq!(up.apply(-0.125), -0.13);
        assert_eq!(up.apply(0.1249), 0.12);
    }

    #[test]
    fn rounding_keeps_what_is_rounded_and_what_is_huge() {
        let two = Round { places: 2, half: Half::Up };
        for cents in -2000..2000 {
            let value = f64::from(cents) / 100.0;
            assert_eq!(two.apply(value), value);
        }
        assert_eq!(two.apply(1e308), 1e308);
        assert!(two.apply(-0.001).is_sign_positive());
    }
}
