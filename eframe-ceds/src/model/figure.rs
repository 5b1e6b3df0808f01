use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A score that is kept to the last bit: written as the shortest decimal text that reads back as the same number.
///
/// As a JSON number it would pass through readers that are off by a bit, and a database that keeps decimals.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Figure(f64);

impl Figure {
    /// The figure of a finite number; none of any other.
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Whether both have the same bits.
    pub fn is_same(self, other: Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let value = text.parse().ok().and_then(Self::new);
        value.ok_or_else(|| D::Error::custom("a finite number as text is expected"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_68_a_figure_is_finite_and_keeps_its_bits() {
        for bits in [0x3fd5_5555_5555_5555_u64, 0x8000_0000_0000_0000, 0x7fef_ffff_ffff_ffff, 1] {
            let figure = Figure::new(f64::from_bits(bits)).expect("finite");
            let text = serde_json::to_string(&figure).expect("a text");
            let back: Figure = serde_json::from_str(&text).expect("the same");
            assert_eq!(back.get().to_bits(), bits, "{text}");
        }
        assert_eq!(Figure::new(f64::NAN), None);
        for wrong in ["\"NaN\"", "\"inf\"", "\"x\"", "1.5"] {
            assert!(serde_json::from_str::<Figure>(wrong).is_err(), "{wrong}");
        }
    }
}
