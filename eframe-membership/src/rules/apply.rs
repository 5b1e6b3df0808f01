use eframe_core::{Actor, Commit, Decision, Digest, FieldErrors, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, ApplicationStanding, Case, Change};
use super::policy::{applies, side};
use crate::Refusal;
use crate::event::Withdrawn;
use crate::model::{
    Application, Author, Document, DocumentId, Entry, EntryId, Form, Group, Signature, Stage,
    State, What,
};
use crate::permission::{ATTACHED, DETACHED, TAKEN_BACK};

/// Saves what was filled in so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The version it was filled in from.
    pub expected: Version,
    /// Every answer.
    pub form: Form,
}

/// Answers one group of questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Which group.
    pub group: Group,
    /// The answers; those to other questions are passed over.
    pub answers: Form,
    /// The fingerprint of the group's answers as they were shown.
    pub seen: Digest,
}

/// What a save leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// Where the application stands.
    pub standing: ApplicationStanding,
    /// Whether it had been signed, and has to be signed again since an answer is another.
    pub unsigned: bool,
}

/// Adds a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attach {
    /// The document, whose bytes are stored already.
    pub document: Document,
    /// The id of its entry in the history.
    pub entry: EntryId,
}

/// What a new document leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attached {
    /// Where the application stands.
    pub standing: ApplicationStanding,
    /// The document.
    pub document: DocumentId,
}

/// The most documents that an application has.
const MOST_DOCUMENTS: usize = 20;

/// Saves what was filled in so far, right or not. A signature of other answers is void.
///
/// # Errors
/// When the actor may not, an answer is too long to be kept, the application can't be changed any more, or
/// somebody saved since.
pub fn save(
    application: &Application,
    command: &Save,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Saved>, Refusal> {
    applies(actor, application)?;
    let form = command.form.clone().cleaned();
    form.fits()?;
    open(application)?;
    if command.expected != application.version {
        return Err(Refusal::Stale(Box::new(application.clone())));
    }
    Ok(write(application, form, actor, now))
}

/// Answers one group of questions, right or not. Others may have answered other groups meanwhile: only who answered
/// the same questions otherwise is in the way. A signature of other answers is void.
///
/// # Errors
/// When the actor may not, an answer is too long to be kept, the application can't be changed any more, or
/// somebody answered these questions since they were shown.
pub fn fill(
    application: &Application,
    command: &Fill,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Saved>, Refusal> {
    applies(actor, application)?;
    let group = command.group;
    let mut form = application.form.clone();
    group.take(&mut form, &command.answers.clone().cleaned());
    form.fits()?;
    open(application)?;
    if form != application.form && group.hash(&application.form) != command.seen {
        return Err(Refusal::Stale(Box::new(application.clone())));
    }
    Ok(write(application, form, actor, now))
}

fn write(
    application: &Application,
    form: Form,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, Saved> {
    let signed = application.signed().is_some();
    let mut next = Application { form, changed: now, ..application.clone() };
    let unsigned = signed && next.signed().is_none();
    if unsigned {
        next.signature = None;
    }
    let standing = ApplicationStanding::after(&next);
    let commit = Commit::by(actor, now)
        .guard(change::hold_application(application))
        .change(Change::Write(Box::new(next)));
    Decision::new(commit, Saved { standing, unsigned })
}

/// Adds a document. Nothing is signed by it yet: see [`sign_on_paper`](super::sign_on_paper).
///
/// # Errors
/// When the actor may not, the application can't be changed any more, or it has its twenty documents.
pub fn attach(
    application: &Application,
    command: &Attach,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Attached>, Refusal> {
    may_attach(application, actor)?;
    let Attach { document, entry } = command;
    let what =
        What::DocumentAdded { file_name: document.file_name.clone(), sha256: document.sha256 };
    let next = Application { changed: now, ..application.clone() };
    let standing = ApplicationStanding::after(&next);
    let commit = step(Commit::by(actor, now), application, next, *entry, what, actor);
    let told = Attached { standing, document: document.id };
    Ok(Decision::new(attached(commit, application, document), told))
}

/// Whether the actor may add a document now: asked before its bytes are taken.
///
/// # Errors
/// As [`attach`].
pub fn may_attach(application: &Application, actor: &Actor) -> Result<(), Refusal> {
    applies(actor, application)?;
    signable(application)?;
    Ok(room(application, "file")?)
}

/// Refuses another document where there are enough.
pub(super) fn room(application: &Application, field: &'static str) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    if application.documents.len() >= MOST_DOCUMENTS {
        let most = vec![("most", MOST_DOCUMENTS.to_string())];
        errors.add_with(field, "membership.field.documents.many", most);
    }
    errors.finish(())
}

/// Adds a document to a commit.
pub(super) fn attached(
    commit: Commit<Change>,
    application: &Application,
    document: &Document,
) -> Commit<Change> {
    let Document { id, sha256, purpose, .. } = document;
    let facts = json!({ "document": id, "sha256": sha256, "purpose": purpose });
    commit.change(Change::Attach { application: application.id, document: document.clone() }).audit(
        ATTACHED,
        change::about(application.id),
        facts,
    )
}

/// Takes a document out. A signature that it carried goes with it.
///
/// # Errors
/// When the actor may not, there is no such document, or the application can't be changed any more.
pub fn detach(
    application: &Application,
    document: DocumentId,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    applies(actor, application)?;
    signable(application)?;
    let found = application.documents.iter().find(|one| one.id == document);
    let Some(found) = found else {
        return Err(FieldErrors::one("document", "membership.field.document.unknown").into());
    };
    let mut next = Application { changed: now, ..application.clone() };
    next.documents.retain(|one| one.id != document);
    if matches!(&next.signature, Some(Signature::Uploaded { document: of, .. }) if *of == document)
    {
        next.signature = None;
    }
    let what = What::DocumentRemoved { file_name: found.file_name.clone() };
    let facts = json!({ "document": document, "sha256": found.sha256 });
    let commit = step(Commit::by(actor, now), application, next.clone(), entry, what, actor)
        .change(Change::Detach(document))
        .audit(DETACHED, change::about(application.id), facts);
    Ok(Decision::new(commit, ApplicationStanding::after(&next)))
}

/// Takes the application back. A standing that it gave already stays; leaving is another step.
///
/// # Errors
/// When the actor may not, or the application is over or on an agenda.
pub fn withdraw(
    application: &Application,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    applies(actor, application)?;
    let stage = application.state.stage();
    if stage.is_over() || stage == Stage::Referred {
        return Err(Refusal::NotAtThatStage(stage));
    }
    let (commit, standing) = taken_back(Commit::by(actor, now), application, entry, actor);
    Ok(Decision::new(commit, standing))
}

/// Adds to a commit that an application is taken back.
pub(super) fn taken_back(
    commit: Commit<Change>,
    application: &Application,
    entry: EntryId,
    actor: &Actor,
) -> (Commit<Change>, ApplicationStanding) {
    let (at, from) = (commit.at(), application.state.stage());
    let state = State::Withdrawn { by: Author::of(actor), at };
    let next = Application { state, changed: at, ..application.clone() };
    let event = Withdrawn { application: application.id, organisation: application.organisation };
    let standing = ApplicationStanding::after(&next);
    let commit = step(commit, application, next, entry, What::Withdrawn, actor)
        .audit(TAKEN_BACK, change::about(application.id), json!({ "from": from }))
        .send(&event);
    (commit, standing)
}

/// Refuses what can't be changed any more.
pub(super) fn open(application: &Application) -> Result<(), Refusal> {
    let stage = application.state.stage();
    if stage.is_open() { Ok(()) } else { Err(Refusal::NotAtThatStage(stage)) }
}

/// Refuses what can't be signed any more.
pub(super) fn signable(application: &Application) -> Result<(), Refusal> {
    let stage = application.state.stage();
    if stage.is_signable() { Ok(()) } else { Err(Refusal::NotAtThatStage(stage)) }
}

/// Adds to a commit the application as it is next, its guard, and an entry in its history.
pub(super) fn step(
    commit: Commit<Change>,
    application: &Application,
    next: Application,
    entry: EntryId,
    what: What,
    actor: &Actor,
) -> Commit<Change> {
    let side = side(actor, application);
    let entry = Entry { id: entry, at: commit.at(), by: Author::of(actor), side, what };
    commit
        .guard(change::hold_application(application))
        .change(Change::Write(Box::new(next)))
        .change(Change::Note { case: Case::Application(application.id), entry })
}
