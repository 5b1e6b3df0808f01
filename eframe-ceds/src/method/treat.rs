use serde::{Deserialize, Serialize};

use crate::document::Number;

/// What is done about outliers of an indicator.
///
/// An indicator is out of bounds when its skewness exceeds `skew` in size *and* its kurtosis exceeds `kurtosis` (both of
/// type 2); only then it is treated. [`Treat::Percentiles`] always treats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Treat {
    /// Nothing.
    None {},
    /// Moves the outermost points inwards, one more each time, until it is within bounds.
    Winsorise {
        /// At most so many points.
        #[serde(default = "most")]
        most: u32,
        /// The bound of skewness.
        #[serde(default = "skew")]
        skew: Number,
        /// The bound of kurtosis.
        #[serde(default = "kurtosis")]
        kurtosis: Number,
        /// What is done with the untouched values where that was not enough.
        #[serde(default)]
        then: Then,
    },
    /// A logarithm of the distance from the least value.
    Log {
        /// The bound of skewness.
        #[serde(default = "skew")]
        skew: Number,
        /// The bound of kurtosis.
        #[serde(default = "kurtosis")]
        kurtosis: Number,
    },
    /// Box and Cox's power, of values moved so that the least is 1.
    BoxCox {
        /// The power; 0 is the logarithm.
        lambda: Number,
        /// The bound of skewness.
        #[serde(default = "skew")]
        skew: Number,
        /// The bound of kurtosis.
        #[serde(default = "kurtosis")]
        kurtosis: Number,
    },
    /// Moves values beyond two quantiles onto them.
    Percentiles {
        /// The lower one.
        #[serde(default = "lower")]
        low: Number,
        /// The upper one.
        #[serde(default = "upper")]
        high: Number,
    },
}

impl Default for Treat {
    fn default() -> Self {
        Self::None {}
    }
}

/// What follows where winsorising was not enough.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// [`Treat::Log`].
    #[default]
    Log,
    /// Nothing: the winsorised values stay.
    None,
}

const fn most() -> u32 {
    5
}

const fn skew() -> Number {
    Number::whole(2)
}

const fn kurtosis() -> Number {
    Number::fixed(3.5)
}

const fn lower() -> Number {
    Number::fixed(0.05)
}

const fn upper() -> Number {
    Number::fixed(0.95)
}
