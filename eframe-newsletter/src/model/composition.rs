use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Language, Localized};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Fallback, IssueId};

/// What an issue is put together from. Letters and the page in the archive are made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition {
    /// What it is called: the subject of the letter.
    pub titles: Localized<String>,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
    /// Through which day each source was asked for it, also where it had nothing to tell: the next issue goes on there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub drawn: BTreeMap<Source, Date>,
    /// What of each source could not stand in it as it was told, when it was last drawn from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unfit: BTreeMap<Source, Unfit>,
    /// What stood in it until another issue was ordered that tells it, by that issue: source and key. It stands in it again
    /// when that one is cancelled before a letter left.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub told_by: BTreeMap<IssueId, BTreeSet<(Source, String)>>,
}

/// How many items could not stand in a letter as they were told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unfit {
    /// So many stand in it with something cut or taken out.
    pub changed: u32,
    /// So many do not: they have no title, or nothing to name them by.
    pub left_out: u32,
}

/// A part of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading {
        /// Its words.
        words: Localized<String>,
    },
    /// Free text.
    Text {
        /// As Markdown: paragraphs, emphasis, links, lists, quotes. No pictures.
        markdown: Localized<String>,
    },
    /// What the site published.
    Items {
        /// From where it was drawn.
        source: Source,
        /// The last day that it was drawn for, never one that has yet to come but for events. None where it was not drawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
        /// What was drawn, in order, as it was then.
        items: Vec<Item>,
    },
}

/// What is drawn from the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// News.
    News,
    /// Events to come.
    Events,
    /// Members who joined.
    Members,
    /// Partners.
    Partners,
}

/// Something that the site published, copied when it was drawn: what becomes of it later changes no issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What names it at its source.
    pub key: String,
    /// Its day, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What it says, in the languages it has.
    pub texts: Localized<ItemText>,
    /// Whether it stands in the issue; what is left out may be taken in again.
    pub chosen: bool,
}

/// What an item says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemText {
    /// Its title.
    pub title: String,
    /// One or two sentences about it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The whole address of its page; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
}

impl Source {
    /// All of them, in the order they stand in a proposed issue.
    pub const ALL: [Self; 4] = [Self::News, Self::Events, Self::Members, Self::Partners];

    /// Its name, as it is stored and shown to machines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Events => "events",
            Self::Members => "members",
            Self::Partners => "partners",
        }
    }

    /// Whether what it tells is news once, whatever becomes of it later.
    #[must_use]
    pub const fn is_new_once(self) -> bool {
        matches!(self, Self::News | Self::Members)
    }

    /// The source of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

impl Block {
    /// The items that stand in the issue, where it is made of items.
    pub fn chosen(&self) -> impl Iterator<Item = &Item> {
        let items = match self {
            Self::Items { items, .. } => items.as_slice(),
            Self::Heading { .. } | Self::Text { .. } => &[],
        };
        items.iter().filter(|item| item.chosen)
    }

    /// Whether it says anything in this language itself.
    #[must_use]
    pub fn says(&self, language: Language) -> bool {
        match self {
            Self::Heading { words: said } | Self::Text { markdown: said } => {
                said.get(language).is_some_and(|said| !said.trim().is_empty())
            }
            Self::Items { .. } => self.chosen().all(|item| item.texts.get(language).is_some()),
        }
    }
}

impl Composition {
    /// Through which day a source that tells of what was has been asked, and the keys of what was drawn from it. None where
    /// it was not asked.
    #[must_use]
    pub fn drawn_from(&self, of: Source) -> Option<(Date, BTreeSet<&str>)> {
        if of == Source::Events {
            return None;
        }
        let own = self.blocks.iter().filter_map(|block| match block {
            Block::Items { source, until, items } if *source == of => Some((until, items)),
            _ => None,
        });
        let last = || own.clone().filter_map(|(until, _)| *until).max();
        let day = self.drawn.get(&of).copied().or_else(last)?;
        let keys = own.clone().flat_map(|(_, items)| items).map(|item| item.key.as_str());
        Some((day, keys.collect()))
    }

    /// The keys of what stands in it from a source and is nothing new in another issue, which asked that source through a
    /// day: news are told once, and members. An event comes again until it is over, and a partner when there is something new
    /// of it since this one asked.
    #[must_use]
    pub fn tells(&self, of: Source, until: Option<Date>) -> BTreeSet<&str> {
        let since = || self.drawn_from(of).is_none_or(|(day, _)| until > Some(day));
        if of == Source::Events || (!of.is_new_once() && since()) {
            return BTreeSet::new();
        }
        let own = |block: &&Block| matches!(block, Block::Items { source, .. } if *source == of);
        let told = self.blocks.iter().filter(own).flat_map(Block::chosen);
        told.map(|item| item.key.as_str()).collect()
    }

    /// What was drawn for it and is left out, by source and key.
    #[must_use]
    pub fn left_out(&self) -> BTreeSet<(Source, String)> {
        let left_out = self.blocks.iter().flat_map(|block| match block {
            Block::Items { source, items, .. } => {
                let out = items.iter().filter(|item| !item.chosen);
                out.map(|item| (*source, item.key.clone())).collect()
            }
            Block::Heading { .. } | Block::Text { .. } => Vec::new(),
        });
        left_out.collect()
    }

    /// Notes what of a source could not stand in it as it was told.
    pub fn note_unfit(&mut self, source: Source, unfit: Unfit) {
        if unfit == Unfit::default() {
            self.unfit.remove(&source);
        } else {
            self.unfit.insert(source, unfit);
        }
    }

    /// Whether nothing stands in it: items that are left out do not.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Items { .. } => block.chosen().next().is_none(),
            Block::Heading { words: said } | Block::Text { markdown: said } => said.is_empty(),
        })
    }

    /// The languages of an issue in which something has yet to be written before it can be sent.
    ///
    /// Where others get another language, everything but items has to be written in that one; where the issue waits for
    /// translations, everything in each.
    #[must_use]
    pub fn unwritten(&self, languages: &[Language], fallback: Fallback) -> Vec<Language> {
        let titled = |language| self.titles.get(language).is_some_and(|title| !title.is_empty());
        let written = |language: Language| {
            titled(language)
                && self.blocks.iter().all(|block| match (block, fallback) {
                    (Block::Items { .. }, Fallback::Other(_)) => true,
                    _ => block.says(language),
                })
        };
        let needed = |language: Language| match fallback {
            Fallback::Other(other) => language == other,
            Fallback::Block => true,
        };
        languages.iter().copied().filter(|one| needed(*one) && !written(*one)).collect()
    }
}

/// What a reader of `language` gets of something that is said in several: theirs, else that of the fallback, else English,
/// else any.
#[must_use]
pub fn picked<T>(
    said: &Localized<T>,
    language: Language,
    fallback: Fallback,
) -> Option<(Language, &T)> {
    let other = match fallback {
        Fallback::Other(other) => other,
        Fallback::Block => language,
    };
    let own = [language, other].into_iter().find_map(|one| Some((one, said.get(one)?)));
    own.or_else(|| said.pick(language).map(|picked| (picked.language, picked.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(languages: &[Language], chosen: bool) -> Item {
        let texts = languages.iter().map(|one| (*one, ItemText::default()));
        Item { key: "1".to_owned(), date: None, texts: texts.collect(), chosen }
    }

    fn said(languages: &[Language]) -> Localized<String> {
        languages.iter().map(|one| (*one, one.own_name().to_owned())).collect()
    }

    const BOTH: [Language; 2] = [Language::EN, Language::KO];

    #[test]
    fn an_issue_waits_for_translations_or_falls_back_as_it_says() {
        let composition = Composition {
            titles: said(&[Language::EN]),
            blocks: vec![
                Block::Text { markdown: said(&[Language::EN]) },
                Block::Items {
                    source: Source::News,
                    until: None,
                    items: vec![item(&[Language::KO], true)],
                },
            ],
            ..Composition::default()
        };
        let english = Fallback::Other(Language::EN);
        assert!(composition.unwritten(&BOTH, english).is_empty());
        let korean = Fallback::Other(Language::KO);
        assert_eq!(composition.unwritten(&BOTH, korean), [Language::KO]);
        assert_eq!(composition.unwritten(&BOTH, Fallback::Block), BOTH);
    }

    #[test]
    fn what_is_left_out_needs_no_translation_and_makes_no_issue() {
        let items = vec![item(&[Language::KO], false)];
        let composition = Composition {
            titles: said(&BOTH),
            blocks: vec![Block::Items { source: Source::Events, until: None, items }],
            ..Composition::default()
        };
        assert!(composition.unwritten(&BOTH, Fallback::Block).is_empty());
        assert!(composition.is_empty());
    }

    #[test]
    fn a_fallback_is_the_stated_one_before_any_other() {
        let all = said(&[Language::EN, Language::FR]);
        let french = Fallback::Other(Language::FR);
        assert_eq!(picked(&all, Language::KO, french).map(|(of, _)| of), Some(Language::FR));
        let waits = Fallback::Block;
        assert_eq!(picked(&all, Language::KO, waits).map(|(of, _)| of), Some(Language::EN));
        assert_eq!(picked(&all, Language::FR, waits).map(|(of, _)| of), Some(Language::FR));
        assert!(picked(&Localized::<String>::new(), Language::FR, waits).is_none());
    }
}
