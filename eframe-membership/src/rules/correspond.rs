use eframe_core::{Actor, Commit, Decision, Timestamp};
use serde_json::json;

use super::accept::said;
use super::change::{self, Case, Change};
use super::policy::{side, writes_for};
use crate::Refusal;
use crate::event::{LetterReceived, LetterSent, ReminderDue};
use crate::model::{Application, Author, Entry, EntryId, Side, What};
use crate::permission::{APPLY, NOTED, REVIEW, WRITTEN};

/// Writes to the other side: kept with the case, and mailed. It changes nothing of the application.
///
/// # Errors
/// When the actor is on neither side, or says nothing.
pub fn write(
    application: &Application,
    text: &str,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, EntryId>, Refusal> {
    let own = writes_for(actor, application);
    if !own && !actor.may(REVIEW) {
        actor.require_for(APPLY, application.organisation)?;
        return Err(Refusal::NotOfTheOrganisation);
    }
    let text = said(text, "text", "membership.field.text.empty")?;
    let commit = entered(application, entry, What::Letter { text: text.clone() }, actor, now)
        .audit(WRITTEN, change::about(application.id), json!({ "text": text }));
    let (id, organisation) = (application.id, application.organisation);
    let commit = match side(actor, application) {
        Side::Applicant => {
            commit.send(&LetterReceived { application: id, organisation, letter: entry })
        }
        Side::Secretariat => {
            commit.send(&LetterSent { application: id, organisation, letter: entry })
        }
    };
    Ok(Decision::new(commit, entry))
}

/// Notes something with the case that only the Secretariat sees.
///
/// # Errors
/// When the actor may not, or says nothing.
pub fn note(
    application: &Application,
    text: &str,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, EntryId>, Refusal> {
    actor.require(REVIEW)?;
    let text = said(text, "text", "membership.field.text.empty")?;
    let commit = entered(application, entry, What::Note { text: text.clone() }, actor, now).audit(
        NOTED,
        change::about(application.id),
        json!({ "text": text }),
    );
    Ok(Decision::new(commit, entry))
}

/// Notes that a side is reminded, and has the reminder mailed. For the machinery.
pub fn remind(
    application: &Application,
    whom: Side,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, EntryId> {
    let commit = entered(application, entry, What::Reminded { whom }, actor, now)
        .guard(change::keep_application(application));
    let (application, organisation) = (application.id, application.organisation);
    let commit = commit.send(&ReminderDue { application, organisation, whom });
    Decision::new(commit, entry)
}

fn entered(
    application: &Application,
    entry: EntryId,
    what: What,
    actor: &Actor,
    now: Timestamp,
) -> Commit<Change> {
    let side = side(actor, application);
    let entry = Entry { id: entry, at: now, by: Author::of(actor), side, what };
    Commit::by(actor, now).change(Change::Note { case: Case::Application(application.id), entry })
}
