//! `[newsletter]`: who publishes it, how its letters are signed, how fast they leave, where they come back to.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use eframe_core::Language;
use eframe_core::mail::Address;
use eframe_newsletter::Rhythm;
use eframe_newsletter::model::Fallback;
use eframe_newsletter::rules::pace::{self, Pace};
use serde::Deserialize;

use super::{WrongSetting, mail_address};

/// The section as the file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Section {
    name: Option<String>,
    from: Option<String>,
    reply_to: Option<String>,
    dkim: Vec<Dkim>,
    per_minute: Option<NonZeroU32>,
    per_minute_and_domain: Option<NonZeroU32>,
    domains: BTreeMap<String, NonZeroU32>,
    bounces: Option<PathBuf>,
    languages: Option<Vec<Language>>,
    fallback: Option<String>,
}

impl Section {
    /// Keys that a file of settings names without their folder lie in its own.
    pub(super) fn is_beside(&mut self, folder: &Path) {
        for dkim in &mut self.dkim {
            dkim.key = folder.join(&dkim.key);
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewsletterSettings {
    /// The name in `From`.
    pub(crate) name: Option<String>,
    /// The address in `From`; bounces come back to its domain.
    pub(crate) from: Option<Address>,
    /// Where the answers of readers go, if elsewhere.
    pub(crate) reply_to: Option<Address>,
    /// The keys that letters are signed with.
    pub(crate) dkim: Vec<Dkim>,
    /// How fast letters leave.
    pub(crate) pace: Pace,
    /// The Maildir into which the mail server puts what comes back.
    pub(crate) bounces: Option<PathBuf>,
    /// The languages in which the issue of each quarter is proposed, and what becomes of readers of others.
    pub(crate) rhythm: Rhythm,
}

impl Default for NewsletterSettings {
    /// What holds where nothing is set.
    fn default() -> Self {
        Self {
            name: None,
            from: None,
            reply_to: None,
            dkim: Vec::new(),
            pace: Pace::default(),
            bounces: None,
            rhythm: Rhythm {
                languages: LANGUAGES.to_vec(),
                fallback: Fallback::Other(LANGUAGES[0]),
            },
        }
    }
}

/// The languages of an issue where none are set: those that the desk is written in.
const LANGUAGES: [Language; 3] = [Language::EN, Language::KO, Language::AR];
/// The fallback that holds an issue back until everything is translated.
const BLOCK: &str = "block";

fn rhythm(
    languages: Option<Vec<Language>>,
    fallback: Option<&str>,
) -> Result<Rhythm, WrongSetting> {
    let languages = languages.unwrap_or_else(|| LANGUAGES.to_vec());
    let Some(&first) = languages.first() else {
        let what = "name at least one language, such as [\"en\"]".to_owned();
        return Err(WrongSetting::new("newsletter.languages", what));
    };
    let fallback = match fallback {
        None => Fallback::Other(first),
        Some(BLOCK) => Fallback::Block,
        Some(code) => {
            let other = code.parse().ok().filter(|other| languages.contains(other));
            let what = || format!("{code:?} is none of newsletter.languages, nor \"{BLOCK}\"");
            Fallback::Other(other.ok_or_else(|| WrongSetting::new("newsletter.fallback", what()))?)
        }
    };
    Ok(Rhythm { languages, fallback })
}

/// The rates of single domains, under the names that letters are counted by.
fn domains(
    written: BTreeMap<String, NonZeroU32>,
) -> Result<BTreeMap<String, NonZeroU32>, WrongSetting> {
    let mut domains = BTreeMap::new();
    for (name, letters) in written {
        let wrong = |what| WrongSetting::new("newsletter.domains", format!("{name:?} {what}"));
        let Some(domain) = pace::domain(&name) else {
            let what = "is no domain; write what stands behind the @, such as city.example";
            return Err(wrong(what));
        };
        if domains.insert(domain, letters).is_some() {
            return Err(wrong("is there twice, in another spelling; leave one of them out"));
        }
    }
    Ok(domains)
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
        let reply_to = self.reply_to.map(|to| mail_address("newsletter.reply-to", &to));
        Ok(NewsletterSettings {
            name: self.name,
            from,
            reply_to: reply_to.transpose()?,
            dkim: self.dkim,
            pace: Pace {
                whole: self.per_minute,
                domain: self.per_minute_and_domain,
                domains: domains(self.domains)?,
            },
            bounces: self.bounces,
            rhythm: rhythm(self.languages, self.fallback.as_deref())?,
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
        let text = "name = \"Union\"\nfrom = \"news@union.example\"\nreply-to = \"office@union.example\"\nper-minute = 600\n\
            domains = { \"slow.example\" = 10 }\nbounces = \"/var/mail/bounces\"\n\
            dkim = [{ selector = \"news1\", key = \"dkim.pem\" }]\n";
        let settings = read(text).unwrap();
        assert_eq!(settings.pace.of("slow.example").map(NonZeroU32::get), Some(10));
        assert_eq!(settings.dkim[0].selector, "news1");
        assert!(read("from = \"nobody\"").unwrap_err().contains("newsletter.from"));
        assert_eq!(settings.reply_to, Some("office@union.example".parse().unwrap()));
        assert!(read("reply-to = \"nobody\"").unwrap_err().contains("newsletter.reply-to"));
        assert!(read("per-minute = 0").is_err());
        assert_eq!(settings.rhythm.fallback, Fallback::Other(Language::EN));
        assert_eq!(settings.rhythm.languages, LANGUAGES);
        let own = read("languages = [\"ko\", \"en\"]\nfallback = \"block\"").unwrap().rhythm;
        assert_eq!((own.languages[0], own.fallback), (Language::KO, Fallback::Block));
        assert!(read("languages = []").unwrap_err().contains("newsletter.languages"));
        let other = "languages = [\"en\"]\nfallback = \"ko\"";
        assert!(read(other).unwrap_err().contains("newsletter.fallback"));
        let spelt = read("domains = { \"Slow.Example\" = 6, \"서울.kr\" = 7 }").unwrap().pace;
        assert_eq!(spelt.of("slow.example").map(NonZeroU32::get), Some(6));
        assert_eq!(spelt.of("xn--2i4bq6h.kr").map(NonZeroU32::get), Some(7));
        for (domains, named) in [
            ("\"*.example\" = 6", "*.example"),
            ("\"mina@slow.example\" = 6", "mina@slow.example"),
            ("\"Slow.example\" = 6, \"slow.example\" = 6", "slow.example"),
        ] {
            let line = read(&format!("domains = {{ {domains} }}")).unwrap_err();
            assert!(line.starts_with("setting newsletter.domains: "), "{line}");
            assert!(line.contains(named) && line.contains(';'), "{line}");
        }
        let wrong = "dkim = [{ selector = \"A B\", key = \"x\" }]";
        assert!(read(wrong).unwrap_err().contains("newsletter.dkim"));
    }
}
