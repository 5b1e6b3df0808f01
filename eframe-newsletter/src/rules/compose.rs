//! What may be done to the composition of an issue, and what makes it ready.

mod fit;

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{
    Actor, Commit, Decision, FieldErrors, Guard, Language, Localized, Subject, Timestamp, Version,
    canonical, deceives, sha256, steers,
};
use jiff::civil::Date;
use serde_json::json;

pub use fit::{fit, line as fit_line};

use super::Change;
use super::rhythm::Span;
use super::sending::{ISSUES, IssueChange};
use crate::Refusal;
use crate::event::ISSUE;
use crate::model::{Block, Composition, Issue, IssueStage, Item, ItemText, Source};
use crate::permission::{ISSUE_COMPOSED, ISSUE_EDIT};

/// The most blocks of an issue.
pub const MOST_BLOCKS: usize = 50;
/// The most items of a block.
pub const MOST_ITEMS: usize = 100;
/// The most blocks that one source fills at once.
pub const MOST_SPREAD: usize = 10;
/// The longest title or heading, in characters.
pub const LONGEST_LINE: usize = 200;
/// The longest free text of a block in a language, in characters.
pub const LONGEST_MARKDOWN: usize = 10_000;
/// The longest summary of an item.
const LONGEST_SUMMARY: usize = 2_000;
/// The longest address.
const LONGEST_ADDRESS: usize = 2_000;

/// What is known of an issue before it is put together.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What it was put together from so far.
    pub before: Option<&'a Composition>,
    /// Whether it was given as a whole.
    pub given_whole: bool,
    /// The day it is in the house's zone.
    pub today: Date,
}

/// Puts an issue together, in place of what was there. What the site published was drawn for no day that has yet to come: a
/// later `until` is today, so that the next issue goes on there.
///
/// # Errors
/// When the actor may not, the issue is no draft any more, was given as a whole, or something of it cannot stand in a
/// letter.
pub fn compose(
    issue: &Issue,
    known: Known<'_>,
    composition: Composition,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Version>, Refusal> {
    actor.require(ISSUE_EDIT)?;
    if issue.status.stage() != IssueStage::Draft {
        return Err(Refusal::NotAtThatStage(issue.status.stage()));
    }
    if known.given_whole {
        return Err(Refusal::GivenWhole);
    }
    check(&composition, &issue.languages)?;
    let composition = settled(composition, known);
    let subject = Subject::of(ISSUE, issue.id.uuid());
    let commit = Commit::by(actor, now)
        .guard(Guard::write(ISSUES, issue.id.uuid(), issue.version))
        .audit(ISSUE_COMPOSED, subject, facts(&composition))
        .change(Change::Issue(IssueChange::Compose { issue: issue.id, composition }));
    Ok(Decision::new(commit, issue.version.next()))
}

/// A composition whose sources were asked for no day that has yet to come, and which knows through which day each was: that
/// of its blocks, else what is said, else what was known. Events lie ahead and have no such day. What other issues have it
/// leave out is known as long as it is left out.
fn settled(mut composition: Composition, known: Known<'_>) -> Composition {
    let before = |source: &Source| Some((*source, known.before?.drawn_from(*source)?.0));
    let mut drawn: BTreeMap<_, _> = Source::ALL.iter().filter_map(before).collect();
    drawn.append(&mut composition.drawn);
    let mut last = BTreeMap::new();
    for block in &mut composition.blocks {
        if let Block::Items { source, until: Some(until), .. } = block
            && *source != Source::Events
        {
            *until = known.today.min(*until);
            let day: &mut Date = last.entry(*source).or_insert(*until);
            *day = (*day).max(*until);
        }
    }
    drawn.append(&mut last);
    drawn.remove(&Source::Events);
    drawn.values_mut().for_each(|day| *day = known.today.min(*day));
    // What was taken in again stands in it by choice.
    let left_out = composition.left_out();
    let mut told_by = known.before.map(|before| before.told_by.clone()).unwrap_or_default();
    told_by.values_mut().for_each(|told| told.retain(|item| left_out.contains(item)));
    told_by.retain(|_, told| !told.is_empty());
    Composition { drawn, told_by, ..composition }
}

/// What was drawn from a source, in blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// As many as it takes, and one where there is nothing.
    pub blocks: Vec<Block>,
    /// Through which day the source has been told then; none for events, which lie ahead.
    pub drawn: Option<Date>,
}

/// Puts what was drawn from a source for some days into blocks of [`MOST_ITEMS`], at most [`MOST_SPREAD`]. What is left over
/// is not lost: the days are not told then, and the next issue begins with them again, without what this one drew.
#[must_use]
pub fn spread(source: Source, span: Span, items: &[Item]) -> Spread {
    let all = items.len() <= MOST_ITEMS * MOST_SPREAD;
    let until = all.then_some(span.until);
    let block = |items: &[Item]| Block::Items { source, until, items: items.to_vec() };
    let blocks: Vec<_> = items.chunks(MOST_ITEMS).take(MOST_SPREAD).map(block).collect();
    let blocks = if blocks.is_empty() { vec![block(&[])] } else { blocks };
    let past = source != Source::Events;
    Spread { blocks, drawn: past.then_some(until.unwrap_or(span.from)) }
}

/// What the audit log says of a composition.
pub(crate) fn facts(composition: &Composition) -> serde_json::Value {
    // Strings in maps always have a canonical form.
    let digest = sha256(&canonical(composition).unwrap_or_default());
    json!({ "digest": digest, "blocks": composition.blocks.len() })
}

/// Whether an issue is given as a whole or put together: not both, or nobody knew what is sent.
///
/// # Errors
/// When it is put together.
pub fn by_hand(composition: Option<&Composition>) -> Result<(), Refusal> {
    if composition.is_some() { Err(Refusal::Composed) } else { Ok(()) }
}

/// Whether an issue that is put together may be sent.
///
/// # Errors
/// When nothing stands in it, or it is not written where it has to be.
pub fn ready(issue: &Issue, composition: &Composition) -> Result<(), Refusal> {
    if composition.is_empty() {
        return Err(Refusal::NothingInIt);
    }
    let unwritten = composition.unwritten(&issue.languages, issue.fallback);
    if unwritten.is_empty() { Ok(()) } else { Err(Refusal::Unwritten(unwritten)) }
}

/// Items that were drawn anew in the place of others: what was there keeps its place and stays in or out, what is new comes
/// behind it.
#[must_use]
pub fn redrawn(before: &[Item], drawn: Vec<Item>) -> Vec<Item> {
    let mut new: BTreeMap<_, _> = drawn.iter().map(|item| (item.key.clone(), item)).collect();
    let kept = before.iter().filter_map(|old| {
        let item = new.remove(&old.key)?;
        Some(Item { chosen: old.chosen, ..item.clone() })
    });
    let kept: Vec<_> = kept.collect();
    let added = drawn.iter().filter(|item| new.contains_key(&item.key)).cloned();
    kept.into_iter().chain(added).collect()
}

fn check(composition: &Composition, languages: &[Language]) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    lines(&mut errors, "titles", &composition.titles, languages);
    if composition.blocks.len() > MOST_BLOCKS {
        errors.add("blocks", "core.field.too-long");
    }
    for (at, block) in composition.blocks.iter().enumerate() {
        let field = format!("blocks.{at}");
        match block {
            Block::Heading { words } => lines(&mut errors, &field, words, languages),
            Block::Text { markdown } => {
                for (language, text) in markdown.iter() {
                    let field = within(&field, language);
                    known(&mut errors, &field, language, languages);
                    let long = text.chars().count() > LONGEST_MARKDOWN;
                    errors.check(!long, field.as_str(), "core.field.too-long");
                    let turned = text.chars().any(|c| deceives(c) || is_control(c));
                    errors.check(!turned, field.as_str(), "core.field.characters");
                    let empty = text.trim().is_empty();
                    errors.check(!empty, field.as_str(), "core.field.required");
                }
            }
            Block::Items { items, .. } => {
                let keys: BTreeSet<_> = items.iter().map(|item| &item.key).collect();
                let apart = keys.len() == items.len();
                errors.check(apart, field.as_str(), "newsletter.field.twice");
                errors.check(items.len() <= MOST_ITEMS, field.as_str(), "core.field.too-long");
                items.iter().for_each(|item| check_item(&mut errors, &field, item));
            }
        }
    }
    errors.finish(())
}

fn check_item(errors: &mut FieldErrors, field: &str, item: &Item) {
    let long = item.key.chars().count() > LONGEST_LINE;
    errors.check(!long && !item.key.is_empty(), field, "newsletter.field.item");
    errors.check(!item.texts.is_empty(), field, "newsletter.field.item");
    for (_, ItemText { title, summary, address }) in item.texts.iter() {
        line(errors, field, title);
        errors.check(!title.trim().is_empty(), field, "core.field.required");
        let long = summary.chars().count() > LONGEST_SUMMARY;
        errors.check(!long, field, "core.field.too-long");
        let turned = summary.chars().any(|c| deceives(c) || is_control(c));
        errors.check(!turned, field, "core.field.characters");
        errors.check(is_address(address), field, "newsletter.field.address");
    }
}

fn lines(errors: &mut FieldErrors, field: &str, said: &Localized<String>, languages: &[Language]) {
    for (language, words) in said.iter() {
        let field = within(field, language);
        known(errors, &field, language, languages);
        line(errors, &field, words);
        // Nothing is no translation: its readers get the other language.
        errors.check(!words.trim().is_empty(), field, "core.field.required");
    }
}

/// What a field says in a language: `titles.ko`, `blocks.0.en`.
fn within(field: &str, language: Language) -> String {
    format!("{field}.{}", language.code())
}

fn known(errors: &mut FieldErrors, field: &str, language: Language, languages: &[Language]) {
    errors.check(languages.contains(&language), field, "newsletter.field.language");
}

fn line(errors: &mut FieldErrors, field: &str, words: &str) {
    errors.check(words.chars().count() <= LONGEST_LINE, field, "core.field.too-long");
    errors.check(!words.chars().any(steers), field, "newsletter.field.subject");
}

/// What leads anywhere but to a page on the web stands in no letter.
fn is_address(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let odd = |c: char| c.is_whitespace() || steers(c) || matches!(c, '{' | '}');
    let plain = !address.contains(odd);
    address.is_empty() || (web && plain && address.len() <= LONGEST_ADDRESS)
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests;
