use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that pages are written in, by its code in paths: `en`, `ko`, `zh`.
///
/// Its [tag](Language::tag) is what HTML's `lang` and HTTP's `Content-Language` say (BCP 47).
///
/// ```
/// use eframe_core::{Direction, Language};
/// let chinese: Language = "zh".parse()?;
/// assert_eq!(chinese.tag(), "zh-Hans");
/// assert_eq!(Language::AR.direction(), Direction::RightToLeft);
/// # Ok::<(), eframe_core::UnknownLanguage>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    code: [u8; 3],
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// From left to right.
    #[serde(rename = "ltr")]
    LeftToRight,
    /// From right to left.
    #[serde(rename = "rtl")]
    RightToLeft,
}

/// A text that is no language code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a language is named by two or three lower-case letters, such as en or ko")]
pub struct UnknownLanguage;

/// ISO 639 codes of languages whose usual script runs from right to left (CLDR, `characterOrder`).
const RIGHT_TO_LEFT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

impl Language {
    /// Arabic.
    pub const AR: Self = Self::constant(*b"ar\0");
    /// English, which everything falls back to.
    pub const EN: Self = Self::constant(*b"en\0");
    /// Spanish.
    pub const ES: Self = Self::constant(*b"es\0");
    /// French.
    pub const FR: Self = Self::constant(*b"fr\0");
    /// Korean.
    pub const KO: Self = Self::constant(*b"ko\0");
    /// Russian.
    pub const RU: Self = Self::constant(*b"ru\0");
    /// Chinese in simplified characters.
    pub const ZH: Self = Self::constant(*b"zh\0");
    /// The seven that the framework's own words are written in, English first.
    pub const ALL: [Self; 7] =
        [Self::EN, Self::KO, Self::RU, Self::ZH, Self::ES, Self::FR, Self::AR];

    const fn constant(code: [u8; 3]) -> Self {
        Self { code }
    }

    /// The code that stands in paths.
    pub fn code(&self) -> &str {
        let length = if self.code[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.code[..length]).unwrap_or("en")
    }

    /// The BCP 47 tag for HTML and HTTP.
    pub fn tag(&self) -> &str {
        if *self == Self::ZH { "zh-Hans" } else { self.code() }
    }

    /// Which way it is written.
    pub fn direction(&self) -> Direction {
        if RIGHT_TO_LEFT.contains(&self.code()) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    /// The language's name in itself, for the language switch; the code where none is known.
    pub fn own_name(&self) -> &str {
        match self.code() {
            "ar" => "العربية",
            "en" => "English",
            "es" => "Español",
            "fr" => "Français",
            "ko" => "한국어",
            "ru" => "Русский",
            "zh" => "简体中文",
            _ => self.code(),
        }
    }
}

impl Direction {
    /// The value of HTML's `dir`.
    pub const fn html(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let bytes = text.as_bytes();
        if !matches!(bytes.len(), 2 | 3) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return Err(UnknownLanguage);
        }
        let mut code = [0; 3];
        code[..bytes.len()].copy_from_slice(bytes);
        Ok(Self { code })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(from)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lower_case_codes_are_languages() {
        for wrong in ["", "e", "EN", "en-GB", "engl", "é", "../"] {
            assert_eq!(wrong.parse::<Language>(), Err(UnknownLanguage), "{wrong}");
        }
        for right in Language::ALL {
            assert_eq!(right.code().parse(), Ok(right));
        }
    }
}
