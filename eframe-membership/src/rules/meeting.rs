//! What may happen to a meeting, its agenda and its votes.
//!
//! A meeting is planned, opened and closed, or called off before anything was voted on in it. Opening freezes the roll: whoever may vote then votes in this meeting,
//! whatever happens to its standing or fees meanwhile. Items are called one by one; a vote is in when it was written
//! before its item was closed, and the database's order says which came first.

mod agenda;
mod count;
mod floor;
mod off;
mod plan;
mod roll;
#[cfg(test)]
mod tests;
mod vote;
mod when;

use eframe_core::Version;

pub use agenda::{Agenda, add_application, add_motion, defer_item, remove_item};
pub use count::{Concerned, Count, count};
pub use floor::{attend, close_meeting, leave, open_meeting, take_the_chair};
pub use off::{CallOff, call_off};
pub use plan::{Plan, Reschedule, plan, reschedule};
pub use vote::{Cast, Voter, cast, close_item, open_item};
pub use when::{Fold, LocalTime};

use super::change::MeetingStanding;
use crate::Refusal;
use crate::model::{
    Attendance, Item, ItemId, ItemStage, ItemState, Meeting, MeetingStage, MeetingState,
};

/// Why an application waits again that was on an agenda, where nobody said it in words: it was taken off.
const OFF_THE_AGENDA: &str = "off-the-agenda";
/// The meeting was closed before the item was called.
const NOT_REACHED: &str = "not-reached";
/// The meeting does not take place.
const CALLED_OFF: &str = "called-off";

/// Refuses what is at no such stage.
fn at(meeting: &Meeting, stages: &[MeetingStage]) -> Result<(), Refusal> {
    let stage = meeting.state.stage();
    if stages.contains(&stage) { Ok(()) } else { Err(Refusal::NotAtThatMeeting(stage)) }
}

/// Refuses an item at no such stage.
fn item_at(item: &Item, stages: &[ItemStage]) -> Result<(), Refusal> {
    let stage = item.state.stage();
    if stages.contains(&stage) { Ok(()) } else { Err(Refusal::NotAtThatItem(stage)) }
}

/// Refuses while votes are taken: who leaves then, or takes the chair, would change what is being counted.
fn between_items(meeting: &Meeting) -> Result<(), Refusal> {
    let open = |item: &Item| matches!(item.state, ItemState::Open { .. });
    if meeting.items.iter().any(open) { Err(Refusal::ItemOpen) } else { Ok(()) }
}

/// The roll and the attendance of an open meeting.
fn floor(meeting: &Meeting) -> Result<(&eframe_ballot::Roll, &Attendance), Refusal> {
    match &meeting.state {
        MeetingState::Open { roll, attendance, .. } => Ok((roll, attendance)),
        other => Err(Refusal::NotAtThatMeeting(other.stage())),
    }
}

/// Where a meeting stands once a change that raises its version is through.
fn after(meeting: &Meeting, stage: MeetingStage, item: Option<ItemId>) -> MeetingStanding {
    MeetingStanding { meeting: meeting.id, stage, version: meeting.version.next(), item }
}

/// Refuses a command that was made from another version.
fn unmoved(meeting: &Meeting, expected: Option<Version>) -> Result<(), Refusal> {
    match expected {
        Some(expected) if expected != meeting.version => Err(Refusal::Moved(meeting.version)),
        _ => Ok(()),
    }
}
