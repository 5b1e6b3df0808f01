use eframe_core::{Actor, Commit, Decision, Digest, Timestamp};
use jiff::ToSpan as _;
use serde_json::json;

use super::accept::{as_read, at, said};
use super::apply::step;
use super::change::{self, ApplicationStanding, Change};
use crate::Refusal;
use crate::event::Returned;
use crate::model::{Application, Author, Charter, EntryId, Stage, State, What};
use crate::permission::{RETURNED, REVIEW};

/// Gives an application back with questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveBack {
    /// What is asked.
    pub questions: String,
    /// What [`Application::contents`] was when the asker read it, where they say so.
    pub read: Option<Digest>,
    /// The id of the entry in the history.
    pub entry: EntryId,
}

/// Gives an application back to its organisation, which may change its answers and hands it in again.
///
/// # Errors
/// When the actor may not, asks nothing, the application is not handed in, or it has other contents by now
/// than those that were read.
pub fn give_back(
    application: &Application,
    command: &GiveBack,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    actor.require(REVIEW)?;
    let questions = said(&command.questions, "questions", "membership.field.questions.empty")?;
    at(application, &[Stage::Submitted])?;
    as_read(application, command.read)?;
    let today = charter.day(now);
    let until = today.saturating_add(charter.on(today).deadlines.answer.days());
    let by = Author::of(actor);
    let state = State::Returned { by, at: now, questions: questions.clone(), until };
    let next = Application { state, changed: now, ..application.clone() };
    let standing = ApplicationStanding::after(&next);
    let event = Returned { application: next.id, organisation: next.organisation };
    let facts = json!({ "questions": questions, "until": until });
    let what = What::Returned { questions, until };
    let commit = step(Commit::by(actor, now), application, next, command.entry, what, actor)
        .audit(RETURNED, change::about(application.id), facts)
        .send(&event);
    Ok(Decision::new(commit, standing))
}
