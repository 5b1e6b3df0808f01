use serde::{Deserialize, Serialize};

use crate::document::Number;

/// A fixed function of each value of an indicator, whatever the other units have.
///
/// Goalposts, target and reference are written in the indicator's unit and go through it too. A value outside of its domain is
/// refused with its row and column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Transform {
    /// None.
    None {},
    /// The natural logarithm, of values above 0.
    Log {},
    /// The decimal logarithm, of values above 0.
    Log10 {},
    /// The natural logarithm of 1 more, of values above -1.
    Log1p {},
    /// The square root, of values from 0.
    Sqrt {},
    /// A power, of values above 0, or from 0 where the exponent is above 0.
    Power {
        /// The exponent.
        exponent: Number,
    },
    /// Box and Cox's power, of values above 0.
    BoxCox {
        /// The power; 0 is the logarithm.
        lambda: Number,
    },
    /// The logarithm of the odds, of values between 0 and 1.
    Logit {},
}

impl Default for Transform {
    fn default() -> Self {
        Self::None {}
    }
}

impl Transform {
    /// The value of the function, where it has one that is a number.
    pub fn apply(&self, value: f64) -> Option<f64> {
        let result = match self {
            Self::None {} => value,
            Self::Log {} if value > 0.0 => libm::log(value),
            Self::Log10 {} if value > 0.0 => libm::log10(value),
            Self::Log1p {} if value > -1.0 => libm::log1p(value),
            Self::Sqrt {} if value >= 0.0 => libm::sqrt(value),
            Self::Power { exponent } if value > 0.0 || (value == 0.0 && exponent.get() > 0.0) => {
                libm::pow(value, exponent.get())
            }
            Self::BoxCox { lambda } if value > 0.0 => box_cox(value, lambda.get()),
            Self::Logit {} if value > 0.0 && value < 1.0 => libm::log(value / (1.0 - value)),
            _ => return None,
        };
        result.is_finite().then_some(result)
    }
}

/// Box and Cox's power of a value above 0: `(x^lambda - 1) / lambda`, and `ln x` for `lambda` 0.
pub(crate) fn box_cox(value: f64, lambda: f64) -> f64 {
    if lambda == 0.0 { libm::log(value) } else { (libm::pow(value, lambda) - 1.0) / lambda }
}
