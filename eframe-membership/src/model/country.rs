use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A country or area by its ISO 3166-1 alpha-2 code: one of the 248 that people live in.
///
/// Its name is a message, `membership.country.kr`, so that each language has its own and a city may change it.
///
/// ```
/// use eframe_membership::model::{Country, Region};
/// let korea: Country = "KR".parse()?;
/// assert_eq!((korea.region(), korea.alpha3()), (Region::Asia, "KOR"));
/// # Ok::<(), eframe_membership::model::UnknownCountry>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// A region of the world, as UN M49 divides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// M49 002.
    Africa,
    /// M49 019.
    Americas,
    /// M49 142.
    Asia,
    /// M49 150.
    Europe,
    /// M49 009.
    Oceania,
}

/// A text that is no country's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no country: write its ISO 3166 code of two capital letters, such as KR")]
pub struct UnknownCountry(pub String);

struct Row {
    alpha2: [u8; 2],
    alpha3: &'static str,
    region: Region,
}

/// By alpha-2 code.
static TABLE: LazyLock<Vec<Row>> =
    LazyLock::new(|| include_str!("../../data/countries.txt").lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<Row> {
    let mut parts = line.split(' ');
    let alpha2 = parts.next()?.as_bytes().try_into().ok()?;
    let alpha3 = parts.next()?;
    let region = Region::named(parts.next()?)?;
    Some(Row { alpha2, alpha3, region })
}

impl Country {
    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| Self(row.alpha2))
    }

    /// Its two capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Its three capital letters.
    pub fn alpha3(self) -> &'static str {
        self.row().map_or("", |row| row.alpha3)
    }

    /// The region it lies in.
    pub fn region(self) -> Region {
        self.row().map_or(Region::Asia, |row| row.region)
    }

    fn row(self) -> Option<&'static Row> {
        let at = TABLE.binary_search_by(|row| row.alpha2.cmp(&self.0)).ok()?;
        TABLE.get(at)
    }
}

impl Region {
    /// All of them, by code.
    pub const ALL: [Self; 5] =
        [Self::Africa, Self::Americas, Self::Asia, Self::Europe, Self::Oceania];

    /// As it is written in addresses, columns and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Africa => "africa",
            Self::Americas => "americas",
            Self::Asia => "asia",
            Self::Europe => "europe",
            Self::Oceania => "oceania",
        }
    }

    /// The region of this code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.code() == code)
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, UnknownCountry> {
        let country = text.as_bytes().try_into().ok().map(Self);
        country
            .filter(|country| country.row().is_some())
            .ok_or_else(|| UnknownCountry(text.to_owned()))
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;

    fn try_from(text: String) -> Result<Self, UnknownCountry> {
        text.parse()
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_sorted() {
        assert_eq!(Country::all().count(), 248);
        assert!(TABLE.is_sorted_by(|one, other| one.alpha2 < other.alpha2));
        assert!(Country::all().all(|country| country.alpha3().len() == 3));
    }

    #[test]
    fn what_is_no_country_is_refused() {
        for wrong in ["", "kr", "KOR", "ZZ", "XK", "대한"] {
            assert!(wrong.parse::<Country>().is_err(), "{wrong}");
        }
    }
}
