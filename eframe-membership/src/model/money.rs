use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount in the smallest unit of its currency, such as cents. Never negative, never a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// How many of the smallest units: 0 to 10^12.
    pub minor: i64,
    /// In which currency.
    pub currency: Currency,
}

/// A currency by its ISO 4217 code, with as many decimals as ISO 4217 gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A text that is no amount of money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no amount: write digits and the currency, such as 1500.00 USD")]
pub struct WrongMoney(pub String);

/// Currencies that ISO 4217 gives another number of decimals than two.
const DECIMALS: [(&[u8; 3], u32); 22] = [
    (b"BHD", 3),
    (b"BIF", 0),
    (b"CLP", 0),
    (b"DJF", 0),
    (b"GNF", 0),
    (b"IQD", 3),
    (b"ISK", 0),
    (b"JOD", 3),
    (b"JPY", 0),
    (b"KMF", 0),
    (b"KRW", 0),
    (b"KWD", 3),
    (b"LYD", 3),
    (b"OMR", 3),
    (b"PYG", 0),
    (b"RWF", 0),
    (b"TND", 3),
    (b"UGX", 0),
    (b"VND", 0),
    (b"VUV", 0),
    (b"XAF", 0),
    (b"XOF", 0),
];

/// No fee is larger: sums of nine million such stay within 64 bits.
const MOST: i64 = 1_000_000_000_000;

impl Money {
    /// So many of the smallest units.
    ///
    /// # Errors
    /// [`WrongMoney`] below 0 and above 10^12.
    pub fn new(minor: i64, currency: Currency) -> Result<Self, WrongMoney> {
        if (0..=MOST).contains(&minor) {
            Ok(Self { minor, currency })
        } else {
            Err(WrongMoney(minor.to_string()))
        }
    }
}

impl Currency {
    /// Its three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals its amounts are written with: 0 to 3.
    pub fn decimals(self) -> u32 {
        DECIMALS.iter().find(|(code, _)| **code == self.0).map_or(2, |(_, decimals)| *decimals)
    }
}

impl FromStr for Currency {
    type Err = WrongMoney;

    fn from_str(text: &str) -> Result<Self, WrongMoney> {
        let bytes: Option<[u8; 3]> = text.as_bytes().try_into().ok();
        let bytes = bytes.filter(|bytes| bytes.iter().all(u8::is_ascii_uppercase));
        bytes.map(Self).ok_or_else(|| WrongMoney(text.to_owned()))
    }
}

impl TryFrom<String> for Currency {
    type Error = WrongMoney;

    fn try_from(text: String) -> Result<Self, WrongMoney> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl FromStr for Money {
    type Err = WrongMoney;

    /// `1500.00 USD`, `1500 USD`, `1500000 KRW`: no more decimals than the currency has.
    fn from_str(text: &str) -> Result<Self, WrongMoney> {
        let wrong = || WrongMoney(text.to_owned());
        let (amount, code) = text.trim().rsplit_once(' ').ok_or_else(wrong)?;
        let currency = code.parse::<Currency>().map_err(|_| wrong())?;
        let (whole, rest) = amount.split_once('.').unwrap_or((amount, ""));
        let decimals = currency.decimals() as usize;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(rest) || rest.len() > decimals {
            return Err(wrong());
        }
        let minor = format!("{whole}{rest:0<decimals$}").parse().map_err(|_| wrong())?;
        Self::new(minor, currency).map_err(|_| wrong())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let unit = 10_i64.pow(decimals);
        let (whole, rest) = (self.minor / unit, self.minor % unit);
        match decimals {
            0 => write!(out, "{whole} {}", self.currency.code()),
            _ => write!(
                out,
                "{whole}.{rest:0width$} {}",
                self.currency.code(),
                width = decimals as usize
            ),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bad_input_75_amounts_with_too_many_decimals_signs_or_digits_are_refused() {
        for wrong in [
            "1.001 USD",
            "1.5 KRW",
            "-1 USD",
            "1e3 USD",
            "1",
            "1 usd",
            " USD",
            "99999999999999999999 USD",
        ] {
            assert!(wrong.parse::<Money>().is_err(), "{wrong}");
        }
        assert_eq!("1.5 BHD".parse::<Money>().unwrap().minor, 1500);
    }

    #[test]
    fn bad_input_75_nine_million_fees_of_the_largest_amount_can_be_added_up() {
        assert!(
            "10000000000.00 USD".parse::<Money>().unwrap().minor.checked_mul(9_000_000).is_some()
        );
        assert!("10000000000.01 USD".parse::<Money>().is_err());
        assert!(Money::new(MOST + 1, "KRW".parse().unwrap()).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in 0..=MOST, code in prop::sample::select(vec!["USD", "KRW", "BHD"])) {
            let money = Money::new(minor, code.parse().unwrap()).unwrap();
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        }
    }
}
