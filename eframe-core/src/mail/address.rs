use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One mail address, `name@example.org`, that can be put into a header and an envelope as it stands.
///
/// Narrower than RFC 5321 on purpose: no quoted names, no address literals, no comments, ASCII before the `@`, because
/// every one of them has carried a second recipient or a header past somebody's check. A domain may be written in any
/// script; it is kept as typed and sent in its ASCII form.
///
/// ```
/// use eframe_core::mail::Address;
/// let clerk: Address = "clerk@서울.kr".parse()?;
/// assert_eq!(clerk.ascii(), "clerk@xn--2i4bq6h.kr");
/// assert_eq!(clerk.domain(), "xn--2i4bq6h.kr");
/// assert!("clerk@example.org,mayor@example.org".parse::<Address>().is_err());
/// # Ok::<(), eframe_core::mail::AddressError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// A text that is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a mail address looks like name@example.org")]
pub struct AddressError;

impl Address {
    /// As people know it, the domain in small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is sent.
    #[must_use]
    pub fn ascii(&self) -> String {
        format!("{}@{}", self.halves().0, self.domain())
    }

    /// The domain as it is sent.
    #[must_use]
    pub fn domain(&self) -> String {
        idna::domain_to_ascii_strict(self.halves().1).unwrap_or_default()
    }

    fn halves(&self) -> (&str, &str) {
        self.0.split_once('@').unwrap_or((&self.0, ""))
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (name, domain) = text.trim().split_once('@').ok_or(AddressError)?;
        let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| AddressError)?;
        let fits = (1..=64).contains(&name.len()) && name.len() + 1 + ascii.len() <= 254;
        let named = name.split('.').all(|part| !part.is_empty() && part.bytes().all(atom));
        // `.invalid` is nobody's for ever (RFC 2606): it stands where somebody's address was erased.
        let nowhere = |last: &str| numeric(last) || last.eq_ignore_ascii_case("invalid");
        let hosted = ascii.contains('.')
            && !ascii.ends_with('.')
            && !ascii.rsplit('.').next().is_some_and(nowhere);
        if fits && named && hosted {
            Ok(Self(format!("{name}@{}", domain.to_lowercase())))
        } else {
            Err(AddressError)
        }
    }
}

/// RFC 5321, `atext`.
fn atom(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn numeric(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_54_what_could_carry_a_header_or_a_second_recipient_is_no_address() {
        let long = format!("{}@{}.org", "a".repeat(64), "b".repeat(251));
        for wrong in [
            "",
            "a",
            "@b.org",
            "a@",
            "a@b",
            "a@b.org\r\nBcc: c@d.org",
            "a@b.org,c@d.org",
            "a@b.org, c@d.org",
            "A <a@b.org>",
            "<a@b.org>",
            "\"a b\"@b.org",
            "a b@b.org",
            ".a@b.org",
            "a..b@b.org",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@b..org",
            "a@-b.org",
            "a\0@b.org",
            "секретарь@пример.рф",
            "a@b@c.org",
            "a@b.org.",
            &long,
        ] {
            assert_eq!(wrong.parse::<Address>(), Err(AddressError), "{wrong:?}");
        }
    }

    #[test]
    fn people_keep_their_addresses() {
        for right in [
            "a@b.org",
            "first.last+tag@city.go.kr",
            "o'neil@example.co.uk",
            "info@пример.рф",
            "x_y@сеул.example",
        ] {
            assert_eq!(right.parse::<Address>().unwrap().as_str(), right);
        }
        assert_eq!(" Clerk@Example.ORG ".parse::<Address>().unwrap().as_str(), "Clerk@example.org");
        assert_eq!(
            "info@пример.рф".parse::<Address>().unwrap().ascii(),
            "info@xn--e1afmkfd.xn--p1ai"
        );
    }
}
