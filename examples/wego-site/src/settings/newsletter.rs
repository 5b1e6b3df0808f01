//! `[newsletter]`: who publishes it, how its letters are signed, how fast they leave, where they come back to.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;

use eframe_core::mail::Address;
use eframe_newsletter::rules::pace::Pace;
use serde::Deserialize;

use super::{WrongSetting, mail_address};

/// The section as the file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Section {
    name: Option<String>,
    from: Option<String>,
    dkim: Vec<Dkim>,
    per_minute: Option<NonZeroU32>,
    per_minute_and_domain: Option<NonZeroU32>,
    domains: BTreeMap<String, NonZeroU32>,
    bounces: Option<PathBuf>,
}

/// A key that letters are signed with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dkim {
    /// The name its record is published under.
    pub(crate) selector: String,
    /// The file of the private key, in PEM.
    pub(crate) key: PathBuf,
}

/// How the newsletter is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewsletterSettings {
    /// The name in `From`.
    pub(crate) name: Option<String>,
    /// The address in `From`; bounces come back to its domain.
    pub(crate) from: Option<Address>,
    /// The keys that letters are signed with.
    pub(crate) dkim: Vec<Dkim>,
    /// How fast letters leave.
    pub(crate) pace: Pace,
    /// The Maildir into which the mail server puts what comes back.
    pub(crate) bounces: Option<PathBuf>,
}

impl Section {
    /// Checks it.
    ///
    /// # Errors
    /// With the entry that is wrong, and the remedy.
    pub(super) fn read(self) -> Result<NewsletterSettings, WrongSetting> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        if let Some(wrong) =
            self.dkim.iter().find(|one| one.selector.is_empty() || !one.selector.chars().all(plain))
        {
            let what = format!(
                "{:?} is no selector; write small letters and digits, such as news1",
                wrong.selector
            );
            return Err(WrongSetting::new("newsletter.dkim", what));
        }
        let from = self.from.map(|from| mail_address("newsletter.from", &from)).transpose()?;
        Ok(NewsletterSettings {
            name: self.name,
            from,
            dkim: self.dkim,
            pace: Pace {
                whole: self.per_minute,
                domain: self.per_minute_and_domain,
                domains: self.domains,
            },
            bounces: self.bounces,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<NewsletterSettings, String> {
        let section = toml::from_str::<Section>(text).map_err(|error| error.to_string())?;
        section.read().map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn a_section_is_read_and_what_is_wrong_is_named() {
        let text = "name = \"Union\"\nfrom = \"news@union.example\"\nper-minute = 600\n\
            domains = { \"slow.example\" = 10 }\nbounces = \"/var/mail/bounces\"\n\
            dkim = [{ selector = \"news1\", key = \"dkim.pem\" }]\n";
        let settings = read(text).unwrap();
        assert_eq!(settings.pace.of("slow.example").map(NonZeroU32::get), Some(10));
        assert_eq!(settings.dkim[0].selector, "news1");
        assert!(read("from = \"nobody\"").unwrap_err().contains("newsletter.from"));
        assert!(read("per-minute = 0").is_err());
        let wrong = "dkim = [{ selector = \"A B\", key = \"x\" }]";
        assert!(read(wrong).unwrap_err().contains("newsletter.dkim"));
    }
}
