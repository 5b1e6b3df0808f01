use std::fmt;
use std::str::FromStr;

use eframe_core::FieldErrors;
use serde::{Deserialize, Serialize};

/// A mail address to which an issue can go, as its owner writes it.
///
/// Two addresses are one when their [keys](Address::key) are equal. Narrower than RFC 5321 on purpose: no quoted names,
/// no address literals, no comments, ASCII before the `@`, because every one of them has carried a second recipient or a
/// header past somebody's check. A domain may be written in any script.
///
/// ```
/// use eframe_newsletter::model::Address;
/// let address: Address = " Mina.Park@서울.kr ".parse()?;
/// assert_eq!(address.as_str(), "Mina.Park@서울.kr");
/// assert_eq!(address.key(), "mina.park@xn--2i4bq6h.kr");
/// assert_eq!(address.masked(), "M…@서…");
/// # Ok::<(), eframe_core::FieldErrors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// RFC 5321, section 4.5.3.1: a path has 256 octets with its brackets, a local part 64.
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

impl Address {
    /// Takes an address in from a field of a form.
    ///
    /// # Errors
    /// A field error: `core.field.required` or `core.field.email`.
    pub fn parse(field: &str, text: &str) -> Result<Self, FieldErrors> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FieldErrors::one(field, "core.field.required"));
        }
        Self::read(text).ok_or_else(|| FieldErrors::one(field, "core.field.email"))
    }

    fn read(text: &str) -> Option<Self> {
        let (name, domain) = text.split_once('@')?;
        let ascii = idna::domain_to_ascii_strict(domain).ok()?;
        let fits = (1..=LONGEST_LOCAL).contains(&name.len())
            && name.len() + 1 + ascii.len() <= LONGEST
            && text.len() <= LONGEST;
        let named = name.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
        let hosted = ascii.contains('.')
            && !ascii.ends_with('.')
            && !ascii.rsplit('.').next().is_some_and(numeric);
        (fits && named && hosted).then(|| Self(format!("{name}@{}", domain.to_lowercase())))
    }

    /// As people know it, the domain in small letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is compared by, and what its [mark](super::Mark) is made of: small letters, the domain in its ASCII form.
    /// A host may tell addresses apart by capitals; none is known that does, and people type them as they come.
    pub fn key(&self) -> String {
        format!("{}@{}", self.halves().0.to_ascii_lowercase(), self.domain())
    }

    /// The domain in its ASCII form: what sending is paced by.
    pub fn domain(&self) -> String {
        idna::domain_to_ascii_strict(self.halves().1).unwrap_or_default()
    }

    /// Enough for its owner to know it by, and for nobody else: the first letters of the name and the domain.
    pub fn masked(&self) -> String {
        let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
        let (name, domain) = self.halves();
        format!("{}…@{}…", first(name), first(domain))
    }

    fn halves(&self) -> (&str, &str) {
        self.0.split_once('@').unwrap_or((&self.0, ""))
    }
}

/// RFC 5321, `atext`.
fn atom(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn numeric(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_digit())
}

impl FromStr for Address {
    type Err = FieldErrors;

    fn from_str(text: &str) -> Result<Self, FieldErrors> {
        Self::parse("address", text)
    }
}

impl TryFrom<String> for Address {
    type Error = FieldErrors;

    fn try_from(text: String) -> Result<Self, FieldErrors> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
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
    fn bad_input_54_what_could_carry_a_header_or_a_second_recipient_is_no_address() {
        let long = format!("{}@{}.example", "a".repeat(64), "b".repeat(250));
        let local = format!("{}@b.example", "a".repeat(65));
        for wrong in [
            "",
            "mina",
            "@b.example",
            "a@",
            "a@b",
            "a@b.example\r\nBcc: c@d.example",
            "a\r\n@b.example",
            "a@b.example,c@d.example",
            "a@b.example, c@d.example",
            "Mina <a@b.example>",
            "<a@b.example>",
            "\"a b\"@b.example",
            "a b@b.example",
            "a..b@b.example",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@b..example",
            "a@-b.example",
            "a\0@b.example",
            "민아@서울.example",
            "a\u{202e}@b.example",
            "a@b.example.",
            &long,
            &local,
        ] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn one_person_is_one_key_however_they_type_it() {
        let key = |text: &str| text.parse::<Address>().expect("an address").key();
        assert_eq!(key(" Mina@Seoul.EXAMPLE"), key("mina@seoul.example"));
        assert_eq!(key("info@Пример.рф"), key("INFO@xn--e1afmkfd.xn--p1ai"));
        assert_ne!(key("mina+news@seoul.example"), key("mina@seoul.example"));
        assert_ne!(key("mi.na@seoul.example"), key("mina@seoul.example"));
    }

    #[test]
    fn a_masked_address_names_nobody() {
        let address: Address = "mina.park@seoul.example".parse().expect("an address");
        assert_eq!(address.masked(), "m…@s…");
    }
}
