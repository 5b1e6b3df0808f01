use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Actor, Commit, Decision, FieldErrors, Timestamp, Version};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::change::{self, Change, Desk};
use super::policy::answers;
use crate::Refusal;
use crate::model::{Answer, AnswerId, Author, Given, RoundPhase};

/// Answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// Which.
    pub question: String,
    /// The version it was answered from: 0 where there was no answer.
    pub expected: Version,
    /// What was chosen.
    pub given: Given,
    /// What made them choose it.
    pub note: String,
    /// Where evidence is to be seen.
    pub links: Vec<String>,
}

/// What a save leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The question.
    pub question: String,
    /// The version of its answer.
    pub version: Version,
    /// Whether anything changed: what stands there already is saved at once, whoever sends it again.
    pub changed: bool,
}

/// What became of one of several answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedOne {
    /// The question.
    pub question: String,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// It is saved.
    Saved {
        /// Its version.
        version: Version,
    },
    /// It stood there already.
    Unchanged {
        /// Its version.
        version: Version,
    },
    /// Somebody answered since; theirs stands.
    Stale {
        /// What stands there; nothing where it was not answered after all.
        current: Option<Box<Answer>>,
    },
}

/// The longest note, in characters.
const LONGEST: usize = 4_000;
/// The most links, and the longest.
const MOST_LINKS: usize = 10;
const LONGEST_LINK: usize = 1_000;
/// The most answers in one save.
const MOST: usize = 1_000;

/// Answers a question, or answers it anew. Two who answer the same: the later is told what the earlier said, and every
/// version is kept. What stands there already may be sent again and again.
///
/// # Errors
/// When the actor may not, the assessment or its round takes no answers any more, the answer is none of the question's,
/// or somebody answered it since.
pub fn save(
    desk: &Desk,
    current: Option<&Answer>,
    command: &Save,
    id: AnswerId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Saved>, Refusal> {
    may_answer(desk, actor)?;
    let command = checked(desk, command, "")?;
    let commit = Commit::by(actor, now);
    if let Some(current) = current.filter(|current| is_same(current, &command)) {
        let saved = Saved { question: command.question, version: current.version, changed: false };
        return Ok(Decision::new(commit, saved));
    }
    if current.map_or(Version::new(0), |current| current.version) != command.expected {
        return Err(Refusal::Stale(current.cloned().map(Box::new)));
    }
    let answer = answer(desk, current, &command, id, actor, now);
    let version = answer.version;
    let commit = guarded(commit.guard(change::beside(&desk.assessment)), current)
        .change(Change::Answer(vec![answer]));
    Ok(Decision::new(commit, Saved { question: command.question, version, changed: true }))
}

/// Answers several questions. Those that somebody answered since stay as they are and are told; all others are saved
/// together.
///
/// # Errors
/// As [`save`], but for answers that are stale; a field is named `answers[N].FIELD`.
pub fn save_all(
    desk: &Desk,
    current: &BTreeMap<String, Answer>,
    commands: &[Save],
    ids: &[Uuid],
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Vec<SavedOne>>, Refusal> {
    may_answer(desk, actor)?;
    let commands = all_checked(desk, commands)?;
    let mut commit = Commit::by(actor, now);
    let mut outcomes = Vec::with_capacity(commands.len());
    let mut answers = Vec::new();
    for (command, id) in commands.into_iter().zip(ids) {
        let current = current.get(&command.question);
        let outcome = match current {
            Some(current) if is_same(current, &command) => {
                Outcome::Unchanged { version: current.version }
            }
            None if command.given.is_unanswered() && says_nothing(&command) => {
                Outcome::Unchanged { version: Version::new(0) }
            }
            _ if current.map_or(Version::new(0), |one| one.version) != command.expected => {
                Outcome::Stale { current: current.cloned().map(Box::new) }
            }
            _ => {
                let answer = answer(desk, current, &command, AnswerId::new(*id), actor, now);
                let version = answer.version;
                commit = guarded(commit, current);
                answers.push(answer);
                Outcome::Saved { version }
            }
        };
        outcomes.push(SavedOne { question: command.question, outcome });
    }
    if !answers.is_empty() {
        commit = commit.guard(change::beside(&desk.assessment)).change(Change::Answer(answers));
    }
    Ok(Decision::new(commit, outcomes))
}

/// Lets only those pass who may answer now. Sections are shared out, and lock nobody out.
pub(super) fn may_answer(desk: &Desk, actor: &Actor) -> Result<(), Refusal> {
    let assessment = &desk.assessment;
    answers(actor, assessment.organisation)?;
    is_open(desk)
}

/// Lets only what is open pass: the assessment, and its round. What was given back is answered until the round is
/// closed, for it was handed in in time.
pub(super) fn is_open(desk: &Desk) -> Result<(), Refusal> {
    let state = &desk.assessment.state;
    if !state.is_open() {
        return Err(Refusal::NotAtThatStage(state.stage()));
    }
    let returned = matches!(state, crate::model::State::Returned { .. });
    match desk.round.phase(desk.today) {
        RoundPhase::Open => Ok(()),
        RoundPhase::Review if returned => Ok(()),
        phase => Err(Refusal::NotAtThatTime(phase)),
    }
}

fn all_checked(desk: &Desk, commands: &[Save]) -> Result<Vec<Save>, Refusal> {
    let mut errors = FieldErrors::new();
    errors.check(commands.len() <= MOST, "answers", "ceds.field.answers.many");
    let mut seen = BTreeSet::new();
    let mut checked_all = Vec::with_capacity(commands.len().min(MOST));
    for (place, command) in commands.iter().take(MOST).enumerate() {
        let field = format!("answers[{place}].");
        let once = seen.insert(command.question.as_str());
        errors.check(once, format!("{field}question"), "ceds.field.question.twice");
        checked_all.extend(errors.take(checked(desk, command, &field)));
    }
    Ok(errors.finish(checked_all)?)
}

fn checked(desk: &Desk, command: &Save, field: &str) -> Result<Save, FieldErrors> {
    let mut errors = FieldErrors::new();
    if let Err(wrong) = desk.edition.takes(&command.question, &command.given) {
        for error in wrong.iter() {
            errors.add(format!("{field}{}", error.field), error.key);
        }
    }
    let note = command.note.replace("\r\n", "\n").trim().to_owned();
    let note_fits = note.chars().count() <= LONGEST && !note.contains('\0');
    errors.check(note_fits, format!("{field}note"), "ceds.field.note.long");
    let links = command.links.iter().map(|link| link.trim().to_owned());
    let links: Vec<_> = links.filter(|link| !link.is_empty()).collect();
    errors.check(links.len() <= MOST_LINKS, format!("{field}links"), "ceds.field.links.many");
    for link in &links {
        errors.check(is_link(link), format!("{field}links"), "ceds.field.links.wrong");
    }
    errors.finish(Save { note, links, ..command.clone() })
}

fn is_link(link: &str) -> bool {
    let host = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    link.len() <= LONGEST_LINK
        && !link.chars().any(|one| one.is_control() || one.is_whitespace())
        && host.is_some_and(|rest| rest.starts_with(|one: char| one.is_alphanumeric()))
}

fn is_same(current: &Answer, command: &Save) -> bool {
    current.given == command.given && current.note == command.note && current.links == command.links
}

fn says_nothing(command: &Save) -> bool {
    command.note.is_empty() && command.links.is_empty()
}

fn answer(
    desk: &Desk,
    current: Option<&Answer>,
    command: &Save,
    id: AnswerId,
    actor: &Actor,
    now: Timestamp,
) -> Answer {
    Answer {
        id: current.map_or(id, |current| current.id),
        assessment: desk.assessment.id,
        question: command.question.clone(),
        given: command.given.clone(),
        note: command.note.clone(),
        links: command.links.clone(),
        by: Author::of(actor),
        at: now,
        version: current.map_or(Version::FIRST, |current| current.version.next()),
    }
}

/// Holds the answer that there was; a first one is held by the constraint that a question has one.
fn guarded(commit: Commit<Change>, current: Option<&Answer>) -> Commit<Change> {
    match current {
        Some(current) => commit.guard(change::write_answer(current)),
        None => commit,
    }
}
