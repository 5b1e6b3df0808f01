use std::collections::BTreeSet;

use eframe_core::{ActorId, Digest, Language};
use serde::{Deserialize, Serialize};

use super::{Address, Approval, Document, Edition, Kind, Stage};

/// Who has to approve what before it can be published: rules in order, of which the first that is meant for a text is
/// the one that counts. What no rule is meant for needs one approval, by somebody who wrote none of it.
///
/// It is data: a city writes it in its settings and nobody programs it.
///
/// ```
/// use eframe_cms::model::{Kind, Rulebook};
/// use eframe_core::Language;
///
/// let book: Rulebook = serde_json::from_value(serde_json::json!({ "rule": [
///     { "section": "/about/statutes", "need": 2, "of": ["legal", "secretariat"], "distinct": true },
///     { "kind": "news", "languages": ["ar"], "need": 1, "of": ["arabic-desk"] },
/// ]}))?;
/// let statutes = book.rule(Kind::Page, &"/about/statutes/fees".parse()?, Language::EN);
/// assert_eq!(statutes.need, 2);
/// assert_eq!(book.rule(Kind::News, &"/news/a".parse()?, Language::EN).need, 1);
///
/// let wrong = serde_json::from_value::<Rulebook>(serde_json::json!({ "rule": [{ "need": 0 }] }));
/// assert_eq!(wrong.unwrap_err().to_string(), "rule 1: need is 0; write a number from 1 to 9");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Rulebook {
    rules: Vec<Rule>,
}

/// One entry of a rulebook: what it is meant for, and what it asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// What stands at this address or below it; everywhere when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Address>,
    /// Documents of this kind; of every kind when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Texts in these languages; in every one when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// How many people have to approve it, 1 to 9.
    pub need: u8,
    /// Only people who hold one of these count: roles of the host, or permissions by their dotted names. Everybody who
    /// may approve, when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// Whether each of them has to stand for another of these offices.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub distinct: bool,
    /// Whether nobody counts who wrote any of it. True, unless it is said not to be.
    pub four_eyes: bool,
    /// The languages that all of it has to be there in, live or approved, before any is published; none, when empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Language>,
    /// After how many days what was published is to be looked through again, 1 to 3650; never, when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_days: Option<u16>,
}

/// What a rule still asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    /// How many approvals more.
    pub more: u8,
    /// Of whom one can come: anybody who may approve, when empty.
    pub of: Vec<String>,
}

/// A rulebook that is none, told by the entry that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rule {number}: {what}")]
pub struct WrongRule {
    /// Which entry, counted from 1.
    pub number: usize,
    what: String,
}

/// A rulebook as it is written: `[[rule]]` in TOML, `{"rule": [...]}` in JSON.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    rule: Vec<Rule>,
}

/// What counts where the rulebook says nothing.
static USUAL: Rule = Rule {
    section: None,
    kind: None,
    languages: Vec::new(),
    need: 1,
    of: Vec::new(),
    distinct: false,
    four_eyes: true,
    translations: Vec::new(),
    review_days: None,
};

/// Most rules of a rulebook.
const MOST: usize = 200;

impl Rulebook {
    /// A rulebook of these rules, in this order.
    ///
    /// # Errors
    /// When one asks for what cannot be, or an earlier one leaves it nothing.
    pub fn new(rules: Vec<Rule>) -> Result<Self, WrongRule> {
        for (at, rule) in rules.iter().enumerate() {
            let wrong = |what| WrongRule { number: at + 1, what };
            rule.check().map_err(wrong)?;
            if let Some(earlier) = rules[..at].iter().position(|earlier| earlier.covers(rule)) {
                let what = format!(
                    "never counts, since rule {} is meant for all of it; put it before that one",
                    earlier + 1
                );
                return Err(wrong(what));
            }
            if at >= MOST {
                return Err(wrong(format!("is one too many; write at most {MOST}")));
            }
        }
        Ok(Self { rules })
    }

    /// The rule for a text: of what kind, where and in which language.
    pub fn rule(&self, kind: Kind, address: &Address, language: Language) -> &Rule {
        let meant = |rule: &&Rule| rule.is_meant_for(kind, address, language);
        self.rules.iter().find(meant).unwrap_or(&USUAL)
    }

    /// Its rules in order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether some rule is meant for a section alone: without one, no place asks for more than another.
    pub fn knows_sections(&self) -> bool {
        self.rules.iter().any(|rule| rule.section.is_some())
    }

    /// Every office that a rule names.
    pub fn offices(&self) -> BTreeSet<&str> {
        self.rules.iter().flat_map(|rule| &rule.of).map(String::as_str).collect()
    }

    /// Whether some rule lets people approve what they wrote.
    pub fn lets_authors_approve(&self) -> bool {
        self.rules.iter().any(|rule| !rule.four_eyes)
    }
}

impl Rule {
    /// What an edition still needs, or nothing when enough have approved just what it says.
    pub fn missing(&self, edition: &Edition) -> Option<Missing> {
        let approvals = edition.approvals().collect::<Vec<_>>();
        let authors = edition.authors.iter().map(|author| author.id).collect::<Vec<_>>();
        self.missing_of(&approvals, &authors, edition.hash())
    }

    /// The languages that it asks for, but this one, in which a document is neither live nor approved.
    pub fn untranslated(&self, document: &Document, language: Language) -> Vec<Language> {
        let approved = |edition: &Edition| edition.state.stage() == Stage::Approved;
        let there =
            |of: Language| document.live(of).is_some() || document.draft(of).is_some_and(approved);
        let asked = self.translations.iter().copied();
        asked.filter(|&of| of != language && !there(of)).collect()
    }

    /// Whether all that satisfies the other satisfies it too: it takes as many people or fewer, of the same offices or more.
    pub fn asks_no_more_than(&self, other: &Self) -> bool {
        let also = |office: &String| self.of.contains(office);
        let same_people = self.of.is_empty() || (!other.of.is_empty() && other.of.iter().all(also));
        self.need <= other.need
            && same_people
            && (!self.distinct || other.distinct)
            && (!self.four_eyes || other.four_eyes)
            && self.translations.iter().all(|language| other.translations.contains(language))
    }

    fn missing_of(&self, all: &[&Approval], authors: &[ActorId], hash: Digest) -> Option<Missing> {
        let mut counted: Vec<&Approval> = Vec::new();
        for &approval in all {
            let author = self.four_eyes && authors.contains(&approval.by.id);
            let twice = counted.iter().any(|counted| counted.by.id == approval.by.id);
            if approval.hash == hash && !author && !twice && self.admits(&approval.offices) {
                counted.push(approval);
            }
        }
        let have = if self.distinct { self.stand_for(&counted).len() } else { counted.len() };
        let more = usize::from(self.need).saturating_sub(have);
        let more = u8::try_from(more).unwrap_or(u8::MAX);
        (more > 0).then(|| Missing { more, of: self.open_offices(&counted) })
    }

    /// Whether somebody of these offices counts at all.
    pub fn admits(&self, offices: &[String]) -> bool {
        self.of.is_empty() || offices.iter().any(|office| self.of.contains(office))
    }

    /// The offices of which a further approval would bring it on.
    fn open_offices(&self, counted: &[&Approval]) -> Vec<String> {
        if !self.distinct {
            return self.of.clone();
        }
        let have = self.stand_for(counted).len();
        let brings_on = |office: &&String| {
            let mut offices = counted.iter().map(|one| one.offices.as_slice()).collect::<Vec<_>>();
            offices.push(std::slice::from_ref(*office));
            self.matched(&offices).len() > have
        };
        self.of.iter().filter(brings_on).cloned().collect()
    }

    /// Which of the rule's offices these people can stand for, each for another.
    fn stand_for(&self, counted: &[&Approval]) -> BTreeSet<usize> {
        self.matched(&counted.iter().map(|one| one.offices.as_slice()).collect::<Vec<_>>())
    }

    /// The largest choice of offices in which each is held by another person: augmenting paths, nine people at most.
    fn matched(&self, people: &[&[String]]) -> BTreeSet<usize> {
        let mut holder: Vec<Option<usize>> = vec![None; self.of.len()];
        for person in 0..people.len() {
            let mut seen = vec![false; self.of.len()];
            self.seat(person, people, &mut holder, &mut seen);
        }
        (0..self.of.len()).filter(|&office| holder[office].is_some()).collect()
    }

    fn seat(
        &self,
        person: usize,
        people: &[&[String]],
        holder: &mut [Option<usize>],
        seen: &mut [bool],
    ) -> bool {
        for office in 0..self.of.len() {
            if seen[office] || !people[person].contains(&self.of[office]) {
                continue;
            }
            seen[office] = true;
            let free = match holder[office] {
                None => true,
                Some(other) => self.seat(other, people, holder, seen),
            };
            if free {
                holder[office] = Some(person);
                return true;
            }
        }
        false
    }

    fn is_meant_for(&self, kind: Kind, address: &Address, language: Language) -> bool {
        self.section.as_ref().is_none_or(|section| address.is_within(section))
            && self.kind.is_none_or(|of| of == kind)
            && (self.languages.is_empty() || self.languages.contains(&language))
    }

    /// Whether it is meant for all that the other is meant for.
    fn covers(&self, other: &Self) -> bool {
        let section = match (&self.section, &other.section) {
            (None, _) => true,
            (Some(own), Some(other)) => other.is_within(own),
            (Some(_), None) => false,
        };
        let kind = self.kind.is_none() || self.kind == other.kind;
        let spoken = |language| self.languages.contains(language);
        let languages = self.languages.is_empty()
            || (!other.languages.is_empty() && other.languages.iter().all(spoken));
        section && kind && languages
    }

    fn check(&self) -> Result<(), String> {
        let Self { need, of, languages, distinct, translations, review_days, .. } = self;
        if !(1..=9).contains(need) {
            return Err(format!("need is {need}; write a number from 1 to 9"));
        }
        if let Some(wrong) = of.iter().find(|name| !is_office(name)) {
            return Err(format!(
                "of names {wrong:?}; write a role such as reviewer, or a permission such as city.text.sign"
            ));
        }
        if let Some(twice) = twice(of) {
            return Err(format!("of names {twice:?} twice; write it once"));
        }
        if let Some(twice) = twice(languages) {
            return Err(format!("languages names {twice} twice; write it once"));
        }
        if let Some(twice) = twice(translations) {
            return Err(format!("translations names {twice} twice; write it once"));
        }
        if *distinct && of.len() < usize::from(*need) {
            return Err(format!(
                "need is {need}, and of names {}; name as many offices, or take distinct away",
                of.len()
            ));
        }
        if review_days.is_some_and(|days| !(1..=3650).contains(&days)) {
            return Err("review-days is out of reach; write a number from 1 to 3650".to_owned());
        }
        Ok(())
    }
}

/// Whether a host may call a role or a permission so.
fn is_office(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    (1..=80).contains(&name.len()) && name.chars().all(plain)
}

fn twice<T: PartialEq>(all: &[T]) -> Option<&T> {
    all.iter().enumerate().find(|(at, one)| all[..*at].contains(one)).map(|(_, one)| one)
}

impl Default for Rule {
    fn default() -> Self {
        USUAL.clone()
    }
}

impl TryFrom<Written> for Rulebook {
    type Error = WrongRule;

    fn try_from(written: Written) -> Result<Self, WrongRule> {
        Self::new(written.rule)
    }
}

impl From<Rulebook> for Written {
    fn from(book: Rulebook) -> Self {
        Self { rule: book.rules }
    }
}

#[cfg(test)]
mod tests;
