use eframe_core::Timestamp;
use totp_rs::{Builder, Totp};

/// A code is good for so many seconds: RFC 6238, section 5.2.
const STEP: i64 = 30;
/// So many steps a clock may be off, either way: the same section.
const DRIFT: i64 = 1;

/// The secret that an app shares with the house: codes of six digits by HMAC-SHA-1, which every app can make.
pub(crate) struct AppSecret([u8; 20]);

impl AppSecret {
    /// 160 bits, as RFC 4226 recommends, of a derived secret.
    pub(crate) fn of(derived: [u8; 32]) -> Self {
        let mut secret = [0; 20];
        secret.copy_from_slice(&derived[..20]);
        Self(secret)
    }

    /// The step whose code was typed: the present one, or the one before or after it, but only one after `used`. Digits
    /// of other scripts are digits, and blanks between them don't count.
    pub(crate) fn step_of(&self, typed: &str, used: i64, now: Timestamp) -> Option<i64> {
        let typed = digits(typed)?;
        let present = now.as_second().div_euclid(STEP);
        let totp = self.totp(Builder::new());
        let is_right = |step: &i64| {
            let second = u64::try_from(step * STEP).ok();
            second.is_some_and(|second| totp.check(&typed, second).is_some())
        };
        // All of them, so that the time tells nothing of which it was.
        let right: Vec<_> = (present - DRIFT..=present + DRIFT).filter(is_right).collect();
        right.into_iter().find(|step| *step > used)
    }

    /// The secret as people type it: in base 32, in groups of four.
    pub(crate) fn text(&self) -> String {
        let whole = self.totp(Builder::new()).secret().to_base32();
        let groups = whole.as_bytes().chunks(4).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(" ")
    }

    /// What the picture says: whose secret it is, and of which site. `None` where it would be too long to be drawn.
    pub(crate) fn url(&self, site: &str, email: &str) -> Option<String> {
        // A colon would end the name.
        let (site, email) = (site.replace(':', " "), email.replace(':', " "));
        let totp = self.totp(Builder::new().with_issuer(Some(site)).with_account_name(email));
        totp.to_url().ok()
    }

    fn totp(&self, builder: Builder) -> Totp {
        builder.with_skew(0).with_secret(self.0).build_noncompliant()
    }
}

/// The digits that were typed, whatever the keyboard's script. `None` when there is anything else.
fn digits(typed: &str) -> Option<String> {
    let spaces = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{200e}' | '\u{200f}');
    let digit = |c: char| {
        let value = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
            '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
            '\u{ff10}'..='\u{ff19}' => u32::from(c) - 0xff10,
            _ => return None,
        };
        char::from_digit(value, 10)
    };
    typed.chars().take(64).filter(spaces).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-1 secret of RFC 6238, appendix B.
    fn of_the_rfc() -> AppSecret {
        AppSecret(*b"12345678901234567890")
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let step = of_the_rfc().step_of(code, 0, at(second));
            assert_eq!(step, Some(second / 30), "{code}");
        }
    }

    #[test]
    fn bad_input_36_one_step_either_side_and_each_once() {
        let (secret, code, own) = (of_the_rfc(), "050471", 1_111_111_111 / 30);
        let taken = |second, used| secret.step_of(code, used, at(second));
        for off in [-30, 0, 30] {
            assert_eq!(taken(1_111_111_111 + off, own - 1), Some(own), "{off}");
            assert_eq!(taken(1_111_111_111 + off, own), None, "it counted");
        }
        for off in [-61, -60, 60, 61] {
            assert_eq!(taken(1_111_111_111 + off, 0), None, "{off}");
        }
        assert_eq!(taken(0, -1), None);
        assert_eq!(taken(-1_000, -100), None);
    }

    #[test]
    fn digits_of_every_keyboard_are_read_and_nothing_else() {
        for typed in ["050471", " 050 471 ", "٠٥٠٤٧١", "۰۵۰۴۷۱", "０５０４７１", "050-471"]
        {
            assert!(of_the_rfc().step_of(typed, 0, at(1_111_111_111)).is_some(), "{typed}");
        }
        let long = "0".repeat(100_000);
        for typed in ["", "+50471", "50471", "0504710", "0504７x", "\0", &long] {
            assert!(of_the_rfc().step_of(typed, 0, at(1_111_111_111)).is_none(), "{typed}");
        }
    }

    #[test]
    fn an_app_reads_whose_it_is() {
        let url = of_the_rfc().url("City: e-Gov", "mina@city.example").expect("short enough");
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert!(url.starts_with("otpauth://totp/City"), "{url}");
        assert!(url.contains(&format!("secret={secret}")), "{url}");
        assert_eq!(of_the_rfc().text().replace(' ', ""), secret);
        let read = Totp::from_url(&url).expect("an app reads it");
        assert_eq!(read.account_name(), "mina@city.example");
        assert_eq!(read.issuer(), Some("City  e-Gov"));
    }
}
