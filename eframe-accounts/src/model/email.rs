use std::fmt;

use eframe_core::FieldErrors;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// An address that mail is sent to, as its owner writes it (NFC, without blanks around).
///
/// Two addresses are one when their [keys](EmailAddress::key) are equal: case never tells people apart.
/// Dots and `+tags` do, for only the receiving host knows what they mean.
///
/// ```
/// use eframe_accounts::model::EmailAddress;
/// let address = EmailAddress::parse("email", " Mina.Park@Seoul.example ")?;
/// assert_eq!(address.as_str(), "Mina.Park@Seoul.example");
/// assert_eq!(address.key(), "mina.park@seoul.example");
/// # Ok::<(), eframe_core::FieldErrors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

/// RFC 5321, section 4.5.3.1: a path has 256 octets with its brackets, a local part 64.
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

impl EmailAddress {
    /// Takes an address in, without asking whether anyone reads it.
    ///
    /// Quoted local parts and address literals are refused: nobody signs in with one, and they are how
    /// headers are broken. So are local parts beyond ASCII, to which no mail would go out.
    ///
    /// # Errors
    /// A field error of `field`: `accounts.email.empty`, `.long` or `.form`.
    pub fn parse(field: &str, text: &str) -> Result<Self, FieldErrors> {
        let text: String = text.trim().nfc().collect();
        let fault = if text.is_empty() {
            Some("accounts.email.empty")
        } else if text.len() > LONGEST {
            Some("accounts.email.long")
        } else if !well_formed(&text) {
            Some("accounts.email.form")
        } else {
            None
        };
        match fault {
            None => Ok(Self(text)),
            Some(key) => Err(FieldErrors::one(field, key)),
        }
    }

    /// As it is written into mails.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is compared by: folded to lower case, so that both databases agree on it.
    pub fn key(&self) -> String {
        self.0.to_lowercase().nfc().collect()
    }
}

fn well_formed(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| {
        !c.is_whitespace()
            && !r#"()<>[]:;,\"@"#.contains(c)
            && !eframe_core::steers(c)
            && !matches!(c, '\u{200c}' | '\u{200d}')
    };
    // RFC 5321, `atext`.
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let numeric = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
    local.len() <= LONGEST_LOCAL
        && local.bytes().all(atom)
        && domain.chars().all(plain)
        && dotted(local)
        && dotted(domain)
        && domain.contains('.')
        && !domain.rsplit('.').next().is_some_and(numeric)
        && domain.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-'))
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_break_a_header_is_no_address() {
        let long_local = format!("{}@b.example", "a".repeat(65));
        let long = format!("a@{}.example", "b".repeat(260));
        for wrong in [
            "",
            "mina",
            "mina@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b.example\r\nBcc: c@d.example",
            "a,b@c.example",
            "<a@b.example>",
            "\"a b\"@c.example",
            "a@[127.0.0.1]",
            "a@b@c.example",
            "a..b@c.example",
            "a@b..example",
            "a@-b.example",
            "a\u{202e}b@c.example",
            "a\0@b.example",
            "a@192.0.2.1",
            "민아@서울.example",
            "ü@d.example",
            &long_local,
            &long,
        ] {
            assert!(EmailAddress::parse("email", wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn hosts_in_other_scripts_and_tags_are_taken_and_mail_goes_there() {
        for right in
            ["mina@서울.example", "mina+city@b.example", "o'hara@c.example", "a_b@d.example"]
        {
            assert!(EmailAddress::parse("email", right).is_ok(), "{right:?}");
            #[cfg(feature = "server")]
            assert!(right.parse::<eframe_core::mail::Address>().is_ok(), "{right:?}");
        }
    }

    #[test]
    fn neither_case_nor_composition_tells_two_addresses_apart() {
        let key = |text| EmailAddress::parse("email", text).expect("an address").key();
        assert_eq!(key("MINA@CAFÉ.example"), key("mina@cafe\u{301}.EXAMPLE"));
        assert_ne!(key("mina@c.example"), key("mina+x@c.example"));
    }
}
