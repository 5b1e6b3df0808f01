use eframe_core::{Digest, Randomness, sha256};

use crate::model::AccountId;

/// So many are made at a time.
const MADE: usize = 10;
/// Crockford's: no letter that is taken for a digit or another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of one code: 120 random bits, more than a plain hash needs to keep it (NIST SP 800-63B-4, section 3.1.2.2,
/// asks for 112).
const LENGTH: usize = 24;

/// Recovery codes that were just made: as they are shown this once, and the hashes that are kept.
#[derive(Clone)]
pub(crate) struct Codes {
    pub(crate) texts: Vec<String>,
    pub(crate) digests: Vec<Digest>,
}

impl Codes {
    pub(crate) fn new(account: AccountId, random: &dyn Randomness) -> Self {
        let texts: Vec<_> = (0..MADE).map(|_| code(random)).collect();
        let digests = texts.iter().filter_map(|text| recovery_digest(account, text)).collect();
        Self { texts, digests }
    }
}

/// The hash that is kept of a code, when what was typed looks like one: in any case, with or without the hyphens, and
/// with the letters that people write for digits.
pub(crate) fn recovery_digest(account: AccountId, typed: &str) -> Option<Digest> {
    let code: String = typed.chars().take(4 * LENGTH).filter_map(letter).collect();
    let good = code.len() == LENGTH && code.bytes().all(|one| ALPHABET.contains(&one));
    good.then(|| sha256(format!("eframe-accounts recovery {account} {code}").as_bytes()))
}

/// A letter as it counts; nothing for what only sets groups apart.
fn letter(typed: char) -> Option<char> {
    match typed.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        '-' | '\u{2010}'..='\u{2015}' | '\u{200e}' | '\u{200f}' => None,
        blank if blank.is_whitespace() => None,
        other => Some(other),
    }
}

/// 24 letters in groups of four.
fn code(random: &dyn Randomness) -> String {
    let mut bytes = [0; LENGTH];
    random.fill(&mut bytes);
    // 32 letters: each of five bits of a byte is as likely as any other.
    let letters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
    let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);
    impl Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    fn account(number: u128) -> AccountId {
        AccountId::new(Uuid::from_u128(number))
    }

    #[test]
    fn ten_are_made_and_each_is_found_however_it_is_typed() {
        let codes = Codes::new(account(7), &Counting(0.into()));
        assert_eq!((codes.texts.len(), codes.digests.len()), (10, 10));
        assert_eq!(codes.texts[0], "0123-4567-89AB-CDEF-GHJK-MNPQ");
        let own = Some(codes.digests[0]);
        for typed in [
            "0123-4567-89AB-CDEF-GHJK-MNPQ",
            " 0123 4567 89ab cdef ghjk mnpq ",
            "o123456789abcdefghjkmnpq",
            "OI234567 89AB–CDEF GHJK MNPQ",
            "ol23-4567-89ab-cdef-ghjk-mnpq",
        ] {
            assert_eq!(recovery_digest(account(7), typed), own, "{typed}");
        }
        assert_ne!(recovery_digest(account(8), &codes.texts[0]), own, "of this account alone");
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        let long = "A".repeat(100_000);
        for typed in [
            "",
            "123456",
            "0123-4567-89AB-CDEF-GHJK-MNP",
            "U123-4567-89AB-CDEF-GHJK-MNPQ",
            "민아",
            &long,
        ] {
            assert_eq!(recovery_digest(account(7), typed), None, "{typed}");
        }
    }
}
