use eframe_core::{Actor, Commit, Decision, Timestamp};
use serde_json::json;

use super::agenda::put_off_the_rest;
use super::{CALLED_OFF as REASON, after, at};
use crate::Refusal;
use crate::event::MeetingCalledOff;
use crate::model::{Application, EntryId, Meeting, MeetingStage, MeetingState};
use crate::permission::{CALLED_OFF, MEET};
use crate::rules::accept::said;
use crate::rules::change::{self, Change, MeetingStanding};

/// Calls a meeting off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOff {
    /// Why, as everyone invited is told.
    pub reason: String,
}

/// Calls a meeting off: it does not take place, and stays so. What is on its agenda is put off, and its applications
/// wait for another meeting; `concerned` are those applications, each with the id of the entry in its history. Those who
/// were invited hear of it.
///
/// A meeting in which something was called to the vote took place: it is closed, so that its minutes stand.
///
/// # Errors
/// When the actor may not, says nothing, the meeting is closed or called off already, or an item of it was called.
pub fn call_off(
    meeting: &Meeting,
    command: &CallOff,
    concerned: &[(Application, EntryId)],
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let reason = said(&command.reason, "reason", "membership.field.reason.empty")?;
    at(meeting, &[MeetingStage::Planned, MeetingStage::Open])?;
    if let Some(called) = meeting.called() {
        return Err(Refusal::NotAtThatItem(called));
    }
    let facts = json!({ "from": meeting.state.stage(), "reason": reason });
    let roll = meeting.state.roll().cloned();
    let state = Box::new(MeetingState::CalledOff { at: now, reason, roll });
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .change(Change::WriteMeeting { meeting: meeting.id, state })
        .audit(CALLED_OFF, change::about_meeting(meeting.id), facts)
        .send(&MeetingCalledOff { meeting: meeting.id });
    let commit = put_off_the_rest(commit, meeting, concerned, REASON, actor)?;
    Ok(Decision::new(commit, after(meeting, MeetingStage::CalledOff, None)))
}
