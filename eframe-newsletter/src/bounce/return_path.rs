use ring::hmac;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::model::{Quarter, SubscriberId};

/// Makes and knows the return paths of letters: `bounces+TOKEN@DOMAIN`.
///
/// The token holds subscriber and issue and a mark that nobody without the secret makes, so that no stranger has an address
/// written off. It is small letters and digits, since some servers change capitals.
#[derive(Clone)]
pub(crate) struct ReturnPaths {
    secret: hmac::Key,
    domain: String,
}

/// RFC 4648, section 6, in small letters.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const LOCAL: &str = "bounces";
const MARK: usize = 10;
const BYTES: usize = 16 + 2 + MARK;

impl ReturnPaths {
    pub(crate) fn new(secret: &[u8; 32], domain: impl Into<String>) -> Self {
        Self { secret: hmac::Key::new(hmac::HMAC_SHA256, secret), domain: domain.into() }
    }

    /// Where this letter comes back to.
    pub(crate) fn of(&self, subscriber: SubscriberId, issue: Quarter) -> String {
        let mut bytes = [0; BYTES];
        bytes[..16].copy_from_slice(subscriber.uuid().as_bytes());
        bytes[16..18].copy_from_slice(&issue.ordinal().to_be_bytes());
        let mark = self.mark(&bytes[..18]);
        bytes[18..].copy_from_slice(&mark);
        format!("{LOCAL}+{}@{}", encode(&bytes), self.domain)
    }

    /// Whose letter came back to this address, if one did.
    pub(crate) fn read(&self, address: &str) -> Option<(SubscriberId, Quarter)> {
        let address = address.trim().trim_start_matches('<').trim_end_matches('>');
        let address = address.to_ascii_lowercase();
        let (local, _) = address.split_once('@')?;
        let bytes = decode(local.strip_prefix(LOCAL)?.strip_prefix('+')?)?;
        let genuine = self.mark(&bytes[..18]).ct_eq(&bytes[18..]);
        if !bool::from(genuine) {
            return None;
        }
        let subscriber = SubscriberId::new(Uuid::from_slice(&bytes[..16]).ok()?);
        let issue = Quarter::from_ordinal(u16::from_be_bytes([bytes[16], bytes[17]])).ok()?;
        Some((subscriber, issue))
    }

    fn mark(&self, bytes: &[u8]) -> [u8; MARK] {
        let mut context = hmac::Context::with_key(&self.secret);
        context.update(b"return path\0");
        context.update(bytes);
        let mut mark = [0; MARK];
        mark.copy_from_slice(&context.sign().as_ref()[..MARK]);
        mark
    }
}

fn encode(bytes: &[u8]) -> String {
    let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(char::from(ALPHABET[(bits >> held & 31) as usize]));
        }
        bits &= (1 << held) - 1;
    }
    if held > 0 {
        text.push(char::from(ALPHABET[(bits << (5 - held) & 31) as usize]));
    }
    text
}

fn decode(text: &str) -> Option<[u8; BYTES]> {
    if text.len() != (BYTES * 8).div_ceil(5) {
        return None;
    }
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(BYTES), 0_u32, 0);
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 255).ok()?);
        }
        bits &= (1 << held) - 1;
    }
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paths() -> ReturnPaths {
        ReturnPaths::new(&[7; 32], "city.example")
    }

    proptest! {
        #[test]
        fn a_return_path_says_whose_letter_it_was_and_fits(id in any::<u128>(), year in 2000_i16..=9999, number in 1_u8..=4) {
            let (subscriber, issue) = (SubscriberId::new(Uuid::from_u128(id)), Quarter::new(year, number).unwrap());
            let path = paths().of(subscriber, issue);
            prop_assert_eq!(paths().read(&path), Some((subscriber, issue)));
            prop_assert_eq!(paths().read(&format!("<{}>", path.to_uppercase())), Some((subscriber, issue)));
            prop_assert!(path.split('@').next().unwrap().len() <= 64);
        }

        #[test]
        fn a_forged_return_path_says_nothing(id in any::<u128>(), at in 8_usize..52, with in 0_usize..32) {
            let subscriber = SubscriberId::new(Uuid::from_u128(id));
            let path = paths().of(subscriber, Quarter::new(2026, 4).unwrap());
            let mut forged = path.clone().into_bytes();
            forged[at] = ALPHABET[with];
            let forged = String::from_utf8(forged).unwrap();
            if forged != path && decode(&forged[8..53]) != decode(&path[8..53]) {
                prop_assert_eq!(paths().read(&forged), None);
            }
            let others = ReturnPaths::new(&[8; 32], "city.example");
            prop_assert_eq!(others.read(&path), None);
        }

        #[test]
        fn any_address_is_looked_at_without_harm(address in ".{0,80}") {
            prop_assert_eq!(paths().read(&address), None);
        }
    }
}
