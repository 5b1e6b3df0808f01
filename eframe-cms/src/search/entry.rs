use std::collections::{BTreeMap, BTreeSet};

use eframe_core::Language;

use super::Weight;
use super::fold::{Folded, fold, is_unspaced};
use crate::model::{Content, Facts, Stage};

/// Which way of making entries this is. One more when an edition's entry would be another, so that all are made anew.
pub(crate) const FORM: i32 = 1;

/// What the store keeps of an edition so that it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The words of the title, folded.
    pub(crate) title: String,
    /// The words of the summary and the facts, folded.
    pub(crate) summary: String,
    /// The terms that come often in the text, a space before and after each.
    pub(crate) often: String,
    /// All words in their order, a line for title, summary and text.
    pub(crate) words: String,
    /// The text without marks, as extracts show it.
    pub(crate) text: String,
    /// What the index is made of, each once, a space between.
    pub(crate) terms: String,
}

/// How often a term is to come in a text.
const OFTEN: usize = 3;
/// And how much of all terms it is to be: one in so many.
const SHARE: usize = 100;
/// At most so many come often.
const MOST_OFTEN: usize = 40;

impl Entry {
    /// Of what an edition in this language and at this stage says.
    pub(crate) fn of(content: &Content, language: Language, stage: Stage) -> Self {
        let text = words_of(content);
        let title = fold(&content.title);
        let summary = fold(&beside(content));
        let body = fold(&text);
        let often = often(&body);
        let mut terms = BTreeSet::new();
        let mut take = |folded: &Folded, weights: &[Weight]| {
            for term in terms_of(folded) {
                terms.extend(weights.iter().map(|weight| [weight.sign(), &term].concat()));
            }
        };
        take(&title, &[Weight::Title, Weight::Summary, Weight::Often, Weight::Text]);
        take(&summary, &[Weight::Summary, Weight::Often, Weight::Text]);
        take(&body, &[Weight::Text]);
        terms.extend(often.iter().map(|term| [Weight::Often.sign(), term].concat()));
        terms.extend([flag::language(language), flag::kind(content.facts.kind())]);
        terms.insert(flag::stage(stage).to_owned());
        Self {
            words: [&*title.text, &*summary.text, &*body.text].join("\n"),
            title: title.text,
            summary: summary.text,
            often: often.into_iter().fold(" ".to_owned(), |all, term| all + &term + " "),
            text,
            terms: terms.into_iter().collect::<Vec<_>>().join(" "),
        }
    }
}

/// Terms that no word is: what an edition is, beside what it says.
pub(crate) mod flag {
    use eframe_core::Language;

    use crate::model::{Kind, Stage};

    pub(crate) fn language(language: Language) -> String {
        format!("§l·{language}")
    }

    pub(crate) fn kind(kind: Kind) -> String {
        format!("§k·{kind}")
    }

    /// Whether it is what the public reads.
    pub(crate) const fn stage(stage: Stage) -> &'static str {
        match stage {
            Stage::Live => "§s·live",
            _ => "§s·made",
        }
    }
}

/// The terms of words: whole words, and of runs each character and every two.
pub(crate) fn terms_of(folded: &Folded) -> impl Iterator<Item = String> {
    folded.words().flat_map(|word| {
        if !word.starts_with(is_unspaced) {
            return vec![word.to_owned()];
        }
        let bounds = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect::<Vec<_>>();
        let of = |characters: usize| {
            bounds.windows(characters + 1).map(move |at| word[at[0]..at[characters]].to_owned())
        };
        of(1).chain(of(2)).collect()
    })
}

fn often(body: &Folded) -> Vec<String> {
    let (mut counts, mut all) = (BTreeMap::<String, usize>::new(), 0);
    for term in terms_of(body) {
        *counts.entry(term).or_default() += 1;
        all += 1;
    }
    let mut often = counts.into_iter().collect::<Vec<_>>();
    often.retain(|&(_, count)| count >= OFTEN && count * SHARE >= all);
    often.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
    often.truncate(MOST_OFTEN);
    often.into_iter().map(|(term, _)| term).collect()
}

/// The text below the title, without marks.
fn words_of(content: &Content) -> String {
    content.body.words()
}

/// The summary, and what the facts say in words.
fn beside(content: &Content) -> String {
    let facts = match &content.facts {
        Facts::Event(event) => [&*event.place, "", ""],
        Facts::Person(person) => [&*person.office, &*person.organisation, &*person.email],
        Facts::Page
        | Facts::News(_)
        | Facts::Faq
        | Facts::Partner(_)
        | Facts::Document
        | Facts::Banner(_) => ["", "", ""],
    };
    [&*content.summary, facts[0], facts[1], facts[2]].join("\n")
}
