//! What may happen to an issue between its first draft and its last letter.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use eframe_core::{
    Actor, Commit, Decision, Digest, FieldErrors, Guard, Language, Subject, Timestamp, Version,
    canonical, sha256,
};
use serde_json::json;

use super::Change;
use super::progress::Tally;
use crate::Refusal;
use crate::event::{ISSUE, IssueSent};
use crate::model::{
    Cause, Composition, Fallback, Frozen, Issue, IssueId, IssueStage, IssueText, Quarter, Status,
    UNSUBSCRIBE,
};
use crate::permission::{
    ISSUE_CANCELLED, ISSUE_DRAFTED, ISSUE_EDIT, ISSUE_FINISHED, ISSUE_ONCE_MORE, ISSUE_ORDERED,
    ISSUE_PAUSED, ISSUE_RESUMED, ISSUE_SEND, ISSUE_WRITTEN,
};

/// The table whose rows' versions guard what a rule read of an issue.
pub(crate) const ISSUES: &str = "newsletter_issue";

/// What pages that show issues are kept under.
pub(crate) const ISSUES_TAG: &str = "newsletter:issues";

/// What is changed of issues, applied by the store.
#[derive(Clone, Debug, PartialEq)]
pub enum IssueChange {
    /// A new one.
    Draft(Issue),
    /// What it says in a language.
    Text {
        /// The issue.
        issue: IssueId,
        /// The language.
        language: Language,
        /// What it says.
        text: IssueText,
    },
    /// What it is put together from.
    Compose {
        /// The issue.
        issue: IssueId,
        /// From what.
        composition: Composition,
    },
    /// It says nothing in a language any more.
    Unwrite {
        /// The issue.
        issue: IssueId,
        /// The language.
        language: Language,
    },
    /// It is in other languages.
    Languages {
        /// The issue.
        issue: IssueId,
        /// The languages.
        languages: Vec<Language>,
        /// What becomes of readers of others.
        fallback: Fallback,
    },
    /// Somebody was reminded of it.
    Remind(IssueId),
    /// It is its quarter's issue no more: another is.
    Replace {
        /// The issue.
        issue: IssueId,
        /// The one in its place.
        by: IssueId,
    },
    /// Letters of it that stay unsure are tried once more.
    OnceMore(IssueId),
    /// How far it is.
    Status {
        /// The issue.
        issue: IssueId,
        /// How far.
        status: Status,
    },
}

/// The longest text of an issue in one form: mail programs cut what is longer, and no reader reads it.
pub const LONGEST_TEXT: usize = 512 * 1024;
const LONGEST_SUBJECT: usize = 200;

/// Begins an issue for a quarter.
///
/// # Errors
/// When the actor may not, or no language is named, or the fallback is none of them.
pub fn draft(
    id: IssueId,
    number: Quarter,
    languages: &[Language],
    fallback: Fallback,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Issue>, Refusal> {
    actor.require(ISSUE_EDIT)?;
    let languages = chosen(languages, fallback)?;
    let (status, version) = (Status::Draft, Version::FIRST);
    let issue = Issue { id, number, languages, fallback, status, restored: None, version };
    let facts = json!({ "number": number, "languages": issue.languages });
    let commit = Commit::by(actor, now)
        .change(Change::Issue(IssueChange::Draft(issue.clone())))
        .audit(ISSUE_DRAFTED, subject(id), facts);
    Ok(Decision::new(commit, issue))
}

/// The languages of an issue, each once and in order.
pub(super) fn chosen(
    languages: &[Language],
    fallback: Fallback,
) -> Result<Vec<Language>, FieldErrors> {
    let mut languages = languages.to_vec();
    languages.sort_unstable();
    languages.dedup();
    if languages.is_empty() {
        return Err(FieldErrors::one("languages", "core.field.required"));
    }
    if matches!(fallback, Fallback::Other(other) if !languages.contains(&other)) {
        return Err(FieldErrors::one("fallback", "newsletter.field.fallback"));
    }
    Ok(languages)
}

/// Says what a draft says in one of its languages.
///
/// # Errors
/// When the actor may not, the issue is no draft any more, or the text is not one that a letter can carry.
pub fn write_text(
    issue: &Issue,
    language: Language,
    text: IssueText,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Version>, Refusal> {
    actor.require(ISSUE_EDIT)?;
    at(issue, &[IssueStage::Draft])?;
    if !issue.languages.contains(&language) {
        return Err(FieldErrors::one("language", "newsletter.field.language").into());
    }
    check(&text)?;
    let facts =
        json!({ "language": language, "digest": digest(&[(language, text.clone())].into()) });
    let commit = changing(issue, actor, now)
        .change(Change::Issue(IssueChange::Text { issue: issue.id, language, text }))
        .audit(ISSUE_WRITTEN, subject(issue.id), facts);
    Ok(Decision::new(commit, issue.version.next()))
}

/// Orders an issue to be sent: from here on its text stands. Pressing twice orders it once.
///
/// `readers` are those who would get it now, by the language they read.
///
/// # Errors
/// When the actor may not, the issue is no draft any more, a language has no text, or one that mail programs do not show
/// whole, nobody would get it, or some read a language that it is not written in and it is to wait for that.
pub fn order(
    issue: &Issue,
    texts: &BTreeMap<Language, IssueText>,
    readers: &BTreeMap<Language, u64>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    actor.require(ISSUE_SEND)?;
    at(issue, &[IssueStage::Draft])?;
    let unwritten = issue.languages.iter().filter(|language| !texts.contains_key(language));
    let unwritten: Vec<_> = unwritten.copied().collect();
    if !unwritten.is_empty() {
        return Err(Refusal::Unwritten(unwritten));
    }
    fits(texts)?;
    texts.values().try_for_each(check)?;
    let others = readers
        .iter()
        .filter(|(language, count)| **count > 0 && !issue.languages.contains(language));
    let others: Vec<_> = others.map(|(language, _)| *language).collect();
    if issue.fallback == Fallback::Block && !others.is_empty() {
        return Err(Refusal::Untranslated(others));
    }
    if readers.values().sum::<u64>() == 0 {
        return Err(Refusal::NoReaders);
    }
    let frozen = Frozen { at: now, by: actor.id(), digest: digest(texts), domain: None };
    let facts = json!({ "number": issue.number, "digest": frozen.digest, "readers": readers });
    let status = Status::Queued { frozen };
    let commit =
        to(issue, status.clone(), actor, now).audit(ISSUE_ORDERED, subject(issue.id), facts);
    Ok(Decision::new(commit, status))
}

/// Lets it go, when the list of those who get it is made; its letters are named under `domain`. The machinery does so.
///
/// # Errors
/// When it is not queued.
pub fn begin(
    issue: &Issue,
    domain: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ()>, Refusal> {
    at(issue, &[IssueStage::Queued])?;
    let frozen = Frozen { domain: Some(domain.to_owned()), ..frozen(issue)? };
    let status = Status::Sending { frozen, since: now };
    Ok(Decision::new(to(issue, status, actor, now), ()))
}

/// Lets it rest: what is on its way arrives, nothing more leaves.
///
/// # Errors
/// When the actor may not, or it is not on its way.
pub fn pause(
    issue: &Issue,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    actor.require(ISSUE_SEND)?;
    rest(issue, Cause::Person(actor.id()), actor, now)
}

/// Lets it rest since the mail server refuses one letter after the other. The machinery does so.
///
/// # Errors
/// When it is not on its way.
pub fn halt(
    issue: &Issue,
    said: String,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    rest(issue, Cause::Refusals(said), actor, now)
}

fn rest(
    issue: &Issue,
    cause: Cause,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    at(issue, &[IssueStage::Sending])?;
    let facts = json!({ "cause": cause });
    let status = Status::Paused { frozen: frozen(issue)?, at: now, cause };
    let commit =
        to(issue, status.clone(), actor, now).audit(ISSUE_PAUSED, subject(issue.id), facts);
    Ok(Decision::new(commit, status))
}

/// How it stands once a backup was brought back in which it stood like this: what was on its way rests, since letters may have
/// left that the backup does not know of. None where nothing was.
#[must_use]
pub fn restored(status: &Status, now: Timestamp) -> Option<Status> {
    match status {
        Status::Queued { frozen } | Status::Sending { frozen, .. } => {
            let cause = Cause::Restored(status.stage());
            Some(Status::Paused { frozen: frozen.clone(), at: now, cause })
        }
        Status::Draft | Status::Paused { .. } | Status::Cancelled { .. } | Status::Sent { .. } => {
            None
        }
    }
}

/// Whether letters of it may have left of which a backup does not know in which it stood like this. `has_all` says whether the
/// backup has all that was decided: then nobody ordered it since, nor had it go on.
#[must_use]
pub const fn may_have_left(status: &Status, has_all: bool) -> bool {
    match status {
        Status::Queued { .. } | Status::Sending { .. } => true,
        Status::Draft | Status::Paused { .. } | Status::Cancelled { .. } => !has_all,
        Status::Sent { .. } => false,
    }
}

/// Lets it go on, `done` letters being done. Where the list of those who get it was still being made, that goes on.
///
/// # Errors
/// When the actor may not, or it does not rest.
pub fn resume(
    issue: &Issue,
    done: u64,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    actor.require(ISSUE_SEND)?;
    at(issue, &[IssueStage::Paused])?;
    let frozen = frozen(issue)?;
    let status = match &issue.status {
        Status::Paused { cause: Cause::Restored(IssueStage::Queued), .. } => {
            Status::Queued { frozen }
        }
        _ => Status::Sending { frozen, since: now },
    };
    let commit = to(issue, status.clone(), actor, now).audit(
        ISSUE_RESUMED,
        subject(issue.id),
        json!({ "done": done }),
    );
    Ok(Decision::new(commit, status))
}

/// Has those letters handed over once more of which nobody knows whether they arrived: some come again by that. An issue that was at
/// its end goes on for them.
///
/// # Errors
/// When the actor may not, no letter of it left yet or it was cancelled, or no letter stays unsure.
pub fn once_more(
    issue: &Issue,
    tally: &Tally,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    actor.require(ISSUE_SEND)?;
    at(issue, &[IssueStage::Sending, IssueStage::Paused, IssueStage::Sent])?;
    let letters = tally.stay_unsure;
    if letters == 0 {
        return Err(Refusal::NoneUnsure);
    }
    let (status, commit) = match &issue.status {
        Status::Sent { frozen, .. } => {
            let status = Status::Sending { frozen: frozen.clone(), since: now };
            (status.clone(), to(issue, status, actor, now))
        }
        status => (status.clone(), changing(issue, actor, now)),
    };
    let commit = commit.change(Change::Issue(IssueChange::OnceMore(issue.id))).audit(
        ISSUE_ONCE_MORE,
        subject(issue.id),
        json!({ "letters": letters }),
    );
    Ok(Decision::new(commit, status))
}

/// Ends it before its end. `went` letters had been handed over when this was asked.
///
/// # Errors
/// When the actor may not, or it is neither queued, on its way nor resting.
pub fn cancel(
    issue: &Issue,
    went: u64,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Status>, Refusal> {
    actor.require(ISSUE_SEND)?;
    at(issue, &[IssueStage::Queued, IssueStage::Sending, IssueStage::Paused])?;
    let status = Status::Cancelled { frozen: frozen(issue)?, at: now };
    let commit = to(issue, status.clone(), actor, now).audit(
        ISSUE_CANCELLED,
        subject(issue.id),
        json!({ "went": went }),
    );
    Ok(Decision::new(commit, status))
}

/// Ends it, when nobody is left who is to get it. The machinery does so.
///
/// # Errors
/// When it is not on its way.
pub fn finish(
    issue: &Issue,
    went: u64,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ()>, Refusal> {
    at(issue, &[IssueStage::Sending])?;
    let status = Status::Sent { frozen: frozen(issue)?, at: now };
    let commit = to(issue, status, actor, now)
        .audit(ISSUE_FINISHED, subject(issue.id), json!({ "went": went }))
        .send(&IssueSent { issue: issue.id, number: issue.number });
    Ok(Decision::new(commit, ()))
}

/// SHA-256 over what an issue says in all its languages (RFC 8785).
#[must_use]
pub fn digest(texts: &BTreeMap<Language, IssueText>) -> Digest {
    let named: BTreeMap<String, &IssueText> =
        texts.iter().map(|(language, text)| (language.to_string(), text)).collect();
    // Strings in maps always have a canonical form.
    sha256(&canonical(&named).unwrap_or_default())
}

/// Whether mail programs show each letter whole. The longest form is told of: with that shorter, it fits.
fn fits(texts: &BTreeMap<Language, IssueText>) -> Result<(), Refusal> {
    let forms = texts.iter().flat_map(|(language, IssueText { html, text, .. })| {
        [html, text].map(|form| (form.len(), *language))
    });
    match forms.max() {
        Some((bytes, language)) if bytes > LONGEST_TEXT => {
            Err(Refusal::LetterTooLong { language, bytes, limit: LONGEST_TEXT })
        }
        _ => Ok(()),
    }
}

fn check(text: &IssueText) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    let subject = text.subject.trim();
    if subject.is_empty() {
        errors.add("subject", "core.field.required");
    } else if subject.chars().count() > LONGEST_SUBJECT {
        errors.add("subject", "core.field.too-long");
    } else if subject.chars().any(eframe_core::steers) {
        errors.add("subject", "newsletter.field.subject");
    }
    for (field, text) in [("html", &text.html), ("text", &text.text)] {
        if text.trim().is_empty() {
            errors.add(field, "core.field.required");
        } else if text.len() > LONGEST_TEXT {
            errors.add(field, "core.field.too-long");
        } else if !text.contains(UNSUBSCRIBE) {
            errors.add(field, "newsletter.field.unsubscribe");
        }
    }
    errors.finish(())
}

pub(super) fn at(issue: &Issue, stages: &[IssueStage]) -> Result<(), Refusal> {
    let stage = issue.status.stage();
    if stages.contains(&stage) { Ok(()) } else { Err(Refusal::NotAtThatStage(stage)) }
}

fn frozen(issue: &Issue) -> Result<Frozen, Refusal> {
    issue.status.frozen().cloned().ok_or(Refusal::NotAtThatStage(IssueStage::Draft))
}

pub(super) fn subject(id: IssueId) -> Subject {
    Subject::of(ISSUE, id.uuid())
}

pub(super) fn changing(issue: &Issue, actor: &Actor, now: Timestamp) -> Commit<Change> {
    let guard = Guard::write(ISSUES, issue.id.uuid(), issue.version);
    Commit::by(actor, now).guard(guard).touch(ISSUES_TAG)
}

fn to(issue: &Issue, status: Status, actor: &Actor, now: Timestamp) -> Commit<Change> {
    let change = IssueChange::Status { issue: issue.id, status };
    changing(issue, actor, now).change(Change::Issue(change))
}
