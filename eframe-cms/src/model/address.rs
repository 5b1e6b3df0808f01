use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Kind;

/// The last part of an address: lower-case ASCII letters, digits, and single hyphens between them.
///
/// Only ASCII, so that no two slugs look alike and every reader can type one. The same in every language;
/// the language stands before it in the path.
///
/// ```
/// use eframe_cms::model::Slug;
/// assert!("general-assembly-2027".parse::<Slug>().is_ok());
/// assert!("gеneral".parse::<Slug>().is_err(), "the second letter is Cyrillic");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The path of a document below its language: `/about/offices`. Never empty, never ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// A text that is no slug, or no path of slugs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address is made of lower-case letters a to z, digits and single hyphens")]
pub struct WrongAddress;

impl Slug {
    /// Longest slug, in characters.
    pub const LONGEST: usize = 80;

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Address {
    /// How many levels a tree of pages has.
    pub const LEVELS: usize = 3;

    /// The address of a document of this kind: below its parent, in its kind's folder, or at the root.
    pub fn of(kind: Kind, parent: Option<&Self>, slug: &Slug) -> Self {
        match (kind.folder(), parent) {
            (Some(folder), _) => Self(format!("/{folder}/{slug}")),
            (None, Some(parent)) => Self(format!("{parent}/{slug}")),
            (None, None) => Self(format!("/{slug}")),
        }
    }

    /// The path as text, with its leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands between the first two slashes.
    pub fn first_segment(&self) -> &str {
        self.segments().next().unwrap_or_default()
    }

    /// What stands after the last slash.
    pub fn slug(&self) -> Slug {
        Slug(self.0[self.last_slash() + 1..].to_owned())
    }

    /// The address one segment above, where there is one.
    pub fn parent(&self) -> Option<Self> {
        let above = &self.0[..self.last_slash()];
        (!above.is_empty()).then(|| Self(above.to_owned()))
    }

    fn last_slash(&self) -> usize {
        self.0.rfind('/').unwrap_or_default()
    }

    /// Its segments: to order a tree by, since a hyphen sorts before a slash.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0[1..].split('/')
    }

    /// How many segments it has.
    pub fn level(&self) -> usize {
        self.segments().count()
    }

    /// Where it leads once what stands at `from` stands at `to`: with that, when it is within it, else where it led.
    pub(crate) fn moved(&self, from: &Self, to: &Self) -> Self {
        match self.is_within(from) {
            true => Self(format!("{to}{}", &self.0[from.0.len()..])),
            false => self.clone(),
        }
    }

    /// Whether it is `above` or stands anywhere below it.
    pub fn is_within(&self, above: &Self) -> bool {
        self.0.strip_prefix(&above.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl FromStr for Slug {
    type Err = WrongAddress;

    fn from_str(text: &str) -> Result<Self, WrongAddress> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let right = (1..=Self::LONGEST).contains(&text.len())
            && text.bytes().all(plain)
            && text.split('-').all(|word| !word.is_empty());
        if right { Ok(Self(text.to_owned())) } else { Err(WrongAddress) }
    }
}

impl FromStr for Address {
    type Err = WrongAddress;

    fn from_str(text: &str) -> Result<Self, WrongAddress> {
        let path = text.strip_prefix('/').ok_or(WrongAddress)?;
        for segment in path.split('/') {
            segment.parse::<Slug>()?;
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Slug {
    type Error = WrongAddress;

    fn try_from(text: String) -> Result<Self, WrongAddress> {
        text.parse()
    }
}

impl TryFrom<String> for Address {
    type Error = WrongAddress;

    fn try_from(text: String) -> Result<Self, WrongAddress> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_25_homoglyph_and_foreign_slugs_are_refused() {
        let long = "a".repeat(81);
        for wrong in
            ["", "-", "a-", "-a", "a--b", "A", "a b", "a/b", "..", "%61", "pаge", "서울", &long]
        {
            assert_eq!(wrong.parse::<Slug>(), Err(WrongAddress), "{wrong}");
        }
    }

    #[test]
    fn bad_input_17_no_address_leaves_its_folder() {
        for wrong in ["", "/", "about", "/about/", "//about", "/../etc", "/a/./b", "/a\\b"] {
            assert_eq!(wrong.parse::<Address>(), Err(WrongAddress), "{wrong}");
        }
    }

    #[test]
    fn an_address_is_within_itself_and_those_above_but_not_its_namesakes() {
        let [about, offices, aboutness] =
            ["/about", "/about/offices", "/about-us"].map(|text| text.parse::<Address>().unwrap());
        assert!(about.is_within(&about) && offices.is_within(&about));
        assert!(!aboutness.is_within(&about) && !about.is_within(&offices));
        assert_eq!((offices.level(), offices.first_segment()), (2, "about"));
    }
}
