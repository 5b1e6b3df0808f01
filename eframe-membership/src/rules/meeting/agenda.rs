use eframe_core::{Actor, Commit, Decision, Timestamp, Version};
use serde_json::json;

use super::plan::line;
use super::{OFF_THE_AGENDA, after, at, item_at};
use crate::Refusal;
use crate::event::Deferred;
use crate::model::{
    Application, Charter, EntryId, Item, ItemId, ItemStage, ItemState, Matter, Meeting,
    MeetingStage, Stage, State, What,
};
use crate::permission::{AGENDA_SET, MEET, POSTPONED};
use crate::rules::accept::{at as application_at, said};
use crate::rules::apply::step;
use crate::rules::change::{self, Change, MeetingStanding};

/// What changes an agenda is given of chance and of what it concerns.
#[derive(Clone, Copy, Debug)]
pub struct Agenda<'a> {
    /// The application that the item is about, if it is about one.
    pub application: Option<&'a Application>,
    /// The id of the entry in its history.
    pub entry: EntryId,
}

/// Puts an application on the agenda of a body that the charter of the day has approve its kind.
///
/// # Errors
/// When the actor may not, the meeting is closed, the application does not wait for a body's decision, or another
/// body decides about it.
pub fn add_application(
    meeting: &Meeting,
    application: &Application,
    id: ItemId,
    entry: EntryId,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    at(meeting, &[MeetingStage::Planned, MeetingStage::Open])?;
    application_at(application, &[Stage::Accepted, Stage::Deferred])?;
    approves(meeting, application, charter, now)?;
    let matter = Matter::Application {
        application: application.id,
        number: application.number.clone(),
        name: application.form.name.clone(),
        kind: application.form.kind.clone(),
    };
    let state = State::Referred { at: now, meeting: meeting.id, item: id };
    let next = Application { state, changed: now, ..application.clone() };
    let what = What::Referred { meeting: meeting.id };
    let commit = step(Commit::by(actor, now), application, next, entry, what, actor);
    Ok(added(commit, meeting, id, matter))
}

/// Refuses an application that the charter of the day has another body approve, or none.
pub(super) fn approves(
    meeting: &Meeting,
    application: &Application,
    charter: &Charter,
    now: Timestamp,
) -> Result<(), Refusal> {
    let version = charter.on(charter.day(now));
    let rule = version.kinds.iter().find(|(kind, _)| kind.as_str() == application.form.kind);
    let approval = rule.and_then(|(_, rule)| rule.approval.as_ref());
    if approval.is_none_or(|approval| approval.body != meeting.body) {
        return Err(Refusal::NotInTheCharter);
    }
    Ok(())
}

/// Puts a motion on the agenda: a question with no effect but what the minutes say.
///
/// # Errors
/// When the actor may not, the meeting is closed, or the motion says nothing or too much.
pub fn add_motion(
    meeting: &Meeting,
    title: &str,
    text: &str,
    id: ItemId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let mut errors = eframe_core::FieldErrors::new();
    let title = errors.take(line(title, "title"));
    let text = errors.take(said(text, "text", "membership.field.text.empty"));
    let (Some(title), Some(text)) = (title, text) else { return Err(errors.into()) };
    at(meeting, &[MeetingStage::Planned, MeetingStage::Open])?;
    Ok(added(Commit::by(actor, now), meeting, id, Matter::Motion { title, text }))
}

/// Takes an item from the agenda of a meeting that has not begun. An application waits again.
///
/// # Errors
/// When the actor may not, or the meeting has begun.
pub fn remove_item(
    meeting: &Meeting,
    item: &Item,
    agenda: &Agenda<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    at(meeting, &[MeetingStage::Planned])?;
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .guard(change::keep_item(item))
        .change(Change::RemoveItem(item.id))
        .audit(
            AGENDA_SET,
            change::about_meeting(meeting.id),
            json!({ "removed": item.id, "matter": item.matter }),
        );
    let commit = wait_again(commit, meeting, item, agenda, OFF_THE_AGENDA, actor)?;
    Ok(Decision::new(commit, after(meeting, MeetingStage::Planned, Some(item.id))))
}

/// Puts an item off without a vote, saying why. An application waits for another meeting.
///
/// # Errors
/// When the actor may not, says nothing, the meeting is not open, or the item was called already.
pub fn defer_item(
    meeting: &Meeting,
    item: &Item,
    reason: &str,
    agenda: &Agenda<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let reason = said(reason, "reason", "membership.field.reason.empty")?;
    at(meeting, &[MeetingStage::Open])?;
    item_at(item, &[ItemStage::Pending])?;
    let commit = put_off(Commit::by(actor, now), meeting, item, agenda, &reason, actor)?;
    let commit = commit.guard(change::hold_meeting(meeting));
    Ok(Decision::new(commit, after(meeting, MeetingStage::Open, Some(item.id))))
}

/// Adds to `commit` that an item is put off, and what follows for its application.
pub(super) fn put_off(
    commit: Commit<Change>,
    meeting: &Meeting,
    item: &Item,
    agenda: &Agenda<'_>,
    reason: &str,
    actor: &Actor,
) -> Result<Commit<Change>, Refusal> {
    let state = ItemState::Deferred { at: commit.at(), reason: reason.to_owned() };
    let commit = commit
        .guard(change::hold_item(item))
        .change(Change::WriteItem { item: item.id, state: Box::new(state) })
        .audit(
            POSTPONED,
            change::about_meeting(meeting.id),
            json!({ "item": item.id, "matter": item.matter, "reason": reason }),
        );
    wait_again(commit, meeting, item, agenda, reason, actor)
}

/// Adds to `commit` that whatever was not called is put off. `concerned` are the applications on the agenda, each with
/// the id of the entry in its history.
pub(super) fn put_off_the_rest(
    mut commit: Commit<Change>,
    meeting: &Meeting,
    concerned: &[(Application, EntryId)],
    reason: &str,
    actor: &Actor,
) -> Result<Commit<Change>, Refusal> {
    let pending = meeting.items.iter().filter(|item| item.state.stage() == ItemStage::Pending);
    for item in pending {
        let about = |(application, _): &&(Application, EntryId)| matches!(&item.matter, Matter::Application { application: of, .. } if *of == application.id);
        let found = concerned.iter().find(about);
        let nobody = EntryId::new(uuid::Uuid::nil());
        let agenda = Agenda {
            application: found.map(|(application, _)| application),
            entry: found.map_or(nobody, |(_, entry)| *entry),
        };
        commit = put_off(commit, meeting, item, &agenda, reason, actor)?;
    }
    Ok(commit)
}

/// Adds to `commit` that the item's application waits for another meeting.
pub(super) fn wait_again(
    commit: Commit<Change>,
    meeting: &Meeting,
    item: &Item,
    agenda: &Agenda<'_>,
    reason: &str,
    actor: &Actor,
) -> Result<Commit<Change>, Refusal> {
    let Matter::Application { .. } = item.matter else { return Ok(commit) };
    let application = referred(agenda.application, item)?;
    let (at, reason) = (commit.at(), reason.to_owned());
    let state = State::Deferred { at, meeting: meeting.id, reason: reason.clone() };
    let next = Application { state, changed: at, ..application.clone() };
    let event = Deferred { application: next.id, organisation: next.organisation };
    let what = What::Deferred { reason };
    Ok(step(commit, application, next, agenda.entry, what, actor).send(&event))
}

/// The application, as long as it is this very item that decides about it.
pub(super) fn referred<'a>(
    application: Option<&'a Application>,
    item: &Item,
) -> Result<&'a Application, Refusal> {
    let Some(application) = application else { return Err(Refusal::NotInTheCharter) };
    match application.state {
        State::Referred { item: of, .. } if of == item.id => Ok(application),
        _ => Err(Refusal::NotAtThatStage(application.state.stage())),
    }
}

fn added(
    commit: Commit<Change>,
    meeting: &Meeting,
    id: ItemId,
    matter: Matter,
) -> Decision<Change, MeetingStanding> {
    let position = meeting.items.iter().map(|item| item.position).max().unwrap_or(0) + 1;
    let facts = json!({ "added": id, "matter": matter });
    let item = Item { id, position, matter, state: ItemState::Pending, version: Version::FIRST };
    let commit = commit
        .guard(change::hold_meeting(meeting))
        .change(Change::AddItem { meeting: meeting.id, item: Box::new(item) })
        .audit(AGENDA_SET, change::about_meeting(meeting.id), facts);
    Decision::new(commit, after(meeting, meeting.state.stage(), Some(id)))
}
