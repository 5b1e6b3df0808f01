use eframe_core::{Digest, FieldErrors, Language, canonical, sha256};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::{Country, Kind, Profile};

/// An application as it is filled in: every answer as it was typed, any of them still missing.
///
/// It is saved as it goes, so what is not right yet is kept; [`Form::complete`] says what is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Form {
    /// The kind of member that it wants to be.
    pub kind: String,
    /// The organisation's name in Latin letters.
    pub name: String,
    /// The same in its own script.
    pub own_name: String,
    /// The country's code.
    pub country: String,
    /// Degrees north, -90 to 90.
    pub latitude: String,
    /// Degrees east, -180 to 180.
    pub longitude: String,
    /// How many people live there.
    pub population: String,
    /// The organisation's own site.
    pub website: String,
    /// Where letters on paper go.
    pub address: String,
    /// Why it wants to join, and what it brings.
    pub motivation: String,
    /// The signatory's name.
    pub signatory_name: String,
    /// The signatory's office: Mayor.
    pub signatory_office: String,
    /// What allows them to sign, when they are not the mayor.
    pub signatory_authority: String,
    /// Whom to ask.
    pub contact_name: String,
    /// Where mail about the application goes.
    pub contact_email: String,
    /// Their telephone.
    pub contact_phone: String,
    /// The language they are written to in.
    pub contact_language: String,
    /// Whether the e-Newsletter may ask them for their consent.
    pub newsletter: bool,
}

/// An application whose every answer is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Complete {
    /// The kind of member it wants to be.
    pub kind: Kind,
    /// What the register will say.
    pub profile: Profile,
    /// Where letters on paper go.
    pub address: String,
    /// Why it wants to join.
    pub motivation: String,
    /// Who signs.
    pub signatory: Signatory,
    /// Whom to ask.
    pub contact: Contact,
    /// Whether the e-Newsletter may ask them for their consent.
    pub newsletter: bool,
}

/// Who signs for the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signatory {
    /// The name.
    pub name: String,
    /// The office.
    pub office: String,
    /// What allows them to sign, where it is not the office itself.
    pub authority: String,
}

/// Whom the Secretariat asks about an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The telephone; may be empty.
    pub phone: String,
    /// The language of letters to them.
    pub language: Language,
}

/// A place on the globe, in millionths of a degree (WGS 84): whole numbers, so that both databases agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinates {
    /// North of the equator: -90,000,000 to 90,000,000.
    pub latitude: i32,
    /// East of Greenwich: -180,000,000 to 180,000,000.
    pub longitude: i32,
}

/// How long answers may be, in characters.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A name, an office, a telephone number.
    pub line: usize,
    /// A web or mail address.
    pub address: usize,
    /// Several paragraphs.
    pub text: usize,
    /// The most people a city may have.
    pub population: u64,
}

/// The limits of every form and letter of this block.
pub const LIMITS: Limits = Limits { line: 200, address: 254, text: 5_000, population: 100_000_000 };

impl Form {
    /// The form without blanks around its answers, in NFC, and without characters that only steer a screen:
    /// controls (line ends in long answers excepted) and marks of direction.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let line = |text: String| clean(&text, false);
        let text = |text: String| clean(&text, true);
        Self {
            kind: line(self.kind),
            name: line(self.name),
            own_name: line(self.own_name),
            country: line(self.country).to_uppercase(),
            latitude: line(self.latitude),
            longitude: line(self.longitude),
            population: line(self.population),
            website: line(self.website),
            address: text(self.address),
            motivation: text(self.motivation),
            signatory_name: line(self.signatory_name),
            signatory_office: line(self.signatory_office),
            signatory_authority: line(self.signatory_authority),
            contact_name: line(self.contact_name),
            contact_email: line(self.contact_email),
            contact_phone: line(self.contact_phone),
            contact_language: line(self.contact_language),
            newsletter: self.newsletter,
        }
    }

    /// SHA-256 over the RFC 8785 form of all answers: what a signature is bound to.
    ///
    /// # Panics
    /// Never: a form is plain text, which RFC 8785 knows.
    pub fn hash(&self) -> Digest {
        sha256(&canonical(self).expect("a form is plain text"))
    }

    /// Answers that are too long to be kept.
    ///
    /// # Errors
    /// A field error `membership.field.long` for each of them.
    pub fn fits(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        for (field, text, most) in self.texts() {
            if text.chars().count() > most {
                errors.add_with(field, "membership.field.long", vec![("most", most.to_string())]);
            }
        }
        errors.finish(())
    }

    fn texts(&self) -> [(&'static str, &str, usize); 17] {
        let Limits { line, address, text, .. } = LIMITS;
        [
            ("kind", &self.kind, line),
            ("name", &self.name, line),
            ("ownName", &self.own_name, line),
            ("country", &self.country, line),
            ("latitude", &self.latitude, line),
            ("longitude", &self.longitude, line),
            ("population", &self.population, line),
            ("website", &self.website, address),
            ("address", &self.address, text),
            ("motivation", &self.motivation, text),
            ("signatoryName", &self.signatory_name, line),
            ("signatoryOffice", &self.signatory_office, line),
            ("signatoryAuthority", &self.signatory_authority, line),
            ("contactName", &self.contact_name, line),
            ("contactEmail", &self.contact_email, address),
            ("contactPhone", &self.contact_phone, line),
            ("contactLanguage", &self.contact_language, line),
        ]
    }

    /// What is answered to the question of this name; nothing where there is no such question. A box that is ticked
    /// says `yes`.
    pub fn answer(&self, field: &str) -> &str {
        match field {
            "newsletter" if self.newsletter => "yes",
            _ => self.texts().into_iter().find(|(name, ..)| *name == field).map_or("", |of| of.1),
        }
    }

    /// Answers the question of this name; one that there is not changes nothing.
    pub fn set_answer(&mut self, field: &str, answer: &str) {
        let place = match field {
            "kind" => &mut self.kind,
            "name" => &mut self.name,
            "ownName" => &mut self.own_name,
            "country" => &mut self.country,
            "latitude" => &mut self.latitude,
            "longitude" => &mut self.longitude,
            "population" => &mut self.population,
            "website" => &mut self.website,
            "address" => &mut self.address,
            "motivation" => &mut self.motivation,
            "signatoryName" => &mut self.signatory_name,
            "signatoryOffice" => &mut self.signatory_office,
            "signatoryAuthority" => &mut self.signatory_authority,
            "contactName" => &mut self.contact_name,
            "contactEmail" => &mut self.contact_email,
            "contactPhone" => &mut self.contact_phone,
            "contactLanguage" => &mut self.contact_language,
            "newsletter" => {
                self.newsletter = answer == "yes";
                return;
            }
            _ => return,
        };
        answer.clone_into(place);
    }

    /// Every answer read, or everything that is still wrong. `kinds` are those that the charter in force takes.
    ///
    /// # Errors
    /// A field error for each answer that is missing or not right.
    pub fn complete(&self, kinds: &[Kind]) -> Result<Complete, FieldErrors> {
        let mut errors = FieldErrors::new();
        errors.take(self.fits());
        let kind = kinds.iter().find(|kind| kind.as_str() == self.kind).cloned();
        errors.check(kind.is_some(), "kind", "membership.field.kind.unknown");
        for (field, text) in [
            ("motivation", &self.motivation),
            ("signatoryName", &self.signatory_name),
            ("signatoryOffice", &self.signatory_office),
            ("contactName", &self.contact_name),
        ] {
            errors.check(!text.is_empty(), field, "membership.field.empty");
        }
        let profile = errors.take(self.profile());
        errors.check(
            is_mail_address(&self.contact_email),
            "contactEmail",
            "membership.field.email.form",
        );
        let language = self.contact_language.parse::<Language>().ok();
        errors.check(language.is_some(), "contactLanguage", "membership.field.language.unknown");
        let (Some(kind), Some(profile), Some(language)) = (kind, profile, language) else {
            return Err(errors);
        };
        errors.finish(Complete {
            kind,
            profile,
            address: self.address.clone(),
            motivation: self.motivation.clone(),
            signatory: Signatory {
                name: self.signatory_name.clone(),
                office: self.signatory_office.clone(),
                authority: self.signatory_authority.clone(),
            },
            contact: Contact {
                name: self.contact_name.clone(),
                email: self.contact_email.clone(),
                phone: self.contact_phone.clone(),
                language,
            },
            newsletter: self.newsletter,
        })
    }

    /// What a register may say of the organisation, read from these answers; the others are passed over.
    ///
    /// # Errors
    /// A field error for each of them that is missing or not right.
    pub fn profile(&self) -> Result<Profile, FieldErrors> {
        let mut errors = FieldErrors::new();
        errors.check(!self.name.is_empty(), "name", "membership.field.empty");
        let country = self.country.parse::<Country>().ok();
        errors.check(country.is_some(), "country", "membership.field.country.unknown");
        let coordinates = errors.take(self.coordinates()).flatten();
        let population = errors.take(self.population()).flatten();
        errors.check(is_web_address(&self.website), "website", "membership.field.website.form");
        let Some(country) = country else { return Err(errors) };
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        errors.finish(Profile {
            name: self.name.clone(),
            own_name: some(&self.own_name),
            country,
            coordinates,
            population,
            website: some(&self.website),
        })
    }

    fn coordinates(&self) -> Result<Option<Coordinates>, FieldErrors> {
        if self.latitude.is_empty() && self.longitude.is_empty() {
            return Ok(None);
        }
        let mut errors = FieldErrors::new();
        let latitude = millionths(&self.latitude, 90);
        errors.check(latitude.is_some(), "latitude", "membership.field.latitude.form");
        let longitude = millionths(&self.longitude, 180);
        errors.check(longitude.is_some(), "longitude", "membership.field.longitude.form");
        match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => Ok(Some(Coordinates { latitude, longitude })),
            _ => Err(errors),
        }
    }

    /// How many people live there, with or without marks between the thousands.
    pub(crate) fn population(&self) -> Result<Option<u64>, FieldErrors> {
        if self.population.is_empty() {
            return Ok(None);
        }
        let digits: String =
            self.population.chars().filter(|c| !matches!(c, ' ' | ',' | '\u{a0}')).collect();
        let all = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| all && *number <= LIMITS.population);
        number
            .map(Some)
            .ok_or_else(|| FieldErrors::one("population", "membership.field.population.form"))
    }
}

impl Coordinates {
    /// In degrees, for maps.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.latitude) / 1e6, f64::from(self.longitude) / 1e6)
    }

    /// Latitude and longitude in degrees, as forms and files have them: `37.5665`.
    pub fn written(self) -> (String, String) {
        (degrees(self.latitude), degrees(self.longitude))
    }
}

/// Trimmed, in NFC, without controls and marks of direction; with line ends only where `lines`.
pub(crate) fn clean(text: &str, lines: bool) -> String {
    let text = text.replace("\r\n", "\n").replace(['\u{2028}', '\u{2029}'], "\n");
    let stays = |c: &char| !eframe_core::steers(*c) || (lines && *c == '\n');
    text.chars().filter(stays).nfc().collect::<String>().trim().to_owned()
}

/// Millionths as a decimal number of degrees, without idle zeros.
fn degrees(millionths: i32) -> String {
    let (sign, whole) = (if millionths < 0 { "-" } else { "" }, millionths.unsigned_abs());
    let written = format!("{sign}{}.{:06}", whole / 1_000_000, whole % 1_000_000);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A decimal number of degrees with at most six decimals, as millionths.
fn millionths(text: &str, most: i32) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || rest.len() > 6 || !plain(whole) || !plain(rest) {
        return None;
    }
    let value: i32 = format!("{whole}{rest:0<6}").parse().ok()?;
    (value <= most * 1_000_000).then_some(sign * value)
}

/// Nothing, or an address with http or https and a host.
fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = |rest: &str| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.') && !host.contains(['@', ' ']) && !host.starts_with('.')
    };
    text.is_empty() || rest.is_some_and(|rest| host(rest) && !rest.contains(char::is_whitespace))
}

/// One `@` with something before it and a host with a dot after it, in ASCII without blanks or brackets.
fn is_mail_address(text: &str) -> bool {
    let odd = |c: char| {
        !c.is_ascii_graphic()
            || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"' | '\\' | '[' | ']')
    };
    let parts = text.split_once('@');
    let fine = |(local, host): (&str, &str)| {
        !local.is_empty()
            && local.len() <= 64
            && host.contains('.')
            && !host.contains('@')
            && host.split('.').all(|label| !label.is_empty())
    };
    !text.contains(odd) && parts.is_some_and(fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_05_marks_that_steer_a_screen_are_taken_out() {
        let form = Form { name: " Por\u{202e}to\u{200f}\u{0} ".to_owned(), ..Form::default() };
        assert_eq!(form.cleaned().name, "Porto");
        assert_eq!(clean("\u{61c}Por\u{200b}to\u{2028}", false), "Porto");
        assert_eq!(clean("One.\u{2028}Two.\u{2029}\u{61c}Three.", true), "One.\nTwo.\nThree.");
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        let errors = Form::default().complete(&["city".parse().unwrap()]).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        for field in [
            "kind",
            "name",
            "country",
            "motivation",
            "signatoryName",
            "contactEmail",
            "contactLanguage",
        ] {
            assert!(fields.contains(&field), "{field}");
        }
    }

    #[test]
    fn bad_input_75_numbers_that_are_none_or_too_large_are_refused() {
        for wrong in ["-1", "1e9", "100000001", "12.5", "99999999999999999999999"] {
            let form = Form { population: wrong.to_owned(), ..Form::default() };
            assert!(form.population().is_err(), "{wrong}");
        }
        for wrong in ["90.000001", "-91", "1e1", "NaN", "12,5", "."] {
            assert_eq!(millionths(wrong, 90), None, "{wrong}");
        }
        assert_eq!(millionths("-37.5", 90), Some(-37_500_000));
    }

    #[test]
    fn degrees_are_written_as_they_are_read() {
        for value in [0, 1, -1, 37_566_500, -90_000_000, 180_000_000, -500_000] {
            assert_eq!(millionths(&degrees(value), 180), Some(value), "{value}");
        }
        assert_eq!((degrees(-500_000), degrees(90_000_000)), ("-0.5".to_owned(), "90".to_owned()));
    }

    #[test]
    fn addresses_that_break_headers_or_lead_elsewhere_are_refused() {
        for wrong in ["a", "a@b", "a@b.c\r\nBcc: x@y.z", "<a@b.c>", "a@b..c", "a b@c.d"] {
            assert!(!is_mail_address(wrong), "{wrong}");
        }
        for wrong in
            ["javascript:alert(1)", "https://", "https://user@host.example", "http://a b.example"]
        {
            assert!(!is_web_address(wrong), "{wrong}");
        }
        assert!(
            is_mail_address("mayor@porto-azul.example")
                && is_web_address("https://porto-azul.example/x")
        );
    }

    #[test]
    fn another_answer_is_another_hash() {
        let other = Form { name: "Porto".to_owned(), ..Form::default() };
        assert_ne!(Form::default().hash(), other.hash());
    }
}
